using System.Collections.Concurrent;

namespace Nansen.Matching;

/// <summary>How the letters of a word stand, apart from which they are.</summary>
internal enum Lettering : byte
{
    /// <summary>As the table holds them.</summary>
    Plain,

    /// <summary>The first is a capital.</summary>
    Title,

    /// <summary>All are capitals.</summary>
    Capitals,
}

/// <summary>What the index knows of a word beside its text: 32 bytes.</summary>
internal struct WordEntry
{
    /// <summary>Its consonants, or its first sign when its script has no table.</summary>
    public ulong Sound;

    /// <summary>Where its symbols begin.</summary>
    public int SymbolsAt;

    /// <summary>How many times registrations hold it.</summary>
    public int Rows;

    /// <summary>How it sounds in short, see <see cref="SoundSign"/>.</summary>
    public uint Sign;

    /// <summary>How many symbols, the edges counted.</summary>
    public byte SymbolCount;

    /// <summary>How it is read.</summary>
    public Writing Writing;

    /// <summary>What it is.</summary>
    public WordKind Kind;

    /// <summary>Whether the table of equivalent names knows it.</summary>
    public bool Known;

    /// <summary>Its first letter without accent.</summary>
    public char First;

    /// <summary>Whether it mixes letters of two scripts that look alike.</summary>
    public bool Mixed;
}

/// <summary>
/// Every distinct word of names once: a million registrations hold some hundred thousands. Grows only; one writer,
/// readers need no lock, because what they hold is filled before it is shown to them.
/// </summary>
internal sealed class WordTable
{
    /// <summary>Words have numbers below this.</summary>
    public const int MostWords = 1 << 24;

    // Words are chained by their first three to six letters.
    private const int LeastStart = 3, Starts = 4;

    private readonly ConcurrentDictionary<ushort, IdList> _byGroup = new();
    private volatile WordEntry[] _entries = new WordEntry[256];
    private volatile string[] _texts = new string[256];
    private volatile byte[] _symbols = new byte[4096];
    private volatile int[] _slots = new int[1024];
    private volatile Chains _starts = Chains.For(256);
    private int _count, _symbolsUsed;

    /// <summary>For each start the newest word, and for each word the one before it: a word stands in <see cref="Starts"/> chains.</summary>
    private sealed record Chains(int[] Heads, int[] Next)
    {
        public static Chains For(int words) => new(new int[words * Starts], new int[words * Starts]);
    }

    /// <summary>Words by their consonants.</summary>
    public SoundTable Sounds { get; } = new();

    /// <summary>What is known of a word.</summary>
    public ref readonly WordEntry this[int word] => ref _entries[word];

    /// <summary>A word in lower case.</summary>
    public string Text(int word) => _texts[word];

    /// <summary>Its symbols, the edges too.</summary>
    public ReadOnlySpan<byte> Symbols(in WordEntry word) => _symbols.AsSpan(word.SymbolsAt, word.SymbolCount);

    /// <summary>A word as it was written.</summary>
    public string Written(int word, Lettering lettering) => lettering switch
    {
        Lettering.Capitals => _texts[word].ToUpperInvariant(),
        Lettering.Title => string.Concat(_texts[word][..1].ToUpperInvariant(), _texts[word].AsSpan(1)),
        _ => _texts[word],
    };

    /// <summary>The number of a word as written, and how its letters stand; a new number when it was not seen before. For the writer.</summary>
    public (int Word, Lettering Lettering) Intern(string written)
    {
        var lower = Folding.Lower(written);
        // What is not told by the lower case and one of three ways of lettering is a word of its own: McAdam, vowel signs.
        return LetteringOf(written, lower) is { } lettering ? (InternExact(lower), lettering) : (InternExact(written), Lettering.Plain);
    }

    private static Lettering? LetteringOf(string written, string lower)
    {
        if (written == lower) return Lettering.Plain;
        if (written.Length != lower.Length) return null;
        var (title, capitals) = (char.ToUpperInvariant(lower[0]) == written[0], char.ToUpperInvariant(lower[0]) == written[0]);
        for (var i = 1; i < lower.Length && (title || capitals); i++)
            (title, capitals) = (title && lower[i] == written[i], capitals && char.ToUpperInvariant(lower[i]) == written[i]);
        return title ? Lettering.Title : capitals ? Lettering.Capitals : null;
    }

    /// <summary>The number of a word in lower case; -1 when no registration ever held it.</summary>
    public int Find(string lower)
    {
        var slots = _slots;
        for (var slot = string.GetHashCode(lower) & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var held = Volatile.Read(ref slots[slot]);
            if (held == 0) return -1;
            if (_texts[held - 1] == lower) return held - 1;
        }
    }

    /// <summary>Counts a word in or out of the registrations. For the writer.</summary>
    public void Count(int word, int by)
    {
        ref var entry = ref _entries[word];
        entry.Rows += by;
        Sounds.Find(entry.Sound)!.Rows += by;
    }

