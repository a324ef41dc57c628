using SkiaSharp;

namespace Nansen.Register;

/// <summary>Where a specimen's photo stands: an outline of nobody.</summary>
internal static class SpecimenPhoto
{
    public static byte[] Png()
    {
        using var picture = new SKBitmap(350, 450, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(picture);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(150, 160, 172) };
        canvas.Clear(new SKColor(226, 230, 234));
        canvas.DrawOval(175, 185, 78, 100, paint);
        canvas.DrawRoundRect(140, 260, 70, 80, 20, 20, paint);
        canvas.DrawOval(175, 450, 150, 130, paint);
        return picture.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
