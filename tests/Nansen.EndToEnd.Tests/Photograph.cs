using SkiaSharp;

namespace Nansen.EndToEnd.Tests;

/// <summary>What a phone's camera makes of a page on a table: seen at an angle, half in shadow, not quite sharp, as JPEG.</summary>
internal static class Photograph
{
    public static byte[] Of(byte[] png)
    {
        using var page = SKBitmap.Decode(png);
        var info = new SKImageInfo(1500, 2000, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var table = new SKBitmap(info);
        using (var canvas = new SKCanvas(table))
        {
            canvas.Clear(new SKColor(96, 82, 70));
            canvas.Concat(Seen(page.Width, page.Height, new(170, 120), new(1370, 190), new(1460, 1890), new(40, 1830)));
            using var image = SKImage.FromBitmap(page);
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        using var photo = new SKBitmap(info);
        using (var canvas = new SKCanvas(photo))
        using (var lens = new SKPaint { ImageFilter = SKImageFilter.CreateBlur(0.6f, 0.6f) })
        using (var shade = new SKPaint())
        {
            using var sharp = SKImage.FromBitmap(table);
            canvas.DrawImage(sharp, 0, 0, new SKSamplingOptions(SKFilterMode.Linear), lens);
            shade.Shader = SKShader.CreateLinearGradient(new(0, 0), new(1500, 2000), [new SKColor(0, 0, 0, 120), new SKColor(0, 0, 0, 10)], SKShaderTileMode.Clamp);
            canvas.DrawRect(0, 0, 1500, 2000, shade);
        }

        return photo.Encode(SKEncodedImageFormat.Jpeg, 80).ToArray();
    }

    // The perspective map that takes a page's corners to four points, from the upper left one clockwise.
    private static SKMatrix Seen(float width, float height, SKPoint a, SKPoint b, SKPoint c, SKPoint d)
    {
        var (sx, sy) = (a.X - b.X + c.X - d.X, a.Y - b.Y + c.Y - d.Y);
        var (dx1, dy1, dx2, dy2) = (b.X - c.X, b.Y - c.Y, d.X - c.X, d.Y - c.Y);
        var det = dx1 * dy2 - dx2 * dy1;
        var (g, h) = ((sx * dy2 - dx2 * sy) / det, (dx1 * sy - sx * dy1) / det);
        return new SKMatrix((b.X - a.X + g * b.X) / width, (d.X - a.X + h * d.X) / height, a.X, (b.Y - a.Y + g * b.Y) / width, (d.Y - a.Y + h * d.Y) / height, a.Y, g / width, h / height, 1);
    }
}
