using System.Globalization;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Nansen.Documents.Tests;

/// <summary>Files that strangers give a verifier: whatever they are, the answer comes, and soon.</summary>
public sealed class PageReadingTests
{
    [Fact]
    public void Read_PageOfADocument_GivesSealAndZone()
    {
        var seal = new SpecimenState().Attestation();
        var reading = PageReading.Read(PageDrawing.Pdf(Pages.Certificate(seal)));
        Assert.Null(reading.Fault);
        Assert.Equal(SpecimenState.Zone, reading.Zone);
        Assert.Equal(seal.Bytes.ToArray(), Assert.Single(reading.Seals).ToArray());
    }

    [Fact]
    public void Read_StreamThatUnpacksToGigabytes_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var i = 0; i < 300; i++) zlib.Write(new byte[1024 * 1024]);
        Assert.True(packed.Length < 1024 * 1024);
        var content = Encoding.Latin1.GetString(packed.ToArray());
        Assert.Equal("The file unpacks to more than a document's page needs.", PageReading.Read(File($"<</Filter/FlateDecode/Length {content.Length}>>\nstream\n{content}\nendstream")).Fault);
    }

    [Fact]
    public void Read_TooManyParts_IsRefused()
    {
        var parts = string.Concat(Enumerable.Range(10, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i} 0 obj\n1\nendobj\n")));
        Assert.Equal("The file has too many parts for a document's page.", PageReading.Read(File("<</Length 0>>\nstream\n\nendstream\nendobj\n" + parts)).Fault);
    }

    [Fact]
    public void Read_PictureLargerThanAPage_IsRefusedBeforeItIsUnpacked()
    {
        // A PNG's head says how large it is; nothing more is looked at.
        byte[] head = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 8, 0, 0, 0, 0];
        var crc = BitConverter.GetBytes(Crc(head.AsSpan(12)));
        byte[] file = [.. head, .. crc.Reverse(), 0, 0, 0, 0, (byte)'I', (byte)'D', (byte)'A', (byte)'T', 0x35, 0xAF, 0x06, 0x1E];
        Assert.Equal("The picture is too large.", PageReading.Read(file).Fault);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(21)]
    [InlineData(64)]
    public void SymbolReader_PictureFullOfWhatLooksLikeSymbols_GivesUp(int tile)
    {
        // Squares and bars of a QR code's and a DataMatrix's look, side by side over a page; none holds anything.
        const int side = 4000;
        var pixels = Enumerable.Repeat((byte)255, side * side).ToArray();
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var (u, v) = (x % tile, y % tile);
                if (u < tile - 1 && v < tile - 1 && (u == 0 || v == tile - 2 || (v == 0 && u % 2 == 0) || (u == tile - 2 && v % 2 == 1) || (u * v * 7 % 3 == 1))) pixels[y * side + x] = 0;
            }

        Assert.Empty(SymbolReader.Read(new GrayImage(side, side, pixels)));
    }

    [Fact]
    public void SymbolReader_PictureFullOfQrSquares_GivesUp()
    {
        var grid = QrSymbol.Encode(new byte[2000]);
        for (var i = 0; i < grid.Width; i++)
            for (var k = 9; k < grid.Width - 9; k++) grid[k, Math.Max(i, 9)] = (i * k & 1) != 0;
        var one = GrayImage.Of(grid, 1, 4);
        const int side = 4000;
        var pixels = new byte[side * side];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++) pixels[y * side + x] = one.Pixels.Span[y % one.Height * one.Width + x % one.Width];
        Assert.Empty(SymbolReader.Read(new GrayImage(side, side, pixels)));
    }

    [Fact]
    public void Read_PictureInOtherFormats_IsReadToo()
    {
        var seal = new SpecimenState().Attestation();
        using var picture = SKBitmap.Decode(PageDrawing.Png(Pages.Certificate(seal), 300));
        using var webp = picture.Encode(SKEncodedImageFormat.Webp, 100);
        Assert.Equal(seal.Bytes.ToArray(), Assert.Single(PageReading.Read(webp.ToArray()).Seals).ToArray());
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private static byte[] File(string content) => Encoding.Latin1.GetBytes(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n" +
        $"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>\nendobj\n4 0 obj\n{content}\nendobj\ntrailer\n<</Size 5/Root 1 0 R>>\n%%EOF\n");
}
