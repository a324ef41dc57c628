using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>
/// A table of numbers, all of a record side by side: two records are compared by touching one or two cache lines each
/// (64 bytes), which is what a comparison costs. Rows begin at even parts of a line, and never move.
/// </summary>
internal sealed unsafe class RowTable
{
    private readonly LineTable<uint> _held;
    private readonly uint* _first;

    public RowTable(int rows, int columns)
    {
        Width = columns <= 16 ? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, columns)) : (columns + 15) & ~15;
        Rows = rows;
        _held = new(checked(rows * Width));
        _first = _held.First;
    }

    /// <summary>Cells a row has room for.</summary>
    public int Width { get; }

    public int Rows { get; }

    /// <summary>The cells of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint* At(int row) => _first + (nint)row * Width;

    /// <summary>The cells of a row, signed, for what need not be fastest.</summary>
    public ReadOnlySpan<int> Cells(int row) => new(At(row), Width);

    /// <summary>The cells of a row, signed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int* Signed(int row) => (int*)At(row);

    /// <summary>Asks for a row that will be wanted soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int row)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported) System.Runtime.Intrinsics.X86.Sse.Prefetch0(At(row));
    }
}
