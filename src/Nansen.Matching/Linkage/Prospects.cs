using System.Runtime.CompilerServices;

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
internal sealed class Prospects(LatentClasses classes, IReadOnlyList<LinkAttribute> attributes, double least)
{
    private const int Bits = 14;

    // One thread's memory: the beginning of a pattern with what is open, and the answer.
    private readonly ulong[] _patterns = new ulong[1 << Bits];
    private readonly byte[] _answers = new byte[1 << Bits];

    /// <summary>Whether the pair is worth going on with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Good(ulong pattern, Unknown open)
    {
        var slot = (pattern ^ ((ulong)open << 56)) * 0x9E3779B97F4A7C15UL >> (64 - Bits);
        ref var answer = ref _answers[slot];
        if (_patterns[slot] == pattern && answer >> 1 == (int)open + 1) return (answer & 1) != 0;
        var good = Reach(pattern, open);
        _patterns[slot] = pattern;
        answer = (byte)((((int)open + 1) << 1) | (good ? 1 : 0));
        return good;
    }

    /// <summary>The probability of a whole pattern.</summary>
    public double Match(ulong pattern) => classes.Match(pattern);

    private bool Reach(ulong pattern, Unknown open)
    {
        // A pair whose first name and birth differ is left with all other names open.
        if ((open & Unknown.First) != 0 && classes.Match(pattern | 1) >= least) return true;
        return Try(pattern, open, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Try(ulong pattern, Unknown open, int place)
    {
        while (place < 4 && ((int)open & (1 << place)) == 0) place++;
        if (place == 4) return classes.Match(pattern) >= least;
        for (var level = attributes[place].Levels - 1; level >= ((open & Unknown.MayMiss) != 0 ? 0 : 1); level--)
            if (Try(pattern | ((ulong)level << (4 * place)), open, place + 1)) return true;
        return false;
    }
}
