using System.Globalization;

namespace Nansen.Statistics;

/// <summary>One row: its keys and its figures; null is "not available", which is not 0.</summary>
/// <param name="Keys">One a key column.</param>
/// <param name="Values">One a measure.</param>
public sealed record FigureRow(IReadOnlyList<string> Keys, IReadOnlyList<decimal?> Values);

/// <summary>A table of figures: key columns, measures and rows. What accounts, flow tables and published data all come to.</summary>
/// <param name="Keys">Names of the key columns.</param>
/// <param name="Measures">Names of the measures.</param>
/// <param name="Rows">The rows in their order.</param>
public sealed record FigureTable(IReadOnlyList<string> Keys, IReadOnlyList<string> Measures, IReadOnlyList<FigureRow> Rows)
{
    /// <summary>The figure of a measure in a row.</summary>
    /// <exception cref="ArgumentException">The table has no such measure.</exception>
    public decimal? Value(FigureRow row, string measure)
    {
        ArgumentNullException.ThrowIfNull(row);
        for (var i = 0; i < Measures.Count; i++)
            if (Measures[i] == measure) return row.Values[i];
        throw new ArgumentException($"The table has no measure '{measure}'.", nameof(measure));
    }

    /// <summary>The order of rows by their keys, character by character.</summary>
    internal static int ByKeys(FigureRow a, FigureRow b)
    {
        for (var i = 0; i < a.Keys.Count; i++)
            if (string.CompareOrdinal(a.Keys[i], b.Keys[i]) is var order && order != 0) return order;
        return 0;
    }

    /// <summary>Writes the table as CSV: header, comma, line feed.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="none">What stands for an unavailable figure: an empty field, or <c>c</c> for a hidden one.</param>
    public void WriteCsv(TextWriter to, string none = "")
    {
        ArgumentNullException.ThrowIfNull(to);
        Csv.WriteLine(to, [.. Keys, .. Measures]);
        foreach (var row in Rows)
            Csv.WriteLine(to, [.. row.Keys, .. row.Values.Select(v => v?.ToString(CultureInfo.InvariantCulture) ?? none)]);
    }

    /// <summary>The table as CSV text.</summary>
    public string ToCsv()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        WriteCsv(text);
        return text.ToString();
    }
}
