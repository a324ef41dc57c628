using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nansen.Matching;

/// <summary>Name attributes of a pattern that have not been compared yet, by their place.</summary>
[Flags]
internal enum Unknown : byte
{
    None = 0, First = 1, Second = 2, Third = 4, Fourth = 8,

    /// <summary>One of the names may turn out to be missing.</summary>
    MayMiss = 16,
}

/// <summary>
/// Whether a pair can still reach the least probability that matters, whatever its names turn out to be. Names are what a
/// comparison costs; most pairs are ruled out by dates, places and telephones before a name is looked at. Nothing is guessed:
/// every level the open names could have is tried, once for each beginning of a pattern.
/// </summary>
internal sealed unsafe class Prospects(LatentClasses classes, IReadOnlyList<LinkAttribute> attributes, double least)
{
    private const int Bits = 13, WholeBits = 11;

    private const ulong Known = 1, Yes = 2;

    // One thread's memory: of the hash of a pattern's beginning what is not the place, and the answer.
    private readonly LineTable<ulong> _answers = new(1 << Bits);

    // Levels that no name has stand for those that are open, or open and perhaps missing.
    private readonly ulong[] _open = [.. Enumerable.Range(0, 32).Select(open =>
        (ulong)Enumerable.Range(0, 4).Sum(place => (open >> place & 1) == 0 ? 0L : ((open & (int)Unknown.MayMiss) == 0 ? 15L : 14L) << (4 * place)))];

    // Of whole patterns, written backwards, the probability.
    private readonly (ulong Pattern, double Probability)[] _wholes = new (ulong, double)[1 << WholeBits];

    /// <summary>Whether the pair is worth going on with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Good(ulong pattern, Unknown open)
    {
        // The factor is odd: no two patterns have one hash.
        var hash = (pattern | _open[(int)open]) * 0x9E3779B97F4A7C15UL;
        ref var answer = ref _answers.First[hash >> (64 - Bits)];
        if ((answer | Yes) != ((hash << Bits) | Known | Yes)) answer = (hash << Bits) | Known | (Reach(pattern, open) ? Yes : 0);
        return (answer & Yes) != 0;
    }

    /// <summary>The probability of a whole pattern.</summary>
    public double Match(ulong pattern)
    {
        ref var whole = ref _wholes[pattern * 0x9E3779B97F4A7C15UL >> (64 - WholeBits)];
        // No pattern is all ones.
        if (whole.Pattern != ~pattern) whole = (~pattern, classes.Match(pattern));
        return whole.Probability;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Reach(ulong pattern, Unknown open)
    {
        // A pair whose first name and birth differ is left with all other names open.
        if ((open & Unknown.First) != 0 && classes.Match(pattern | 1) >= least) return true;
        return Try(classes.Together(pattern), open, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Try(Vector256<double> together, Unknown open, int place)
    {
        while (place < 4 && ((int)open & (1 << place)) == 0) place++;
        // Factors in another order give a last digit of their own; that twins have a limit is left to the whole pattern.
        if (place == 4) return together[0] >= least * Vector256.Sum(together) * (1 - 1e-12);
        if ((open & Unknown.MayMiss) != 0 && Try(together, open, place + 1)) return true;
        for (var level = attributes[place].Levels - 1; level >= 1; level--)
            if (Try(together * classes.OfLevel(place, level), open, place + 1)) return true;
        return false;
    }
}
