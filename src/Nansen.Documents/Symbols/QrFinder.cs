namespace Nansen.Documents;

/// <summary>
/// Finds the upright QR codes of a clean picture by their upper left square: a dark frame of seven modules, from which lines
/// of alternating modules lead to the squares at the right and below.
/// </summary>
internal static class QrFinder
{
    private const int Square = 7;

    /// <summary>The modules of the symbol whose upper left square has a bar at its left, at this place and so long.</summary>
    public static SymbolGrid? Sample(GrayImage image, int left, int top, int side)
    {
        if (!SymbolReader.IsAbout(SymbolReader.DarkRight(image, left, top, side), side)) return null;
        var module = side / (double)Square;
        // Row and column 6 hold the alternating modules, between the square's edges.
        var across = Modules(image, module, left, (int)(top + 6.5 * module), (1, 0));
        if (!QrSymbol.IsSide(across.Modules)) return null;
        var down = Modules(image, module, (int)(left + 6.5 * module), top, (0, 1));
        if (down.Modules != across.Modules) return null;
        var grid = new SymbolGrid(across.Modules, across.Modules) { Quiet = 4 };
        for (var y = 0; y < grid.Height; y++)
            for (var x = 0; x < grid.Width; x++)
                grid[x, y] = image.IsDark(left + (int)((x + 0.5) * across.Length / grid.Width), top + (int)((y + 0.5) * down.Length / grid.Height));
        return grid;
    }

    // How many modules lie from one square's outer edge to the other's, and how many pixels; no modules when the pattern breaks.
    private static (int Modules, int Length) Modules(GrayImage image, double module, int x, int y, (int X, int Y) step)
    {
        var (at, dark) = (Run(image, module * (Square + 1), x, y, step), false);
        var modules = 2 * Square;
        for (; modules <= 178; dark = !dark)
        {
            var run = Run(image, module * (Square + 1), x + at * step.X, y + at * step.Y, step);
            at += run;
            if (run > module * 5.5 && dark) return (modules, at);
            if (run == 0 || run > module * 1.8) return default;
            modules++;
        }

        return default;
    }

    // Pixels of one shade from a place on, no more than asked for.
    private static int Run(GrayImage image, double most, int x, int y, (int X, int Y) step)
    {
        if (!image.Has(x, y)) return 0;
        var (dark, count) = (image.IsDark(x, y), 0);
        while (count <= most && image.Has(x, y) && image.IsDark(x, y) == dark)
        {
            count++;
            x += step.X;
            y += step.Y;
        }

        return count;
    }
}
