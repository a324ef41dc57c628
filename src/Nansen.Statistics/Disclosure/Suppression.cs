namespace Nansen.Statistics;

/// <summary>
/// Hides small cells and small totals, and with each the corners of a box, one step along every key (to another code, or to
/// the total). Adding at some corners what is taken at the others leaves every sum right, so whoever knows everything else
/// still finds a whole interval of values possible, at least as many whole numbers as the threshold.
/// </summary>
public static class Suppression
{
    /// <summary>Hides cells and totals from 1 to below the threshold in a table of finest cells.</summary>
    /// <param name="table">The finest cells.</param>
    /// <param name="threshold">Values below it are small; 5, or 10 for trafficking.</param>
    /// <param name="totals">Whether the result also holds every total, written <c>_T</c>.</param>
    /// <exception cref="FormatException">The table is an account (round it), or a cell cannot be protected.</exception>
    public static ProtectedTable Suppress(FigureTable table, int threshold = 5, bool totals = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (AccountShape.Of(table) is not null)
            throw new FormatException("An account is protected by rounding: hidden stocks could be worked out from the flows. Use --method round.");
        Rounding.Check(table);
        if (ColumnTotals.Of(table) is { Found.Count: > 0 } columns) return columns.Suppress(threshold, totals);
        var box = new SuppressionBox(table);
        var hidden = new List<HiddenCell>();
        var figures = new Dictionary<int, decimal?[]>();
        foreach (var cell in box.Occupied(totals)) figures[cell] = [.. Enumerable.Range(0, table.Measures.Count).Select(m => box.IsMissing(m, cell) ? null : (decimal?)box.Value(m, cell))];
        for (var m = 0; m < table.Measures.Count; m++)
            foreach (var (cell, room) in box.Hide(m, threshold))
            {
                hidden.Add(new HiddenCell(
                    box.KeysOf(cell), table.Measures[m], room.Primary, box.Value(m, cell) - room.Down, room.Up is { } up ? box.Value(m, cell) + up : null));
                if (!totals && box.IsTotal(cell)) continue;
                if (!figures.TryGetValue(cell, out var row)) figures[cell] = row = [.. Enumerable.Repeat((decimal?)0, table.Measures.Count)];
                row[m] = null;
            }

        // Who gives a row of zeros gets it back: 0 is a figure, and is not hidden.
        foreach (var row in table.Rows) figures.TryAdd(box.CellOf(row), [.. row.Values.Select(v => v is null ? null : (decimal?)0)]);
        var rows = figures.Select(f => new FigureRow(box.KeysOf(f.Key), f.Value)).ToList();
        rows.Sort(FigureTable.ByKeys);
        return new ProtectedTable(table with { Rows = rows }, 0, 0, hidden);
    }
}
