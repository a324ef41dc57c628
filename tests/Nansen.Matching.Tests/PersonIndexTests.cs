using Nansen.Values;

namespace Nansen.Matching.Tests;

/// <summary>Search-before-create on a small register of made-up people.</summary>
public sealed class PersonIndexTests
{
    private static readonly Guid Amina = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Brother = Guid.Parse("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Other = Guid.Parse("00000000-0000-0000-0000-000000000003");
    private static readonly Guid Family = Guid.Parse("00000000-0000-0000-0000-00000000000f");

    private static PersonCard Card(Guid id, string given, string family, string? patronymic, string birth, string sex, Guid? household = null) =>
        new(id, [PersonName.Of(given, family, patronymic)], PartialDate.Parse(birth), sex, "UTO", "Port Utopia", null, household);

    private static PersonIndex Sample() => PersonIndex.Build(
    [
        Card(Amina, "Amina", "Sharifzoda", "Karimovna", "1987-05-03", "F", Family),
        Card(Brother, "Rustam", "Sharifzoda", "Karimovich", "1990-11-20", "M", Family),
        Card(Other, "Helga", "Lindqvist", null, "1987-05-03", "F"),
    ]);

    [Theory]
    [InlineData("Amina", "Sharifzoda")]
    [InlineData("Амина", "Шарифзода")]
    [InlineData("آمنه", "شریف‌زاده")]
    [InlineData("Amina", "Charifzadeh")]
    [InlineData("Sharifzoda", "Amina")]
    public void Find_AnySpelling_FindsHerFirst(string given, string family)
    {
        var found = Sample().Find(new PersonQuery { Names = [PersonName.Of(given, family)], Birth = PartialDate.Parse("1987-05-03") });
        Assert.Equal(Amina, found[0].Id);
        Assert.True(found[0].Probability > 0.5, $"{found[0].Probability}");
        Assert.All(found[0].Attributes, a => Assert.NotEqual(a.Why.Key, a.Why.English));
    }

    [Fact]
    public void Find_FreeWords_ReadsNamesAndYearAndAge()
    {
        Assert.Equal(Amina, Sample().Find(new PersonQuery { Words = "Шарифзода Амина 1987" })[0].Id);
        Assert.Equal(Amina, Sample().Find(new PersonQuery { Words = "sharif amina 38", On = new DateOnly(2026, 1, 1) })[0].Id);
    }

    [Fact]
    public void Find_Sibling_IsLowAndWarnedOf()
    {
        var found = Sample().Find(PersonQuery.Of(Card(Guid.NewGuid(), "Zarina", "Sharifzoda", "Karimovna", "1987-05-03", "F", Family)));
        var sister = found.Single(c => c.Id == Amina);
        Assert.True(sister.Probability < 0.5, $"{sister.Probability}");
        Assert.Contains(sister.Warnings, w => w.Key == "warn.household");
        Assert.Contains(sister.Warnings, w => w.Key == "warn.twin");
    }

    [Fact]
    public async Task Find_WhileOthersAreRegistered_NeverFails()
    {
        // Words of few sounds, so that the lists a search reads are the lists that registrations lengthen.
        var index = PersonIndex.Build([Card(Amina, "Mali", "Nora", null, "1987-05-03", "F")]);
        using var over = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var searches = 0;
            while (!over.IsCancellationRequested || searches == 0)
            {
                Assert.Contains(index.Find(new PersonQuery { Names = [PersonName.Of("Mali", "Nora")], Birth = PartialDate.Parse("1987-05-03") }), c => c.Id == Amina);
                searches++;
            }
        }, TestContext.Current.CancellationToken)).ToArray();
        const string vowels = "aeiou";
        for (var i = 0; i < 5_000; i++)
        {
            var (a, b, c) = (vowels[i % 5], vowels[i / 5 % 5], new string(vowels[i / 25 % 5], 1 + i / 125 % 40));
            index.Put(Card(new Guid(i + 100, 0, 0, new byte[8]), $"m{a}l{c}", $"n{b}r{c}", null, "1950-02-02", "M"));
        }

        await over.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public void PutAndRemove_ManyTimes_FindSeesTheLastState()
    {
        var index = Sample();
        for (var i = 0; i < 1200; i++) index.Put(Card(new Guid(i + 100, 0, 0, new byte[8]), "Olaf", $"Berg{(char)('a' + i % 26)}{(char)('a' + i / 26 % 26)}son", null, "1950-02-02", "M"));
        Assert.Equal(1203, index.Count);
        index.Put(Card(Amina, "Amina", "Sharifova", null, "1987-05-04", "F"));
        Assert.Equal(1203, index.Count);
        Assert.Equal(Amina, index.Find(new PersonQuery { Words = "Amina Sharifova" })[0].Id);
        index.Remove(Amina);
        index.Remove(Amina);
        Assert.Equal(1202, index.Count);
        Assert.DoesNotContain(index.Find(new PersonQuery { Words = "Amina Sharifova" }), c => c.Id == Amina);
    }

    [Fact]
    public void Find_Empty_FindsNobody() => Assert.Empty(Sample().Find(new PersonQuery()));

    [Fact]
    public void Find_Except_LeavesHerOut() =>
        Assert.DoesNotContain(Sample().Find(new PersonQuery { Words = "Amina Sharifzoda", Except = Amina }), c => c.Id == Amina);
}
