using System.Numerics;

namespace Nansen.Matching;

/// <summary>
/// Sounds that differ by one consonant: one that was lost, added or mistaken. Of names with fewer than three consonants
/// nothing is left that would tell them apart.
/// </summary>
internal static class NearSounds
{
    private const int LeastConsonants = 3, MostConsonants = Skeleton.MostConsonants;

    private const ulong Consonants = 10;

    /// <summary>A sound has at most this many near ones.</summary>
    public const int Most = MostConsonants + (MostConsonants * 2 + 1) * (int)Consonants;

    /// <summary>Whether two sounds are the same or one consonant apart.</summary>
    public static bool AreNear(ulong a, ulong b)
    {
        if (a == b) return true;
        if ((a | b) >> (4 * MostConsonants) != 0) return false;
        var (m, n) = (Length(a), Length(b));
        if (Math.Max(m, n) < LeastConsonants || Math.Abs(m - n) > 1) return false;
        var at = BitOperations.TrailingZeroCount(a ^ b) / 4 * 4;
        return (a >> (m >= n ? at + 4 : at)) == (b >> (n >= m ? at + 4 : at));
    }

    /// <summary>Writes the sounds one consonant away from a sound; says how many.</summary>
    public static int Of(ulong sound, Span<ulong> near)
    {
        var count = 0;
        if (sound >> (4 * MostConsonants) != 0) return 0;
        var length = Length(sound);
        for (var at = 0; at <= length; at++)
        {
            var low = sound & ((1UL << (4 * at)) - 1);
            var (from, after) = (sound >> (4 * at), at < length ? sound >> (4 * at + 4) : 0);
            var (before, here, next) = (at == 0 ? 0 : low >> (4 * at - 4), from & 15, after & 15);
            if (at < length && length >= LeastConsonants) near[count++] = low | (after << (4 * at));
            for (var consonant = 1UL; consonant <= Consonants; consonant++)
            {
                // A doubled consonant is written once in a sound.
                if (consonant == before || consonant == here) continue;
                if (at < length && length >= LeastConsonants && consonant != next) near[count++] = low | (consonant << (4 * at)) | (after << (4 * at + 4));
                if (length + 1 >= LeastConsonants && length < MostConsonants) near[count++] = low | (consonant << (4 * at)) | (from << (4 * at + 4));
            }
        }

        return count;
    }

    /// <summary>How many consonants.</summary>
    public static int Length(ulong sound) => (67 - BitOperations.LeadingZeroCount(sound)) / 4;
}
