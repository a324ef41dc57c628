using System.Globalization;

namespace Nansen.Statistics;

/// <summary>Reads tables of figures from CSV.</summary>
public static class FigureTableCsv
{
    private static readonly string[] KeyNames = ["year", "y", "quarter", "month", "age", "ag", "sex", "coo", "coa", "status"];

    /// <summary>Fields that say "hidden" or "not available".</summary>
    private static readonly string[] NoFigure = ["", "c", ":", "*", "-"];

    /// <summary>
    /// Reads a table. Its figures are the last columns that hold only numbers and are not named like a key (year, age,
    /// sex…); in an account they begin with <c>opening</c>. <paramref name="keys"/> names the key columns instead.
    /// </summary>
    /// <exception cref="FormatException">It is no such table.</exception>
    public static FigureTable Read(TextReader from, IReadOnlyCollection<string>? keys = null)
    {
        List<IReadOnlyList<string>> lines = [.. Csv.Read(from)];
        if (lines.Count == 0) throw new FormatException("the table is empty; it must begin with the column names");
        var names = lines[0];
        if (names.Distinct().Count() < names.Count) throw new FormatException("line 1: a column is named twice");
        for (var i = 1; i < lines.Count; i++)
            if (lines[i].Count != names.Count) throw new FormatException($"line {i + 1}: has {lines[i].Count} fields; the header has {names.Count}");
        if (keys?.FirstOrDefault(k => !names.Contains(k)) is { } missing) throw new FormatException($"line 1: there is no column '{missing}'");
        int[] measures = keys is not null ? [.. Columns(names).Where(c => !keys.Contains(names[c]))] : [.. Measures(lines)];
        if (measures.Length == 0) throw new FormatException("no column of figures was found; name the key columns with --keys");
        int[] keyColumns = [.. Columns(names).Except(measures)];
        return new FigureTable([.. keyColumns.Select(c => names[c])], [.. measures.Select(c => names[c])], [.. lines.Skip(1).Select((line, i) => new FigureRow(
            [.. keyColumns.Select(c => line[c])],
            [.. measures.Select(c => Figure(line[c]) ?? (NoFigure.Contains(line[c]) ? (decimal?)null : throw new FormatException($"line {i + 2}: {names[c]} '{line[c]}' is no number")))]))]);
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
