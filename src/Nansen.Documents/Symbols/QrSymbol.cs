using System.Buffers;
using System.Text;
using QRCoder;
using ZXing;
using ZXing.Common;

namespace Nansen.Documents;

/// <summary>QR codes (ISO/IEC 18004); Doc 9303-13 allows them beside DataMatrix.</summary>
public static class QrSymbol
{
    private const int MaxBytes = 2331, MaxLetters = 3391, LibraryQuietZone = 4;

    // The letters that a QR code writes two in eleven bits; an ICAO barcode consists of them alone.
    private static readonly SearchValues<byte> Alphanumeric = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"u8);

    // Latin-1 has a character for each byte, so that text read by it is the bytes.
    private static readonly Dictionary<DecodeHintType, object> AsBytes = new() { [DecodeHintType.CHARACTER_SET] = "ISO-8859-1" };

    /// <summary>Makes a symbol with error correction level M.</summary>
    /// <exception cref="DocumentException">The bytes do not fit.</exception>
    public static SymbolGrid Encode(ReadOnlySpan<byte> data)
    {
        var letters = !data.ContainsAnyExcept(Alphanumeric);
        var most = letters ? MaxLetters : MaxBytes;
        if (data.IsEmpty || data.Length > most) throw new DocumentException($"A QR code holds 1 to {most} bytes; these are {data.Length}.");
        using var code = letters
            ? QRCodeGenerator.GenerateQrCode(Encoding.ASCII.GetString(data), QRCodeGenerator.ECCLevel.M)
            : QRCodeGenerator.GenerateQrCode(data.ToArray(), QRCodeGenerator.ECCLevel.M);
        var side = code.ModuleMatrix.Count - 2 * LibraryQuietZone;
        var grid = new SymbolGrid(side, side) { Quiet = LibraryQuietZone };
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++) grid[x, y] = code.ModuleMatrix[y + LibraryQuietZone][x + LibraryQuietZone];
        return grid;
    }

    /// <summary>Reads a symbol's modules. Null when they are no QR code, or have too many errors.</summary>
    public static byte[]? Decode(SymbolGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (grid.Width != grid.Height || !IsSide(grid.Width)) return null;
        var matrix = new BitMatrix(grid.Width);
        for (var y = 0; y < grid.Height; y++)
            for (var x = 0; x < grid.Width; x++) matrix[x, y] = grid[x, y];
        try
        {
            return new ZXing.QrCode.Internal.Decoder().decode(matrix, AsBytes) is { Text: { } text } && text.All(c => c <= 255) ? Encoding.Latin1.GetBytes(text) : null;
        }
#pragma warning disable CA1031 // The library throws exceptions of several kinds on modules that make no sense; to us all of them mean one thing.
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    internal static bool IsSide(int modules) => modules is >= 21 and <= 177 && modules % 4 == 1;
}
