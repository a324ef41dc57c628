using Nansen.Values;

namespace Nansen.Matching.Tests;

/// <summary>
/// The index against slower ways to the same answer: weighing every card, building anew; and readers beside a writer.
/// </summary>
public sealed class PersonIndexSameAsTests
{
    private static readonly string[] Given = ["Amina", "Амина", "آمنه", "Olaf", "Олаф", "Rustam", "Рустам", "Zarina", "Зарина", "Tamara", "Теймур", "Aminat", "Bill", "William", "J."];
    private static readonly string[] Family = ["Sharifzoda", "Шарифзода", "Charifzadeh", "Lindqvist", "Линдквист", "Berg", "Бергсон", "Karimov", "Каримова", "Utopian", "al-Hasan", "الحسن", "王", "Müller"];
    private static readonly string[] Dates = ["1987-05-03", "1987-03-05", "1988-05-03", "1987-01-01", "1987", "1990-11", "1990-11-20", "1985-02-01/1989-01-31", "1950-02-02"];

    private static Guid IdOf(int number) => new(number, 0, 0, new byte[8]);

    private static PersonCard Card(Random random, int number)
    {
        var names = new List<PersonName>();
        for (var n = random.Next(1, 3); n > 0; n--)
            names.Add(PersonName.Of(Pick(random, Given), Pick(random, Family), random.Next(3) == 0 ? Pick(random, Given) : null));
        return new PersonCard(IdOf(number), names, random.Next(6) == 0 ? null : PartialDate.Parse(Pick(random, Dates)),
            Pick(random, ["F", "M", "U"]), Pick(random, ["UTO", "ARC"]), Pick(random, ["Port Utopia", "Zemlya"]),
            random.Next(3) == 0 ? $"+99 100 00{random.Next(9)}" : null, random.Next(3) == 0 ? IdOf(1000 + random.Next(20)) : null);
    }

    private static T Pick<T>(Random random, T[] all) => all[random.Next(all.Length)];

    private static IEnumerable<PersonQuery> Queries(Random random)
    {
        for (var i = 0; i < 12; i++) yield return PersonQuery.Of(Card(random, 500 + i));
        for (var i = 0; i < 12; i++) yield return new PersonQuery { Words = $"{Pick(random, Family)[..1]}{Pick(random, Family)} {Pick(random, Given)} 1987" };
        for (var i = 0; i < 6; i++) yield return new PersonQuery { Words = Pick(random, Family), Age = 38, On = new DateOnly(2026, 1, 1) };
        yield return new PersonQuery { Words = "Shari" };
        yield return new PersonQuery { Phone = "+99 100 001" };
        yield return new PersonQuery { Birth = PartialDate.Parse("1987-05-03") };
    }

