using System.Runtime.InteropServices;

namespace Nansen.Statistics;

/// <summary>Puts what was counted by dimensions into the rows and columns of a table.</summary>
internal sealed class TableShape
{
    private readonly TableQuery query;

    public TableShape(TableQuery query)
    {
        this.query = query;
        var asked = query.Keys.Where(k => k.Always is null).Select(k => k.Source);
        if (query.Figures != TableFigures.Flows) asked = asked.Concat(query.Measures.SelectMany(m => m.Filter.Keys));
        By = [.. asked.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The dimensions that must be counted by: those of the keys and of the columns' filters.</summary>
    public IReadOnlyList<string> By { get; }

    /// <summary>The table. Rows of nothing but zeros are left out.</summary>
    public FigureTable Of(FigureTable counted)
    {
        int[] sources = [.. query.Keys.Select(k => k.Always is null ? IndexOf(k.Source) : -1)];
        var columns = query.Figures == TableFigures.Flows ? Lines(counted) : Filters(counted);
        var rows = new Dictionary<string, (string[] Keys, decimal[] Figures)>(StringComparer.Ordinal);
        foreach (var row in counted.Rows)
        {
            var keys = new string[sources.Length];
            for (var k = 0; k < keys.Length; k++) keys[k] = query.Keys[k].Word(sources[k] < 0 ? "" : row.Keys[sources[k]]);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, string.Join('\u001f', keys), out var known);
            if (!known) sum = (keys, new decimal[query.Measures.Count]);
            columns(row, sum.Figures);
        }

        var ordered = rows.Values.Where(r => r.Figures.Any(f => f != 0)).ToList();
        ordered.Sort((a, b) => Compare(a.Keys, b.Keys));
        var missing = Missing(ordered.Select(r => r.Figures));
        return new FigureTable([.. query.Keys.Select(k => k.Name)], [.. query.Measures.Select(m => m.Name)],
            [.. ordered.Select(r => new FigureRow(r.Keys, [.. r.Figures.Select((f, i) => missing[i] ? null : (decimal?)f)]))]);
    }

    private bool[] Missing(IEnumerable<decimal[]> rows)
    {
        bool[] missing = [.. query.Measures.Select(m => m.NotAvailable)];
        foreach (var figures in rows)
            for (var i = 0; i < missing.Length; i++) missing[i] &= figures[i] == 0;
        return missing;
    }

    private Action<FigureRow, decimal[]> Lines(FigureTable counted)
    {
        var taken = query.Measures.SelectMany(m => m.Lines).ToHashSet(StringComparer.Ordinal);
        int[][] columns = [.. query.Measures.Select(m => Enumerable.Range(0, counted.Measures.Count).Where(c => Takes(m, counted.Measures[c], taken)).ToArray())];
        return (row, figures) =>
        {
            for (var m = 0; m < figures.Length; m++)
                foreach (var c in columns[m]) figures[m] += row.Values[c] ?? 0;
        };
    }

    private static bool Takes(TableMeasure measure, string line, HashSet<string> taken) =>
        measure.Lines.Contains(line) || (measure.Other != FlowSide.None && !taken.Contains(line) && SideOf(line) == measure.Other);

    private static FlowSide SideOf(string line) =>
        line.StartsWith("in_", StringComparison.Ordinal) || line is "aged_in" or "reclassified_in" ? FlowSide.In
        : line.StartsWith("out_", StringComparison.Ordinal) || line is "aged_out" or "reclassified_out" ? FlowSide.Out : FlowSide.None;

    private Action<FigureRow, decimal[]> Filters(FigureTable counted)
    {
        var value = counted.Measures.Count - 1;
        (int Column, string Filter)[][] filters = [.. query.Measures.Select(m => m.Filter.Select(f => (IndexOf(f.Key), f.Value)).ToArray())];
        return (row, figures) =>
        {
            for (var m = 0; m < figures.Length; m++)
                if (filters[m].All(f => CodeFilter.Passes(row.Keys[f.Column], f.Filter))) figures[m] += row.Values[value] ?? 0;
        };
    }

    private int IndexOf(string dimension)
    {
        for (var i = 0; i < By.Count; i++)
            if (By[i] == dimension) return i;
        throw new InvalidOperationException($"The table is not counted by {dimension}.");
    }

    private int Compare(string[] a, string[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var names = query.Keys[i].Source switch { "age" => AgeBand.Names, "age_eu" => EurostatAge.Codes, _ => null };
            var order = names is null ? string.CompareOrdinal(a[i], b[i]) : Place(names, a[i]).CompareTo(Place(names, b[i]));
            if (order != 0) return order;
        }

        return 0;
    }

    private static int Place(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == name) return i;
        return names.Count;
    }
}
