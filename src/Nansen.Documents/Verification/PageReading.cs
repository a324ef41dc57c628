using System.Text;

namespace Nansen.Documents;

/// <summary>What could be read from a page: seals from its symbols, and the printed zone from its text.</summary>
/// <param name="Seals">The seals, as the symbols hold them.</param>
/// <param name="Zone">Lines of the printed zone, or null.</param>
/// <param name="Fault">What is wrong with the file, or null.</param>
public sealed record PageReading(IReadOnlyList<ReadOnlyMemory<byte>> Seals, IReadOnlyList<string>? Zone, string? Fault)
{
    internal const int MaxBytes = 32 * 1024 * 1024;
    internal const string TooLarge = "The file is too large for a document's page.";

    /// <summary>
    /// Reads a PDF, or a clean picture of a page. Bounded in bytes, objects, pages, pixels and unpacked size; a server that reads
    /// files of strangers bounds time and memory besides, by <see cref="PageReaderProcess"/>.
    /// </summary>
    public static PageReading Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaxBytes) return Faulty(TooLarge);
        try
        {
            return file.Span.StartsWith("%PDF-"u8) ? PdfPages.Read(file) : PictureFile.Read(file.Span) is { } picture ? new([.. SealsOf(picture)], null, null) : Faulty("The file is neither a PDF nor a picture.");
        }
        catch (DocumentException refused)
        {
            return Faulty(refused.Message);
        }
    }

    internal static PageReading Faulty(string why) => new([], null, why);

    /// <summary>What is ours of reading a page: symbols from its pictures, the zone from its letters, whatever took the file apart.</summary>
    internal static PageReading Of(IEnumerable<PagePicture> pictures, IEnumerable<PageLetter> letters) =>
        new([.. pictures.Select(p => p.Gray()).OfType<GrayImage>().SelectMany(SealsOf)], FindZone(letters), null);

    private static IEnumerable<ReadOnlyMemory<byte>> SealsOf(GrayImage image) =>
        SymbolReader.Read(image).Where(s => s is [0xDC, ..] or [(byte)'{', ..] || IcaoBarcode.IsOne(s)).Select(s => (ReadOnlyMemory<byte>)s);

    // Lines of the zone stand on the page as letters in one row, in the letters of a zone alone, each as long as the other.
    private static List<string>? FindZone(IEnumerable<PageLetter> letters)
    {
        var rows = new List<(double Height, StringBuilder Text)>();
        foreach (var letter in letters)
        {
            if (rows.Count == 0 || letter.Line != rows[^1].Height) rows.Add((letter.Line, new()));
            rows[^1].Text.Append(letter.Value);
        }

        var lines = rows.OrderByDescending(r => r.Height).Select(r => r.Text.ToString().Trim()).ToList();
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (!IsLine(lines[i])) continue;
            var length = lines[i].Length;
            var count = 1;
            while (i + count < lines.Count && count < 3 && lines[i + count].Length == length && IsLine(lines[i + count])) count++;
            if (count == (length == 30 ? 3 : 2)) return lines.GetRange(i, count);
        }

        return null;
    }

    private static bool IsLine(string line) => line.Length is 30 or 36 or 44 && line.All(MrzText.IsAllowed);
}

/// <summary>A letter on a page, with the height of the line it stands on.</summary>
internal readonly record struct PageLetter(string Value, double Line);

/// <summary>A picture on a page, dot by dot.</summary>
internal readonly record struct PagePicture(int Width, int Height, int Bits, ReadOnlyMemory<byte> Samples)
{
    /// <summary>Its shades; null when the samples are not one or eight bits each, or too few.</summary>
    public GrayImage? Gray()
    {
        var (width, height, bits) = (Width, Height, Bits);
        var bytes = Samples.Span;
        if (width <= 0 || height <= 0 || (long)width * height > PictureFile.MaxPixels) return null;
        var pixels = new byte[width * height];
        var components = bits == 8 ? bytes.Length / (width * height) : 1;
        var stride = bits == 8 ? width * components : (width + 7) / 8;
        if (bits is not (1 or 8) || components is not (1 or 3) || bytes.Length < stride * height)
        {
            // Some readers unpack one bit to one byte.
            if (bytes.Length != width * height) return null;
            (bits, components, stride) = (8, 1, width);
        }

        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                pixels[y * width + x] = bits == 1 ? (byte)((bytes[y * stride + x / 8] >> (7 - x % 8) & 1) * 255) : bytes[y * stride + x * components];
        return new(width, height, pixels);
    }
}
