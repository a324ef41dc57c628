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
        var rounded = AccountShape.Of(table) is { } shape ? new AccountRounding(table, shape, key, roundTo).Round() : Simple(table, key, roundTo);
        var (cells, margins) = Deviations(table, rounded);
        return new ProtectedTable(rounded, cells, margins, []);
    }

    /// <summary>The multiple below, and whether the cell's draw sends it to the one above.</summary>
    internal static (long Floor, bool Up, bool Exact) Choose(long value, string cell, CellKey key, int roundTo)
    {
        var rest = value % roundTo;
        return (value - rest, rest > 0 && key.Draw(cell) * roundTo < rest, rest == 0);
    }

    internal static string Cell(IEnumerable<string> keyNames, IEnumerable<string> keys, string measure) =>
        string.Join('\u001f', keyNames.Zip(keys, (n, k) => n + "\u001e" + k).Order(StringComparer.Ordinal)) + "\u001f" + measure;

    private static FigureTable Simple(FigureTable table, CellKey key, int roundTo)
    {
        var rows = new FigureRow?[table.Rows.Count];
        Parallel.For(0, rows.Length, r =>
        {
            var row = table.Rows[r];
            var values = new decimal?[row.Values.Count];
            for (var m = 0; m < values.Length; m++)
            {
                if (row.Values[m] is not { } value) continue;
                var (floor, up, _) = Choose((long)value, Cell(table.Keys, row.Keys, table.Measures[m]), key, roundTo);
                values[m] = up ? floor + roundTo : floor;
            }

            // A row of zeros would tell that somebody is there.
            if (values.Any(v => v is null or > 0)) rows[r] = row with { Values = values };
        });
        return table with { Rows = [.. rows.OfType<FigureRow>()] };
    }

    private static (decimal Cells, decimal Margins) Deviations(FigureTable before, FigureTable after)
    {
        var time = AccountShape.Of(before)?.Time ?? -1;
        var shown = after.Rows.ToDictionary(r => string.Join('\u001f', r.Keys));
        var none = new FigureRow([], new decimal?[before.Measures.Count]);
        var cells = 0m;
        var margins = new Dictionary<(string Time, int Column, string Code, int Measure), decimal>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in before.Rows)
        {
            var text = string.Join('\u001f', row.Keys);
            known.Add(text);
            Compare(row.Keys, row, shown.GetValueOrDefault(text, none));
        }

        foreach (var row in after.Rows)
            if (!known.Contains(string.Join('\u001f', row.Keys))) Compare(row.Keys, none, row);
        return (cells, margins.Count == 0 ? 0 : margins.Values.Max(Math.Abs));

        void Compare(IReadOnlyList<string> keys, FigureRow a, FigureRow b)
        {
            for (var m = 0; m < before.Measures.Count; m++)
            {
                var difference = (b.Values[m] ?? 0) - (a.Values[m] ?? 0);
                cells = Math.Max(cells, Math.Abs(difference));
                if (difference == 0) continue;
                for (var k = 0; k < keys.Count; k++)
                {
                    // Sums over all but one key; those of an account are within one year, for stocks do not add up over time.
                    var margin = (time < 0 ? "" : keys[time], k, keys[k], m);
                    margins[margin] = margins.GetValueOrDefault(margin) + difference;
                }
            }
        }
    }
}
