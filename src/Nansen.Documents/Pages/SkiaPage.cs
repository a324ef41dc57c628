using SkiaSharp;

namespace Nansen.Documents;

/// <summary>Paints a page's marks by Skia: pictures and drawings.</summary>
internal static class SkiaPage
{
    // Between two sides of one document, in millimetres.
    private const double Gap = 4;

    public static byte[] Png(IReadOnlyList<PageFace> faces, int dotsPerInch)
    {
        var scale = dotsPerInch / 25.4f;
        using var picture = new SKBitmap((int)(faces[0].Width * scale), (int)(Height(faces) * scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(picture))
        {
            canvas.Clear(faces.Count > 1 ? new SKColor(208, 208, 208) : SKColors.White);
            canvas.Scale(scale);
            Paint(canvas, faces);
        }

        using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    public static byte[] Svg(IReadOnlyList<PageFace> faces)
    {
        using var stream = new MemoryStream();
        // Disposing the canvas ends the drawing.
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, (float)faces[0].Width, (float)Height(faces)), stream)) Paint(canvas, faces);
        return stream.ToArray();
    }

    private static double Height(IReadOnlyList<PageFace> faces) => faces.Sum(f => f.Height) + Gap * (faces.Count - 1);

    private static void Paint(SKCanvas canvas, IReadOnlyList<PageFace> faces)
    {
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var face in faces)
        {
            canvas.Save();
            canvas.ClipRect(new SKRect(0, 0, (float)face.Width, (float)face.Height));
            Fill(canvas, paint, Ink.White, 0, 0, face.Width, face.Height);
            foreach (var mark in face.Marks) Paint(canvas, paint, mark);
            canvas.Restore();
            canvas.Translate(0, (float)(face.Height + Gap));
        }
    }

    private static void Paint(SKCanvas canvas, SKPaint paint, PageMark mark)
    {
        switch (mark)
        {
            case TextMark text: Text(canvas, paint, text); break;
            case BoxMark box: Fill(canvas, paint, box.Ink, box.X, box.Y, box.Width, box.Height); break;
            case CurveMark curve: Curve(canvas, paint, curve); break;
            case PhotoMark photo: Photo(canvas, photo); break;
            case SymbolMark symbol: Symbol(canvas, paint, symbol); break;
        }
    }

    private static void Curve(SKCanvas canvas, SKPaint paint, CurveMark mark)
    {
        (paint.Color, paint.Style, paint.StrokeWidth) = (Colour(mark.Ink), SKPaintStyle.Stroke, (float)mark.Width);
        foreach (var line in mark.Lines)
        {
            using var builder = new SKPathBuilder();
            builder.AddPoly([.. line.Select(p => new SKPoint((float)p.X, (float)p.Y))], false);
            using var path = builder.Detach();
            canvas.DrawPath(path, paint);
        }

        paint.Style = SKPaintStyle.Fill;
    }

    private static void Text(SKCanvas canvas, SKPaint paint, TextMark text)
    {
        using var font = new SKFont(text.Run.Font.Typeface, (float)text.Size) { Subpixel = true, Hinting = SKFontHinting.None };
        paint.Color = Colour(text.Ink);
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
        Fill(canvas, paint, Ink.White, mark.X, mark.Y, side, side);
        paint.IsAntialias = false;
        for (var row = 0; row < mark.Grid.Height; row++)
            for (var column = 0; column < mark.Grid.Width; column++)
                if (mark.Grid[column, row]) Fill(canvas, paint, Ink.Black, mark.X + (column + mark.Quiet) * mark.Module, mark.Y + (row + mark.Quiet) * mark.Module, mark.Module, mark.Module);
        paint.IsAntialias = true;
    }

    private static void Fill(SKCanvas canvas, SKPaint paint, Ink ink, double x, double y, double width, double height)
    {
        paint.Color = Colour(ink);
        canvas.DrawRect((float)x, (float)y, (float)width, (float)height, paint);
    }

    private static SKColor Colour(Ink ink) => new(ink.Red, ink.Green, ink.Blue);
}
