using System.Collections.Concurrent;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// Every distinct word of names once: a million registrations hold some tens of thousands. Grows only; one writer,
/// readers need no lock.
/// </summary>
internal sealed class WordTable
{
    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ulong, IdList> _byKey = new();
    private volatile uint[] _classes = new uint[1024];
    private volatile NameToken[] _words = new NameToken[1024];
    private volatile int _count;

    /// <summary>How many distinct words.</summary>
    public int Count => _count;

    /// <summary>A word by its number.</summary>
    public NameToken this[int id] => _words[id];

    /// <summary>The number of a word, a new one when it was not seen before. For the writer.</summary>
    public int Intern(string text)
    {
        var key = Folding.Lower(text);
        if (_ids.TryGetValue(key, out var id)) return id;
        var word = NameToken.Of(text);
        id = _count;
        if (id == _words.Length)
        {
            var grown = new NameToken[_words.Length * 2];
            Array.Copy(_words, grown, id);
            var classes = new uint[grown.Length];
            Array.Copy(_classes, classes, id);
            _classes = classes;
            _words = grown;
        }

        _words[id] = word;
        _classes[id] = Skeleton.ClassesOf(word.Skeleton);
        _count = id + 1;
        _ids[key] = id;
        Span<ulong> keys = stackalloc ulong[MostKeys];
        foreach (var sound in keys[..Keys(word, keys, false)])
        {
            // Readers see either list: the longer one is made before it is put in.
            _byKey[sound] = _byKey.TryGetValue(sound, out var old) ? old.With(id) : new([id], 1);
        }

        return id;
    }

    /// <summary>Words that share a key with this one, those out of the question by their consonants left out.</summary>
    public List<int> Alike(NameToken word)
    {
        Span<ulong> keys = stackalloc ulong[MostKeys];
        var count = Keys(word, keys, true);
        var found = new HashSet<int>();
        var classes = Skeleton.ClassesOf(word.Skeleton);
        foreach (var key in keys[..count])
        {
            if (!_byKey.TryGetValue(key, out var ids)) continue;
            var bySound = key >> 60 is 1 or 4;
            foreach (var id in ids)
                if (!bySound || Skeleton.Near(classes, _classes[id])) found.Add(id);
        }

        return [.. found];
    }

    private const int MostKeys = 40;

    private const ulong Consonants = 1UL << 60, Group = 2UL << 60, Start = 3UL << 60, Without = 4UL << 60;

    /// <summary>
    /// Keys under which a word is filed: its consonants; the same with one left out, so that a lost or added one still
    /// meets; its groups of equivalent names; its first letters, for what is typed by halves.
    /// </summary>
    private static int Keys(NameToken word, Span<ulong> keys, bool asking)
    {
        var count = 0;
        keys[count++] = Consonants | word.Skeleton;
        var letters = (67 - System.Numerics.BitOperations.LeadingZeroCount(word.Skeleton)) / 4;
        for (var at = 0; at < letters && letters >= 4; at++)
        {
            var low = word.Skeleton & ((1UL << (4 * at)) - 1);
            var less = low | (word.Skeleton >> (4 * at + 4) << (4 * at));
            // A word with one consonant less is filed under its own; one with one more is filed under ours. Two words that
            // each lack one of the other's are left to the birth date and the other names: there are too many of them.
            keys[count++] = (asking ? Consonants : Without) | less;
        }

        if (asking) keys[count++] = Without | word.Skeleton;
        foreach (var group in word.EquivalentGroups)
            if (count < MostKeys - 2) keys[count++] = Group | group;
        if (word.Plain.Length >= 3 && (!asking || word.Plain.Length <= 5)) keys[count++] = Start | Hash(word.Plain.AsSpan(0, 3));
        else if (word.Plain.Length < 3 || word.Writing == Writing.Other) keys[count++] = Start | Hash(word.Plain);
        return count;
    }

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return hash & ((1UL << 60) - 1);
    }
}

/// <summary>A list that grows without being copied each time; a reader keeps the length it saw.</summary>
internal sealed record IdList(int[] Ids, int Count)
{
    /// <summary>The list with one more.</summary>
    public IdList With(int id)
    {
        var ids = Ids;
        if (Count == ids.Length) Array.Resize(ref ids, ids.Length * 2);
        ids[Count] = id;
        return new(ids, Count + 1);
    }

    /// <summary>The numbers, in the order in which they came.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => ((ReadOnlySpan<int>)Ids.AsSpan(0, Count)).GetEnumerator();
}
