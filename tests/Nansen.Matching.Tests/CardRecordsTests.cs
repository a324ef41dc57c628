using Nansen.Values;

namespace Nansen.Matching.Tests;

/// <summary>Linkage of a register's cards, some of which stand there under several names.</summary>
public sealed class CardRecordsTests
{
    private static readonly string[] Given = "Арам Давит Мариам Ани Гаяне Карен Наре Лилит Тигран Гайк Сона Нарек Ева Ваге Гор Левон Зара Юсуф Омар Халед".Split(' ');
    private static readonly string[] Syllables = "ба ве гу да жи зо ка ле ми на по ра су ти фу ша чо лан бер дук мор хан".Split(' ');

    private readonly Random _random = new(21);

    [Fact]
    public void Other_names_of_a_card_do_not_make_strangers_alike()
    {
        // Half of the people are known by another name too, which is no spelling of the first: everything else agrees within a card.
        var cards = Enumerable.Range(0, 600).Select(i => Card(i % 2 == 0 ? [Name(), Name()] : [Name()])).ToList();
        cards.AddRange(cards.Take(12).Select(Again));
        // Two men of one family name, whose birth days look like one with day and month swapped.
        PersonCard[] two = [Card([PersonName.Of("Карен", "Зосучо")], new(1989, 3, 7)), Card([PersonName.Of("Левон", "Зосучо")], new(1989, 7, 3))];
        cards.AddRange(two);
        var records = CardRecords.Read(cards, everyName: true);
        Assert.True(records.Count > 800);

        var found = Pairs(records);

        Assert.DoesNotContain(found, p => p.One == p.Other);
        Assert.DoesNotContain(found, p => p.One == two[0].Id && p.Other == two[1].Id);
        Assert.All(cards.Take(12), card => Assert.Contains(found, p => p.One == card.Id || p.Other == card.Id));
        Assert.Equal(12, found.Where(p => p.Probability >= 0.2).Select(p => (p.One, p.Other)).Distinct().Count());
    }

    private static List<(Guid One, Guid Other, double Probability)> Pairs(RecordSet records)
    {
        var result = Linker.Run(records);
        return [.. result.Matches.Concat(result.Review).Select(p => (CardRecords.CardOf(records, p.Left), CardRecords.CardOf(records, p.Right), p.Probability))];
    }

    private PersonCard Card(PersonName[] names, DateOnly? birth = null) => new(Guid.NewGuid(), names,
        PartialDate.OfDay(birth ?? new DateOnly(1950 + _random.Next(60), 1, 1).AddDays(_random.Next(365))), birth is null && _random.Next(2) == 0 ? "F" : "M", "UTO", $"Place {_random.Next(40)}");

    private static PersonCard Again(PersonCard card) => card with { Id = Guid.NewGuid(), Names = [card.Names[0]] };

    private PersonName Name() => PersonName.Of(Given[_random.Next(Given.Length)], string.Concat(Enumerable.Range(0, 3).Select(_ => Syllables[_random.Next(Syllables.Length)])));
}
