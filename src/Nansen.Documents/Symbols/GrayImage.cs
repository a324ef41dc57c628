namespace Nansen.Documents;

/// <summary>A picture in shades of grey, one byte a pixel, 0 is black.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Rows from above.</param>
public sealed record GrayImage(int Width, int Height, ReadOnlyMemory<byte> Pixels)
{
    /// <summary>A grid with a light border, each module so many pixels wide.</summary>
    public static GrayImage Of(SymbolGrid grid, int scale, int quiet)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var (width, height) = ((grid.Width + 2 * quiet) * scale, (grid.Height + 2 * quiet) * scale);
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)255);
        for (var y = 0; y < grid.Height * scale; y++)
            for (var x = 0; x < grid.Width * scale; x++)
                if (grid[x / scale, y / scale]) pixels[(y + quiet * scale) * width + x + quiet * scale] = 0;
        return new(width, height, pixels);
    }

    internal bool Has(int x, int y) => x < Width && y < Height;

    internal bool IsDark(int x, int y) => Pixels.Span[y * Width + x] < 128;

    /// <summary>A quarter turn to the right.</summary>
    public GrayImage Turned()
    {
        var turned = new byte[Pixels.Length];
        var pixels = Pixels.Span;
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++) turned[x * Height + Height - 1 - y] = pixels[y * Width + x];
        return new(Height, Width, turned);
    }
}
