using System.Globalization;
using MiniExcelLibs;

namespace Nansen.Statistics;

/// <summary>A table as a sheet of an Excel workbook, figures as numbers; and back.</summary>
public static class Workbook
{
    /// <summary>Writes a workbook: the table, and beside it a sheet with notes.</summary>
    public static void Write(FigureTable table, Stream to, IReadOnlyDictionary<string, string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = table.Rows.Select(row =>
        {
            var cells = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var k = 0; k < table.Keys.Count; k++) cells[table.Keys[k]] = row.Keys[k];
            for (var m = 0; m < table.Measures.Count; m++) cells[table.Measures[m]] = row.Values[m];
            return cells;
        }).ToList();
        // Without rows the library would write no header; one empty row keeps the columns.
        if (rows.Count == 0) rows.Add(table.Keys.Concat(table.Measures).ToDictionary(n => n, _ => (object?)null));
        var sheets = new Dictionary<string, object> { ["figures"] = rows };
        if (notes is { Count: > 0 }) sheets["notes"] = notes.Select(n => new Dictionary<string, object?> { ["note"] = n.Key, ["text"] = n.Value }).ToList();
        MiniExcel.SaveAs(to, sheets);
    }

    /// <summary>Whether a file that begins so can be a workbook, which is a zip archive; a table in CSV may begin with any letter.</summary>
    public static bool Begins(ReadOnlySpan<byte> begins) => begins.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Reads the first sheet.</summary>
    /// <param name="from">The workbook.</param>
    /// <param name="keys">Names of the key columns; null to find out by the columns.</param>
    /// <exception cref="FormatException">It is no workbook, or its first sheet no table of figures.</exception>
    public static FigureTable Read(Stream from, IReadOnlyCollection<string>? keys = null)
    {
        List<IDictionary<string, object?>> rows;
        try
        {
            rows = [.. MiniExcel.Query(from, useHeaderRow: true).Cast<IDictionary<string, object?>>()];
        }
        catch (Exception wrong) when (wrong is InvalidDataException or InvalidOperationException or System.Xml.XmlException or NotSupportedException or KeyNotFoundException or NullReferenceException or ArgumentException)
        {
            throw new FormatException("This is no Excel workbook (.xlsx), or it is damaged; save it again as .xlsx or as CSV.", wrong);
        }

        using var plain = new StringWriter(CultureInfo.InvariantCulture);
        if (rows.Count > 0) Csv.WriteLine(plain, [.. rows[0].Keys]);
        foreach (var row in rows.Where(r => r.Values.Any(v => v is not null)))
            Csv.WriteLine(plain, [.. row.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "")]);
        using var reader = new StringReader(plain.ToString());
        return FigureTableCsv.Read(reader, keys);
    }
}
