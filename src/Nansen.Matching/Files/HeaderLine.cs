using System.Text;
using System.Text.Unicode;

namespace Nansen.Matching;

/// <summary>The first line of a table: which separator the file has, and its columns. Files that cannot be read aright are refused, not read as nothing.</summary>
internal static class HeaderLine
{
    /// <summary>So much of a file is looked at to see whether it is UTF-8.</summary>
    private const int Looked = 1 << 16;

    /// <summary>Comma, semicolon or tab: what stands most often outside quotes, the comma when none does.</summary>
    public static char SeparatorOf(string header)
    {
        Span<int> times = stackalloc int[3];
        var quoted = false;
        foreach (var letter in header)
            if (letter == '"') quoted = !quoted;
            else if (!quoted && ",;\t".IndexOf(letter, StringComparison.Ordinal) is >= 0 and var kind) times[kind]++;
        return times[1] > times[0] && times[1] >= times[2] ? ';' : times[2] > times[0] ? '\t' : ',';
    }

    /// <summary>The header without the mark of its encoding.</summary>
    /// <exception cref="FormatException">There is nothing in it.</exception>
    public static string Demand(string line, string name)
    {
        line = line.TrimStart('\uFEFF');
        return line.AsSpan().Trim().Length > 0 ? line : throw new FormatException($"{name}: the first line is empty; a header line with column names is needed.");
    }

    /// <summary>
    /// Looks at the beginning of a file: a list saved in another encoding would be compared by the wrong letters. A damaged line
    /// here and there is read as it is.
    /// </summary>
    /// <exception cref="FormatException">Most lines with letters beyond ASCII are not UTF-8.</exception>
    public static void DemandUtf8(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        if (!file.CanSeek) return;
        var start = new byte[Math.Min(Looked, file.Length)];
        ReadOnlySpan<byte> read = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (read is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw new FormatException($"{path} is written in UTF-16; save it as CSV in UTF-8.");
        // What was looked at may end within a letter.
        if (read.Length == Looked && read.LastIndexOf((byte)'\n') is > 0 and var end) read = read[..end];
        var (number, first, bad, beyond) = (0, 0, 0, 0);
        foreach (var range in read.Split((byte)'\n'))
        {
            number++;
            var line = read[range];
            if (!line.ContainsAnyExceptInRange((byte)0, (byte)0x7F)) continue;
            beyond++;
            if (Utf8.IsValid(line)) continue;
            if (bad++ == 0) first = number;
        }

        if (bad * 2 > beyond) throw new FormatException($"{path}, line {first}: the letters are not UTF-8 (the file may be in Windows-1251, -1252 or -1256); save it as CSV in UTF-8.");
    }
}