    /// <summary>Words that begin with the same letters, as far as the first six tell, the newest first; none for fewer than three.</summary>
    public Follow StartingLike(string plain)
    {
        var starts = _starts;
        if (plain.Length < LeastStart) return new(starts.Next, 0);
        var letters = Math.Min(plain.Length, LeastStart + Starts - 1);
        var hash = 0UL;
        for (var i = 0; i < letters; i++) hash = Mixing.Mix(hash, plain[i]);
        return new(starts.Next, Volatile.Read(ref starts.Heads[HeadOf(hash, starts)]));
    }

    /// <summary>Words of a group of equivalent names.</summary>
    public ReadOnlySpan<int> InGroup(ushort group) => _byGroup.TryGetValue(group, out var words) ? words.First(int.MaxValue) : [];

    /// <summary>The frequent words of each sound first, and no room to spare. For the writer, before readers come.</summary>
    public void Settle()
    {
        Sounds.Settle(_entries, _texts);
        _entries = _entries[..Math.Max(1, _count)];
        _texts = _texts[..Math.Max(1, _count)];
        _symbols = _symbols[.._symbolsUsed];
    }

    private int InternExact(string text)
    {
        var known = Find(text);
        if (known >= 0) return known;
        var id = _count;
        if (id == MostWords) throw new InvalidOperationException($"The index holds at most {MostWords:N0} different words of names.");
        if (id >= _entries.Length) Grow();
        var word = NameToken.Of(text);
        var entry = new WordEntry
        {
            Sound = SoundOf(word),
            Sign = SoundSign.Of(word),
            SymbolsAt = _symbolsUsed,
            SymbolCount = (byte)word.Symbols.Length,
            Writing = word.Writing,
            Kind = word.Kind,
            Known = word.EquivalentGroups.Length > 0,
            First = Folding.Base(text[0]),
            Mixed = word.Homoglyph is not null,
        };
        Keep(word.Symbols);
        (_entries[id], _texts[id]) = (entry, text);
        _count = id + 1;
        Sounds.Add(entry.Sound, id);
        foreach (var group in word.EquivalentGroups) _byGroup[group] = _byGroup.TryGetValue(group, out var old) ? old.With(id) : IdList.Of(id);
        Chain(id, word.Plain, _starts);
        Place(text, id);
        return id;
    }

    /// <summary>Under what a word is filed by its sound.</summary>
    public static ulong SoundOf(NameToken word)
    {
        if (word.Writing != Writing.Other) return word.Skeleton;
        var sign = word.Plain.Length == 0 ? '\0' : word.Plain[0];
        return (1UL << 60) | (word.Plain.Length > 1 && char.IsSurrogatePair(sign, word.Plain[1]) ? (ulong)char.ConvertToUtf32(sign, word.Plain[1]) : sign);
    }

    private void Keep(byte[] symbols)
    {
        if (_symbolsUsed + symbols.Length > _symbols.Length)
        {
            var grown = new byte[Math.Max(_symbols.Length * 2, 4096)];
            _symbols.AsSpan(0, _symbolsUsed).CopyTo(grown);
            _symbols = grown;
        }

        symbols.CopyTo(_symbols, _symbolsUsed);
        _symbolsUsed += symbols.Length;
    }

    private void Grow()
    {
        var size = Math.Max(256, _entries.Length * 2);
        var (entries, texts) = (new WordEntry[size], new string[size]);
        _entries.AsSpan(0, _count).CopyTo(entries);
        _texts.AsSpan(0, _count).CopyTo(texts);
        var starts = Chains.For(size);
        // Words with look-alike letters stand under what they are read as.
        for (var id = 0; id < _count; id++) Chain(id, entries[id].Mixed ? NameToken.Of(texts[id]).Plain : Folding.Plain(Folding.Lower(texts[id])), starts);
        (_entries, _texts, _starts) = (entries, texts, starts);
    }

    private static int HeadOf(ulong hash, Chains chains) => (int)(hash % (ulong)chains.Heads.Length);

    private static void Chain(int id, string plain, Chains chains)
    {
        var hash = 0UL;
        for (var i = 0; i < Math.Min(plain.Length, LeastStart + Starts - 1); i++)
        {
            hash = Mixing.Mix(hash, plain[i]);
            if (i + 1 < LeastStart) continue;
            var link = id * Starts + i + 1 - LeastStart;
            ref var head = ref chains.Heads[HeadOf(hash, chains)];
            chains.Next[link] = head;
            Volatile.Write(ref head, link + 1);
        }
    }

    private void Place(string text, int id)
    {
        if (_count * 2 > _slots.Length)
        {
            var grown = new int[_slots.Length * 2];
            for (var i = 0; i < _count; i++) grown[FreeIn(grown, _texts[i])] = i + 1;
            _slots = grown;
            return;
        }

        Volatile.Write(ref _slots[FreeIn(_slots, text)], id + 1);
    }

    private static int FreeIn(int[] slots, string text)
    {
        var slot = string.GetHashCode(text) & (slots.Length - 1);
        while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }

    /// <summary>Walks a chain of words.</summary>
    internal ref struct Follow(int[] next, int head)
    {
        private int _at = head;

        /// <summary>The word that is looked at.</summary>
        public int Current { get; private set; } = -1;

        public readonly Follow GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_at == 0) return false;
            Current = (_at - 1) / Starts;
            _at = next[_at - 1];
            return true;
        }
    }
}
