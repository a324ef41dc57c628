namespace Nansen.Statistics;

/// <summary>What an outsider knows of where people go between the cells of accounts, and between tables.</summary>
internal sealed partial class PublishedSystem
{
    /// <summary>
    /// Who ages out of a group enters the next one; where group "unknown" is shown, she may pass through it. How many take which way
    /// is not published.
    /// </summary>
    private void AddAgeing(FigureTable table, AccountShape shape)
    {
        foreach (var group in table.Rows.Where(r => AccountShape.BandOf(r.Keys[shape.Age]) >= 0)
            .GroupBy(r => string.Join('\u001f', r.Keys.Where((_, k) => k != shape.Age)), StringComparer.Ordinal))
        {
            var (left, entered) = (new long[AgeBand.Count], new long[AgeBand.Count]);
            foreach (var row in group)
            {
                var band = AccountShape.BandOf(row.Keys[shape.Age]);
                (left[band], entered[band]) = ((long)(row.Values[shape.AgedOut] ?? 0), (long)(row.Values[shape.AgedIn] ?? 0));
            }

            var passing = group.Any(r => AccountShape.BandOf(r.Keys[shape.Age]) == AgeBand.Unknown);
            if (Ageing.Ways([.. left], [.. entered]).Any(w => !Usual(w.From, w.To, passing))) continue;
            AddWays(table, shape, group.First(), passing);
        }
    }

    private static bool Usual(int from, int to, bool passing) =>
        from >= 0 && to >= 0 && ((to == from + 1 && to != AgeBand.Unknown) || (passing && from != to && (from == AgeBand.Unknown || to == AgeBand.Unknown)));

    private void AddWays(FigureTable table, AccountShape shape, FigureRow example, bool passing)
    {
        var named = example.Keys[shape.Age].Length > 1;
        var keys = Enumerable.Range(0, AgeBand.Count).Select(b => With(KeysOf(table, example), table.Keys[shape.Age], named ? AgeBand.Names[b] : $"{b}")).ToArray();
        var ways = (from a in Enumerable.Range(0, AgeBand.Count) from b in Enumerable.Range(0, AgeBand.Count) where Usual(a, b, passing) select (From: a, To: b, Cell: Hidden())).ToList();
        for (var band = 0; band < (passing ? AgeBand.Count : AgeBand.Unknown); band++)
        {
            Sum([.. ways.Where(w => w.From == band).Select(w => (w.Cell, 1.0))], keys[band], shape.AgedOut);
            Sum([.. ways.Where(w => w.To == band).Select(w => (w.Cell, 1.0))], keys[band], shape.AgedIn);
        }

        // Nobody ages into the youngest group: that this is 0 everybody knows.
        void Sum(List<(int, double)> terms, string[] of, int measure)
        {
            if (terms.Count > 0) equations.Add(([.. terms, (Cell(table, of, measure), -1)], 0));
        }
    }

    /// <summary>Who is reclassified out of one cell is reclassified into another of the same age.</summary>
    private void AddReclassified(IReadOnlyList<PublishedCells> tables)
    {
        var met = new Dictionary<string, List<(int, double)>>(StringComparer.Ordinal);
        foreach (var table in tables.Select(t => t.Table))
        {
            if (AccountShape.Of(table) is not { ReclassifiedIn: >= 0, ReclassifiedOut: >= 0 } shape) continue;
            foreach (var row in table.Rows)
            {
                var place = (shape.Time < 0 ? "" : row.Keys[shape.Time]) + "\u001f" + (shape.Age < 0 ? "" : row.Keys[shape.Age]);
                if (!met.TryGetValue(place, out var terms)) met[place] = terms = [];
                terms.Add((Cell(table, KeysOf(table, row), shape.ReclassifiedIn), 1));
                terms.Add((Cell(table, KeysOf(table, row), shape.ReclassifiedOut), -1));
            }
        }

        foreach (var terms in met.Values)
            if (terms.Sum(t => (double)(cells[t.Item1].Published ?? 0) * t.Item2) == 0) equations.Add((terms, 0));
    }

    /// <summary>
    /// The two sides of a link within one edition. A row that another edition shows is there in this one too, rounded to zeros
    /// if it is not shown: that it counts nobody is not known.
    /// </summary>
    private void AddLink(FlowLink link, IReadOnlyList<PublishedCells> tables, IReadOnlyList<PublishedCells> everything)
    {
        var named = tables.GroupBy(t => t.Name, StringComparer.Ordinal).ToDictionary(t => t.Key, t => t.First().Table, StringComparer.Ordinal);
        List<FlowLine> lines = [.. link.Lines.Where(Published)], others = [.. link.Others.Where(Published)];
        if (lines.Count == 0 || others.Count == 0) return;
        string[] common = [.. lines.Concat(others).Select(l => named[l.Table].Keys.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Where(k => k != "status")];
        var sides = new Dictionary<string, (List<int> Lines, List<int> Others)>(StringComparer.Ordinal);
        foreach (var (line, other) in lines.Select(l => (l, false)).Concat(others.Select(o => (o, true))))
            foreach (var row in everything.Where(t => t.Name == line.Table && t.Table.Keys.SequenceEqual(named[line.Table].Keys)).SelectMany(t => t.Table.Rows)
                .DistinctBy(r => Name(r.Keys, "")).Where(r => line.Has(named[line.Table], r)))
            {
                var codes = string.Join('\u001f', common.Select(k => row.Keys[named[line.Table].Keys.ToList().IndexOf(k)]));
                if (!sides.TryGetValue(codes, out var side)) sides[codes] = side = ([], []);
                (other ? side.Others : side.Lines).Add(Cell(named[line.Table], KeysOf(named[line.Table], row), named[line.Table].Measures.ToList().IndexOf(line.Measure)));
            }

        foreach (var (one, another) in sides.Values)
        {
            // What is not shown equal is no equal flow: one side counts something that the other does not.
            if (one.Sum(c => cells[c].Published ?? 0) != another.Sum(c => cells[c].Published ?? 0)) continue;
            if (one.Count == 0) one.Add(Unseen());
            if (another.Count == 0) another.Add(Unseen());
            equations.Add(([.. one.Select(c => (c, 1.0)), .. another.Select(c => (c, -1.0))], 0));
        }

        bool Published(FlowLine line) => named.TryGetValue(line.Table, out var table) && table.Measures.Contains(line.Measure);
    }

    /// <summary>A figure that the next edition shows as the one before is the same figure.</summary>
    private void AddUnchanged(string[] inOrder)
    {
        for (var e = 1; e < inOrder.Length; e++)
            foreach (var cell in Enumerable.Range(0, cells.Count).Where(c => cells[c].Sought && cells[c].Measure.Split('\u001c') is [_, var edition] && edition == inOrder[e]).ToList())
            {
                var before = cells[cell].Measure.Split('\u001c')[0] + (inOrder[e - 1].Length == 0 ? "" : "\u001c" + inOrder[e - 1]);
                if (numbers.TryGetValue(Name(cells[cell].Keys, before), out var then) && cells[then].Published == cells[cell].Published) equations.Add(([(then, 1), (cell, -1)], 0));
            }
    }

    /// <summary>A figure that is not published.</summary>
    private int Hidden() => Add([.. keyNames.Select(_ => Attack.Total)], $"\u001d{cells.Count}", null, false);

    /// <summary>A row that was rounded to zeros and so is not shown.</summary>
    private int Unseen() => Add([.. keyNames.Select(_ => Attack.Total)], $"\u001d{cells.Count}", rounded.Count > 0 ? 0 : null, rounded.Count > 0);
}
