using CsCheck;

namespace Nansen.Statistics.Tests;

/// <summary>Tables as UNHCR has them: decisions by outcome in columns, and a column that is their total.</summary>
public sealed class ColumnTotalsTests
{
    private static readonly CellKey Key = new("a secret of the tests");

    private static readonly Gen<FigureTable> Decisions = Gen.Frequency((3, Gen.Int[0, 4]), (2, Gen.Int[0, 60])).Array[24].Select(n =>
        new FigureTable(["coo", "sex"], ["dec_recognized", "dec_other", "dec_rejected", "dec_total"], [.. Enumerable.Range(0, 8).Select(i =>
            new FigureRow([$"C{i / 2}", i % 2 == 0 ? "F" : "M"], [n[i * 3], n[i * 3 + 1], n[i * 3 + 2], n[i * 3] + n[i * 3 + 1] + n[i * 3 + 2]]))]));

    [Fact]
    public void Round_ATotalColumn_IsTheSumOfWhatItsPartsShow() => Decisions.Sample(table =>
    {
        foreach (var row in Rounding.Round(table, Key).Table.Rows)
        {
            Assert.All(row.Values, v => Assert.Equal(0, v % 5));
            Assert.Equal(row.Values[3], row.Values.Take(3).Sum());
        }
    });

    [Fact]
    public void Suppress_ATotalColumn_LeavesAnAttackerWhoSubtractsFivePossibleValues() => Decisions.Sample(table =>
    {
        foreach (var totals in new[] { false, true })
        {
            var hidden = Suppression.Suppress(table, totals: totals);
            Assert.Equal(table.Measures, hidden.Table.Measures);
            Assert.All(hidden.Table.Rows, r => Assert.All(r.Values, v => Assert.False(v is > 0 and < 5)));
            Assert.All(Attack.On([new PublishedCells("decisions", hidden.Table) { HidesFigures = true }]),
                c => Assert.True(c.Possible is null or >= 5, $"{string.Join(',', c.Keys.Values)} {c.Measure}: {c.Lower}..{c.Upper}"));
            var shown = hidden.Table.Rows.ToDictionary(r => string.Join(',', r.Keys));
            foreach (var row in table.Rows)
                Assert.All(shown[string.Join(',', row.Keys)].Values.Zip(row.Values), v => Assert.True(v.First is null || v.First == v.Second));
        }
    }, iter: 30);

    [Fact]
    public void Attack_OnAPartHiddenBesideItsTotal_FindsIt()
    {
        var table = new FigureTable(["coo"], ["dec_recognized", "dec_rejected", "dec_total"], [new FigureRow(["AFG"], [null, 20, 23]), new FigureRow(["SYR"], [30, 8, 38])]);
        var cell = Assert.Single(Attack.On([new PublishedCells("decisions", table)]));
        Assert.Equal((3, 3L), (cell.Lower, cell.Upper));
    }

    [Fact]
    public void Attack_OnATotalRoundedApartFromItsParts_FindsThatThereIsSomebody()
    {
        var table = new FigureTable(["coo"], ["dec_recognized", "dec_total"], [new FigureRow(["AFG"], [0, 5])]);
        Assert.Equal((1, 4L), Attack.On([new PublishedCells("decisions", table)]).Select(c => (c.Lower, c.Upper)).First());
    }

    [Fact]
    public void Suppress_SeveralTotals_IsRefusedBecauseTheyHangTogether() => Assert.Contains("--method round", Assert.Throws<FormatException>(() => Suppression.Suppress(
        new FigureTable(["coo"], ["f_0_4", "f_60", "f_total", "m_0_4", "m_total"], [new FigureRow(["AFG"], [1, 2, 3, 4, 4])]))).Message, StringComparison.Ordinal);
}
