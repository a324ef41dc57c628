using System.Text;

namespace Nansen.Matching;

/// <summary>A table read from a CSV file (RFC 4180; comma, semicolon or tab, by its first line).</summary>
public sealed class CsvTable
{
    private readonly Dictionary<string, int> _columns;

    private CsvTable(string[] header, List<string[]> rows)
    {
        Header = header;
        Rows = rows;
        _columns = new(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++) _columns.TryAdd(header[i].Trim(), i);
    }

    /// <summary>Column names.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Rows; each has as many cells as the header.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>The place of the first of these columns that is there, or -1.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_columns.TryGetValue(name, out var at)) return at;
        return -1;
    }

    /// <summary>The same columns with some of the rows.</summary>
    public CsvTable Where(Func<string[], bool> keep) => new([.. Header], [.. Rows.Where(keep)]);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It has no header line, or is not UTF-8.</exception>
    public static CsvTable Read(string path)
    {
        HeaderLine.DemandUtf8(path);
        using var reader = new StreamReader(path, Encoding.UTF8);
        return Read(reader, path);
    }

    /// <summary>Reads a text; <paramref name="name"/> stands in messages.</summary>
    /// <exception cref="FormatException">It has no header line.</exception>
    public static CsvTable Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var first = reader.ReadLine() ?? throw new FormatException($"{name} is empty; a header line with column names is needed.");
        first = HeaderLine.Demand(first, name);
        var separator = HeaderLine.SeparatorOf(first);
        var names = Cells(first, separator);
        var rows = new List<string[]>();
        while (Record(reader, separator, names.Length) is { } row)
            if (row.Length > 0) rows.Add(row);
        return new CsvTable(names, rows);
    }

    /// <summary>The cells of one line.</summary>
    internal static string[] Cells(string line, char separator)
    {
        using var reader = new StringReader(line);
        return Record(reader, separator, 0) ?? [];
    }

    private static string[]? Record(TextReader reader, char separator, int width)
    {
        var line = reader.ReadLine();
        if (line is null) return null;
        if (line.Length == 0) return [];
        if (!line.Contains('"', StringComparison.Ordinal)) return Fit(line.Split(separator), width);
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        while (true)
        {
            for (var i = 0; i < line.Length; i++)
            {
                var c = line[i];
                if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"') { cell.Append('"'); i++; }
                else if (c == '"' && (quoted || cell.Length == 0)) quoted = !quoted;
                else if (c == separator && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
                else cell.Append(c);
            }

            // A quote left open runs on over the line's end, but never over more than a screenful: then it was a stray mark.
            if (!quoted || cell.Length > 4000 || reader.ReadLine() is not { } next) break;
            cell.Append('\n');
            line = next;
        }

        cells.Add(cell.ToString());
        return Fit([.. cells], width);
    }

    private static string[] Fit(string[] cells, int width)
    {
        if (width == 0 || cells.Length == width) return cells;
        var fitted = new string[width];
        for (var i = 0; i < width; i++) fitted[i] = i < cells.Length ? cells[i] : "";
        return fitted;
    }

    /// <summary>A cell as CSV writes it.</summary>
    public static string Quote(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.AsSpan().IndexOfAny(",\"\n\r;") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
