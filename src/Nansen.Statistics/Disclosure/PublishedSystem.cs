namespace Nansen.Statistics;

/// <summary>Everything published as unknowns with bounds and equations between them.</summary>
internal sealed partial class PublishedSystem
{
    private readonly List<string> keyNames = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(string[] Keys, string Measure, decimal? Published, bool Sought)> cells = [];
    private readonly List<double> lower = [], upper = [];
    private readonly List<(List<(int Unknown, double Factor)> Terms, double Sum)> equations = [];
    private readonly Dictionary<FigureTable, string> editions = [];
    private readonly List<bool> roundedCells = [];
    private readonly int roundTo;
    private readonly HashSet<FigureTable> rounded;

    public PublishedSystem(IReadOnlyList<PublishedCells> tables, int roundTo, IReadOnlyList<FlowLink> links)
    {
        this.roundTo = roundTo;
        rounded = [.. tables.Where(t => t.IsRounded(roundTo)).Select(t => t.Table)];
        foreach (var name in tables.SelectMany(t => t.Table.Keys))
            if (!keyNames.Contains(name)) keyNames.Add(name);
        foreach (var table in tables)
        {
            editions[table.Table] = table.Edition.Length == 0 ? "" : "\u001c" + table.Edition;
            foreach (var row in table.Table.Rows)
                for (var m = 0; m < row.Values.Count; m++)
                    Show(table, KeysOf(table.Table, row), table.Table.Measures[m] + editions[table.Table], row.Values[m]);
        }

        AddTotals();
        foreach (var table in tables) AddColumnTotals(table);
        foreach (var table in tables)
            if (AccountShape.Of(table.Table) is { } shape) AddBalances(table.Table, shape);
        foreach (var edition in tables.GroupBy(t => t.Edition, StringComparer.Ordinal).Select(e => e.ToList()).ToList())
        {
            AddReclassified(edition);
            foreach (var link in links) AddLink(link, edition, tables);
        }

        AddUnchanged([.. tables.Select(t => t.Edition).Distinct()]);
    }

    private string[] KeysOf(FigureTable table, FigureRow row)
    {
        var keys = Enumerable.Repeat(Attack.Total, keyNames.Count).ToArray();
        for (var k = 0; k < table.Keys.Count; k++) keys[keyNames.IndexOf(table.Keys[k])] = row.Keys[k];
        return keys;
    }

    private static string Name(IEnumerable<string> keys, string measure) => string.Join('\u001f', keys) + "\u001f" + measure;

    /// <summary>
    /// Takes in a figure of a table. A second table with the same cell says the rest of what is known of it: one may show what the
    /// other hides. Of two rounded figures the first stands; where they differ, the figure was restated.
    /// </summary>
    private void Show(PublishedCells table, string[] keys, string measure, decimal? published)
    {
        var roundedHere = rounded.Contains(table.Table);
        var number = Add(keys, measure, published, roundedHere);
        // A small figure that stands there as it is has one possible value.
        var sought = published is { } shown ? roundedHere || (shown > 0 && shown < roundTo) : table.HidesFigures;
        var before = cells[number].Published;
        cells[number] = cells[number] with { Published = before ?? published, Sought = sought || cells[number].Sought };
        if (published is null || (before is not null && roundedHere && roundedCells[number])) return;
        roundedCells[number] = roundedHere;
        var (least, greatest) = BoundsOf(published, roundedHere);
        (lower[number], upper[number]) = (Math.Max(lower[number], least), Math.Min(upper[number], greatest));
    }

    private (double Least, double Greatest) BoundsOf(decimal? published, bool roundedHere) => (published, roundedHere) switch
    {
        (null, _) => (0, double.PositiveInfinity),
        ({ } shown, true) => (Math.Max(0, (double)shown - roundTo + 1), (double)shown + roundTo - 1),
        ({ } shown, false) => ((double)shown, (double)shown),
    };

    private int Add(string[] keys, string measure, decimal? published, bool roundedHere)
    {
        var name = Name(keys, measure);
        if (numbers.TryGetValue(name, out var number)) return number;
        number = numbers[name] = cells.Count;
        cells.Add((keys, measure, published, false));
        roundedCells.Add(roundedHere && published is not null);
        var (least, greatest) = BoundsOf(published, roundedHere);
        lower.Add(least);
        upper.Add(greatest);
        return number;
    }

