using QRCoder;

namespace Nansen.Documents;

/// <summary>QR codes (ISO/IEC 18004) of bytes; Doc 9303-13 allows them beside DataMatrix.</summary>
public static class QrSymbol
{
    private const int MaxBytes = 2331, LibraryQuietZone = 4;

    /// <summary>Makes a symbol with error correction level M.</summary>
    /// <exception cref="DocumentException">The bytes do not fit.</exception>
    public static SymbolGrid Encode(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data.Length > MaxBytes) throw new DocumentException($"A QR code holds 1 to {MaxBytes} bytes; these are {data.Length}.");
        using var code = QRCodeGenerator.GenerateQrCode(data.ToArray(), QRCodeGenerator.ECCLevel.M);
        var side = code.ModuleMatrix.Count - 2 * LibraryQuietZone;
        var grid = new SymbolGrid(side, side);
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++) grid[x, y] = code.ModuleMatrix[y + LibraryQuietZone][x + LibraryQuietZone];
        return grid;
    }
}
