namespace Nansen.Statistics;

/// <summary>A cell of an account through time: what it truly holds, and the stock that is shown.</summary>
internal sealed class AccountCell(AccountCells account, IReadOnlyList<string> example, int band)
{
    private readonly Dictionary<string, FigureRow> rows = new(StringComparer.Ordinal);

    public AccountCells Account => account;

    public int Band => band;

    /// <summary>The keys of its group: everything but time and age.</summary>
    public string Group { get; } = account.GroupOf(example);

    /// <summary>The stock shown, in units of the base.</summary>
    public long Stock { get; set; }

    /// <summary>The rows shown.</summary>
    public List<FigureRow> Shown { get; } = [];

    public void Add(string time, FigureRow row)
    {
        if (!rows.TryAdd(time, row)) throw new FormatException($"{string.Join(',', row.Keys)} stands twice in the table.");
    }

    /// <summary>The true figure of a line.</summary>
    public long At(string time, int measure) => rows.TryGetValue(time, out var row) ? (long)(row.Values[measure] ?? 0) : 0;

    public bool IsAt(string time) => rows.ContainsKey(time);

    public string[] Keys(string time)
    {
        var keys = example.ToArray();
        if (account.Shape.Time >= 0) keys[account.Shape.Time] = time;
        if (account.Shape.Age >= 0) keys[account.Shape.Age] = account.Bands[band];
        return keys;
    }

    /// <summary>Its codes under some names of keys.</summary>
    public string Codes(string time, IReadOnlyList<string> names)
    {
        var keys = Keys(time);
        return string.Join('\u001f', names.Select(n => keys[account.KeyNames.IndexOf(n)]));
    }
}

/// <summary>An account as cells through time.</summary>
internal sealed class AccountCells
{
    private readonly Dictionary<string, AccountCell[]> groups = new(StringComparer.Ordinal);
    private readonly int[] groupKeys;

    /// <exception cref="FormatException">It does not balance.</exception>
    public AccountCells(string name, FigureTable table, AccountShape shape)
    {
        (Name, Table, Shape, Names) = (name, table, shape, new CellNames(table));
        KeyNames = [.. table.Keys];
        groupKeys = [.. Enumerable.Range(0, table.Keys.Count).Where(k => k != shape.Time && k != shape.Age)];
        Times = [.. table.Rows.Select(r => TimeOf(r.Keys)).Distinct().Order(StringComparer.Ordinal)];
        var ages = shape.Age < 0 ? [""] : table.Rows.Select(r => r.Keys[shape.Age]).Distinct().OrderBy(AccountShape.BandOf).ThenBy(a => a, StringComparer.Ordinal).ToArray();
        var known = shape.Age >= 0 && ages.Length > 0 && ages.All(a => AccountShape.BandOf(a) >= 0);
        Bands = known ? [.. Enumerable.Range(0, AgeBand.Count).Select(b => ages[0].Length == 1 && char.IsDigit(ages[0][0]) ? $"{b}" : AgeBand.Names[b])] : ages;
        Ages = known && shape.AgedIn >= 0 && shape.AgedOut >= 0;
        foreach (var row in table.Rows)
        {
            if (!groups.TryGetValue(GroupOf(row.Keys), out var cells))
                groups[GroupOf(row.Keys)] = cells = [.. Bands.Select((_, b) => new AccountCell(this, row.Keys, b))];
            cells[shape.Age < 0 ? 0 : known ? AccountShape.BandOf(row.Keys[shape.Age]) : Array.IndexOf(Bands, row.Keys[shape.Age])].Add(TimeOf(row.Keys), row);
        }

        Meets = shape.ReclassifiedIn >= 0 && shape.ReclassifiedOut >= 0;
        Ins = [.. shape.Inflows.Where(m => !(Meets && m == shape.ReclassifiedIn) && !(Ages && m == shape.AgedIn))];
        Outs = [.. shape.Outflows.Where(m => !(Meets && m == shape.ReclassifiedOut) && !(Ages && m == shape.AgedOut))];
        Check();
    }

    /// <summary>Inflows other than ageing and reclassification.</summary>
    public int[] Ins { get; }

    /// <summary>Outflows other than ageing and reclassification.</summary>
    public int[] Outs { get; }

    public string Name { get; }

    public FigureTable Table { get; }

    public AccountShape Shape { get; }

    public CellNames Names { get; }

    public List<string> KeyNames { get; }

    public string[] Times { get; }

    public string[] Bands { get; }

    /// <summary>Whether its ageing leads from group to group in the known way.</summary>
    public bool Ages { get; }

    /// <summary>Whether who is reclassified out of a cell is reclassified into another.</summary>
    public bool Meets { get; }

    /// <summary>Whether anybody was.</summary>
    public bool Reclassifies => Meets && Table.Rows.Any(r => r.Values[Shape.ReclassifiedIn] > 0 || r.Values[Shape.ReclassifiedOut] > 0);

    /// <summary>Its cells, group by group, by age.</summary>
    public IEnumerable<AccountCell[]> Groups => groups.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Value);

    public string GroupOf(IReadOnlyList<string> keys) => string.Join('\u001f', groupKeys.Select(k => keys[k]));

    /// <summary>What is shown of it, in its own order of rows.</summary>
    public FigureTable Shown()
    {
        var rows = groups.Values.SelectMany(g => g).SelectMany(c => c.Shown).ToList();
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in Table.Rows) order.TryAdd(string.Join('\u001f', row.Keys), order.Count);
        var places = rows.Select(r => order.GetValueOrDefault(string.Join('\u001f', r.Keys), -1)).ToArray();
        if (Array.IndexOf(places, -1) >= 0) rows.Sort(FigureTable.ByKeys);
        else rows = [.. rows.Zip(places).OrderBy(p => p.Second).Select(p => p.First)];
        return Table with { Rows = rows };
    }

    private string TimeOf(IReadOnlyList<string> keys) => Shape.Time < 0 ? "" : keys[Shape.Time];

    private void Check()
    {
        foreach (var row in Table.Rows)
        {
            var flows = Shape.Inflows.Sum(m => row.Values[m] ?? 0) - Shape.Outflows.Sum(m => row.Values[m] ?? 0);
            if ((row.Values[Shape.Opening] ?? 0) + flows != (row.Values[Shape.Closing] ?? 0))
                throw new FormatException($"{string.Join(',', row.Keys)}: the row does not balance; opening + in − out must be closing.");
        }

        foreach (var cell in groups.Values.SelectMany(g => g))
            for (var t = 1; t < Times.Length; t++)
            {
                var (before, opening) = (cell.At(Times[t - 1], Shape.Closing), cell.At(Times[t], Shape.Opening));
                if (before != opening)
                    throw new FormatException($"{string.Join(',', cell.Keys(Times[t]))}: opens with {opening}, but the closing before it is {before}.");
            }
    }
}
