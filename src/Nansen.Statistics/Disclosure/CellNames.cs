using System.Text;

namespace Nansen.Statistics;

/// <summary>
/// The name of a cell, by which it is drawn: measure and keys in the order of the key names, so that the order of
/// columns in a table changes nothing.
/// </summary>
internal sealed class CellNames
{
    private readonly int[] order;
    private readonly string[] prefixes;
    private readonly IReadOnlyList<string> measures;

    public CellNames(FigureTable table)
    {
        order = [.. Enumerable.Range(0, table.Keys.Count).OrderBy(k => table.Keys[k], StringComparer.Ordinal)];
        prefixes = [.. order.Select(k => "\u001f" + table.Keys[k] + "\u001e")];
        measures = table.Measures;
    }

    public string Of(IReadOnlyList<string> keys, int measure)
    {
        var name = new StringBuilder(measures[measure], 96);
        for (var i = 0; i < order.Length; i++) name.Append(prefixes[i]).Append(keys[order[i]]);
        return name.ToString();
    }
}
