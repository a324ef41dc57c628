using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nansen.Register;

/// <summary>A row of a list: its number in the sheet and its cells, as text.</summary>
/// <param name="Number">Number of the row, or line of the file.</param>
/// <param name="Cells">Cells, cleaned of marks that cannot be seen; as many as the row has.</param>
/// <param name="Formulas">Columns whose cell holds a formula.</param>
public sealed record ListRow(int Number, IReadOnlyList<string> Cells, IReadOnlySet<int> Formulas)
{
    /// <summary>A cell; empty when the row is shorter.</summary>
    public string this[int column] => column < Cells.Count ? Cells[column] : "";
}

/// <summary>
/// A list as it was sent: the first visible sheet of an <c>.xlsx</c> workbook, or a <c>.csv</c> file. Whoever sends it may
/// be careless or hostile, so nothing is read without a limit.
/// </summary>
public static partial class ListFile
{
    /// <summary>Greatest file that is read.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>Most rows; a longer list is split.</summary>
    public const int MostRows = 50_000;

    /// <summary>Most columns.</summary>
    public const int MostColumns = 400;

    /// <summary>Most characters in a cell, as in a spreadsheet.</summary>
    public const int MostCharacters = 32_767;

    /// <summary>Reads a list, told by its content and not by its name.</summary>
    /// <exception cref="RegisterException">It cannot be read; the message says why and what to do.</exception>
    public static IReadOnlyList<ListRow> Read(Stream content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        var bytes = Bytes(content, name);
        if (bytes.Length == 0) throw new RegisterException($"{name} is empty.");
        // A zip archive begins with PK; the old binary workbook and encrypted ones with D0 CF 11 E0.
        if (bytes is [0x50, 0x4B, ..]) return XlsxSheet.Read(bytes, name);
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
            throw new RegisterException($"{name} is an old or password-protected workbook. Save it as .xlsx without a password.");
        return CsvText.Read(TextOf(bytes, name), name);
    }

    /// <summary>A cell without marks that cannot be seen.</summary>
    internal static string Clean(string text)
    {
        if (text.Length == 0) return text;
        // Direction marks and byte-order marks travel with copied text; the zero-width non-joiner is a letter's part in Persian and stays.
        var seen = Unseen().Replace(text, "").Replace('\u00A0', ' ').Replace('\u202F', ' ');
        return new string([.. seen.Select(c => char.IsControl(c) && c is not '\n' ? ' ' : c)]).Trim();
    }

    private static byte[] Bytes(Stream content, string name)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > MostBytes)
                throw new RegisterException($"{name} is larger than {MostBytes / 1024 / 1024} MB. Split the list; photographs are added on the persons' pages.");
        }

        return memory.ToArray();
    }

    private static string TextOf(byte[] bytes, string name)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) return Strict(new UTF8Encoding(false, true), bytes.AsSpan(3)) ?? throw Encoding(name);
        if (bytes is [0xFF, 0xFE, ..]) return Strict(new UnicodeEncoding(false, false, true), bytes.AsSpan(2)) ?? throw Encoding(name);
        if (bytes is [0xFE, 0xFF, ..]) return Strict(new UnicodeEncoding(true, false, true), bytes.AsSpan(2)) ?? throw Encoding(name);
        if (bytes.AsSpan().Contains((byte)0)) throw new RegisterException($"{name} is neither an .xlsx workbook nor a text file with columns (.csv).");
        if (Strict(new UTF8Encoding(false, true), bytes) is { } utf8) return utf8;
        return IsWindows1251(bytes) ? CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetString(bytes) : throw Encoding(name);
    }

    private static RegisterException Encoding(string name) =>
        new($"The letters of {name} are in an encoding that cannot be told for certain. Save the list as \"CSV UTF-8\" or as .xlsx.");

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // In Windows-1251 the small letters are E0–FF, in KOI8-R they are C0–DF, in code page 866 partly A0–AF: running text shows
    // which. Western code pages have single letters above 7F between plain ones, Cyrillic has them in runs.
    private static bool IsWindows1251(ReadOnlySpan<byte> bytes)
    {
        int small = 0, great = 0, other = 0, inRuns = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            if (bytes[i] >= 0xE0) small++;
            else if (bytes[i] >= 0xC0) great++;
            else if (bytes[i] is not 0xA8 and not 0xB8 and not 0xB9 and not 0xA0 and not 0x96 and not 0x97 and not 0xAB and not 0xBB and not 0xB3 and not 0xB2 and not 0xBF and not 0xAF and not 0xBA and not 0xAA) other++;
            if ((i > 0 && bytes[i - 1] >= 0xC0) || (i + 1 < bytes.Length && bytes[i + 1] >= 0xC0)) inRuns++;
        }

        var letters = small + great;
        return letters > 0 && small > great && other * 20 <= letters && inRuns * 10 >= letters * 8;
    }

    [GeneratedRegex("[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\u061C\uFEFF]")]
    private static partial Regex Unseen();

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
