namespace Nansen.Statistics;

/// <summary>A figure that changed. A row that was left out was one of zeros.</summary>
/// <param name="Keys">Its row.</param>
/// <param name="Measure">Its column.</param>
/// <param name="Before">The figure before.</param>
/// <param name="After">The figure after.</param>
public sealed record TouchedCell(IReadOnlyList<string> Keys, string Measure, decimal Before, decimal After)
{
    /// <summary>Every figure in which two versions of a table differ, in the order of the table.</summary>
    public static List<TouchedCell> Between(FigureTable before, FigureTable after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = before.Rows.ToDictionary(KeyOf, StringComparer.Ordinal);
        var cells = new List<TouchedCell>();
        foreach (var row in after.Rows)
        {
            old.Remove(KeyOf(row), out var was);
            Add(cells, after, row.Keys, was, row);
        }

        foreach (var gone in old.Values) Add(cells, after, gone.Keys, gone, null);
        return cells;
    }

    internal string Name => string.Join('\u001f', Keys) + '\u001e' + Measure;

    private static string KeyOf(FigureRow row) => string.Join('\u001f', row.Keys);

    private static void Add(List<TouchedCell> cells, FigureTable table, IReadOnlyList<string> keys, FigureRow? was, FigureRow? now)
    {
        for (var m = 0; m < table.Measures.Count; m++)
        {
            var (old, current) = (was is null ? 0 : was.Values[m] ?? 0, now is null ? 0 : now.Values[m] ?? 0);
            if (old != current) cells.Add(new TouchedCell(keys, table.Measures[m], old, current));
        }
    }
}
