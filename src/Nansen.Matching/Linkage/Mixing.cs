using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>Mixes numbers into keys.</summary>
internal static class Mixing
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong a, ulong b)
    {
        var x = (a ^ (b + 0x9E3779B97F4A7C15UL + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdUL;
        return x ^ (x >> 32);
    }

    /// <summary>32 bits of a key; never 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Fold(ulong key)
    {
        key = (key ^ (key >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return (uint)(key >> 32) | 1;
    }
}

/// <summary>How many threads linkage uses; results do not depend on it.</summary>
internal static class Parallelism
{
    public static ParallelOptions Options { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>How long the pieces of a range are; they fit the second cache.</summary>
    public const int Piece = 4096;

    /// <summary>How many pieces a range has.</summary>
    public static int RangesOf(int count) => (count + Piece - 1) / Piece;

    /// <summary>Does a range in pieces.</summary>
    public static void Ranges(int count, Action<int, int> part) =>
        Parallel.For(0, RangesOf(count), Options, p => part(p * Piece, Math.Min(count, (p + 1) * Piece)));
}
