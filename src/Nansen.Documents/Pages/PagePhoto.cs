using SkiaSharp;

namespace Nansen.Documents;

/// <summary>A photo as JPEG in colour.</summary>
internal sealed record PagePhoto(byte[] Jpeg, int Width, int Height)
{
    private const int LongestSide = 900, Quality = 85;

    /// <summary>Takes PNG or JPEG; large pictures are made smaller. The result has no metadata but the picture.</summary>
    public static PagePhoto Read(ReadOnlySpan<byte> file)
    {
        using var data = SKData.CreateCopy(file);
        using var picture = SKBitmap.Decode(data) ?? throw new DocumentException("The photo is neither PNG nor JPEG, or it is damaged.");
        var scale = Math.Min(1.0, LongestSide / (double)Math.Max(picture.Width, picture.Height));
        var info = new SKImageInfo(Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var flat = new SKBitmap(info);
        using (var canvas = new SKCanvas(flat))
        {
            canvas.Clear(SKColors.White);
            using var image = SKImage.FromBitmap(picture);
            canvas.DrawImage(image, new SKRect(0, 0, info.Width, info.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        using var jpeg = flat.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return new(jpeg.ToArray(), info.Width, info.Height);
    }
}
