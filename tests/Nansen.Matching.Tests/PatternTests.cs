namespace Nansen.Matching.Tests;

/// <summary>What two records say is told alike however their file is laid out.</summary>
public sealed class PatternTests
{
    private static readonly string[] Header = ["rec_id", "given", "family", "patronymic", "dob", "sex", "nationality", "phone", "place", "postcode"];

    private static readonly string[] Names = ["Marina", "Марина", "Murat", "Karim", "Petrova", ""];

    private static string[][] People(int count)
    {
        var random = new Random(5);
        string Of(params string[] list) => list[random.Next(list.Length)];
        return [.. Enumerable.Range(0, count).Select(r => new[]
        {
            $"r{r}", Of(Names), Of(Names), Of(Names), Of("1980-03-05", "1980-05-03", "1980-01-01", "1992-11-30", ""), Of("F", "M", ""), Of("UTO", "XXA", ""),
            Of("+99911111111", "+99922222222", ""), Of("UTO-1", "UTO-2", "Novy Gorod", "Novyi Gorod", ""), Of("100200", "100201", "300400", ""),
        })];
    }

    /// <summary>The patterns of all pairs, with the columns at given places of the file.</summary>
    private static ulong[] Patterns(string[][] people, int[] order, int further = 0)
    {
        var header = string.Join(',', order.Select(c => Header[c]).Concat(Enumerable.Range(0, further).Select(f => $"note{f}")));
        var lines = people.Select((person, r) => string.Join(',', order.Select(c => person[c]).Concat(Enumerable.Range(0, further).Select(f => (r * f % 3).ToString(System.Globalization.CultureInfo.InvariantCulture)))));
        var comparer = new PairComparer(new PreparedRecords(MadeUpPeople.Read(lines, header)), MatchingModel.Shipped);
        return [.. from a in Enumerable.Range(0, people.Length) from b in Enumerable.Range(a + 1, people.Length - a - 1) select comparer.Compare(a, b)];
    }

    [Fact]
    public void Compare_ColumnsInAnotherOrder_SamePatterns()
    {
        var people = People(60);
        var patterns = Patterns(people, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.True(patterns.Distinct().Count() > 500);
        // Places and numbers keep their order among themselves, which is that of their attributes.
        Assert.Equal(patterns, Patterns(people, [8, 7, 0, 4, 9, 2, 6, 1, 5, 3]));
        Assert.Equal(patterns, Patterns(people, [0, 5, 6, 8, 1, 4, 3, 2, 7, 9]));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    public void Compare_WithFurtherColumns_TheRestOfThePatternStays(int further)
    {
        var people = People(60);
        Assert.Equal(Patterns(people, [0, 1, 2, 4, 5, 8]), Patterns(people, [0, 1, 2, 4, 5, 8], further).Select(p => p & 0xF_FFFF));
    }

    [Fact]
    public void Compare_TwoFields_MissingDifferentAndSame()
    {
        string[][] people = [["a", "", "", "", "", "F", "UTO", "+99911111111"], ["b", "", "", "", "", "M", "UTO", "+99922222222"], ["c", "", "", "", "", "F", "", "+99911111111"]];
        // Sex, nationality, telephone: 0 missing, 1 different, 2 the same.
        Assert.Equal([0x121UL, 0x202, 0x101], Patterns(people, [0, 5, 6, 7]));
    }
}
