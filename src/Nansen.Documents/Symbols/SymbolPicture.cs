using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;

namespace Nansen.Documents;

/// <summary>Pictures of symbols, each module a whole number of pixels.</summary>
public static class SymbolPicture
{
    /// <summary>A grey PNG.</summary>
    public static byte[] Png(SymbolGrid grid, int scale, int quiet)
    {
        var image = GrayImage.Of(grid, scale, quiet);
        var pixels = image.Pixels.ToArray();
        using var picture = new SKBitmap(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque);
        for (var y = 0; y < image.Height; y++)
            Marshal.Copy(pixels, y * image.Width, picture.GetPixels() + y * picture.RowBytes, image.Width);
        using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>An SVG of one path.</summary>
    public static byte[] Svg(SymbolGrid grid, int scale, int quiet)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var path = new StringBuilder();
        for (var y = 0; y < grid.Height; y++)
            for (var x = 0; x < grid.Width; x++)
                if (grid[x, y]) path.Append(CultureInfo.InvariantCulture, $"M{x + quiet} {y + quiet}h1v1h-1z");
        var (width, height) = (grid.Width + 2 * quiet, grid.Height + 2 * quiet);
        return Encoding.UTF8.GetBytes($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width * scale}" height="{height * scale}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{width}v{height}H0z"/><path d="{path}"/></svg>

            """);
    }
}
