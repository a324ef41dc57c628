namespace Nansen.Statistics;

/// <summary>
/// Rounds an account so that each row still balances, each opening is still the closing before it, and whoever ages out of
/// one group ages into the next.
/// </summary>
/// <remarks>
/// An account is a network: stocks lead from year to year, ageing from group to group, flows in from and out to the world.
/// Published figures are themselves such a flow, and any path can carry up to base − 1 more, so whatever is published,
/// each cell can hold any value from the shown one to base − 1 above it: no cell's feasible interval is shorter than the base.
/// Years are done in order, so a later release changes nothing in earlier years. In a year each figure goes to a multiple
/// beside it as its draw says; a figure is turned to the other one when that keeps the closing beside its true value.
/// </remarks>
internal sealed class AccountRounding
{
    private const double Turn = 1, OtherClosing = 0.9, FarClosing = 10, FarFlow = 20, Never = double.PositiveInfinity;
    private readonly FigureTable table;
    private readonly AccountShape shape;
    private readonly CellKey key;
    private readonly int roundTo, bands;
    private readonly bool chain;
    private readonly string[] times;
    private readonly string[] bandNames;
    private readonly int[] ins, outs;
    private readonly AccountRounding unchained;
    private readonly HashSet<string> unchainedYears = [];
    private readonly CellNames names;

    public AccountRounding(FigureTable table, AccountShape shape, CellKey key, int roundTo)
    {
        (this.table, this.shape, this.key, this.roundTo) = (table, shape, key, roundTo);
        names = new CellNames(table);
        times = shape.Time < 0 ? [""] : [.. table.Rows.Select(r => r.Keys[shape.Time]).Distinct().Order(StringComparer.Ordinal)];
        var ages = shape.Age < 0 ? [""] : table.Rows.Select(r => r.Keys[shape.Age]).Distinct().OrderBy(AccountShape.BandOf).ThenBy(a => a, StringComparer.Ordinal).ToArray();
        var known = ages.All(a => AccountShape.BandOf(a) >= 0) && ages.Length > 0 && shape.Age >= 0;
        bandNames = known ? [.. Enumerable.Range(0, AgeBand.Count).Select(b => ages[0].Length == 1 && char.IsDigit(ages[0][0]) ? $"{b}" : AgeBand.Names[b])] : ages;
        bands = bandNames.Length;
        chain = known && shape.AgedIn >= 0 && shape.AgedOut >= 0;
        ins = [.. shape.Inflows.Where(m => !chain || m != shape.AgedIn)];
        outs = [.. shape.Outflows.Where(m => !chain || m != shape.AgedOut)];
        unchained = this;
        if (!chain) return;
        unchainedYears = UnchainedYears();
        if (unchainedYears.Count > 0) unchained = new AccountRounding(this);
    }

    // The same, with ageing as ordinary flows.
    private AccountRounding(AccountRounding chained)
    {
        (table, shape, key, roundTo, names) = (chained.table, chained.shape, chained.key, chained.roundTo, chained.names);
        (times, bandNames, bands, ins, outs) = (chained.times, chained.bandNames, chained.bands, shape.Inflows, shape.Outflows);
        unchained = this;
    }

    public FigureTable Round()
    {
        Check();
        var groups = table.Rows.GroupBy(GroupOf, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var done = new List<FigureRow>[groups.Count];
        Parallel.For(0, groups.Count, g => done[g] = RoundGroup([.. groups[g]]));
        var rows = done.SelectMany(d => d).ToList();
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in table.Rows) order.TryAdd(string.Join('\u001f', row.Keys), order.Count);
        rows.Sort((a, b) =>
        {
            var (x, y) = (order.GetValueOrDefault(string.Join('\u001f', a.Keys), -1), order.GetValueOrDefault(string.Join('\u001f', b.Keys), -1));
            return x >= 0 && y >= 0 ? x.CompareTo(y) : FigureTable.ByKeys(a, b);
        });
        return table with { Rows = rows.Count == order.Count ? rows : [.. rows.Order(Comparer<FigureRow>.Create(FigureTable.ByKeys))] };
    }

    private string GroupOf(FigureRow row) => string.Join('\u001f', row.Keys.Where((_, k) => k != shape.Time && k != shape.Age));

