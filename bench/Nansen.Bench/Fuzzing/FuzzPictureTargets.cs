using System.Globalization;
using System.Text;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>Symbols, pictures and pages.</summary>
internal static class FuzzPictureTargets
{
    private static readonly int[] Sides = [10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 48];

    public static IEnumerable<FuzzTarget> All(StateAuthority authority, DocumentSigner signer, MrzDocument person, DateTimeOffset now)
    {
        var seal = SealDraft.ArrivalAttestation("UTO", Mrz.Make(person), "UT0000000017", new(2026, 3, 1), new(2026, 3, 1)).Sign(signer);
        var trust = TrustFolder.Of(new() { Specimen = true }, [new("a", authority.Certificate.RawData)], [new("s", signer.Certificate.RawData)], [], null);
        var page = PageDrawing.Pdf(new() { Number = "A1", Title = "T", IssuedAt = now, Zone = Mrz.Make(person), Symbol = DataMatrix.Encode(seal.Bytes.Span) });

        yield return new("symbol", [Modules(DataMatrix.Encode([0xDC, 3])), Modules(DataMatrix.Encode("UT17"u8)), Modules(DataMatrix.Encode(seal.Bytes.Span[..40]))], d => d.Length > 0 && DataMatrix.Decode(Grid(d.Span)) is { Length: > 2000 });
        yield return new("qr", [QrModules(QrSymbol.Encode([0xDC, 3])), QrModules(QrSymbol.Encode("UT17"u8)), QrModules(QrSymbol.Encode(seal.Bytes.Span))], d => d.Length > 0 && QrSymbol.Decode(QrGrid(d.Span)) is { Length: > 8000 });
        yield return new("picture", [Pixels(GrayImage.Of(DataMatrix.Encode([0xDC, 3]), 1, 1)), Pixels(GrayImage.Of(DataMatrix.Encode([0xDC, 3]), 2, 1)), Pixels(GrayImage.Of(QrSymbol.Encode([0xDC, 3]), 1, 1)), Pixels(GrayImage.Of(QrSymbol.Encode([0xDC, 3]), 2, 1))], d => d.Length > 1 && SymbolReader.Read(Picture(d.Span)) is { Count: > 100 });
        // The PDF itself is taken apart by a library of others, ten milliseconds a drawn page; what is ours is that nothing escapes
        // it and nothing false is said.
        bool IsFalse(ReadOnlyMemory<byte> d) => Verifier.VerifyPage(d, trust, now) is { Result: VerdictResult.Valid } verdict && !verdict.Seal!.Bytes.Span.SequenceEqual(seal.Bytes.Span);
        yield return new("page", [SmallPage(DataMatrix.Encode(seal.Bytes.Span), Mrz.Make(person))], IsFalse) { Full = 1_000_000 };
        yield return new("drawn page", [page], IsFalse) { Full = 10_000 };
    }

    // A page with nothing but a symbol and a zone in one of PDF's own fonts, so that changes hit what is read.
    private static byte[] SmallPage(SymbolGrid symbol, IReadOnlyList<string> zone)
    {
        var rows = new StringBuilder();
        for (var y = 0; y < symbol.Height; y++)
            for (var x = 0; x < (symbol.Width + 7) / 8 * 8; x += 8)
                rows.Append(CultureInfo.InvariantCulture, $"{Enumerable.Range(x, 8).Aggregate(0, (b, i) => b << 1 | (i < symbol.Width && symbol[i, y] ? 0 : 1)):X2}");
        var text = $"BT /F 10 Tf 20 60 Td ({zone[0]}) Tj 0 -20 Td ({zone[1]}) Tj ET q 100 0 0 100 20 100 cm /S Do Q";
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        foreach (var body in new[]
        {
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>/XObject<</S 5 0 R>>>>>>",
            $"<</Length {text.Length}>>\nstream\n{text}\nendstream",
            $"<</Type/XObject/Subtype/Image/Width {symbol.Width}/Height {symbol.Height}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/ASCIIHexDecode/Length {rows.Length + 1}>>\nstream\n{rows}>\nendstream",
        })
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{body}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    // The first byte chooses the side, the others are modules, eight a byte.
    private static byte[] Modules(SymbolGrid grid) => Modules(grid, Array.IndexOf(Sides, grid.Width));

    private static byte[] QrModules(SymbolGrid grid) => Modules(grid, (grid.Width - 21) / 4);

    private static byte[] Modules(SymbolGrid grid, int side)
    {
        var bytes = new byte[1 + (grid.Width * grid.Width + 7) / 8];
        bytes[0] = (byte)side;
        for (var i = 0; i < grid.Width * grid.Width; i++)
            if (grid[i % grid.Width, i / grid.Width]) bytes[1 + i / 8] |= (byte)(1 << i % 8);
        return bytes;
    }

    private static SymbolGrid Grid(ReadOnlySpan<byte> bytes) => Grid(bytes, Sides[bytes[0] % Sides.Length]);

    private static SymbolGrid QrGrid(ReadOnlySpan<byte> bytes) => Grid(bytes, 21 + 4 * (bytes[0] % 40));

    private static SymbolGrid Grid(ReadOnlySpan<byte> bytes, int side)
    {
        var grid = new SymbolGrid(side, side);
        for (var i = 0; i < side * side && 1 + i / 8 < bytes.Length; i++) grid[i % side, i / side] = (bytes[1 + i / 8] >> i % 8 & 1) != 0;
        return grid;
    }

    // The first byte is the width, the others are pixels, eight a byte.
    private static byte[] Pixels(GrayImage image)
    {
        var bytes = new byte[1 + (image.Width * image.Height + 7) / 8];
        bytes[0] = (byte)image.Width;
        for (var i = 0; i < image.Width * image.Height; i++)
            if (image.Pixels.Span[i] < 128) bytes[1 + i / 8] |= (byte)(1 << i % 8);
        return bytes;
    }

    private static GrayImage Picture(ReadOnlySpan<byte> bytes)
    {
        var width = 1 + (bytes[0] + 63) % 64;
        var height = Math.Max(1, 8 * (bytes.Length - 1) / width);
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = 1 + i / 8 < bytes.Length && (bytes[1 + i / 8] >> i % 8 & 1) != 0 ? (byte)0 : (byte)255;
        return new(width, height, pixels);
    }
}
