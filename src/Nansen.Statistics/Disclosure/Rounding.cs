namespace Nansen.Statistics;

/// <summary>
/// Rounding to a base, keyed: each of the finest cells goes to one of the two multiples beside it, up with the
/// probability of its remainder, and everything coarser is the sum of the rounded. So tables add up over every margin,
/// the same cell shows the same value everywhere, and 0 stays 0 without meaning it. Accounts go through
/// <see cref="AccountRounding"/>, which keeps every row in balance.
/// </summary>
public static class Rounding
{
    /// <summary>Rounds a table of whole numbers, 0 or more.</summary>
    /// <param name="table">The finest cells, without totals.</param>
    /// <param name="key">The statistician's secret.</param>
    /// <param name="roundTo">The base: 5, or 10 for trafficking.</param>
    /// <exception cref="FormatException">A figure is no whole number of 0 or more, or an account does not balance.</exception>
    public static ProtectedTable Round(FigureTable table, CellKey key, int roundTo = 5)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(roundTo, 2);
        foreach (var row in table.Rows)
            foreach (var value in row.Values)
                if (value is { } v && (v < 0 || v != decimal.Truncate(v)))
                    throw new FormatException($"{string.Join(',', row.Keys)}: {v} cannot be rounded; figures must be whole numbers of 0 or more.");
        var shape = AccountShape.Of(table);
        var deviations = new Deviations(table, shape?.Time ?? -1);
        var rounded = shape is not null ? new AccountRounding(table, shape, key, roundTo).Round() : Simple(table, key, roundTo, deviations);
        if (shape is not null) deviations.Compare(rounded);
        return new ProtectedTable(rounded, deviations.OfCells, deviations.OfMargins, []);
    }

    /// <summary>The multiple below, and whether the cell's draw sends it to the one above.</summary>
    internal static (long Floor, bool Up, bool Exact) Choose(long value, string cell, CellKey key, int roundTo)
    {
        var rest = value % roundTo;
        return (value - rest, rest > 0 && key.Draw(cell) * roundTo < rest, rest == 0);
    }

    private static FigureTable Simple(FigureTable table, CellKey key, int roundTo, Deviations deviations)
    {
        var rows = new FigureRow[table.Rows.Count];
        var names = new CellNames(table);
        Parallel.For(0, rows.Length, r =>
        {
            var row = table.Rows[r];
            var values = new decimal?[row.Values.Count];
            for (var m = 0; m < values.Length; m++)
            {
                if (row.Values[m] is not { } value) continue;
                var (floor, up, _) = Choose((long)value, names.Of(row.Keys, m), key, roundTo);
                values[m] = up ? floor + roundTo : floor;
            }

            rows[r] = row with { Values = values };
        });
        for (var r = 0; r < rows.Length; r++) deviations.Compare(table.Rows[r], rows[r]);
        // A row of zeros would tell that somebody is there.
        return table with { Rows = [.. rows.Where(r => r.Values.Any(v => v is null or > 0))] };
    }
}
