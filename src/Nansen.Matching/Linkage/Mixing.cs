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

    /// <summary>Does a range in pieces that fit the second cache.</summary>
    public static void Ranges(int count, Action<int, int> part)
    {
        const int piece = 4096;
        Parallel.For(0, (count + piece - 1) / piece, Options, p => part(p * piece, Math.Min(count, (p + 1) * piece)));
    }
}
