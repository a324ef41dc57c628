namespace Nansen.Statistics;

/// <summary>
/// Rounding to a base, keyed: each of the finest cells goes to one of the two multiples beside it, up with the
/// probability of its remainder, and everything coarser is the sum of the rounded. So tables add up over every margin,
/// the same cell shows the same value everywhere, and 0 stays 0 without meaning it. Accounts go through
/// <see cref="JointRounding"/>, which keeps every row in balance.
/// </summary>
public static class Rounding
{
    /// <summary>
    /// Rounds a table of whole numbers, 0 or more. A column that is the total of others (<c>total</c>, <c>dec_total</c>) is the sum of
    /// what they show.
    /// </summary>
    /// <param name="table">The finest cells, without totals.</param>
    /// <param name="key">The statistician's secret.</param>
    /// <param name="roundTo">The base: 5, or 10 for trafficking.</param>
    /// <exception cref="FormatException">A figure is no whole number of 0 or more, or an account does not balance.</exception>
    public static ProtectedTable Round(FigureTable table, CellKey key, int roundTo = 5)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(roundTo, 2);
        Check(table);
        var totals = ColumnTotals.Of(table);
        if (totals.Found.Count == 0) return Round(new Dictionary<string, FigureTable> { [""] = table }, [], key, roundTo)[""];
        var shown = totals.PutBack(Round(totals.Cells, key, roundTo).Table);
        var deviations = new Deviations(table, -1);
        deviations.Compare(shown);
        return new ProtectedTable(shown, deviations.OfCells, deviations.OfMargins, []);
    }

    /// <summary>Rounds tables that are published together, so that what is one flow shows the same in all of them.</summary>
    /// <param name="tables">The tables by name: accounts, and flow tables without totals.</param>
    /// <param name="links">Which of their lines are one flow.</param>
    /// <param name="key">The statistician's secret.</param>
    /// <param name="roundTo">The base.</param>
    /// <exception cref="FormatException">A figure is no whole number of 0 or more, or an account does not balance.</exception>
    public static IReadOnlyDictionary<string, ProtectedTable> Round(IReadOnlyDictionary<string, FigureTable> tables, IReadOnlyList<FlowLink> links, CellKey key, int roundTo = 5)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(roundTo, 2);
        foreach (var table in tables.Values) Check(table);
        var shown = new JointRounding(tables, links, key, roundTo).Round();
        return tables.ToDictionary(t => t.Key, t =>
        {
            var deviations = new Deviations(t.Value, AccountShape.Of(t.Value)?.Time ?? -1);
            deviations.Compare(shown[t.Key]);
            return new ProtectedTable(shown[t.Key], deviations.OfCells, deviations.OfMargins, []);
        }, StringComparer.Ordinal);
    }

    /// <summary>The multiple below, and whether the cell's draw sends it to the one above.</summary>
    internal static (long Floor, bool Up, bool Exact) Choose(long value, string cell, CellKey key, int roundTo)
    {
        var rest = value % roundTo;
        return (value - rest, rest > 0 && key.Draw(cell) * roundTo < rest, rest == 0);
    }

    /// <summary>Refuses what cannot be protected.</summary>
    internal static void Check(FigureTable table)
    {
        foreach (var row in table.Rows)
        {
            for (var m = 0; m < row.Values.Count; m++)
                if (row.Values[m] is { } v && (v < 0 || v != decimal.Truncate(v)))
                    throw new FormatException($"{string.Join(',', row.Keys)}: {table.Measures[m]} {v} cannot be protected; figures must be whole numbers of 0 or more.");
        }
    }
}
