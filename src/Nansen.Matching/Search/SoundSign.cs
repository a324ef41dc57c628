using System.Numerics;

namespace Nansen.Matching;

/// <summary>
/// How a word sounds in 32 bits that lie in the row, so that most rows are left aside without looking at their words: whether
/// it is the first of its name, its first four consonants and whether there are more, and its <see cref="SoundDetails"/>.
/// </summary>
internal static class SoundSign
{
    /// <summary>The bit that marks the first word of a name.</summary>
    public const uint FirstOfName = 1;

    /// <summary>There are so many different <see cref="ConsonantsOf(uint)"/>.</summary>
    public const int Consonants = 1 << 15;

    private const int Kept = SoundDetails.Consonants, Classes = 11, DetailShift = 16;

    // Of each two bits the lower one.
    private const uint Fields = 0x5555;

    /// <summary>The sign of a word.</summary>
    public static uint Of(NameToken word) => (ConsonantsOf(WordTable.SoundOf(word)) << 1) | (SoundDetails.Of(word) << DetailShift);

    /// <summary>The consonants of a sign.</summary>
    public static uint ConsonantsOf(uint sign) => (sign >> 1) & (Consonants - 1);

    /// <summary>The consonants of a sound as signs have them; some fifteen bits of a sound that is no skeleton.</summary>
    public static uint ConsonantsOf(ulong sound)
    {
        if (sound >> (4 * Skeleton.MostConsonants) != 0) return (uint)(Mixing.Mix(7, sound) >> 49);
        var first = 0u;
        for (var i = 0; i < Kept; i++) first = first * Classes + (uint)((sound >> (4 * i)) & 15);
        return (first << 1) | (sound >> (4 * Kept) != 0 ? 1u : 0);
    }

    /// <summary>From which consonants on, and how many, all signs lie of words that begin like a sound of one to three consonants.</summary>
    public static (uint From, uint Count) Beginning(ulong sound)
    {
        var count = 2u;
        for (var at = Kept - 1; at > 0 && (sound >> (4 * at)) == 0; at--) count *= Classes;
        return (ConsonantsOf(sound), count);
    }

    /// <summary>The <see cref="SoundDetails"/> of a sign, two bits each; 0 where nothing is known.</summary>
    public static uint DetailsOf(uint sign) => sign >> DetailShift;

    /// <summary>The details of a sign as far as they are of its consonants.</summary>
    public static uint DetailsOf(uint sign, ulong sound) => DetailsOf(sign) & ((1u << (4 * Math.Min(Kept, NearSounds.Length(sound)))) - 1);

    /// <summary>In how many voices and vowels two words differ of whom both are known.</summary>
    public static int Apart(uint details, uint others)
    {
        var (apart, both) = (details ^ others, (details | (details >> 1)) & (others | (others >> 1)));
        return BitOperations.PopCount((apart | (apart >> 1)) & both & Fields);
    }

    /// <summary>Details with those left out in which two words differ.</summary>
    public static uint Shared(uint details, uint others)
    {
        var apart = details ^ others;
        return details & ~(((apart | (apart >> 1)) & Fields) * 3);
    }

    /// <summary>The details of a sound near another: a consonant was lost, added or mistaken, and nothing is known of what came in.</summary>
    public static uint DetailsOfNear(uint sign, ulong sound, ulong near)
    {
        // Another form of the name may sound altogether otherwise.
        if (!NearSounds.AreNear(sound, near)) return 0;
        var details = DetailsOf(sign, sound);
        var (m, n) = (NearSounds.Length(sound), NearSounds.Length(near));
        var at = BitOperations.TrailingZeroCount(sound ^ near) / 4;
        if (at >= Kept) return details;
        var before = details & ((1u << (4 * at)) - 1);
        var after = n > m ? details >> (4 * at) << (4 * at + 4) : details >> (4 * at + 4) << (n < m ? 4 * at : 4 * at + 4);
        return (before | after) & 0xFFFF;
    }
}
