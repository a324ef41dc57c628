using SkiaSharp;

namespace Nansen.Documents;

/// <summary>Paints a page's marks by Skia: pictures and drawings.</summary>
internal static class SkiaPage
{
    public static byte[] Png(DocumentPage page, IReadOnlyList<PageMark> marks, int dotsPerInch)
    {
        var scale = dotsPerInch / 25.4f;
        using var picture = new SKBitmap((int)(page.Width * scale), (int)(page.Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(picture))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale(scale);
            Paint(canvas, marks);
        }

        using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    public static byte[] Svg(DocumentPage page, IReadOnlyList<PageMark> marks)
    {
        using var stream = new MemoryStream();
        // Disposing the canvas ends the drawing.
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, (float)page.Width, (float)page.Height), stream)) Paint(canvas, marks);
        return stream.ToArray();
    }

    private static void Paint(SKCanvas canvas, IReadOnlyList<PageMark> marks)
    {
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var mark in marks)
        {
            switch (mark)
            {
                case TextMark text: Text(canvas, paint, text); break;
                case BoxMark box: Fill(canvas, paint, box.Shade, box.X, box.Y, box.Width, box.Height); break;
                case PhotoMark photo: Photo(canvas, photo); break;
                case SymbolMark symbol: Symbol(canvas, paint, symbol); break;
            }
        }
    }

    private static void Text(SKCanvas canvas, SKPaint paint, TextMark text)
    {
        using var font = new SKFont(text.Run.Font.Typeface, (float)text.Size) { Subpixel = true, Hinting = SKFontHinting.None };
        paint.Color = Grey(text.Shade);
        canvas.Save();
        canvas.Translate((float)text.X, (float)text.Y);
        if (text.Angle != 0) canvas.RotateDegrees(-(float)text.Angle);
        var unit = (float)(text.Size / text.Run.Font.UnitsPerEm);
        foreach (var glyph in text.Run.Glyphs)
        {
            using var outline = font.GetGlyphPath(glyph.Id);
            if (outline is null) continue;
            canvas.Save();
            canvas.Translate(glyph.X * unit, -glyph.Y * unit);
            canvas.DrawPath(outline, paint);
            canvas.Restore();
        }

        canvas.Restore();
    }

    private static void Photo(SKCanvas canvas, PhotoMark mark)
    {
        using var data = SKData.CreateCopy(mark.Photo.Jpeg);
        using var image = SKImage.FromEncodedData(data);
        canvas.DrawImage(image, new SKRect((float)mark.X, (float)mark.Y, (float)(mark.X + mark.Width), (float)(mark.Y + mark.Height)), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    private static void Symbol(SKCanvas canvas, SKPaint paint, SymbolMark mark)
    {
        var side = (mark.Grid.Width + 2 * mark.Quiet) * mark.Module;
        Fill(canvas, paint, 1, mark.X, mark.Y, side, side);
        paint.IsAntialias = false;
        for (var row = 0; row < mark.Grid.Height; row++)
            for (var column = 0; column < mark.Grid.Width; column++)
                if (mark.Grid[column, row]) Fill(canvas, paint, 0, mark.X + (column + mark.Quiet) * mark.Module, mark.Y + (row + mark.Quiet) * mark.Module, mark.Module, mark.Module);
        paint.IsAntialias = true;
    }

    private static void Fill(SKCanvas canvas, SKPaint paint, double shade, double x, double y, double width, double height)
    {
        paint.Color = Grey(shade);
        canvas.DrawRect((float)x, (float)y, (float)width, (float)height, paint);
    }

    private static SKColor Grey(double shade)
    {
        var value = (byte)Math.Round(255 * shade);
        return new(value, value, value);
    }
}
