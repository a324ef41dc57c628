using Google.OrTools.LinearSolver;

namespace Nansen.Statistics.Tests;

/// <summary>
/// An attacker of its own, who shares nothing with the product's but the rules of accounts: it writes down everything that an outsider knows of a rounded
/// release as a linear program and lets OR-Tools bound each true value.
/// </summary>
internal sealed class SolverAttacker : IDisposable
{
    private readonly Solver solver = Solver.CreateSolver("GLOP");
    private readonly Dictionary<string, Variable> cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FigureTable> shown;
    private readonly Dictionary<string, FigureRow> rows = new(StringComparer.Ordinal);
    private readonly int roundTo;

    public SolverAttacker(Dictionary<string, FigureTable> shown, IEnumerable<FlowLink> links, int roundTo = 5)
    {
        (this.shown, this.roundTo) = (shown, roundTo);
        foreach (var (name, table) in shown)
            foreach (var row in table.Rows) rows[Name(name, row.Keys)] = row;
        foreach (var (name, table) in shown.Where(t => t.Value.Measures.Contains("opening")))
        {
            foreach (var row in table.Rows) Balance(name, table, row);
            foreach (var group in table.Rows.GroupBy(r => string.Join('|', r.Keys.Take(4)))) Age(name, table, [.. group]);
        }

        Reclassify();
        foreach (var link in links) Link(link);
    }

    /// <summary>The least and the greatest whole number that the true figure can be.</summary>
    public (long Least, long? Greatest) Bounds(string table, IReadOnlyList<string> keys, string measure)
    {
        var sought = Cell(table, keys, measure);
        solver.Minimize(1 * sought);
        Assert.Equal(Solver.ResultStatus.OPTIMAL, solver.Solve());
        var least = (long)Math.Ceiling(solver.Objective().Value() - 1e-6);
        solver.Maximize(1 * sought);
        return (least, solver.Solve() == Solver.ResultStatus.OPTIMAL ? (long)Math.Floor(solver.Objective().Value() + 1e-6) : null);
    }

    public void Dispose() => solver.Dispose();

    private static string Name(string table, IEnumerable<string> keys) => table + "|" + string.Join('|', keys);

    private double Shown(string table, IReadOnlyList<string> keys, string measure) =>
        rows.TryGetValue(Name(table, keys), out var row) ? (double)(shown[table].Value(row, measure) ?? 0) : 0;

    /// <summary>A row that is not shown is one that was rounded to zeros.</summary>
    private Variable Cell(string table, IReadOnlyList<string> keys, string measure)
    {
        var name = Name(table, keys) + "|" + measure;
        if (cells.TryGetValue(name, out var cell)) return cell;
        var figure = Shown(table, keys, measure);
        return cells[name] = solver.MakeNumVar(Math.Max(0, figure - roundTo + 1), figure + roundTo - 1, name);
    }

    private static bool Adds(string measure) => measure.StartsWith("in_", StringComparison.Ordinal) || measure is "aged_in" or "reclassified_in";

    private void Balance(string name, FigureTable table, FigureRow row)
    {
        var sum = 1 * Cell(name, row.Keys, "opening") - Cell(name, row.Keys, "closing");
        foreach (var measure in table.Measures.Where(m => m is not ("opening" or "closing")))
            sum += (Adds(measure) ? 1 : -1) * Cell(name, row.Keys, measure);
        solver.Add(sum == 0);
        var years = table.Rows.Select(r => r.Keys[0]).ToHashSet();
        var (before, after) = ($"{int.Parse(row.Keys[0]) - 1}", $"{int.Parse(row.Keys[0]) + 1}");
        if (years.Contains(before)) solver.Add(Cell(name, row.Keys, "opening") == Cell(name, [before, .. row.Keys.Skip(1)], "closing"));
        if (years.Contains(after)) solver.Add(Cell(name, row.Keys, "closing") == Cell(name, [after, .. row.Keys.Skip(1)], "opening"));
    }

