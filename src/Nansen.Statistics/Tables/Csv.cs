namespace Nansen.Statistics;

/// <summary>Comma-separated values after RFC 4180, with a line feed at the end of each line.</summary>
public static class Csv
{
    /// <summary>Writes one line; fields with a comma, a quote or a line break are quoted.</summary>
    public static void WriteLine(TextWriter to, IReadOnlyList<string> fields)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(fields);
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) to.Write(',');
            var field = fields[i];
            if (field.AsSpan().IndexOfAny(",\"\n\r") < 0) to.Write(field);
            else
            {
                to.Write('"');
                to.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
                to.Write('"');
            }
        }

        to.Write('\n');
    }

    /// <summary>
    /// Reads all lines of a text into fields. A quoted field may hold commas, doubled quotes and line breaks.
    /// Blank lines are passed over. Nothing is malformed: an unclosed quote ends with the text, unless that is asked to be an error.
    /// </summary>
    /// <param name="from">The text.</param>
    /// <param name="strict">Whether a quotation mark that is never closed is an error.</param>
    /// <exception cref="FormatException">A quotation mark is not closed.</exception>
    public static IEnumerable<IReadOnlyList<string>> Read(TextReader from, bool strict = false) => ReadNumbered(from, strict).Select(line => line.Fields);

    /// <summary>The same, each with the number of the line it begins on, from 1 on and blank lines counted.</summary>
    /// <param name="from">The text.</param>
    /// <param name="strict">Whether a quotation mark that is never closed is an error.</param>
    /// <exception cref="FormatException">A quotation mark is not closed.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> ReadNumbered(TextReader from, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(from);
        var fields = new List<string>();
        for (var number = 1; from.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            fields = new List<string>(fields.Count);
            var (more, closed) = ReadFields(line, from, fields);
            if (strict && !closed) throw new FormatException($"line {number}: a quotation mark is not closed; close it, or double it where it is part of the text");
            yield return (number, fields);
            number += more;
        }
    }

    /// <returns>How many lines more were read, and whether every quotation mark was closed.</returns>
    private static (int Lines, bool Closed) ReadFields(string line, TextReader more, List<string> fields)
    {
        var (lines, closed) = (0, true);
        for (var at = 0; ;)
        {
            if (at < line.Length && line[at] == '"')
            {
                var field = new System.Text.StringBuilder();
                for (at++; ; at++)
                {
                    if (at >= line.Length)
                    {
                        if (more.ReadLine() is not { } next)
                        {
                            closed = false;
                            break;
                        }

                        lines++;
                        field.Append('\n');
                        (line, at) = (next, -1);
                    }
                    else if (line[at] != '"') field.Append(line[at]);
                    else if (at + 1 < line.Length && line[at + 1] == '"') field.Append(line[at++]);
                    else break;
                }

                fields.Add(field.ToString());
                at = Math.Min(at + 1, line.Length);
                while (at < line.Length && line[at] != ',') at++;
            }
            else
            {
                var comma = line.IndexOf(',', at);
                var end = comma < 0 ? line.Length : comma;
                fields.Add(line[at..end]);
                at = end;
            }

            if (at >= line.Length) return (lines, closed);
            at++;
        }
    }
}
