using System.Text;
using CsCheck;
using QRCoder;

namespace Nansen.Documents.Tests;

public sealed class QrSymbolTests
{
    [Fact]
    public void EncodeThenDecode_AnyBytes_GivesTheSame() =>
        Gen.Byte.Array[1, 900].Sample(data => Assert.Equal(data, QrSymbol.Decode(QrSymbol.Encode(data))), iter: 200);

    [Fact]
    public void Encode_LettersOfABarcode_TakeLessRoomThanBytes()
    {
        var barcode = "RDB1BNK6ADJL2PECXOABAHIDRVAAYQLQNMQK"u8;
        Assert.True(QrSymbol.Encode(barcode).Width < QrSymbol.Encode([.. barcode, 0xDC]).Width);
        Assert.Equal(barcode.ToArray(), QrSymbol.Decode(QrSymbol.Encode(barcode)));
    }

    [Theory]
    [InlineData(QRCodeGenerator.ECCLevel.L)]
    [InlineData(QRCodeGenerator.ECCLevel.M)]
    [InlineData(QRCodeGenerator.ECCLevel.Q)]
    [InlineData(QRCodeGenerator.ECCLevel.H)]
    public void SymbolReader_EachSizeAndLevelOfOthers_IsRead(QRCodeGenerator.ECCLevel level)
    {
        byte[] data = [0xDC, 0x03, 0xFF, 0x00, 0x80];
        for (var version = 1; version <= 40; version++)
        {
            using var code = QRCodeGenerator.GenerateQrCode(Encoding.Latin1.GetString(data), level, requestedVersion: version);
            var grid = new SymbolGrid(17 + 4 * version, 17 + 4 * version);
            for (var i = 0; i < grid.Width * grid.Width; i++) grid[i % grid.Width, i / grid.Width] = code.ModuleMatrix[i / grid.Width + 4][i % grid.Width + 4];
            Assert.Equal(data, Assert.Single(SymbolReader.Read(GrayImage.Of(grid, 2, 4))));
        }
    }

    [Fact]
    public void SymbolReader_BothKindsOnOnePicture_GivesBoth()
    {
        var (left, right) = (GrayImage.Of(QrSymbol.Encode([0xDC, 1]), 3, 4), GrayImage.Of(DataMatrix.Encode([0xDC, 2]), 3, 4));
        var pixels = Enumerable.Repeat((byte)255, (left.Width + right.Width) * left.Height).ToArray();
        var image = new GrayImage(left.Width + right.Width, left.Height, pixels);
        foreach (var (part, at) in new[] { (left, 0), (right, left.Width) })
            for (var y = 0; y < part.Height; y++) part.Pixels.Span.Slice(y * part.Width, part.Width).CopyTo(pixels.AsSpan(y * image.Width + at));
        Assert.Equal([[0xDC, 1], [0xDC, 2]], SymbolReader.Read(image));
    }

    [Fact]
    public void VerifyPage_SealInAQrCode_OnPdfAndPicture_IsVerified()
    {
        var issuer = new SpecimenState();
        var seal = issuer.Attestation();
        var page = Pages.Certificate(seal) with { Symbol = QrSymbol.Encode(seal.Bytes.Span) };
        Assert.Equal(VerdictResult.Valid, Verifier.VerifyPage(PageDrawing.Pdf(page), issuer.Trust(), SpecimenState.Now).Result);
        Assert.Equal(seal.Bytes, Verifier.VerifyPage(PageDrawing.Png(page, 300), issuer.Trust(), SpecimenState.Now).Seal!.Bytes);
    }

    [Fact]
    public void Decode_DamagedModules_AreCorrectedOrRefused_NeverReadWrong() =>
        (from data in Gen.Byte.Array[100, 140] from places in Gen.Int[0, 2400].Array[0, 60] select (data, places)).Sample(c =>
        {
            var grid = QrSymbol.Encode(c.data);
            foreach (var place in c.places) grid[place % grid.Width, place / grid.Width % grid.Width] ^= true;
            Assert.True(QrSymbol.Decode(grid) is not { } read || read.AsSpan().SequenceEqual(c.data));
        }, iter: 300);
}
