using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>
/// What the names of a row promise at a first look, by the signs of their words alone: how much more often people who are the
/// one asked for look so than others do, in bits.
/// </summary>
internal sealed class NameLook(AskedSounds asked, double[] rarity, double givenDifferent)
{
    /// <summary>What a word without counterpart speaks against the two names being one.</summary>
    public const int WordLeft = 4;

    // Of spellings of one name about one in six has a near sound.
    private const double OfNear = 0.17, OfBegun = 0.3, BitsOfConsonant = 3;

    // What the voices and vowels say when none differs, one, more: counted on Latin, Cyrillic and Arabic spellings of the same names
    // and on other names of the same sound (0.89 to 0.18, 0.10 to 0.34, 0.01 to 0.49).
    private static readonly double[] OfDetails = [2.3, -1.8, -5.5];

    private readonly double[] _same = new double[rarity.Length], _near = new double[rarity.Length], _begun = new double[rarity.Length];

    /// <summary>How many of the registrations hold a word of the sound of a word asked for, and of a near sound.</summary>
    public void Expect(int term, double registrations, int same, int near, int consonants)
    {
        _same[term] = Math.Log2(registrations / Math.Max(1, same));
        _near[term] = Math.Log2(OfNear * registrations / Math.Max(1, near));
        _begun[term] = Math.Log2(OfBegun) + BitsOfConsonant * consonants;
    }

    /// <summary>What the best of the names promises; and what none is worth more than.</summary>
    [SkipLocalsInit]
    public (double Promise, double Bound) Of(ReadOnlySpan<uint> signs)
    {
        if (rarity.Length == 0 || signs.Length == 0) return (0, 0);
        Span<double> best = stackalloc double[NameForm.MostWords];
        var (promise, bound) = (double.NegativeInfinity, double.NegativeInfinity);
        for (int start = 0, end; start < signs.Length; start = end)
        {
            var (met, all, words) = (0u, 0u, 0);
            for (end = start; end < signs.Length && (end == start || (signs[end] & SoundSign.FirstOfName) == 0); end++)
            {
                if (asked[signs[end]] is not { None: false } terms) continue;
                words++;
                all |= terms.All;
                var details = OfDetails[Math.Min(terms.Apart(signs[end]), OfDetails.Length - 1)];
                Take(terms.Same, _same, details, best, ref met);
                Take(terms.Near, _near, details, best, ref met);
                Take(terms.Begun, _begun, details, best, ref met);
            }

            var (bits, most) = (0.0, 0.0);
            for (var left = met; left != 0; left &= left - 1) bits += best[BitOperations.TrailingZeroCount(left)];
            for (var left = all; left != 0; left &= left - 1) most += rarity[BitOperations.TrailingZeroCount(left)];
            promise = Math.Max(promise, bits - WordLeft * Math.Min(rarity.Length - BitOperations.PopCount(met), end - start - Math.Min(words, BitOperations.PopCount(met))));
            var apart = Math.Min(rarity.Length - BitOperations.PopCount(all), end - start - words);
            bound = Math.Max(bound, Math.Max(most - WordLeft * apart, Math.Min(most, 5) + givenDifferent));
        }

        return (promise, bound);
    }

    private static void Take(uint terms, double[] bits, double details, Span<double> best, ref uint met)
    {
        for (; terms != 0; terms &= terms - 1)
        {
            var t = BitOperations.TrailingZeroCount(terms);
            var says = bits[t] + details;
            // Less than this, and the word stands there by chance.
            if (says <= 0) continue;
            best[t] = (met & (1u << t)) == 0 ? says : Math.Max(best[t], says);
            met |= 1u << t;
        }
    }
}
