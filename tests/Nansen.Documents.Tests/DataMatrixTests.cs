using CsCheck;

namespace Nansen.Documents.Tests;

public sealed class DataMatrixTests
{
    [Fact]
    public void EncodeThenDecode_AnyBytes_GivesTheSame() =>
        Gen.Byte.Array[0, 600].Sample(data => Assert.Equal(data, DataMatrix.Decode(DataMatrix.Encode(data))), iter: 500);

    [Fact]
    public void Encode_EachSize_HoldsWhatItShould()
    {
        foreach (var side in new[] { 10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144 })
        {
            var grid = DataMatrix.Encode([0xDC], side);
            Assert.Equal(side, grid.Width);
            Assert.Equal([0xDC], DataMatrix.Decode(grid));
        }

        Assert.Equal(1555, DataMatrix.Decode(DataMatrix.Encode(new byte[DataMatrix.MaxBytes]))!.Length);
        Assert.Throws<DocumentException>(() => DataMatrix.Encode(Enumerable.Repeat((byte)200, DataMatrix.MaxBytes + 1).ToArray()));
    }

    [Fact]
    public void Decode_DamagedModules_AreCorrected() =>
        (from data in Gen.Byte.Array[120, 140] from places in Gen.Int[4, 43].Array[24] select (data, places)).Sample(c =>
        {
            var grid = DataMatrix.Encode(c.data, 48);
            // Twelve modules: at most twelve of the 34 codewords that 68 correction codewords can mend.
            for (var i = 0; i < 24; i += 2) grid[c.places[i], c.places[i + 1]] ^= true;
            Assert.Equal(c.data, DataMatrix.Decode(grid));
        }, iter: 300);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void SymbolReader_CleanPicture_FindsTheSymbolAtAnyScaleAndTurn(int scale)
    {
        byte[] data = [0xDC, 0x03, .. Enumerable.Range(0, 140).Select(i => (byte)(i * 7))];
        var picture = GrayImage.Of(DataMatrix.Encode(data), scale, 3);
        for (var turn = 0; turn < 4; turn++, picture = picture.Turned()) Assert.Equal(data, Assert.Single(SymbolReader.Read(picture)));
    }
}
