using System.Buffers;

namespace Nansen.Matching;

/// <summary>
/// What tells words of the same consonants apart in every script, in sixteen bits: for each of the first four consonants how it is voiced
/// and which vowel follows, two bits each by turns from the lowest on. A word of three consonants says in the place of the
/// fourth whether a kh and a v stand in it, one of two or fewer also how many syllables it has. 0 is not known.
/// </summary>
internal static class SoundDetails
{
    /// <summary>Details are of so many consonants.</summary>
    public const int Consonants = 4;

    private const int Bits = 4, Yes = 1, No = 2, MostSyllables = 3;

    // A vowel of which nothing is known, and more is not to be learned.
    private const byte Unsure = 4;

    private static readonly Letters Latin = new(Writing.Latin,
        "p1 b2 t1 d2 k1 q1 g2 ğ2 s1 z2 š1 ž2 j2 č3 ć3 ç3", "a1 ä1 å1 e2 i2 y2 ı2 o3 u3 ö3 ü3", "", "hxçğ", "v", "wβ");

    private static readonly Letters Phonemic = new(Writing.Phonemic,
        "п1 б2 т1 д2 к1 қ1 г2 ғ2 с1 з2 ц3 ѕ2 ш1 щ1 ж2 ч3 ҷ2", "а1 я1 ә1 е2 э2 и2 ы2 і2 о3 у3 ё3 ю3 ў3 ө3 ү3", "хხխ", "һҳհჰ", "вვվւ", "ўწ");

    private static readonly Letters Consonantal = new(Writing.Consonantal,
        "پ1 ت1 ط1 د2 ك1 ق1 گ2 غ2 س1 ص1 ث1 ز2 ذ2 ض2 ظ2 ش1 ژ2 چ3", "ا1 آ1 ي2 ێ2 و3 ۆ3", "خ", "هحةھہ", "", "وۆۇۋؤ");

    /// <summary>The letters of a way of writing that tell details.</summary>
    private sealed class Letters(Writing writing, string voices, string vowels, string kh, string likeKh, string v, string likeV)
    {
        /// <summary>p b, t d, k g, s z ts, sh zh ch: 1 voiceless, 2 voiced, 3 begun with a stop; 0 where a letter is read several ways.</summary>
        public byte[] Voices { get; } = Table(writing, voices);

        /// <summary>1 a, 2 e and i, 3 o and u.</summary>
        public byte[] Vowels { get; } = Table(writing, vowels);

        /// <summary>Letters that are kh, and such as may be.</summary>
        public (SearchValues<char> Sure, SearchValues<char> Maybe) Kh { get; } = (SearchValues.Create(kh), SearchValues.Create(likeKh));

        /// <summary>Letters that are v, and such as may be.</summary>
        public (SearchValues<char> Sure, SearchValues<char> Maybe) V { get; } = (SearchValues.Create(v), SearchValues.Create(likeV));

        private static byte[] Table(Writing writing, string entries)
        {
            var table = new byte[Alphabets.MaxSymbols];
            foreach (var entry in entries.Split(' ')) table[Alphabets.SymbolsOf(writing).IndexOf(entry[0], StringComparison.Ordinal)] = (byte)(entry[1] - '0');
            return table;
        }
    }

    /// <summary>The details of a word.</summary>
    public static uint Of(NameToken word)
    {
        if (word.Writing == Writing.Other) return 0;
        var letters = word.Writing switch { Writing.Latin => Latin, Writing.Phonemic => Phonemic, _ => Consonantal };
        var symbols = word.Symbols.AsSpan(1, word.Symbols.Length - 2);
        var (details, count, last, vowel) = (0u, 0, (byte)0, (byte)0);
        for (var i = 0; i < symbols.Length; i++)
        {
            var (found, length) = Skeleton.At(symbols, i, word.Writing);
            if (found == 0 && count > 0 && letters.Vowels[symbols[i]] is not 0 and var next)
            {
                vowel = vowel == 0 ? next : Together(vowel, next, word.Writing);
                var at = Bits * (count - 1) + 2;
                details = (details & ~(3u << at)) | ((vowel & 3u) << at);
            }
            else if (found != 0 && found != last)
            {
                if (count == Consonants) return details;
                (last, vowel) = (found, 0);
                details |= VoiceOf(symbols, i, length, word.Writing, letters) << (Bits * count++);
                if (IsHardG(symbols[i..], word.Writing)) i++;
            }

            i += length - 1;
        }

        if (count < Consonants) details |= Beside(word, letters) << (Bits * (Consonants - 1));
        if (count < Consonants - 1) details |= Syllables(symbols, word.Writing, letters) << (Bits * (Consonants - 2));
        return details;
    }

    /// <summary>Of several vowels the last; i and y before or after another are half a vowel. Arabic waw beside another is u or w.</summary>
    private static byte Together(byte vowel, byte next, Writing writing) =>
        writing == Writing.Consonantal && (vowel is 3 or Unsure || next == 3) ? Unsure : next == 2 ? vowel : next;

    private static uint VoiceOf(ReadOnlySpan<byte> symbols, int at, int length, Writing writing, Letters table)
    {
        if (length == 1) return table.Voices[symbols[at]];
        var letters = Alphabets.SymbolsOf(writing);
        return letters[symbols[at]] switch
        {
            's' => 1u,
            'z' or 'd' or 'g' => 2u,
            't' => letters[symbols[at + 1]] == 'h' ? 1u : 3u,
            _ => 0u, // ch is one thing in French and another in English
        };
    }

    /// <summary>French and Spanish gu before e and i is g alone.</summary>
    private static bool IsHardG(ReadOnlySpan<byte> symbols, Writing writing)
    {
        if (writing != Writing.Latin || symbols.Length < 3) return false;
        var letters = Alphabets.SymbolsOf(writing);
        return letters[symbols[0]] == 'g' && letters[symbols[1]] == 'u' && letters[symbols[2]] is ('e' or 'i' or 'y');
    }

    /// <summary>Whether a kh and a v stand in a word, which are no consonants of its skeleton.</summary>
    private static uint Beside(NameToken word, Letters letters)
    {
        var lower = word.Lower.AsSpan();
        var kh = word.Writing == Writing.Latin && lower.Contains("kh", StringComparison.Ordinal) ? Yes : Has(lower, letters.Kh);
        return kh | Has(lower, letters.V) << 2;
    }

    private static uint Has(ReadOnlySpan<char> word, (SearchValues<char> Sure, SearchValues<char> Maybe) letters) =>
        word.ContainsAny(letters.Sure) ? Yes : word.ContainsAny(letters.Maybe) ? 0u : No;

    /// <summary>One, two or more syllables, in the two upper bits; Arabic script does not tell.</summary>
    private static uint Syllables(ReadOnlySpan<byte> symbols, Writing writing, Letters letters)
    {
        if (writing == Writing.Consonantal) return 0;
        var (count, inside) = (0u, false);
        foreach (var symbol in symbols)
        {
            var vowel = letters.Vowels[symbol] != 0;
            if (vowel && !inside) count++;
            inside = vowel;
        }

        return Math.Min(count, MostSyllables) << 2;
    }
}
