namespace Nansen.Statistics.Tests;

/// <summary>Several files come out together, and an outsider reads all of them.</summary>
public sealed class AttackTests
{
    [Fact]
    public void FigureHiddenInOneTableAndShownInAnother_HasOnePossibleValue()
    {
        var hidden = Table(("AFG", null), ("SYR", null), ("IRQ", 20));
        var shown = Table(("AFG", 3), ("IRQ", 20));
        Assert.Equal([(3, 3L), (0, null)], Bounds(new("hidden", hidden), new("shown", shown)));
        Assert.Equal([(3, 3L), (0, null)], Bounds(new("shown", shown), new("hidden", hidden)).OrderByDescending(b => b.Lower));
    }

    [Fact]
    public void SmallFigureThatNobodyProtected_HasOnePossibleValue() =>
        Assert.Equal([(3, 3L), (1, 1L)], Bounds(new PublishedCells("table", Table(("AFG", 3), ("SYR", 7), ("IRQ", 1), ("IRN", 0)))));

    [Fact]
    public void RoundedTableWithAFigureThatIsNotAvailable_IsStillRounded() =>
        Assert.Equal([(1, 9L), (11, 19L)], Bounds(new PublishedCells("table", Table(("AFG", null), ("SYR", 5), ("IRQ", 15))) { HidesFigures = false }));

    [Fact]
    public void RoundedTableBesideOneThatHidesFigures_IsStillRounded()
    {
        var rounded = Table(("AFG", 5), ("SYR", 15));
        var hidden = new FigureTable(["sex"], ["persons"], [new FigureRow(["F"], [null]), new FigureRow(["M"], [11])]);
        Assert.Equal([(1, 9L), (11, 19L), (0, null)], Bounds(new("rounded", rounded), new("hidden", hidden)));
    }

    [Theory]
    [InlineData("coo,persons\nAFG,c\nSYR,10\n", true)]
    [InlineData("coo,persons\nAFG,*\nSYR,10\n", true)]
    [InlineData("coo,persons\nAFG,\nSYR,10\n", false)]
    [InlineData("coo,persons\nAFG,:\nSYR,-\n", false)]
    [InlineData("coo,persons\nc,7\nSYR,10\n", false)]
    public void Read_HiddenFigure_IsToldFromOneThatIsNotAvailable(string csv, bool hides)
    {
        using var text = new StringReader(csv);
        FigureTableCsv.Read(text, null, out var found);
        Assert.Equal(hides, found);
    }

    private static IEnumerable<(long Lower, long? Upper)> Bounds(params PublishedCells[] published) =>
        [.. Attack.On(published).Select(c => (c.Lower, c.Upper))];

    private static FigureTable Table(params (string Coo, decimal? Persons)[] rows) =>
        new(["coo"], ["persons"], [.. rows.Select(r => new FigureRow([r.Coo], [r.Persons]))]);
}
