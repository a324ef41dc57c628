namespace Nansen.Documents;

/// <summary>
/// Finds DataMatrix symbols and QR codes in a clean picture: drawn by a program, upright or turned by quarters, at any scale.
/// Photographs are for the scanner of the phone page.
/// </summary>
public static class SymbolReader
{
    private const int SmallestSide = 10, SmallestSquare = 7;

    // Decoding is the dear part, and a picture may be full of what looks like symbols: no page has so many.
    private const int MostTries = 256;

    /// <summary>What the symbols in the picture hold.</summary>
    public static IReadOnlyList<byte[]> Read(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var tries = MostTries;
        for (var turn = 0; turn < 4; turn++, image = image.Turned())
            if (Upright(image, ref tries) is { Count: > 0 } found) return found;
        return [];
    }

    /// <summary>Dark pixels to the right of a place; counting ends where they are more than about <paramref name="wanted"/>.</summary>
    internal static int DarkRight(GrayImage image, int left, int y, int wanted)
    {
        var width = 0;
        while (width <= wanted + wanted / SmallestSide + 1 && left + width < image.Width && image.IsDark(left + width, y)) width++;
        return width;
    }

    internal static bool IsAbout(int length, int wanted) => Math.Abs(length - wanted) * SmallestSide <= wanted;

    // Both kinds of symbol begin with a dark run down that has light at its left: the bar of a DataMatrix, or of a QR code's upper left square.
    private static List<byte[]> Upright(GrayImage image, ref int tries)
    {
        var found = new List<byte[]>();
        for (var x = 0; x < image.Width; x++)
        {
            for (var y = 0; y < image.Height; y++)
            {
                if (!image.IsDark(x, y)) continue;
                var top = y;
                while (y + 1 < image.Height && image.IsDark(x, y + 1)) y++;
                var side = y - top + 1;
                if (side < SmallestSquare || (x > 0 && IsBar(image, x - 1, top, side))) continue;
                if (side >= SmallestSide && Sample(image, x, top, side) is { } grid)
                {
                    if (tries-- == 0) return found;
                    if (DataMatrix.Decode(grid) is { } data) found.Add(data);
                }
                else if (QrFinder.Sample(image, x, top, side) is { } square)
                {
                    if (tries-- == 0) return found;
                    if (QrSymbol.Decode(square) is { } data) found.Add(data);
                }
            }
        }

        return found;
    }

    private static bool IsBar(GrayImage image, int x, int top, int side) => image.IsDark(x, top + side / 2) && image.IsDark(x, top + side - 1);

    private static SymbolGrid? Sample(GrayImage image, int left, int top, int height)
    {
        var bottom = top + height - 1;
        var width = DarkRight(image, left, bottom, height);
        if (!IsAbout(width, height)) return null;

        // The upper edge is dark and light by turns, so its dark runs tell how many modules there are.
        var runs = 0;
        for (var x = 0; x < width; x++)
            if (image.IsDark(left + x, top) && (x == 0 || !image.IsDark(left + x - 1, top))) runs++;
        var modules = 2 * runs;
        if (!Array.Exists(DataMatrixSize.All, s => s.Modules == modules)) return null;
        var grid = new SymbolGrid(modules, modules);
        for (var y = 0; y < modules; y++)
            for (var x = 0; x < modules; x++)
                grid[x, y] = image.IsDark(left + (int)((x + 0.5) * width / modules), top + (int)((y + 0.5) * height / modules));
        return grid;
    }
}
