using System.Globalization;
using Nansen.Values;
using SkiaSharp;

namespace Nansen.Web;

/// <summary>Carries a drawing out as PNG, twice as fine as its units.</summary>
public static class PngWriter
{
    private const float Fineness = 2;

    // What is written is how each pixel differs from the one before: of flat colours that is nothing, which packs fastest and smallest.
    private static readonly SKPngEncoderOptions Packing = new(SKPngEncoderFilterFlags.Sub, 3);

    private static readonly Lazy<(SKTypeface Plain, SKTypeface Bold)> Letters = new(() =>
        (SKTypeface.FromFile(Home.PathOf("data", "fonts", "DejaVuSans.ttf")), SKTypeface.FromFile(Home.PathOf("data", "fonts", "DejaVuSans-Bold.ttf"))));

    /// <summary>The drawing, its title above and its source below.</summary>
    public static byte[] File(ChartDrawing drawing, string title, string source)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var framed = FramedDrawing.Of(drawing, title, source);
        using var surface = SKSurface.Create(new SKImageInfo((int)(framed.Frame.Width * Fineness), (int)(framed.Frame.Height * Fineness), SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(Fineness);
        Draw(canvas, framed.Frame);
        canvas.Translate((float)FramedDrawing.Margin, (float)framed.Top);
        canvas.ClipRect(new SKRect(0, 0, (float)drawing.Width, (float)drawing.Height));
        Draw(canvas, drawing);
        using var pixels = surface.PeekPixels();
        using var data = pixels.Encode(Packing)!;
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, ChartDrawing drawing)
    {
        if (drawing.Ground is { } ground) Shape(new Ink(ground), p => canvas.DrawRect(0, 0, (float)drawing.Width, (float)drawing.Height, p));
        foreach (var mark in drawing.Marks)
            switch (mark)
            {
                case PathMark m:
                    using (var path = SKPath.ParseSvgPathData(m.Data)) Shape(m.Ink, p => canvas.DrawPath(path, p));
                    break;
                case LineMark m: Shape(m.Ink, p => canvas.DrawLine((float)m.X1, (float)m.Y1, (float)m.X2, (float)m.Y2, p)); break;
                case RectMark m: Shape(m.Ink, p => canvas.DrawRoundRect((float)m.X, (float)m.Y, (float)m.Width, (float)m.Height, (float)m.Round, (float)m.Round, p)); break;
                case CircleMark m: Shape(m.Ink, p => canvas.DrawCircle((float)m.X, (float)m.Y, (float)m.Radius, p)); break;
                case TextMark m: Words(canvas, m); break;
            }
    }

    private static void Shape(Ink ink, Action<SKPaint> draw)
    {
        using var paint = new SKPaint { IsAntialias = true };
        if (ink.Fill is { } fill)
        {
            paint.Color = Colour(fill, ink.Opacity);
            draw(paint);
        }

        if (ink.Stroke is not { } stroke) return;
        paint.Style = SKPaintStyle.Stroke;
        paint.Color = Colour(stroke, ink.Opacity);
        paint.StrokeWidth = (float)ink.Width;
        paint.StrokeJoin = SKStrokeJoin.Round;
        using var dash = ink.Dash is null ? null : SKPathEffect.CreateDash([.. ink.Dash.Split(' ').Select(n => float.Parse(n, CultureInfo.InvariantCulture))], 0);
        paint.PathEffect = dash;
        draw(paint);
    }

    private static void Words(SKCanvas canvas, TextMark m)
    {
        using var font = new SKFont(m.Bold ? Letters.Value.Bold : Letters.Value.Plain, (float)m.Size * 0.94f);
        using var paint = new SKPaint { IsAntialias = true };
        var align = m.Anchor switch { Anchor.Start => SKTextAlign.Left, Anchor.Middle => SKTextAlign.Center, _ => SKTextAlign.Right };
        if (m.Halo)
        {
            (paint.Style, paint.StrokeWidth, paint.Color) = (SKPaintStyle.Stroke, 3, SKColors.White);
            canvas.DrawText(m.Text, (float)m.X, (float)m.Y, align, font, paint);
        }

        (paint.Style, paint.Color) = (SKPaintStyle.Fill, SKColor.Parse(m.Colour));
        canvas.DrawText(m.Text, (float)m.X, (float)m.Y, align, font, paint);
    }

    private static SKColor Colour(string hex, double opacity) => SKColor.Parse(hex).WithAlpha((byte)Math.Round(opacity * 255));
}
