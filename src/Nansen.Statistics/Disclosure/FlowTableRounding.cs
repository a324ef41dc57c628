namespace Nansen.Statistics;

/// <summary>
/// Rounds a flow table: each cell to a multiple beside it as its draw says and, where a link says that its cells are the flows of
/// an account, so that they add up to what the account shows.
/// </summary>
internal sealed class FlowTableRounding(
    string name, FigureTable table, IReadOnlyList<JointLink> links, IReadOnlyDictionary<string, FigureTable> shown, CellKey key, int roundTo)
{
    private sealed class Cell
    {
        public required int Row { get; init; }

        public required int Measure { get; init; }

        public required long Floor { get; init; }

        public required bool Exact { get; init; }

        public required double Doubt { get; init; }

        public required long Shows { get; set; }
    }

    public FigureTable Round()
    {
        var names = new CellNames(table);
        var cells = new Cell?[table.Rows.Count][];
        Parallel.For(0, cells.Length, r => cells[r] = [.. table.Rows[r].Values.Select((v, m) => v is { } value ? Draw((long)value, r, m, names) : null)]);
        foreach (var link in links.Where(l => l.OtherTable == name)) Agree(link, cells);
        // A row of zeros would tell that somebody is there.
        return table with
        {
            Rows = [.. table.Rows.Select((row, r) => row with { Values = [.. cells[r].Select(c => c is null ? null : (decimal?)(c.Shows * roundTo))] })
                .Where(r => r.Values.Any(v => v is null or > 0))],
        };
    }

    private Cell Draw(long value, int row, int measure, CellNames names)
    {
        var rest = value % roundTo;
        var draw = rest == 0 ? 1 : key.Draw(names.Of(table.Rows[row].Keys, measure)) * roundTo;
        return new Cell { Row = row, Measure = measure, Floor = value / roundTo, Exact = rest == 0, Doubt = Math.Abs(draw - rest), Shows = value / roundTo + (draw < rest ? 1 : 0) };
    }

    private void Agree(JointLink link, Cell?[][] cells)
    {
        var truth = Sums(link, l => l.Account!.Table);
        var published = Sums(link, l => shown[l.Account!.Name]);
        var groups = new Dictionary<string, List<Cell>>(StringComparer.Ordinal);
        var keys = link.Keys.Select(k => table.Keys.ToList().IndexOf(k)).ToArray();
        for (var r = 0; r < cells.Length; r++)
            foreach (var (_, line, measure) in link.Others)
            {
                if (cells[r][measure] is not { } cell || !line.Has(table, table.Rows[r])) continue;
                var codes = string.Join('\u001f', keys.Select(k => table.Rows[r].Keys[k]));
                if (!groups.TryGetValue(codes, out var group)) groups[codes] = group = [];
                group.Add(cell);
            }

        foreach (var (codes, group) in groups)
        {
            // What only one side counts is a flow of its own.
            var more = group.Sum(c => (long)table.Rows[c.Row].Values[c.Measure]!) - truth.GetValueOrDefault(codes);
            var (floor, up, _) = Rounding.Choose(Math.Abs(more), $"{link.Name}\u001f{codes}\u001fdifference", key, roundTo);
            var difference = Math.Sign(more) * (floor + (up ? roundTo : 0));
            ComeTo(Math.Max(0, (published.GetValueOrDefault(codes) + difference) / roundTo), group);
        }
    }

    /// <summary>Turns the cells whose draws were closest until they come to a sum, and the largest farther when that is not enough.</summary>
    private static void ComeTo(long sum, List<Cell> group)
    {
        var missing = sum - group.Sum(c => c.Shows);
        foreach (var cell in group.Where(c => !c.Exact && c.Shows == c.Floor == missing > 0).OrderBy(c => c.Doubt).Take((int)Math.Abs(missing)).ToList())
        {
            cell.Shows += Math.Sign(missing);
            missing -= Math.Sign(missing);
        }

        while (missing != 0)
            foreach (var cell in group.Where(c => missing > 0 || c.Shows > 0).OrderByDescending(c => c.Floor).ToList())
            {
                if (missing == 0) break;
                cell.Shows += Math.Sign(missing);
                missing -= Math.Sign(missing);
            }
    }

    private static Dictionary<string, long> Sums(JointLink link, Func<(AccountCells? Account, FlowLine Line, int Measure), FigureTable> of)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in link.Lines)
        {
            var account = of(line);
            var keys = link.Keys.Select(k => account.Keys.ToList().IndexOf(k)).ToArray();
            foreach (var row in account.Rows)
            {
                var codes = string.Join('\u001f', keys.Select(k => row.Keys[k]));
                sums[codes] = sums.GetValueOrDefault(codes) + (long)(row.Values[line.Measure] ?? 0);
            }
        }

        return sums;
    }
}
