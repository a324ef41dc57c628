using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>
/// The consonants of a name in classes that survive a change of script: the key under which spellings of one name meet.
/// Vowels, semivowels and h are left out, voiced and voiceless fall together.
/// </summary>
internal static class Skeleton
{
    // B b p; F f; K k g q; L l; M m; N n; R r; S s z ts; T t d; X sh ch j zh.  0 is dropped.
    private static readonly byte[] Phonemic = Classes(Writing.Phonemic, "бB пB фF кK гK қK ғK лL мM нN ңN рR сS зS цS ѕS тT дT шX щX чX жX ҷX");
    private static readonly byte[] Consonantal = Classes(Writing.Consonantal, "بB پB فF ڤF كK گK قK غK لL مM نN رR سS زS صS ضS ظS ذS ثS تT دT طT شX چX جX ژX");
    private static readonly byte[] Latin = Classes(Writing.Latin, "bB pB fF kK gK qK cK ğK lL łL mM nN ñN rR řR sS zS tT dT šX čX žX ćX çX jX");

    /// <summary>The class of one symbol; 0 for vowels and what else is dropped.</summary>
    public static byte ClassOf(byte symbol, Writing writing) => writing switch
    {
        Writing.Latin => Latin[symbol],
        Writing.Phonemic => Phonemic[symbol],
        Writing.Consonantal => Consonantal[symbol],
        _ => 0,
    };

    /// <summary>Which consonants occur, and which twice: a quick look before two names are aligned.</summary>
    public static uint ClassesOf(ulong skeleton)
    {
        var classes = 0u;
        for (; skeleton != 0; skeleton >>= 4)
        {
            var bit = 1u << (int)(skeleton & 15);
            classes |= (classes & bit) != 0 ? bit << 16 : bit;
        }

        return classes;
    }

    /// <summary>
    /// Whether two names may be one by their consonants: at least half of the longer name's, and two thirds of what they have on
    /// the average, stand in both in the same order. Names of one or two consonants are always near.
    /// </summary>
    /// <param name="a">Skeleton of the first name.</param>
    /// <param name="classesOfA">Its <see cref="ClassesOf"/>.</param>
    /// <param name="b">Skeleton of the second name.</param>
    /// <param name="classesOfB">Its <see cref="ClassesOf"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Near(ulong a, uint classesOfA, ulong b, uint classesOfB)
    {
        if (a == b) return true;
        var (n, m) = (Length(a), Length(b));
        var most = Math.Max(n, m);
        if (most < 3) return true;
        var needed = Math.Max((most + 1) / 2, (n + m) / 3);
        // What occurs in both, in whatever order; a third of a kind is not in the classes.
        return BitOperations.PopCount(classesOfA & classesOfB) + n - BitOperations.PopCount(classesOfA) >= needed && Common(a, n, b) >= needed;
    }

    private static int Length(ulong skeleton) => (67 - BitOperations.LeadingZeroCount(skeleton)) >> 2;

    /// <summary>
    /// How many consonants stand in both skeletons in the same order: the longest common subsequence, a bit for each consonant of
    /// the first (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004), here the lowest of its four; the three
    /// above it carry on what is added.
    /// </summary>
    private static int Common(ulong a, int length, ulong b)
    {
        const ulong lowest = 0x1111_1111_1111_1111, upper = ~lowest;
        var open = lowest;
        for (; b != 0; b >>= 4)
        {
            var other = a ^ ((b & 15) * lowest);
            other |= other >> 1;
            var same = ~(other | (other >> 2)) & lowest;
            open = (((open | upper) + (open & same)) & lowest) | (open & ~same);
        }

        return length - BitOperations.PopCount(open & ((1UL << (4 * length)) - 1));
    }

    /// <summary>A skeleton has at most so many consonants.</summary>
    public const int MostConsonants = 12;

    /// <summary>The class of the consonant at a place, and of how many symbols it is written; class 0 where none stands.</summary>
    public static (byte Class, int Length) At(ReadOnlySpan<byte> symbols, int at, Writing writing) =>
        writing == Writing.Latin ? LatinAt(symbols, at) : (ClassOf(symbols[at], writing), 1);

    /// <summary>The skeleton as a number: 4 bits a consonant, the first lowest. 0 when no consonant is left.</summary>
    public static ulong Of(ReadOnlySpan<byte> symbols, Writing writing)
    {
        ulong key = 0;
        var (shift, last) = (0, (byte)0);
        for (var i = 0; i < symbols.Length && shift < 4 * MostConsonants; i++)
        {
            var (found, length) = At(symbols, i, writing);
            i += length - 1;
            // A doubled consonant is one; a vowel between keeps two apart only where vowels are written, so never.
            if (found == 0 || found == last) continue;
            key |= (ulong)found << shift;
            shift += 4;
            last = found;
        }

        return key;
    }

    /// <summary>Where the first consonants of a skeleton end among the symbols, and where the next begins.</summary>
    public static (int End, int Next) EndOf(ReadOnlySpan<byte> symbols, Writing writing, int consonants)
    {
        var (last, end) = ((byte)0, 0);
        for (var i = 0; i < symbols.Length; i++)
        {
            var (found, length) = At(symbols, i, writing);
            if (found != 0 && found != last && consonants-- == 0) return (end, i);
            i += length - 1;
            if (found != 0) (last, end) = (found, i + 1);
        }

        return (end, symbols.Length);
    }

    private static readonly string LatinLetters = Alphabets.SymbolsOf(Writing.Latin);

    private static (byte Class, int Length) LatinAt(ReadOnlySpan<byte> symbols, int at)
    {
        var here = LatinLetters[symbols[at]];
        var next = at + 1 < symbols.Length ? LatinLetters[symbols[at + 1]] : '\0';
        var after = at + 2 < symbols.Length ? LatinLetters[symbols[at + 2]] : '\0';
        const byte labial = 2, stop = 3, sibilant = 8, dental = 9, shush = 10;
        switch (here)
        {
            case 's' when next == 'c' && after == 'h': return (shush, 3);
            case 't' when next == 'c' && after == 'h': return (shush, 3);
            case 's' or 'c' or 'z' when next == 'h': return (shush, 2);
            case 't' when next == 's' && after == 'h': return (shush, 3);
            case 'd' when next == 'z' && after == 'h': return (shush, 3);
            case 'd' when next is 'j' or 'ž': return (shush, 2);
            case 't' when next is 's' or 'z': return (sibilant, 2);
            case 'd' when next == 'z': return (sibilant, 2);
            case 'k' when next == 'h': return (0, 2); // kh and h change places between scripts: Cyrillic х is both
            case 'g' when next == 'h': return (stop, 2);
            case 'p' when next == 'h': return (labial, 2);
            case 't' when next == 'h': return (dental, 2);
            case 'c' when next is 'e' or 'i' or 'y': return (sibilant, 1);
            default: return (Latin[symbols[at]], 1);
        }
    }

    private static byte[] Classes(Writing writing, string entries)
    {
        const string order = "\0BFKLMNRSTX";
        var table = new byte[Alphabets.MaxSymbols];
        var symbols = Alphabets.SymbolsOf(writing);
        foreach (var entry in entries.Split(' ')) table[symbols.IndexOf(entry[0], StringComparison.Ordinal)] = (byte)order.IndexOf(entry[1], StringComparison.Ordinal);
        return table;
    }
}
