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

    private static Dictionary<string, FigureTable> Shown(PeriodBook book, int year) =>
        Releasing.Tables(book, RandomRegister.Release(1, year), Key).ToDictionary(t => t.Key, t => t.Value.Table, StringComparer.Ordinal);
}
