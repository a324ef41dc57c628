using System.Text;
using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Nansen.Documents;

/// <summary>What could be read from a page: seals from its symbols, and the printed zone from its text.</summary>
internal sealed record PageReading(IReadOnlyList<ReadOnlyMemory<byte>> Seals, IReadOnlyList<string>? Zone, string? Fault)
{
    private const int MaxPages = 4, MaxPictures = 32, MaxPixels = 40_000_000, MaxBytes = 64 * 1024 * 1024;

    public static PageReading Read(ReadOnlyMemory<byte> pdf)
    {
        if (pdf.Length > MaxBytes) return new([], null, "The file is too large for a document's page.");
        if (!pdf.Span.StartsWith("%PDF-"u8)) return OfPicture(pdf.Span);
        try
        {
            using var document = PdfDocument.Open(pdf.ToArray());
            var seals = new List<ReadOnlyMemory<byte>>();
            IReadOnlyList<string>? zone = null;
            foreach (var page in document.GetPages().Take(MaxPages))
            {
                foreach (var picture in page.GetImages().Take(MaxPictures)) seals.AddRange(Symbols(picture));
                zone ??= FindZone(page);
            }

            return new(seals, zone, null);
        }
#pragma warning disable CA1031 // The PDF reader throws exceptions of many kinds on damaged files; to us all of them mean one thing.
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return new([], null, "The file is damaged: " + error.Message);
        }
    }

    // A clean picture of the page: its symbol can be read, its zone is the checker's to read.
    private static PageReading OfPicture(ReadOnlySpan<byte> file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null) return new([], null, "The file is neither a PDF nor a picture.");
        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels) return new([], null, "The picture is too large.");
        using var picture = SKBitmap.Decode(codec, new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        if (picture is null) return new([], null, "The picture is damaged.");
        var pixels = new byte[picture.Width * picture.Height];
        var colours = picture.GetPixelSpan();
        // Black and white are all that counts: green stands for all three.
        for (var y = 0; y < picture.Height; y++)
            for (var x = 0; x < picture.Width; x++) pixels[y * picture.Width + x] = colours[y * picture.RowBytes + 4 * x + 1];
        return new([.. Symbols(new GrayImage(picture.Width, picture.Height, pixels))], null, null);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Symbols(IPdfImage picture) => Gray(picture) is { } image ? Symbols(image) : [];

    private static IEnumerable<ReadOnlyMemory<byte>> Symbols(GrayImage image) =>
        SymbolReader.Read(image).Where(s => s is [0xDC, ..] or [(byte)'{', ..] || IcaoBarcode.IsOne(s)).Select(s => (ReadOnlyMemory<byte>)s);

    // Only what is stored dot by dot can hold a sharp symbol; photographs in JPEG are left to the camera's scanner.
    private static GrayImage? Gray(IPdfImage picture)
    {
        var (width, height, bits) = (picture.WidthInSamples, picture.HeightInSamples, picture.BitsPerComponent);
        if (width <= 0 || height <= 0 || (long)width * height > MaxPixels || !picture.TryGetBytesAsMemory(out var memory)) return null;
        var bytes = memory.Span;
        var pixels = new byte[width * height];
        var components = bits == 8 ? bytes.Length / (width * height) : 1;
        var stride = bits == 8 ? width * components : (width * bits + 7) / 8;
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

    // Lines of the zone stand on the page as letters in one row, in the letters of a zone alone, each as long as the other.
    private static List<string>? FindZone(Page page)
    {
        var rows = new List<(double Height, StringBuilder Text)>();
        foreach (var letter in page.Letters)
        {
            if (rows.Count == 0 || letter.StartBaseLine.Y != rows[^1].Height) rows.Add((letter.StartBaseLine.Y, new()));
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
