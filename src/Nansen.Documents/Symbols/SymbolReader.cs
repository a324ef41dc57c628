namespace Nansen.Documents;

/// <summary>
/// Finds DataMatrix symbols in a clean picture: drawn by a program, upright or turned by quarters, at any scale. Photographs
/// are for the scanner of the phone page.
/// </summary>
public static class SymbolReader
{
    private const int SmallestSide = 10;

    /// <summary>What the symbols in the picture hold.</summary>
    public static IReadOnlyList<byte[]> Read(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        for (var turn = 0; turn < 4; turn++, image = image.Turned())
            if (Upright(image) is { Count: > 0 } found) return found;
        return [];
    }

    // The left bar of a symbol: a dark run down with light at its left, from whose foot a dark run as long goes right.
    private static List<byte[]> Upright(GrayImage image)
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
                if (side < SmallestSide || (x > 0 && IsBar(image, x - 1, top, side))) continue;
                if (Sample(image, x, top, side) is { } grid && DataMatrix.Decode(grid) is { } data) found.Add(data);
            }
        }

        return found;
    }

    private static bool IsBar(GrayImage image, int x, int top, int side) => image.IsDark(x, top + side / 2) && image.IsDark(x, top + side - 1);

    private static SymbolGrid? Sample(GrayImage image, int left, int top, int height)
    {
        var bottom = top + height - 1;
        var width = 0;
        while (left + width < image.Width && image.IsDark(left + width, bottom)) width++;
        if (Math.Abs(width - height) * SmallestSide > height) return null;

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
