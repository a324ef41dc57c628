using SkiaSharp;

namespace Nansen.Documents;

/// <summary>A clean picture of a page: its symbol can be read, its zone is the checker's to read.</summary>
internal static class PictureFile
{
    /// <summary>A page of A4 at 600 dots an inch has 35 million.</summary>
    public const int MaxPixels = 40_000_000;

    /// <summary>The picture's shades; null when the file is none.</summary>
    /// <exception cref="DocumentException">It is too large, or damaged.</exception>
    public static GrayImage? Read(ReadOnlySpan<byte> file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null) return null;
        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels) throw new DocumentException("The picture is too large.");
        using var picture = SKBitmap.Decode(codec, new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul)) ?? throw new DocumentException("The picture is damaged.");
        var pixels = new byte[picture.Width * picture.Height];
        var colours = picture.GetPixelSpan();
        // Black and white are all that counts: green stands for all three.
        for (var y = 0; y < picture.Height; y++)
            for (var x = 0; x < picture.Width; x++) pixels[y * picture.Width + x] = colours[y * picture.RowBytes + 4 * x + 1];
        return new(picture.Width, picture.Height, pixels);
    }
}
