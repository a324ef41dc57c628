using System.Globalization;

namespace Nansen.Statistics;

/// <summary>
/// SDMX-CSV 2.0: <c>STRUCTURE,STRUCTURE_ID,ACTION</c>, then dimensions, then one column a measure (SDMX 3.0 knows several
/// measures). A figure that is hidden or not available is <c>NaN</c>, "missing on purpose".
/// </summary>
public static class SdmxCsv
{
    /// <summary>Media type of the form.</summary>
    public const string MediaType = "application/vnd.sdmx.data+csv; version=2.0.0";

    private const int Fixed = 3;

    /// <summary>Writes a table; each row replaces what was there.</summary>
    public static void Write(FigureTable table, SdmxDataflow flow, TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(table);
        Csv.WriteLine(to, ["STRUCTURE", "STRUCTURE_ID", "ACTION", .. table.Keys.Select(SdmxNames.Component), .. table.Measures.Select(SdmxNames.Component)]);
        foreach (var row in table.Rows)
            Csv.WriteLine(to, ["dataflow", $"{flow}", "R", .. row.Keys.Select((k, i) => SdmxNames.Code(table.Keys[i], k)),
                .. row.Values.Select(v => v?.ToString(CultureInfo.InvariantCulture) ?? "NaN")]);
    }

    /// <summary>Reads a table. Which columns are dimensions the form does not say: the last columns of numbers are measures.</summary>
    /// <param name="from">The text.</param>
    /// <param name="dimensions">How many dimensions there are; null to find out by the columns.</param>
    /// <exception cref="FormatException">It is not SDMX-CSV.</exception>
    public static FigureTable Read(TextReader from, int? dimensions = null)
    {
        List<(int Line, IReadOnlyList<string> Fields)> read = [.. Csv.ReadNumbered(from)];
        var lines = read.ConvertAll(l => l.Fields);
        if (lines.Count == 0 || lines[0].Count <= Fixed || lines[0][0].Split(';')[0].TrimEnd('[', ']') is not "STRUCTURE" || lines[0][1] != "STRUCTURE_ID" || lines[0][2] != "ACTION")
            throw new FormatException("line 1: SDMX-CSV 2.0 begins with the columns STRUCTURE,STRUCTURE_ID,ACTION");
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Count != lines[0].Count) throw new FormatException($"line {read[i].Line}: has {lines[i].Count} fields; the header has {lines[0].Count}");
            if (lines[i][2] is not ("R" or "M" or "I" or "A")) throw new FormatException($"line {read[i].Line}: ACTION is '{lines[i][2]}'; only R, M, I and A bring figures");
        }

        var components = lines[0].Skip(Fixed).ToList();
        var plain = new StringWriter(CultureInfo.InvariantCulture);
        var columns = components.Select((c, i) => SdmxNames.Column(c, () => lines.Count > 1 ? lines[1][Fixed + i] : "")).ToList();
        Csv.WriteLine(plain, columns);
        foreach (var line in lines.Skip(1))
            Csv.WriteLine(plain, [.. line.Skip(Fixed).Select((f, i) => f == "NaN" ? "" : SdmxNames.CodeBack(columns[i], f))]);
        using var reader = new StringReader(plain.ToString());
        return FigureTableCsv.Read(reader, dimensions is { } n ? [.. columns.Take(n)] : null);
    }
}
