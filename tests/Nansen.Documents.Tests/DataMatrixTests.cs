using CsCheck;

namespace Nansen.Documents.Tests;

public sealed class DataMatrixTests
{
    [Fact]
    public void EncodeThenDecode_AnyBytes_GivesTheSame() =>
        Gen.Byte.Array[0, 600].Sample(data => Assert.Equal(data, DataMatrix.Decode(DataMatrix.Encode(data))), iter: 500);

    [Fact]
    public void EncodeThenDecode_CapitalsAndDigits_GivesTheSame() =>
        Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 "].Array[0, 1500].Sample(text =>
        {
            var data = text.Select(c => (byte)c).ToArray();
            Assert.Equal(data, DataMatrix.Decode(DataMatrix.Encode(data)));
        }, iter: 300);

    [Fact]
    public void Encode_TextOfABarcode_TakesASmallerSymbolThanOneByteALetter()
    {
        var barcode = Enumerable.Range(0, 240).Select(i => (byte)"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[i * 7 % 32]).ToArray();
        Assert.Equal(48, DataMatrix.Encode(barcode).Width);
        Assert.Equal(64, DataMatrix.Encode([.. barcode[..239], (byte)'a']).Width);
    }

    // The sets that other makers' symbols use; codewords worked out by hand from ISO/IEC 16022, section 5.2.
    [Theory]
    [InlineData("Text: aimaimaim", "239 91 11 91 11 91 11 254", "aimaimaim")]
    [InlineData("C40: signs, small and control letters by shifts", "230 6 79 12 209 254", "!Ab")]
    [InlineData("X12: ABC>ABC123>AB in triples", "238 89 233 14 192 100 207 44 31", "ABC>ABC123>A")]
    [InlineData("EDIFACT: DATA and the way back", "240 16 21 1 124 129 70", "DATA")]
    [InlineData("C40: one codeword at the end is ASCII", "230 89 233 66", "ABCA")]
    public void Decode_SetsOfOtherMakers_AreRead(string what, string codewords, string text)
    {
        var bytes = codewords.Split(' ').Select(byte.Parse).ToArray();
        Assert.True(DataMatrixText.Decode(bytes) is { } read && System.Text.Encoding.ASCII.GetString(read) == text, $"{what}: {(DataMatrixText.Decode(bytes) is { } r ? System.Text.Encoding.ASCII.GetString(r) : "nothing")}");
    }

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
}