    /// <summary>Who leaves an age group by a birthday enters the next one, or passes through the unknown where somebody of unknown age is shown.</summary>
    private void Age(string name, FigureTable table, FigureRow[] group)
    {
        int[] bands = [.. Enumerable.Range(0, AgeBand.Count)];
        IReadOnlyList<string> Keys(int band) => [.. group[0].Keys.Take(4), AgeBand.Names[band]];
        var passing = group.Any(r => r.Keys[4] == "unknown");
        var ways = (from a in bands from b in bands where (b == a + 1 && b < 5) || (passing && a != b && (a == 5 || b == 5)) select (From: a, To: b)).ToList();
        // What is shown of those ways does not add up when somebody took another one; then nothing is concluded.
        var seen = Ageing.Ways([.. bands.Select(b => (long)Shown(name, Keys(b), "aged_out"))], [.. bands.Select(b => (long)Shown(name, Keys(b), "aged_in"))]);
        if (seen.Any(s => !ways.Contains((s.From, s.To)))) return;
        var taken = ways.ToDictionary(w => w, _ => solver.MakeNumVar(0, double.PositiveInfinity, ""));
        foreach (var band in bands)
        {
            var (leaving, entering) = (taken.Where(t => t.Key.From == band).ToList(), taken.Where(t => t.Key.To == band).ToList());
            if (leaving.Count > 0) solver.Add(leaving.Aggregate(new LinearExpr(), (s, t) => s + t.Value) == Cell(name, Keys(band), "aged_out"));
            if (entering.Count > 0) solver.Add(entering.Aggregate(new LinearExpr(), (s, t) => s + t.Value) == Cell(name, Keys(band), "aged_in"));
        }
    }

    private void Reclassify()
    {
        var all = shown.Where(t => t.Value.Measures.Contains("reclassified_in")).SelectMany(t => t.Value.Rows.Select(r => (Table: t.Key, r.Keys)));
        foreach (var met in all.GroupBy(r => (r.Keys[0], r.Keys[4])))
        {
            if (met.Sum(r => Shown(r.Table, r.Keys, "reclassified_in") - Shown(r.Table, r.Keys, "reclassified_out")) != 0) continue;
            solver.Add(met.Aggregate(new LinearExpr(), (s, r) => s + Cell(r.Table, r.Keys, "reclassified_in") - Cell(r.Table, r.Keys, "reclassified_out")) == 0);
        }
    }

    /// <summary>What both sides show alike, by year and origin and whatever else both have, is one flow.</summary>
    private void Link(FlowLink link)
    {
        var lines = link.Lines.Select(l => (Line: l, Side: 1)).Concat(link.Others.Select(l => (Line: l, Side: -1))).Where(l => shown[l.Line.Table].Measures.Contains(l.Line.Measure)).ToList();
        if (lines.Select(l => l.Side).Distinct().Count() < 2) return;
        var common = lines.Select(l => shown[l.Line.Table].Keys.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Where(k => k != "status").ToList();
        var terms = lines.SelectMany(l => shown[l.Line.Table].Rows.Where(r => l.Line.Where?.All(w => r.Keys[shown[l.Line.Table].Keys.ToList().IndexOf(w.Key)] == w.Value) ?? true)
            .Select(r => (l.Line, l.Side, r.Keys, Codes: string.Join('|', common.Select(k => r.Keys[shown[l.Line.Table].Keys.ToList().IndexOf(k)])))));
        foreach (var met in terms.GroupBy(t => t.Codes))
        {
            if (met.Sum(t => t.Side * Shown(t.Line.Table, t.Keys, t.Line.Measure)) != 0) continue;
            var sum = met.Aggregate(new LinearExpr(), (s, t) => s + t.Side * Cell(t.Line.Table, t.Keys, t.Line.Measure));
            foreach (var side in new[] { 1, -1 })
                if (met.All(t => t.Side != side)) sum += side * solver.MakeNumVar(0, roundTo - 1, "");
            solver.Add(sum == 0);
        }
    }
}
