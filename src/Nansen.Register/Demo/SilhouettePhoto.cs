using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>A placeholder where a face would be: a grey shape on a pale ground, a PNG of some hundred bytes.</summary>
internal static class SilhouettePhoto
{
    private const int Width = 84, Height = 108, Variants = 24;
    private static readonly FactValue?[] Made = new FactValue?[Variants];

    /// <summary>The answer to the question for a photograph: type and content as they stand inline in a fact.</summary>
    public static FactValue Of(int number)
    {
        var variant = number % Variants;
        return Made[variant] ??= FactValue.OfJson("photo", JsonSerializer.SerializeToElement(new Dictionary<string, string>
        {
            ["name"] = "photo.png",
            ["type"] = "image/png",
            ["inline"] = Convert.ToBase64String(Draw(variant)),
        }), FactSource.Observed);
    }

    private static byte[] Draw(int variant)
    {
        var pixels = new byte[(Width + 1) * Height];
        var (head, shoulders) = (17 + variant % 3, 34 + variant % 4);
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var (dx, dy, sy) = ((double)(x - Width / 2), (y - 42) * 0.8, y - Height);
                var inside = dx * dx + dy * dy < head * head || dx * dx / (shoulders * shoulders) + sy * (double)sy / 1400 < 1;
                pixels[y * (Width + 1) + 1 + x] = (byte)(inside ? 1 : 0);
            }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 3);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, [(byte)(225 + variant % 5 * 5), 232, (byte)(238 - variant % 4 * 6), (byte)(90 + variant * 4), (byte)(105 + variant % 6 * 5), 125]);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, true)) zip.Write(pixels);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream to, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        to.Write(number);
        to.Write(type);
        to.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        to.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var b in data)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return crc;
    }
}
