using CsCheck;

namespace Nansen.Statistics.Tests;

public sealed class TotalsTests
{
    private static readonly CellKey Key = new("a secret of the tests");

    private static readonly FigureTable WithTotals = new(["coo", "sex"], ["persons"],
    [
        new(["AFG", "F"], [3]), new(["AFG", "M"], [12]), new(["AFG", "_T"], [15]), new(["SYR", "F"], [7]), new(["SYR", "M"], [null]), new(["_T", "_T"], [22]),
    ]);

    [Fact]
    public void Round_TotalsThatWereGiven_ComeBackAsSumsOfWhatIsShown()
    {
        var totals = Totals.TakeOff(WithTotals);
        Assert.Equal(4, totals.Cells.Rows.Count);
        var shown = totals.PutBack(Rounding.Round(totals.Cells, Key).Table);
        var figures = shown.Rows.ToDictionary(r => string.Join(',', r.Keys), r => r.Values[0]);
        Assert.Equal(figures.GetValueOrDefault("AFG,F", 0) + figures["AFG,M"], figures["AFG,_T"]);
        Assert.Equal(figures["AFG,_T"] + figures["SYR,F"], figures["_T,_T"]);
        Assert.Null(figures["SYR,M"]);
    }

    [Theory]
    [InlineData("AFG", "F", 3, "stands twice")]
    [InlineData("SYR", "_T", 99, "no sum of its parts")]
    public void TakeOff_WhatIsNoTable_IsRefused(string coo, string sex, int persons, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => Totals.TakeOff(WithTotals with { Rows = [.. WithTotals.Rows, new FigureRow([coo, sex], [persons])] })).Message, StringComparison.Ordinal);

    [Fact]
    public void Suppress_FourKeysFullOfSmallFigures_HidesEachSafely() => Gen.Select(Gen.Int[0, 12].Array[4 * 2 * 3 * 5], Gen.OneOfConst(5, 10)).Sample((figures, threshold) =>
    {
        var table = new FigureTable(["coo", "sex", "age", "place"], ["persons"], [.. figures.Select((n, i) => new FigureRow([$"C{i / 30}", $"S{i / 15 % 2}", $"A{i / 5 % 3}", $"P{i % 5}"], [n]))]);
        var result = Suppression.Suppress(table, threshold, totals: true);
        Assert.All(result.Table.Rows, r => Assert.False(r.Values[0] > 0 && r.Values[0] < threshold));
        Assert.All(result.Hidden, h => Assert.True(h.Upper is null || h.Upper - h.Lower + 1 >= threshold));
        Assert.Equal(figures.Count(n => n == 0), result.Table.Rows.Count(r => !r.Keys.Contains(Attack.Total) && r.Values[0] == 0)
            + result.Hidden.Count(h => !h.Keys.Contains(Attack.Total) && figures[int.Parse(h.Keys[0][1..]) * 30 + int.Parse(h.Keys[1][1..]) * 15 + int.Parse(h.Keys[2][1..]) * 5 + int.Parse(h.Keys[3][1..])] == 0));
    }, iter: 20);

    [Fact]
    public void Suppress_AFigureThatIsNotAvailable_StaysEmptyAndHidesNothing()
    {
        var result = Suppression.Suppress(Totals.TakeOff(WithTotals).Cells);
        Assert.DoesNotContain(result.Hidden, h => h.Keys.SequenceEqual(["SYR", "M"]));
        Assert.Null(result.Table.Rows.Single(r => r.Keys.SequenceEqual(["SYR", "M"])).Values[0]);
        Assert.Contains(result.Hidden, h => h.Keys.SequenceEqual(["AFG", "F"]) && h.Primary);
    }
}
