using CsCheck;

namespace Nansen.Statistics.Tests;

/// <summary>
/// What an outsider finds who puts together everything of a release: accounts, decisions and applications that are the same flows.
/// </summary>
public sealed class JointRoundingTests
{
    private static readonly CellKey Key = new("a secret of the tests");

    [Fact]
    public void Release_WholeAndPutTogether_LeavesEveryCellFivePossibleValues() => RandomRegister.Books.Sample(book =>
    {
        var shown = Shown(book, 2012);
        foreach (var cell in Attack.On([.. shown.Select(t => new PublishedCells(t.Key, t.Value))], 5, RandomRegister.Links))
            Assert.True(cell.Possible is null or >= 5, $"{string.Join(',', cell.Keys.Values)} {cell.Measure}: {cell.Lower}..{cell.Upper}");
    }, iter: 40);

    [Fact]
    public void TwoReleases_PutTogether_LeaveEveryCellFivePossibleValues() => RandomRegister.Books.Sample(book =>
    {
        var cells = Attack.On([.. Published(book, 2009, "1"), .. Published(book, 2012, "2")], 5, RandomRegister.Links);
        Assert.All(cells, c => Assert.True(c.Possible is null or >= 5, $"{string.Join(',', c.Keys.Values)} {c.Measure}: {c.Lower}..{c.Upper}"));
    }, iter: 15);

    [Fact]
    public void OneFlow_ShowsTheSameInEveryTable() => RandomRegister.Books.Sample(book =>
    {
        var (truth, shown) = (True(book), Shown(book, 2012));
        foreach (var link in RandomRegister.Links)
            foreach (var (codes, persons) in Sums(truth, link.Lines, link))
                if (persons == Sums(truth, link.Others, link).GetValueOrDefault(codes))
                    Assert.Equal(Sums(shown, link.Lines, link).GetValueOrDefault(codes), Sums(shown, link.Others, link).GetValueOrDefault(codes));
    }, iter: 200);

    [Fact]
    public void OneFlow_RoundedInEachTableApart_WouldBeFoundOut()
    {
        var book = new BookBuilder();
        for (var i = 0; i < 3; i++)
        {
            book.Opens($"{i}", "2010-02-02", cause: "application").Closes($"{i}", "2010-05-05");
            book.Opens($"r{i}", "2010-05-05", status: "refugee", cause: "recognition");
        }

        var release = RandomRegister.Release(1, 2010);
        var found = Enumerable.Range(0, 40).Select(n => Releasing.Tables(book.Book, release with { Links = [] }, new CellKey($"{n}")))
            .Any(t => Figures(t["asylum"].Table, "out_recognised") != Figures(t["refugee"].Table, "in_recognition"));
        Assert.True(found);
        Assert.All(Enumerable.Range(0, 40).Select(n => Releasing.Tables(book.Book, release, new CellKey($"{n}"))),
            t => Assert.Equal(Figures(t["asylum"].Table, "out_recognised"), Figures(t["refugee"].Table, "in_recognition")));

        static decimal? Figures(FigureTable table, string measure) => table.Measures.Contains(measure) ? table.Rows.Sum(r => table.Value(r, measure)) : 0;
    }

    [Fact]
    public void Round_ALaterReleaseOfWhatDidNotChange_ShowsTheSame() => RandomRegister.Books.Sample(book =>
    {
        var (then, now) = (RandomRegister.Release(1, 2009), RandomRegister.Release(2, 2012) with { KnownAt = new DateTimeOffset(2010, 1, 10, 0, 0, 0, TimeSpan.Zero) });
        var later = Releasing.Tables(book, now, Key);
        foreach (var (name, earlier) in Releasing.Tables(book, then, Key))
            Assert.Empty(Releasing.Restatements(earlier.Table, later[name].Table, until: new DateOnly(2009, 12, 31)).Rows);
    }, iter: 100);

    [Fact]
    public void LargestDeviation_OfRandomReleases_StaysWithinAFewBases() => RandomRegister.Books.Sample(book =>
        Assert.All(Releasing.Tables(book, RandomRegister.Release(1, 2012), Key).Values, t => Assert.True(t.LargestDeviation <= 20, $"{t.LargestDeviation}")), iter: 200);

    private static IEnumerable<PublishedCells> Published(PeriodBook book, int year, string edition) =>
        Shown(book, year).Select(t => new PublishedCells(t.Key, t.Value) { Edition = edition });

    private static Dictionary<string, decimal> Sums(Dictionary<string, FigureTable> tables, IReadOnlyList<FlowLine> lines, FlowLink link)
    {
        var keys = link.Lines.Concat(link.Others).Select(l => tables[l.Table].Keys.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Where(k => k != "status").ToList();
        return lines.Where(l => tables[l.Table].Measures.Contains(l.Measure)).SelectMany(l => tables[l.Table].Rows
                .Where(r => l.Where is null || r.Keys[tables[l.Table].Keys.ToList().IndexOf("app_type")] == l.Where["app_type"])
                .Select(r => (Codes: string.Join(',', keys.Select(k => r.Keys[tables[l.Table].Keys.ToList().IndexOf(k)])), Value: tables[l.Table].Value(r, l.Measure) ?? 0)))
            .GroupBy(v => v.Codes).ToDictionary(g => g.Key, g => g.Sum(v => v.Value));
    }

    private static Dictionary<string, FigureTable> True(PeriodBook book)
    {
        var release = RandomRegister.Release(1, 2012);
        return Releasing.Tables(book, release with { Tables = [.. release.Tables.Select(t => t with { RoundTo = 1 })] }, Key).ToDictionary(t => t.Key, t => t.Value.Table, StringComparer.Ordinal);
    }

    private static Dictionary<string, FigureTable> Shown(PeriodBook book, int year) =>
        Releasing.Tables(book, RandomRegister.Release(1, year), Key).ToDictionary(t => t.Key, t => t.Value.Table, StringComparer.Ordinal);
}
