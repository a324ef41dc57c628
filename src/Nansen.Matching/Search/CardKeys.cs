using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>
/// The keys under which a card is found: each word; two sounds of one name; a sound and the year of birth; the birth day,
/// a 1 January never; the telephone number.
/// </summary>
internal static class CardKeys
{
    /// <summary>A card has at most this many keys.</summary>
    public const int Most = 160;

    private const int PairedWords = 5;

    public static ulong Word(int word) => Mixing.Mix(1, (ulong)word);

    public static ulong Pair(ulong a, ulong b) => a < b ? Mixing.Mix(Mixing.Mix(2, a), b) : Mixing.Mix(Mixing.Mix(2, b), a);

    public static ulong SoundAndYear(ulong sound, int year) => Mixing.Mix(Mixing.Mix(3, sound), (ulong)year);

    public static ulong Day(int packed) => Mixing.Mix(4, (ulong)packed);

    public static ulong Phone(uint phone) => Mixing.Mix(5, phone);

    /// <summary>Writes the keys of a card, each once.</summary>
    [SkipLocalsInit]
    public static int Of(WordTable table, in CardHead head, ReadOnlySpan<int> words, Span<ulong> keys)
    {
        var count = 0;
        if (BirthDates.IsDay(head.Birth) && !BirthComparison.IsDefault(head.Birth)) keys[count++] = Day(head.Birth);
        if (head.Phone != 0) keys[count++] = Phone(head.Phone);
        Span<ulong> sounds = stackalloc ulong[CardColumns.MostWords];
        for (var i = 0; i < words.Length; i++) sounds[i] = table[PackedWord.WordOf(words[i])].Sound;
        for (var i = 0; i < words.Length && count < Most - 3; i++)
        {
            Add(Word(PackedWord.WordOf(words[i])), keys, ref count);
            if (head.Birth > 0) Add(SoundAndYear(sounds[i], head.Birth >> 9), keys, ref count);
        }

        for (var start = 0; start < words.Length;)
        {
            var end = start + 1;
            while (end < words.Length && !PackedWord.IsFirst(words[end])) end++;
            for (var i = start; i < Math.Min(end, start + PairedWords); i++)
                for (var j = i + 1; j < Math.Min(end, start + PairedWords) && count < Most; j++) Add(Pair(sounds[i], sounds[j]), keys, ref count);
            start = end;
        }

        return count;
    }

    // Cards have a dozen keys: looking through them is quicker than anything cleverer.
    private static void Add(ulong key, Span<ulong> keys, ref int count)
    {
        if (!keys[..count].Contains(key)) keys[count++] = key;
    }
}
