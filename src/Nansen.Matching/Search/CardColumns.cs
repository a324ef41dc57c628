namespace Nansen.Matching;

/// <summary>Cards side by side in arrays, while they are gathered.</summary>
internal sealed class CardColumns(WordTable words)
{
    /// <summary>A card has at most this many words in all its names.</summary>
    public const int MostWords = 60;

    private int _words, _signs;

    public CardHead[] Heads { get; private set; } = new CardHead[16];

    public CardRest[] Rests { get; private set; } = new CardRest[16];

    public int[] Words { get; private set; } = new int[64];

    /// <summary>The signs of cards of many words.</summary>
    public uint[] Signs { get; private set; } = new uint[16];

    public int Count { get; private set; }

    /// <summary>Adds a card.</summary>
    public void Add(Guid id, in CardHead head, uint household, ReadOnlySpan<int> packed)
    {
        if (Count == Heads.Length) Resize(Count * 2);
        if (_words + packed.Length > Words.Length) Words = Sized(Words, Words.Length * 2);
        (Heads[Count], Rests[Count]) = (head with { WordCount = (byte)packed.Length, Signs = SignsOf(packed) }, new(id, _words, household));
        packed.CopyTo(Words.AsSpan(_words));
        _words += packed.Length;
        Count++;
    }

    /// <summary>No room to spare.</summary>
    public void Trim()
    {
        Resize(Count);
        (Words, Signs) = (Sized(Words, _words), Sized(Signs, _signs));
    }

    /// <summary>The sign of a word's sound, and whether the word is the first of a name.</summary>
    public static uint SignOf(int packed, WordTable words) =>
        words[PackedWord.WordOf(packed)].Sign | (PackedWord.IsFirst(packed) ? SoundSign.FirstOfName : 0);

    private FewSigns SignsOf(ReadOnlySpan<int> packed)
    {
        var few = new FewSigns();
        if (packed.Length <= FewSigns.Most)
        {
            for (var i = 0; i < packed.Length; i++) few[i] = SignOf(packed[i], words);
            return few;
        }

        if (_signs + packed.Length > Signs.Length) Signs = Sized(Signs, Math.Max(Signs.Length * 2, _signs + packed.Length));
        few[0] = (uint)_signs;
        foreach (var word in packed) Signs[_signs++] = SignOf(word, words);
        return few;
    }

    private void Resize(int size) => (Heads, Rests) = (Sized(Heads, size), Sized(Rests, size));

    private static T[] Sized<T>(T[] array, int size)
    {
        Array.Resize(ref array, size);
        return array;
    }
}
