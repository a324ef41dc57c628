namespace Nansen.Documents.Tests;

public sealed class SymbolReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Read_CleanPictureOfEitherKind_FindsTheSymbolAtAnyScaleAndTurn(int scale)
    {
        byte[] data = [0xDC, 0x03, .. Enumerable.Range(0, 140).Select(i => (byte)(i * 7))];
        foreach (var picture in new[] { GrayImage.Of(DataMatrix.Encode(data), scale, 3), GrayImage.Of(QrSymbol.Encode(data), scale, 4) })
            for (var (turn, turned) = (0, picture); turn < 4; turn++, turned = turned.Turned()) Assert.Equal(data, Assert.Single(SymbolReader.Read(turned)));
    }
}
