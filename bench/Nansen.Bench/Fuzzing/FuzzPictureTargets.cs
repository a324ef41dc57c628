using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>Symbols and pictures.</summary>
internal static class FuzzPictureTargets
{
    private static readonly int[] Sides = [10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 48];

    public static IEnumerable<FuzzTarget> All(SpecimenState utopia)
    {
        var seal = utopia.Attestation();
        yield return new("symbol", [Modules(DataMatrix.Encode([0xDC, 3])), Modules(DataMatrix.Encode("UT17"u8)), Modules(DataMatrix.Encode("RDB1BNK6ADJL2PEC"u8)), Modules(DataMatrix.Encode(seal.Bytes.Span[..40]))], d => d.Length > 0 && DataMatrix.Decode(Grid(d.Span)) is { Length: > 2000 });
        yield return new("qr", [QrModules(QrSymbol.Encode([0xDC, 3])), QrModules(QrSymbol.Encode("UT17"u8)), QrModules(QrSymbol.Encode(seal.Bytes.Span[..40]))], d => d.Length > 0 && QrSymbol.Decode(QrGrid(d.Span)) is { Length: > 8000 });
        yield return new("picture", [Pixels(GrayImage.Of(DataMatrix.Encode([0xDC, 3]), 1, 1)), Pixels(GrayImage.Of(DataMatrix.Encode([0xDC, 3]), 2, 1)), Pixels(GrayImage.Of(QrSymbol.Encode([0xDC, 3]), 1, 1)), Pixels(GrayImage.Of(QrSymbol.Encode([0xDC, 3]), 2, 1))], d => d.Length > 1 && SymbolReader.Read(Picture(d.Span)) is { Count: > 100 });
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
