using System.Text;

namespace Nansen.Register;

/// <summary>Reads comma-, semicolon- or tab-separated text (RFC 4180), keeping the line each row began on.</summary>
internal static class CsvText
{
    private static readonly IReadOnlySet<int> NoFormulas = new HashSet<int>();

    public static IReadOnlyList<ListRow> Read(string text, string name)
    {
        var (separator, at, line) = Separator(text);
        var rows = new List<ListRow>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var began = line;
        var quoteLine = 0;
        void EndCell()
        {
            cells.Add(ListFile.Clean(cell.ToString()));
            cell.Clear();
            if (cells.Count > ListFile.MostColumns) throw new RegisterException($"{name}, line {line}: more than {ListFile.MostColumns} columns.");
        }

        void EndRow()
        {
            EndCell();
            if (cells.Exists(c => c.Length > 0)) rows.Add(new ListRow(began, [.. cells], FormulasOf(cells)));
            if (rows.Count > ListFile.MostRows) throw new RegisterException($"{name} has more than {ListFile.MostRows} rows. Split the list.");
            cells.Clear();
            began = line;
        }

        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (cell.Length > ListFile.MostCharacters) throw TooLong(name, quoteLine > 0 ? quoteLine : line, quoteLine > 0);
            if (c == '\n') line++;
            if (quoteLine > 0)
            {
                if (c != '"') cell.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
                else quoteLine = 0;
            }
            else if (c == '"' && cell.Length == 0) quoteLine = line;
            else if (c == separator) EndCell();
            else if (c == '\n') EndRow();
            else if (c != '\r') cell.Append(c);
        }

        if (quoteLine > 0) throw TooLong(name, quoteLine, true);
        if (cell.Length > 0 || cells.Count > 0) EndRow();
        return rows;
    }

    private static RegisterException TooLong(string name, int line, bool quoted) => new(quoted
        ? $"{name}, line {line}: a quotation mark opens there and is never closed. Close it, or save the list as .xlsx."
        : $"{name}, line {line}: a cell has more than {ListFile.MostCharacters} characters.");

    // What a spreadsheet would take for a formula is kept as text nowhere: nobody's name begins so.
    private static IReadOnlySet<int> FormulasOf(List<string> cells) =>
        cells.Exists(IsFormula) ? cells.Select((c, i) => (c, i)).Where(x => IsFormula(x.c)).Select(x => x.i).ToHashSet() : NoFormulas;

    private static bool IsFormula(string cell) => cell.StartsWith('=') || (cell.StartsWith('@') && cell.Contains('(', StringComparison.Ordinal));

    // The first line decides; "sep=;" as spreadsheets write it says so outright.
    private static (char Separator, int Start, int Line) Separator(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        if (first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length >= 5) return (first[4], end < 0 ? text.Length : end + 1, 2);
        var (best, most) = (',', 0);
        foreach (var candidate in (ReadOnlySpan<char>)[',', ';', '\t'])
            if (Count(first, candidate) is var count && count > most) (best, most) = (candidate, count);
        return (best, 0, 1);
    }

    private static int Count(string line, char separator)
    {
        var (count, quoted) = (0, false);
        foreach (var c in line)
            if (c == '"') quoted = !quoted;
            else if (c == separator && !quoted) count++;
        return count;
    }
}