    private static string Told(IEnumerable<Candidate> found) => string.Join('\n', found.Select(c =>
        $"{c.Id} {c.Probability:R} {c.Band} {string.Join("; ", c.Attributes.Select(a => $"{a.Attribute} {a.Level} {a.Weight} {a.Why}"))} | {string.Join("; ", c.Warnings)}"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Find_SmallRegister_TheSameAsWeighingEveryCard(int seed)
    {
        var random = new Random(seed);
        var index = PersonIndex.Build(Enumerable.Range(0, 100).Select(i => Card(random, i)));
        foreach (var query in Queries(random)) Assert.Equal(Told(index.Find(query, 20, true)), Told(index.Find(query)));
    }

    /// <summary>Of more people than a search looks at, the one asked for is among those shown nearly as often as when all are weighed.</summary>
    [Fact]
    public void Find_LargerRegister_FindsWhomWeighingEveryCardFinds()
    {
        var (lines, person) = MadeUpPeople.Make(12_000, 9);
        var cards = lines.Select((line, i) => (Cells: line.Split(','), Number: i)).Select(l => new PersonCard(IdOf(l.Number), [PersonName.Of(l.Cells[2], l.Cells[1])],
            PartialDate.Parse(l.Cells[3]), l.Cells[4], null, l.Cells[5], l.Cells[6])).ToArray();
        var twice = person.Index().Skip(1).Where(p => person[p.Index - 1] == p.Item).Select(p => p.Index).Take(150).ToHashSet();
        var index = PersonIndex.Build(cards.Where((_, i) => !twice.Contains(i)));
        var (card, words, everyCard) = (0, 0, 0);
        foreach (var i in twice)
        {
            var free = new PersonQuery { Words = $"{cards[i].Names[0].Text} {cards[i].Birth!.Value.Year}" };
            if (Finds(index.Find(PersonQuery.Of(cards[i])), i)) card++;
            if (Finds(index.Find(free), i)) words++;
            if (Finds(index.Find(free, 20, true), i)) everyCard++;
        }

        Assert.True(card >= 0.99 * twice.Count && words >= 0.98 * everyCard && everyCard >= 0.95 * twice.Count, $"{card} {words} {everyCard} of {twice.Count}");
        bool Finds(IReadOnlyList<Candidate> found, int number) => found.Any(c => c.Id == IdOf(number - 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PutAndRemove_AnyOrder_TheSameAsBuildingAnew(int seed)
    {
        var random = new Random(seed);
        var held = new Dictionary<Guid, PersonCard>();
        var index = PersonIndex.Build(Enumerable.Range(0, 60).Select(i => held[IdOf(i)] = Card(random, i)));
        for (var step = 0; step < 900; step++)
        {
            var card = Card(random, random.Next(100));
            if (random.Next(3) == 0)
            {
                index.Remove(card.Id);
                held.Remove(card.Id);
            }
            else
            {
                index.Put(card);
                held[card.Id] = card;
            }
        }

        var anew = PersonIndex.Build(held.Values);
        Assert.Equal(anew.Count, index.Count);
        foreach (var query in Queries(random)) Assert.Equal(Told(anew.Find(query)), Told(index.Find(query)));
    }

    [Fact]
    public void Build_TwoCardsOfOneRegistration_TheLaterStays()
    {
        var random = new Random(5);
        var (earlier, later) = (Card(random, 1), Card(random, 1));
        var index = PersonIndex.Build([earlier, Card(random, 2), later]);
        var alone = PersonIndex.Build([Card(new Random(5), 9), later]);
        Assert.Equal(2, index.Count);
        var found = index.Find(PersonQuery.Of(later) with { Except = null }).Single(c => c.Id == later.Id);
        Assert.Equal(alone.Find(PersonQuery.Of(later) with { Except = null }).Single(c => c.Id == later.Id).Attributes.Select(a => a.Level), found.Attributes.Select(a => a.Level));
    }

    [Fact]
    public async Task Find_WhileOneWrites_SeesEachRegistrationOnceAndNeverNone()
    {
        var random = new Random(6);
        var index = PersonIndex.Build(Enumerable.Range(0, 300).Select(i => Card(random, i)));
        var (id, query) = (IdOf(7777), new PersonQuery { Words = "Helga Lindqvistova 1971" });
        PersonCard Version(string given) => new(id, [PersonName.Of(given, "Lindqvistova")], PartialDate.Parse("1971-06-07"), "F");
        index.Put(Version("Helga"));
        using var done = new CancellationTokenSource();
        // Two hundred rows make a short list; here it becomes a segment many times over.
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 3_000; i++) index.Put(Version(i % 2 == 0 ? "Helena" : "Helga"));
            done.Cancel();
        }, TestContext.Current.CancellationToken);
        do Assert.Single(index.Find(query), c => c.Id == id);
        while (!done.IsCancellationRequested);
        await writing;
        Assert.Equal(301, index.Count);
    }

    [Fact]
    public void Find_HostileQueries_AnswerOrFindNobody()
    {
        var random = new Random(7);
        var index = PersonIndex.Build(Enumerable.Range(0, 200).Select(i => Card(random, i)));
        string[] hostile =
        [
            "", " ", "\u200f\u202e\u200e", new string('я', 10_000), string.Concat(Enumerable.Repeat("Amina ", 10_000)), string.Join(' ', Enumerable.Range(0, 10_000)),
            "Аmina Шаrifzoda", "\u202eanimA\u202c Sharifzoda", "👩🏽‍🦱 Amina", "\ud83d", "'; drop table persons", "-1 0 99999999999999999999 0000-00-00", "Ａｍｉｎａ",
        ];
        foreach (var words in hostile)
        {
            var found = index.Find(new PersonQuery { Words = words });
            Assert.True(found.Count <= 20);
            Assert.All(found, c => Assert.InRange(c.Probability, 0, 1));
            Assert.Equal(Told(found), Told(index.Find(new PersonQuery { Words = words })));
        }

        Assert.NotEmpty(index.Find(new PersonQuery { Words = hostile[7] }));
        Assert.Contains(index.Find(new PersonQuery { Words = hostile[6] })[0].Warnings, w => w.Key == "warn.homoglyph");
        Assert.Empty(index.Find(new PersonQuery { Words = "Amina" }, 0));
        foreach (var on in new[] { DateOnly.MinValue, DateOnly.MaxValue }) Assert.NotEmpty(index.Find(new PersonQuery { Words = "Amina 99", On = on }));
        Assert.NotEmpty(index.Find(new PersonQuery { Names = [.. Enumerable.Repeat(PersonName.Of("Amina", "Sharifzoda"), 10_000)] }));
    }

    [Fact]
    public void Put_HostileNames_StandInTheIndex()
    {
        var random = new Random(8);
        string[] hostile =
        [
            "ال\u064b\u064c\u064d", "الـــ", "\ud83d王", "王\ud83d", "\u202eanimA\u202c", "\u0301\u0301", "Á\u0301\u0301", new string('я', 10_000), new string('ﷺ', 2_000),
            string.Join(' ', Enumerable.Range(0, 70).Select(i => "Амина" + (char)('а' + i % 30) + (char)('а' + i / 30))), "𐐀𐐨𐐀", "İSTANBULLU", "ﬃ", "👩🏽‍🦱Amina", "Ωmega", "Мiхаil",
        ];
        var built = PersonIndex.Build(Enumerable.Range(0, 60).Select(i => Card(random, i)).Concat(hostile.Select(Hostile)));
        var index = PersonIndex.Build(Enumerable.Range(0, 60).Select(i => Card(random, i)));
        foreach (var card in hostile.Select(Hostile)) index.Put(card);
        foreach (var card in hostile.Select(Hostile))
            foreach (var held in new[] { built, index })
            {
                held.Find(PersonQuery.Of(card) with { Birth = null });
                held.Find(new PersonQuery { Words = card.Names[0].Text });
                Assert.Equal(card.Id, Assert.Single(held.Find(new PersonQuery { Birth = card.Birth })).Id);
            }

        Assert.Equal(60 + hostile.Length, index.Count);

        PersonCard Hostile(string name, int number) => new(IdOf(9_000 + number), [.. Enumerable.Repeat(Whole(name), 7)], PartialDate.OfDay(new DateOnly(1930, 5, 13).AddDays(number)));
        static PersonName Whole(string text) => new([new NamePart(NamePartKind.Whole, text)]);
    }

    [Fact]
    public void SearchMemory_GivenBack_IsCleanWhateverWasLeftInIt()
    {
        var memory = SearchMemory.Rent();
        // A search within a search of one thread has a memory of its own.
        Assert.NotSame(memory, SearchMemory.Rent());
        var sign = SoundSign.Of(NameToken.Of("Amina"));
        memory.Asked.Same(1, sign);
        memory.Heap.Add((1, 1), 0, 5);
        memory.Return();
        Assert.Same(memory, SearchMemory.Rent());
        Assert.True(memory.Asked[sign].None);
        Assert.Equal(0, memory.Asked.Count + memory.Heap.Count);
    }
}
