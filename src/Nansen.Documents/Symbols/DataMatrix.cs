namespace Nansen.Documents;

/// <summary>DataMatrix ECC 200, square sizes 10 to 144 (ISO/IEC 16022): makes symbols of bytes, and reads them back with error correction.</summary>
public static class DataMatrix
{
    /// <summary>The most bytes one symbol holds.</summary>
    public const int MaxBytes = 1555;

    /// <summary>Makes a symbol, the smallest that holds the bytes or one of a given side.</summary>
    /// <exception cref="DocumentException">The bytes do not fit.</exception>
    public static SymbolGrid Encode(ReadOnlySpan<byte> data, int? side = null)
    {
        var codewords = DataMatrixText.Encode(data);
        var size = Array.Find(DataMatrixSize.All, s => s.Data >= codewords.Count && (side is null || s.Modules == side))
            ?? throw new DocumentException($"{data.Length} bytes do not fit a DataMatrix{(side is null ? $"; it holds {MaxBytes} at most" : $" of {side} modules")}.");
        DataMatrixText.Pad(codewords, size.Data);
        return Draw(size, WithCorrection(size, [.. codewords]));
    }

    /// <summary>Reads a symbol. Null when it has no right finder, too many errors, or says more than bytes.</summary>
    public static byte[]? Decode(SymbolGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (grid.Width != grid.Height || Array.Find(DataMatrixSize.All, s => s.Modules == grid.Width) is not { } size) return null;
        for (var turn = 0; turn < 4; turn++, grid = grid.Turned())
            if (HasFinder(grid, size)) return Corrected(size, Codewords(grid, size)) is { } data ? DataMatrixText.Decode(data) : null;
        return null;
    }

    private static byte[] WithCorrection(DataMatrixSize size, byte[] data)
    {
        var all = new byte[size.Data + size.Correction];
        data.CopyTo(all, 0);
        var perBlock = size.Correction / size.Blocks;
        Span<byte> part = stackalloc byte[256];
        Span<byte> correction = stackalloc byte[perBlock];
        for (var block = 0; block < size.Blocks; block++)
        {
            var length = size.BlockData(block);
            for (var i = 0; i < length; i++) part[i] = data[block + i * size.Blocks];
            ReedSolomon.Encode(part[..length], correction);
            for (var i = 0; i < perBlock; i++) all[size.Data + block + i * size.Blocks] = correction[i];
        }

        return all;
    }

    private static byte[]? Corrected(DataMatrixSize size, byte[] all)
    {
        var perBlock = size.Correction / size.Blocks;
        Span<byte> part = stackalloc byte[256];
        for (var block = 0; block < size.Blocks; block++)
        {
            var length = size.BlockData(block);
            for (var i = 0; i < length; i++) part[i] = all[block + i * size.Blocks];
            for (var i = 0; i < perBlock; i++) part[length + i] = all[size.Data + block + i * size.Blocks];
            if (!ReedSolomon.Correct(part[..(length + perBlock)], perBlock)) return null;
            for (var i = 0; i < length; i++) all[block + i * size.Blocks] = part[i];
        }

        return all[..size.Data];
    }

    private static SymbolGrid Draw(DataMatrixSize size, byte[] codewords)
    {
        var grid = new SymbolGrid(size.Modules, size.Modules);
        var region = size.Modules / size.Regions;
        for (var y = 0; y < size.Modules; y++)
            for (var x = 0; x < size.Modules; x++)
                grid[x, y] = x % region == 0 || y % region == region - 1 || (y % region == 0 && x % 2 == 0) || (x % region == region - 1 && y % 2 == 1);
        var placement = size.Placement;
        for (var y = 0; y < size.Mapping; y++)
            for (var x = 0; x < size.Mapping; x++)
            {
                var bit = placement[y * size.Mapping + x];
                grid[size.InSymbol(x), size.InSymbol(y)] = bit < 0 ? bit == -1 : (codewords[bit >> 3] >> (bit & 7) & 1) != 0;
            }

        return grid;
    }

    private static byte[] Codewords(SymbolGrid grid, DataMatrixSize size)
    {
        var codewords = new byte[size.Data + size.Correction];
        var placement = size.Placement;
        for (var y = 0; y < size.Mapping; y++)
            for (var x = 0; x < size.Mapping; x++)
            {
                var bit = placement[y * size.Mapping + x];
                if (bit >= 0 && grid[size.InSymbol(x), size.InSymbol(y)]) codewords[bit >> 3] |= (byte)(1 << (bit & 7));
            }

        return codewords;
    }

    // The solid L at the left and below, the alternating edges opposite; one module in eight may be wrong.
    private static bool HasFinder(SymbolGrid grid, DataMatrixSize size)
    {
        var wrong = 0;
        for (var i = 0; i < size.Modules; i++)
        {
            if (!grid[0, i]) wrong++;
            if (!grid[i, size.Modules - 1]) wrong++;
            if (grid[i, 0] != (i % 2 == 0)) wrong++;
            if (grid[size.Modules - 1, i] != (i % 2 == 1)) wrong++;
        }

        return wrong <= size.Modules / 2;
    }
}
