namespace Nansen.Matching;

/// <summary>The words of one sound.</summary>
internal sealed class SoundGroup(ulong sound)
{
    private volatile IdList _words = IdList.Empty;

    /// <summary>Their consonants.</summary>
    public ulong Sound { get; } = sound;

    /// <summary>How many times registrations hold one of them.</summary>
    public int Rows { get; set; }

    /// <summary>At most so many of the words, those frequent when the index was built first.</summary>
    public ReadOnlySpan<int> First(int most) => _words.First(most);

    /// <summary>Adds a word. For the writer.</summary>
    public void Add(int word) => _words = _words.With(word);

    /// <summary>The frequent words first. For the writer, before readers come.</summary>
    public void Settle(WordEntry[] entries, string[] texts)
    {
        var words = First(int.MaxValue).ToArray();
        Array.Sort(words, (a, b) => entries[a].Rows != entries[b].Rows ? entries[b].Rows.CompareTo(entries[a].Rows) : string.CompareOrdinal(texts[a], texts[b]));
        _words = IdList.Of(words);
    }
}

/// <summary>Groups of words by their consonants. Grows only; one writer, readers need no lock.</summary>
internal sealed class SoundTable
{
    // Of the sounds that searches look for most are nobody's, which a few bits tell without a look into the table.
    private const int FilterBits = 4;

    private volatile Slots _slots = new(256);
    private int _count;

    private sealed class Slots(int size)
    {
        public readonly ulong[] Keys = new ulong[size];
        public readonly SoundGroup[] Groups = new SoundGroup[size];
        public readonly ulong[] Filter = new ulong[size * FilterBits / 64];
    }

    /// <summary>The words of a sound; null when there are none.</summary>
    public SoundGroup? Find(ulong sound)
    {
        var slots = _slots;
        var (mask, hash) = (slots.Keys.Length - 1, Mixing.Mix(0, sound));
        if ((Volatile.Read(ref slots.Filter[FilterAt(slots, hash)]) >> (int)(hash >> 58) & 1) == 0) return null;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var key = Volatile.Read(ref slots.Keys[slot]);
            if (key == 0) return null;
            if (key == sound + 1) return slots.Groups[slot];
        }
    }

    /// <summary>Files a word. For the writer.</summary>
    public void Add(ulong sound, int word)
    {
        if (Find(sound) is { } known)
        {
            known.Add(word);
            return;
        }

        var made = new SoundGroup(sound);
        made.Add(word);
        if (++_count * 2 > _slots.Keys.Length)
        {
            var grown = new Slots(_slots.Keys.Length * 2);
            foreach (var group in _slots.Groups)
                if (group is not null) Put(grown, group);
            Put(grown, made);
            _slots = grown;
            return;
        }

        Put(_slots, made);
    }

    /// <summary>The frequent words of each sound first. For the writer, before readers come.</summary>
    public void Settle(WordEntry[] entries, string[] texts)
    {
        foreach (var group in _slots.Groups) group?.Settle(entries, texts);
    }

    private static int FilterAt(Slots slots, ulong hash) => (int)(hash >> 32) & (slots.Filter.Length - 1);

    private static void Put(Slots slots, SoundGroup group)
    {
        var (mask, hash) = (slots.Keys.Length - 1, Mixing.Mix(0, group.Sound));
        var slot = (int)hash & mask;
        while (slots.Keys[slot] != 0) slot = (slot + 1) & mask;
        slots.Groups[slot] = group;
        ref var filter = ref slots.Filter[FilterAt(slots, hash)];
        Volatile.Write(ref filter, filter | 1UL << (int)(hash >> 58));
        Volatile.Write(ref slots.Keys[slot], group.Sound + 1);
    }
}

/// <summary>
/// A list that grows without being copied each time. Its numbers and how many they are can be had only together: who reads one
/// while a registration adds to it cannot take the length of another for its own.
/// </summary>
internal sealed class IdList
{
    private readonly int[] _ids;
    private readonly int _count;

    private IdList(int[] ids, int count) => (_ids, _count) = (ids, count);

    /// <summary>No number.</summary>
    public static IdList Empty { get; } = new([], 0);

    /// <summary>Some numbers, which are not changed any more.</summary>
    public static IdList Of(params int[] ids) => new(ids, ids.Length);

    /// <summary>At most so many of the numbers.</summary>
    public ReadOnlySpan<int> First(int most) => _ids.AsSpan(0, Math.Min(_count, most));

    /// <summary>The list with one more. For one writer: the room behind a list is given to one that follows it.</summary>
    public IdList With(int id)
    {
        var ids = _ids;
        if (_count == ids.Length) Array.Resize(ref ids, Math.Max(1, ids.Length * 2));
        ids[_count] = id;
        return new(ids, _count + 1);
    }
}
