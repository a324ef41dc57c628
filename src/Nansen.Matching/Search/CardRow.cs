using Nansen.Values;

namespace Nansen.Matching;

/// <summary>What is kept of a card beside its words: 24 bytes.</summary>
internal readonly record struct CardHead
{
    /// <summary>Where its words begin.</summary>
    public int WordsAt { get; init; }

    /// <summary>Birth date, see <see cref="BirthDates"/>; 0 when not known.</summary>
    public int Birth { get; init; }

    /// <summary>Key of the telephone number; 0 when there is none.</summary>
    public uint Phone { get; init; }

    /// <summary>Key of the household; 0 when there is none.</summary>
    public uint Household { get; init; }

    /// <summary>Number of the place.</summary>
    public int Place { get; init; }

    /// <summary>Number of the country of origin.</summary>
    public ushort Origin { get; init; }

    /// <summary>F 1, M 2, X 3; 0 when not known.</summary>
    public byte Sex { get; init; }

    /// <summary>How many words.</summary>
    public byte WordCount { get; init; }
}

/// <summary>A word in a name as one number: which word, how lettered, in what part, and whether it is the first of the name.</summary>
internal static class PackedWord
{
    private const int LetteringShift = 24, KindShift = 26, FirstOfName = 1 << 30;

    public static int Pack(int word, Lettering lettering, NamePartKind kind) => word | ((int)lettering << LetteringShift) | ((int)kind << KindShift);

    public static int First(int packed) => packed | FirstOfName;

    public static int WordOf(int packed) => packed & (WordTable.MostWords - 1);

    public static Lettering LetteringOf(int packed) => (Lettering)((packed >> LetteringShift) & 3);

    public static NamePartKind KindOf(int packed) => (NamePartKind)((packed >> KindShift) & 15);

    public static bool IsFirst(int packed) => (packed & FirstOfName) != 0;
}

/// <summary>A card as numbers, on its own: one not yet in a segment, or one that is shown.</summary>
internal sealed record CardRow(Guid Id, CardHead Head, int[] Words, ushort[] Signs)
{
    /// <summary>The same, to be weighed.</summary>
    public RowView View => new(Head, Words, Signs);
}

/// <summary>A card as numbers where it lies.</summary>
internal readonly ref struct RowView(CardHead head, ReadOnlySpan<int> words, ReadOnlySpan<ushort> signs)
{
    public readonly CardHead Head = head;

    /// <summary>Packed words, name after name.</summary>
    public readonly ReadOnlySpan<int> Words = words;

    /// <summary>Fifteen bits of the sound of each word, and one for the first of a name, to leave rows aside without looking at their words.</summary>
    public readonly ReadOnlySpan<ushort> Signs = signs;
}

/// <summary>Cards side by side in arrays, while they are gathered.</summary>
internal sealed class CardColumns(WordTable words)
{
    /// <summary>A card has at most this many words in all its names.</summary>
    public const int MostWords = 60;

    /// <summary>The bit of a sign that marks the first word of a name.</summary>
    public const ushort FirstOfName = 1;

    private int _used;

    public Guid[] Ids { get; private set; } = new Guid[16];

    public CardHead[] Heads { get; private set; } = new CardHead[16];

    public int[] Words { get; private set; } = new int[64];

    public ushort[] Signs { get; private set; } = new ushort[64];

    public int Count { get; private set; }

    /// <summary>Adds a card.</summary>
    public void Add(Guid id, in CardHead head, ReadOnlySpan<int> packed)
    {
        if (Count == Ids.Length) Resize(Count * 2);
        if (_used + packed.Length > Words.Length) ResizeWords(Words.Length * 2);
        (Ids[Count], Heads[Count]) = (id, head with { WordsAt = _used, WordCount = (byte)packed.Length });
        foreach (var word in packed)
        {
            Words[_used] = word;
            Signs[_used++] = SignOf(word, words);
        }

        Count++;
    }

    /// <summary>No room to spare.</summary>
    public void Trim()
    {
        Resize(Count);
        ResizeWords(_used);
    }

    /// <summary>Fifteen bits of a sound.</summary>
    public static ushort SignOf(ulong sound) => (ushort)(Mixing.Mix(7, sound) >> 48 & ~(ulong)FirstOfName);

    /// <summary>The sign of a word's sound, and whether the word is the first of a name.</summary>
    public static ushort SignOf(int packed, WordTable words) =>
        (ushort)(SignOf(words[PackedWord.WordOf(packed)].Sound) | (PackedWord.IsFirst(packed) ? FirstOfName : 0));

    private void Resize(int size)
    {
        var (ids, heads) = (Ids, Heads);
        Array.Resize(ref ids, size);
        Array.Resize(ref heads, size);
        (Ids, Heads) = (ids, heads);
    }

    private void ResizeWords(int size)
    {
        var (all, signs) = (Words, Signs);
        Array.Resize(ref all, size);
        Array.Resize(ref signs, size);
        (Words, Signs) = (all, signs);
    }
}

/// <summary>Texts as numbers, for places and countries.</summary>
internal sealed class CodeList
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _asWritten = new(StringComparer.Ordinal);
    private volatile string[] _texts = [""], _plain = [""];
    private volatile int[] _rows = [0];
    private int _count = 1;

    /// <summary>Counts a registration in or out. For the writer.</summary>
    public void Count(int code, int by)
    {
        if (code >= _rows.Length)
        {
            var rows = new int[_texts.Length];
            _rows.CopyTo(rows, 0);
            _rows = rows;
        }

        _rows[code] += by;
    }

    /// <summary>How many registrations have it.</summary>
    public int RowsOf(int code) => _rows is var rows && code > 0 && code < rows.Length ? rows[code] : 0;

    /// <summary>The number of a text; 0 for none. For the writer.</summary>
    public int Intern(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return 0;
        if (_asWritten.TryGetValue(text, out var code)) return code;
        var key = PlainOf(text);
        if (!_codes.TryGetValue(key, out code)) code = Add(key, text.Trim());
        _asWritten[text] = code;
        return code;
    }

    private int Add(string key, string text)
    {
        if (_count == _texts.Length)
        {
            var (texts, plain) = (new string[_count * 2], new string[_count * 2]);
            _texts.CopyTo(texts, 0);
            _plain.CopyTo(plain, 0);
            (_texts, _plain) = (texts, plain);
        }

        (_texts[_count], _plain[_count]) = (text, key);
        _codes[key] = _count;
        return _count++;
    }

    /// <summary>The number of a text; -1 when it was never seen, 0 for none.</summary>
    public int Find(string? text) => string.IsNullOrWhiteSpace(text) ? 0 : _codes.TryGetValue(PlainOf(text), out var code) ? code : -1;

    /// <summary>A text in lower case without accents, as texts are compared.</summary>
    public static string PlainOf(string text) => Folding.Plain(Folding.Lower(text.Trim()));

    /// <summary>The text of a number as it is compared.</summary>
    public string Plain(int code) => _plain is var plain && code > 0 && code < plain.Length ? plain[code] : "";

    /// <summary>The text of a number.</summary>
    public string this[int code] => _texts is var texts && code > 0 && code < texts.Length ? texts[code] : "";
}