    /// <summary>A total is the sum of its parts. The sum of rounded parts tells nothing new about the true ones.</summary>
    private void AddTotals()
    {
        var count = cells.Count;
        for (var k = 0; k < keyNames.Count; k++)
        {
            var parts = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            for (var c = 0; c < count; c++)
            {
                if (cells[c].Keys[k] == Attack.Total) continue;
                var whole = (string[])cells[c].Keys.Clone();
                whole[k] = Attack.Total;
                var name = Name(whole, cells[c].Measure);
                if (!parts.TryGetValue(name, out var list)) parts[name] = list = [];
                list.Add(c);
            }

            foreach (var (name, list) in parts)
            {
                if (!numbers.TryGetValue(name, out var total)) continue;
                if (roundedCells[total] && list.TrueForAll(c => roundedCells[c] || cells[c] is { Published: null, Sought: false }) && cells[total].Published == list.Sum(c => cells[c].Published ?? 0))
                {
                    cells[total] = cells[total] with { Sought = false };
                    continue;
                }

                equations.Add(([.. list.Select(c => (c, 1.0)), (total, -1.0)], 0));
            }
        }
    }

    /// <summary>
    /// A column that is the total of others is their sum, wherever that is not itself how the total was rounded. In a release what a
    /// total holds beside its parts is not published.
    /// </summary>
    private void AddColumnTotals(PublishedCells published)
    {
        var (table, isRounded) = (published.Table, rounded.Contains(published.Table));
        foreach (var (total, parts) in ColumnTotals.Named(table))
        {
            var differences = table.Rows.Where(r => r.Values[total] is not null && parts.All(p => r.Values[p] is not null)).Select(r => Math.Abs(r.Values[total]!.Value - parts.Sum(p => r.Values[p]!.Value))).ToList();
            var most = differences.DefaultIfEmpty().Max();
            if (isRounded ? most == 0 || most > (parts.Length + 1) * (roundTo - 1) || published.Edition.Length > 0 : most > 0) continue;
            foreach (var row in table.Rows)
                equations.Add(([.. parts.Select(p => (Cell(table, KeysOf(table, row), p), 1.0)), (Cell(table, KeysOf(table, row), total), -1)], 0));
        }
    }

    private void AddBalances(FigureTable table, AccountShape shape)
    {
        var times = shape.Time < 0 ? [] : table.Rows.Select(r => r.Keys[shape.Time]).Distinct().Order(StringComparer.Ordinal).ToArray();
        foreach (var row in table.Rows)
        {
            var keys = KeysOf(table, row);
            equations.Add(([
                (Cell(table, keys, shape.Opening), 1), .. shape.Inflows.Select(m => (Cell(table, keys, m), 1.0)),
                .. shape.Outflows.Select(m => (Cell(table, keys, m), -1.0)), (Cell(table, keys, shape.Closing), -1)], 0));
            var at = shape.Time < 0 ? -1 : Array.IndexOf(times, row.Keys[shape.Time]);
            // A row that is not shown is a row whose figures were rounded to zero.
            if (at > 0) Same(Cell(table, keys, shape.Opening), Cell(table, With(keys, table.Keys[shape.Time], times[at - 1]), shape.Closing));
            if (at >= 0 && at + 1 < times.Length) Same(Cell(table, keys, shape.Closing), Cell(table, With(keys, table.Keys[shape.Time], times[at + 1]), shape.Opening));
        }

        if (shape.AgedIn >= 0 && shape.AgedOut >= 0 && shape.Age >= 0) AddAgeing(table, shape);

        void Same(int a, int b) => equations.Add(([(a, 1), (b, -1)], 0));
    }

    private int Cell(FigureTable table, string[] keys, int measure) => Add(keys, table.Measures[measure] + editions[table], 0, rounded.Contains(table));

    private string[] With(string[] keys, string name, string code)
    {
        var other = (string[])keys.Clone();
        other[keyNames.IndexOf(name)] = code;
        return other;
    }
}
