using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nansen.Matching;

/// <summary>
/// How many bits one encoding shares with each of many. The widest kernel the processor has is used; all give the same
/// counts, which the tests prove.
/// </summary>
internal static class BitOverlap
{
    private const int Words = RecordEncoder.Words;

    /// <summary>Counts for rows one behind the other.</summary>
    public static void Count(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> counts)
    {
        if (Avx512BW.IsSupported) Wide(query, rows, counts);
        else if (Avx2.IsSupported) Middle(query, rows, counts);
        else Scalar(query, rows, counts);
    }

    /// <summary>Any processor; on ARM the runtime turns the count into its vector instruction.</summary>
    public static void Scalar(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> counts)
    {
        for (var row = 0; row < counts.Length; row++)
        {
            var words = rows.Slice(row * Words, Words);
            var count = 0;
            for (var w = 0; w < Words; w++) count += BitOperations.PopCount(query[w] & words[w]);
            counts[row] = (ushort)count;
        }
    }

    /// <summary>AVX-512: counts of half bytes by table look-up, four rows to one horizontal sum.</summary>
    public static void Wide(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> counts)
    {
        var table = Vector512.Create(Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
        table = Vector512.Create(table.GetLower(), table.GetLower());
        var low = Vector512.Create((byte)15);
        var (q0, q1) = (Vector512.Create(query[..8]).AsByte(), Vector512.Create(query[8..16]).AsByte());
        ref var at = ref Unsafe.As<ulong, byte>(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(rows));
        var row = 0;
        for (; row + 4 <= counts.Length; row += 4)
        {
            var sums = Sums(ref at, row, q0, q1, table, low)
                | Vector512.ShiftLeft(Sums(ref at, row + 1, q0, q1, table, low), 16)
                | Vector512.ShiftLeft(Sums(ref at, row + 2, q0, q1, table, low), 32)
                | Vector512.ShiftLeft(Sums(ref at, row + 3, q0, q1, table, low), 48);
            // Four counts of at most 1,024 stand side by side in each lane and in their sum.
            var all = Vector512.Sum(sums);
            Unsafe.WriteUnaligned(ref Unsafe.As<ushort, byte>(ref counts[row]), all);
        }

        if (row < counts.Length) Scalar(query, rows[(row * Words)..], counts[row..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Sums(ref byte rows, int row, Vector512<byte> q0, Vector512<byte> q1, Vector512<byte> table, Vector512<byte> low)
    {
        var a = q0 & Vector512.LoadUnsafe(ref rows, (nuint)(row * 128));
        var b = q1 & Vector512.LoadUnsafe(ref rows, (nuint)(row * 128 + 64));
        var counts = Avx512BW.Shuffle(table, a & low) + Avx512BW.Shuffle(table, Vector512.ShiftRightLogical(a.AsUInt16(), 4).AsByte() & low)
            + (Avx512BW.Shuffle(table, b & low) + Avx512BW.Shuffle(table, Vector512.ShiftRightLogical(b.AsUInt16(), 4).AsByte() & low));
        return Avx512BW.SumAbsoluteDifferences(counts, Vector512<byte>.Zero).AsUInt64();
    }

    /// <summary>AVX2: the same with half the width.</summary>
    public static void Middle(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> counts)
    {
        var nibbles = Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        var table = Vector256.Create(nibbles, nibbles);
        var low = Vector256.Create((byte)15);
        ref var at = ref Unsafe.As<ulong, byte>(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(rows));
        ref var q = ref Unsafe.As<ulong, byte>(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(query));
        for (var row = 0; row < counts.Length; row++)
        {
            var sum = Vector256<byte>.Zero;
            for (var w = 0; w < 128; w += 32)
            {
                var both = Vector256.LoadUnsafe(ref q, (nuint)w) & Vector256.LoadUnsafe(ref at, (nuint)(row * 128 + w));
                sum += Avx2.Shuffle(table, both & low) + Avx2.Shuffle(table, Vector256.ShiftRightLogical(both.AsUInt16(), 4).AsByte() & low);
            }

            counts[row] = (ushort)Vector256.Sum(Avx2.SumAbsoluteDifferences(sum, Vector256<byte>.Zero).AsUInt64());
        }
    }

    /// <summary>Bits set in a row.</summary>
    public static int Of(ReadOnlySpan<ulong> row)
    {
        var count = 0;
        foreach (var word in row) count += BitOperations.PopCount(word);
        return count;
    }
}
