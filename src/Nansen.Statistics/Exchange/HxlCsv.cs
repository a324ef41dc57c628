using System.Globalization;

namespace Nansen.Statistics;

/// <summary>CSV with a row of HXL tags below the column names, as humanitarian tools read it.</summary>
public static class HxlCsv
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["year"] = "#date+year",
        ["y"] = "#date+year",
        ["quarter"] = "#date+quarter",
        ["month"] = "#date+month",
        ["coo"] = "#country+code+origin",
        ["coa"] = "#country+code+asylum",
        ["sex"] = "#indicator+sex",
        ["age"] = "#indicator+age",
        ["ag"] = "#indicator+age",
        ["status"] = "#indicator+status",
        ["applied"] = "#affected+asylum_seekers+applied",
        ["refugees"] = "#affected+refugees",
        ["asylum_seekers"] = "#affected+asylum_seekers",
        ["idps"] = "#affected+idps",
        ["stateless"] = "#affected+stateless",
        ["returned_refugees"] = "#affected+returned+refugees",
        ["returned_idps"] = "#affected+returned+idps",
        ["ooc"] = "#affected+others_of_concern",
        ["oip"] = "#affected+oip",
        ["hst"] = "#affected+host_community",
    };

    /// <summary>The tag of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="isKey">Whether it is a key.</param>
    public static string Tag(string column, bool isKey)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (Known.TryGetValue(column, out var tag)) return tag;
        var attribute = new string([.. column.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        return (isKey ? "#meta+" : "#affected+") + attribute;
    }

    /// <summary>Writes names, tags, and the rows.</summary>
    public static void Write(FigureTable table, TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(table);
        Csv.WriteLine(to, [.. table.Keys, .. table.Measures]);
        Csv.WriteLine(to, [.. table.Keys.Select(k => Tag(k, true)), .. table.Measures.Select(m => Tag(m, false))]);
        foreach (var row in table.Rows)
            Csv.WriteLine(to, [.. row.Keys, .. row.Values.Select(v => v?.ToString(CultureInfo.InvariantCulture) ?? "")]);
    }

    /// <summary>Reads such a file, or plain CSV.</summary>
    /// <param name="from">The text.</param>
    /// <param name="keys">Names of the key columns; null to go by tags or, without any, by the columns.</param>
    /// <exception cref="FormatException">It is no table of figures.</exception>
    public static FigureTable Read(TextReader from, IReadOnlyCollection<string>? keys = null)
    {
        List<IReadOnlyList<string>> lines = [.. Csv.Read(from)];
        var tags = lines.Count > 1 && lines[1].Count > 0 && lines[1].All(f => f.Length == 0 || f[0] == '#') ? lines[1] : null;
        if (tags is not null) lines.RemoveAt(1);
        using var plain = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var line in lines) Csv.WriteLine(plain, line);
        using var reader = new StringReader(plain.ToString());
        // Tags say which columns are figures; without them the columns must.
        keys ??= tags is null ? null : (string[])[.. lines[0].Where((_, i) => i < tags.Count && !tags[i].StartsWith("#affected", StringComparison.Ordinal))];
        return FigureTableCsv.Read(reader, keys);
    }
}
