using System.Globalization;

namespace Nansen.Statistics;

/// <summary>Reads tables of figures from CSV.</summary>
public static class FigureTableCsv
{
    private static readonly string[] KeyNames = ["year", "y", "quarter", "month", "age", "ag", "sex", "coo", "coa", "status"];

    /// <summary>Fields that say "hidden" or "not available".</summary>
    private static readonly string[] NoFigure = ["", "c", ":", "*", "-"], Hidden = ["c", "*"];

    /// <summary>
    /// Reads a table. Its figures are the last columns that hold only numbers and are not named like a key (year, age,
    /// sex…); in an account they begin with <c>opening</c>. <paramref name="keys"/> names the key columns instead.
    /// </summary>
    /// <exception cref="FormatException">It is no such table.</exception>
    public static FigureTable Read(TextReader from, IReadOnlyCollection<string>? keys = null) => Read(from, keys, out _);

    /// <summary>Reads a table, and says whether it hides figures (<c>c</c>, <c>*</c>) and not only has none.</summary>
    /// <exception cref="FormatException">It is no such table.</exception>
    public static FigureTable Read(TextReader from, IReadOnlyCollection<string>? keys, out bool hides)
    {
        List<(int Line, IReadOnlyList<string> Fields)> read = [.. Csv.ReadNumbered(from, strict: true)];
        var (lines, numbers) = (read.ConvertAll(l => l.Fields), read.ConvertAll(l => l.Line));
        if (lines.Count == 0) throw new FormatException("the table is empty; it must begin with the column names");
        var names = lines[0];
        if (names.Distinct().Count() < names.Count) throw new FormatException($"line {numbers[0]}: a column is named twice");
        for (var i = 1; i < lines.Count; i++)
            if (lines[i].Count != names.Count) throw new FormatException($"line {numbers[i]}: fields: {lines[i].Count}; the header has {names.Count}");
        if (keys?.FirstOrDefault(k => !names.Contains(k)) is { } missing) throw new FormatException($"line {numbers[0]}: there is no column '{missing}'");
        int[] measures = keys is not null ? [.. Columns(names).Where(c => !keys.Contains(names[c]))] : [.. Measures(lines)];
        if (measures.Length == 0) throw new FormatException(NoFigures(lines, numbers));
        hides = lines.Skip(1).Any(l => measures.Any(c => Hidden.Contains(l[c])));
        int[] keyColumns = [.. Columns(names).Except(measures)];
        var table = new FigureTable([.. keyColumns.Select(c => names[c])], [.. measures.Select(c => names[c])], [.. lines.Skip(1).Select((line, i) => new FigureRow(
            [.. keyColumns.Select(c => line[c])],
            [.. measures.Select(c => Figure(line[c]) ?? (NoFigure.Contains(line[c]) ? (decimal?)null : throw new FormatException($"line {numbers[i + 1]}: {names[c]} '{line[c]}' is no number; write digits, and where there is none leave it empty")))]))]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < table.Rows.Count; i++)
            if (!seen.Add(string.Join('\u001f', table.Rows[i].Keys)))
                throw new FormatException($"line {numbers[i + 1]}: the row {string.Join(',', table.Rows[i].Keys)} (by {string.Join(", ", table.Keys)}) stands twice; keep one");
        return table;
    }

    // What stands in the way is most often one word among the figures of the last column.
    private static string NoFigures(List<IReadOnlyList<string>> lines, List<int> numbers)
    {
        var last = lines[0].Count - 1;
        var words = Enumerable.Range(1, lines.Count - 1).Where(i => Figure(lines[i][last]) is null && !NoFigure.Contains(lines[i][last])).ToList();
        return words.Count == 0 || KeyNames.Contains(lines[0][last]) ? "no column of figures was found; name the key columns with --keys"
            : $"line {numbers[words[0]]}: {lines[0][last]} '{lines[words[0]][last]}' is no number, so no column of figures was found; write digits, or name the key columns with --keys";
    }

    private static IEnumerable<int> Columns(IReadOnlyList<string> names) => Enumerable.Range(0, names.Count);

    private static IEnumerable<int> Measures(List<IReadOnlyList<string>> lines)
    {
        var names = lines[0];
        var opening = Columns(names).FirstOrDefault(c => names[c] == "opening", -1);
        if (opening >= 0) return Enumerable.Range(opening, names.Count - opening);
        var first = names.Count;
        while (first > 0 && !KeyNames.Contains(names[first - 1])
            && lines.Skip(1).All(l => NoFigure.Contains(l[first - 1]) || Figure(l[first - 1]) is not null)) first--;
        return Enumerable.Range(first, names.Count - first);
    }

    private static decimal? Figure(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure) ? figure : null;
}