    private List<FigureRow> RoundGroup(List<FigureRow> rows)
    {
        var example = rows[0].Keys;
        var truth = new Dictionary<(string, string), FigureRow>();
        foreach (var row in rows) truth[(TimeOf(row), AgeOf(row))] = row;
        var stock = new long[bands];
        var result = new List<FigureRow>();
        for (var t = 0; t < times.Length; t++)
        {
            var year = new long[bands][];
            for (var b = 0; b < bands; b++)
                year[b] = truth.TryGetValue((times[t], bandNames[b]), out var row) ? [.. row.Values.Select(v => (long)(v ?? 0))] : new long[table.Measures.Count];
            var keys = Enumerable.Range(0, bands).Select(b => KeysOf(example, times[t], bandNames[b])).ToArray();
            if (t == 0)
                for (var b = 0; b < bands; b++) stock[b] = Rounded(year[b][shape.Opening], keys[b], shape.Opening);
            var way = unchainedYears.Contains(YearOf(rows[0], times[t])) ? unchained : this;
            foreach (var shown in way.RoundYear(year, keys, stock))
                if (shown.Values.Any(v => v > 0)) result.Add(shown);
        }

        return result;
    }

    private FigureRow[] RoundYear(long[][] year, string[][] keys, long[] stock)
    {
        // The state between two age groups is whether those who pass are rounded up; the cheapest way through is taken.
        var cost = new double[bands + 1, 2];
        var best = new (int Before, Node Node)[bands, 2];
        cost[0, 1] = Never;
        var passing = new (long Floor, bool Up, bool Exact)[bands + 1];
        for (var b = 0; b < bands; b++)
        {
            passing[b + 1] = chain && b < AgeBand.Unknown - 1
                ? Rounding.Choose(year[b][shape.AgedOut], names.Of(keys[b], shape.AgedOut), key, roundTo) : (0, false, true);
            var lines = LinesOf(year[b], keys[b]);
            var closing = Rounding.Choose(year[b][shape.Closing], names.Of(keys[b], shape.Closing), key, roundTo);
            for (var after = 0; after < 2; after++)
            {
                cost[b + 1, after] = Never;
                if (after == 1 && passing[b + 1].Exact) continue;
                for (var before = 0; before < 2; before++)
                {
                    if (double.IsInfinity(cost[b, before])) continue;
                    var (agedIn, agedOut) = (passing[b].Floor + before * roundTo, passing[b + 1].Floor + after * roundTo);
                    var node = Settle(lines, stock[b] + agedIn - agedOut, closing);
                    var total = cost[b, before] + node.Cost + (after == 1 == passing[b + 1].Up ? 0 : Turn);
                    if (total >= cost[b + 1, after]) continue;
                    cost[b + 1, after] = total;
                    best[b, after] = (before, node with { AgedIn = agedIn, AgedOut = agedOut });
                }
            }
        }

        var rows = new FigureRow[bands];
        var state = cost[bands, 0] <= cost[bands, 1] ? 0 : 1;
        for (var b = bands - 1; b >= 0; b--)
        {
            var (before, node) = best[b, state];
            var values = new decimal?[table.Measures.Count];
            (values[shape.Opening], values[shape.Closing]) = (stock[b], node.Closing);
            for (var i = 0; i < ins.Length; i++) values[ins[i]] = node.Lines[i];
            for (var i = 0; i < outs.Length; i++) values[outs[i]] = node.Lines[ins.Length + i];
            if (chain) (values[shape.AgedIn], values[shape.AgedOut]) = (node.AgedIn, node.AgedOut);
            rows[b] = new FigureRow(keys[b], values);
            stock[b] = node.Closing;
            state = before;
        }

        return rows;
    }

    private (long Floor, bool Up, bool Exact)[] LinesOf(long[] row, string[] keys) =>
        [.. ins.Concat(outs).Select(m => Rounding.Choose(row[m], names.Of(keys, m), key, roundTo))];

