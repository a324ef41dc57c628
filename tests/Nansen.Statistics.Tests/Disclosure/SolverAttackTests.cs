using CsCheck;
using Google.OrTools.LinearSolver;

namespace Nansen.Statistics.Tests;

/// <summary>What a public linear programming solver finds in what is published, and that the product's own attacker finds the same.</summary>
public sealed class SolverAttackTests
{
    private static readonly CellKey Key = new("a secret of the tests");

    [Fact]
    public void RoundedRelease_BeforeASolver_LeavesFiveValuesEverywhereAndTheOwnAttackerFindsTheSame() => RandomRegister.Books.Sample(book =>
    {
        var shown = Releasing.Tables(book, RandomRegister.Release(1, 2011), Key).ToDictionary(t => t.Key, t => t.Value.Table, StringComparer.Ordinal);
        using var solver = new SolverAttacker(shown, RandomRegister.Links);
        foreach (var (name, table) in shown)
        {
            var own = Attack.On([new(name, table), .. shown.Where(t => t.Key != name).Select(t => new PublishedCells(t.Key, t.Value))], 5, RandomRegister.Links)
                .Where(c => table.Measures.Contains(c.Measure)).ToLookup(c => string.Join('|', table.Keys.Select(k => c.Keys[k])) + c.Measure);
            foreach (var row in table.Rows)
                foreach (var measure in table.Measures)
                {
                    var (least, greatest) = solver.Bounds(name, row.Keys, measure);
                    Assert.True(greatest is null || greatest - least >= 4, $"{name} {string.Join(',', row.Keys)} {measure}: {least}..{greatest}");
                    Assert.Contains(own[string.Join('|', row.Keys) + measure], c => c.Lower == least && c.Upper == greatest);
                }
        }
    }, iter: 6, threads: 1);

    /// <summary>More cells than fit a part that is looked through in one go, with every total: the bounds are those of the solver.</summary>
    [Fact]
    public void SuppressedTableOfSomeHundredCells_TheOwnAttackerFindsWhatASolverFinds() => Gen.Int[0, 9].Array[480].Sample(n =>
    {
        var cells = from y in Enumerable.Range(0, 4) from o in Enumerable.Range(0, 10) from s in Enumerable.Range(0, 2) from a in Enumerable.Range(0, 6) select (y, o, s, a);
        var table = new FigureTable(["year", "coo", "sex", "age"], ["persons"],
            [.. cells.Select((c, i) => new FigureRow([$"{2020 + c.y}", $"C{c.o}", c.s == 0 ? "F" : "M", AgeBand.Names[c.a]], [n[i] * n[i] / (1 + c.o)])).Where(r => r.Values[0] > 0)]);
        var published = Suppression.Suppress(table, totals: true).Table;
        using var solver = Solver.CreateSolver("GLOP");
        var unknown = published.Rows.ToDictionary(r => string.Join('|', r.Keys),
            r => solver.MakeNumVar((double)(r.Values[0] ?? 0), r.Values[0] is { } v ? (double)v : double.PositiveInfinity, ""), StringComparer.Ordinal);
        for (var k = 0; k < table.Keys.Count; k++)
            foreach (var parts in published.Rows.Where(r => r.Keys[k] != Attack.Total).GroupBy(r => string.Join('|', r.Keys.Select((c, i) => i == k ? Attack.Total : c))))
                if (unknown.TryGetValue(parts.Key, out var total)) solver.Add(parts.Aggregate(new LinearExpr(), (s, p) => s + unknown[string.Join('|', p.Keys)]) == total);
        var found = Attack.On([new PublishedCells("table", published)]);
        Assert.Equal(published.Rows.Count(r => r.Values[0] is null), found.Count);
        foreach (var cell in found.Where((_, i) => i % 7 == 0))
        {
            var sought = unknown[string.Join('|', cell.Keys.Values)];
            solver.Minimize(1 * sought);
            Assert.Equal(Solver.ResultStatus.OPTIMAL, solver.Solve());
            Assert.Equal((long)Math.Ceiling(solver.Objective().Value() - 1e-6), cell.Lower);
            solver.Maximize(1 * sought);
            Assert.Equal(solver.Solve() == Solver.ResultStatus.OPTIMAL ? (long)Math.Floor(solver.Objective().Value() + 1e-6) : null, cell.Upper);
        }
    }, iter: 3, threads: 1);

    [Fact]
    public void Attack_Stopped_SaysNothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var table = new FigureTable(["coo"], ["persons"], [new FigureRow(["AFG"], [5]), new FigureRow(["SYR"], [10])]);
        Assert.Throws<OperationCanceledException>(() => Attack.On([new PublishedCells("table", table)], cancellation: stop.Token));
    }

    [Fact]
    public void Attack_OnFiguresThatContradictEachOther_SaysSo()
    {
        var table = new FigureTable(["coo"], ["persons"], [new FigureRow(["AFG"], [null]), new FigureRow(["SYR"], [10]), new FigureRow(["_T"], [7])]);
        Assert.Contains("contradict", Assert.Throws<FormatException>(() => Attack.On([new PublishedCells("table", table)])).Message, StringComparison.Ordinal);
    }
}