    /// <summary>Rounds the flows of one row, turning as few as needed for a closing beside the true one.</summary>
    private Node Settle((long Floor, bool Up, bool Exact)[] lines, long start, (long Floor, bool Up, bool Exact) closing)
    {
        var shown = lines.Select(l => l.Up ? l.Floor + roundTo : l.Floor).ToArray();
        var natural = start + shown.Select((s, i) => i < ins.Length ? s : -s).Sum();
        // Raising the closing: an inflow to its upper multiple, an outflow to its lower one; and the other way round.
        int[] raising = [.. Enumerable.Range(0, lines.Length).Where(i => !lines[i].Exact && lines[i].Up != i < ins.Length)];
        int[] lowering = [.. Enumerable.Range(0, lines.Length).Where(i => !lines[i].Exact && lines[i].Up == i < ins.Length)];
        var (floor, up, exact) = closing;
        var (bestCost, bestTurns) = (Never, 0);
        for (var turns = -lowering.Length; turns <= raising.Length; turns++)
        {
            var c = natural + turns * roundTo;
            if (c < 0) continue;
            var total = Math.Abs(turns) * Turn + ClosingCost(c, floor, up, exact);
            if (total < bestCost) (bestCost, bestTurns) = (total, turns);
        }

        for (var i = 0; i < Math.Abs(bestTurns); i++)
        {
            var line = bestTurns > 0 ? raising[i] : lowering[i];
            shown[line] = lines[line].Up ? lines[line].Floor : lines[line].Floor + roundTo;
        }

        var end = natural + bestTurns * roundTo;
        if (double.IsInfinity(bestCost))
        {
            // Even with every flow turned the stock would fall below zero: the first inflow, or an outflow, gives way.
            foreach (var line in raising) shown[line] = lines[line].Up ? lines[line].Floor : lines[line].Floor + roundTo;
            end = natural + raising.Length * roundTo;
            bestCost = FarFlow * (-end / roundTo);
            if (ins.Length > 0) shown[0] += -end;
            else bestCost = Never;
            end = 0;
        }

        return new Node(bestCost, end, shown, 0, 0);
    }

    private double ClosingCost(long closing, long floor, bool up, bool exact)
    {
        if (closing == (up ? floor + roundTo : floor)) return 0;
        if (!exact && (closing == floor || closing == floor + roundTo)) return OtherClosing;
        return FarClosing * (closing < floor ? floor - closing : closing - floor) / roundTo;
    }

    private long Rounded(long value, string[] keys, int measure)
    {
        var (floor, up, _) = Rounding.Choose(value, names.Of(keys, measure), key, roundTo);
        return up ? floor + roundTo : floor;
    }

    private string TimeOf(FigureRow row) => shape.Time < 0 ? "" : row.Keys[shape.Time];

    private string AgeOf(FigureRow row) => shape.Age < 0 ? "" : row.Keys[shape.Age];

    private string[] KeysOf(IReadOnlyList<string> example, string time, string age)
    {
        var keys = example.ToArray();
        if (shape.Time >= 0) keys[shape.Time] = time;
        if (shape.Age >= 0) keys[shape.Age] = age;
        return keys;
    }

    private string YearOf(FigureRow row, string time) => GroupOf(row) + "\u001d" + time;

    /// <summary>Where somebody ages into or out of "unknown" (an inexact birth date): there, who ages out of one group need not age into the next.</summary>
    private HashSet<string> UnchainedYears()
    {
        var passed = new Dictionary<(string Year, string Band), decimal>();
        foreach (var row in table.Rows)
        {
            var band = AccountShape.BandOf(row.Keys[shape.Age]);
            var year = YearOf(row, TimeOf(row));
            passed[(year, $"{band}")] = passed.GetValueOrDefault((year, $"{band}")) + (row.Values[shape.AgedOut] ?? 0);
            var before = band is 0 or AgeBand.Unknown ? $"x{band}" : $"{band - 1}";
            passed[(year, before)] = passed.GetValueOrDefault((year, before)) - (row.Values[shape.AgedIn] ?? 0);
        }

        return [.. passed.Where(p => p.Value != 0).Select(p => p.Key.Year)];
    }

    private void Check()
    {
        foreach (var row in table.Rows)
        {
            var flows = shape.Inflows.Sum(m => row.Values[m] ?? 0) - shape.Outflows.Sum(m => row.Values[m] ?? 0);
            if ((row.Values[shape.Opening] ?? 0) + flows != (row.Values[shape.Closing] ?? 0))
                throw new FormatException($"{string.Join(',', row.Keys)}: the row does not balance; opening + in − out must be closing.");
        }

        if (shape.Time < 0) return;
        foreach (var cell in table.Rows.GroupBy(r => GroupOf(r) + "\u001d" + AgeOf(r), StringComparer.Ordinal))
        {
            var rows = cell.ToDictionary(TimeOf, StringComparer.Ordinal);
            for (var t = 1; t < times.Length; t++)
            {
                var before = rows.TryGetValue(times[t - 1], out var last) ? last.Values[shape.Closing] ?? 0 : 0;
                var opening = rows.TryGetValue(times[t], out var row) ? row.Values[shape.Opening] ?? 0 : 0;
                if (before != opening)
                    throw new FormatException($"{string.Join(',', (row ?? last)!.Keys)}: opens {times[t]} with {opening}, but the closing before it is {before}.");
            }
        }
    }

    private sealed record Node(double Cost, long Closing, long[] Lines, long AgedIn, long AgedOut);
}
