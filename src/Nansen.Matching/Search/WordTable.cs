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
    private readonly ConcurrentDictionary<ulong, int[]> _byKey = new();
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
            _words = grown;
        }

        _words[id] = word;
        _count = id + 1;
        _ids[key] = id;
        foreach (var search in Keys(word)) _byKey.AddOrUpdate(search, static (_, i) => [i], static (_, old, i) => [.. old, i], id);
        return id;
    }

    /// <summary>Words that share a key with this one; in order of number, each once.</summary>
    public int[] Alike(NameToken word)
    {
        var found = new HashSet<int>();
        foreach (var key in Keys(word).Concat(SearchKeys(word)))
            if (_byKey.TryGetValue(key, out var ids))
                foreach (var id in ids) found.Add(id);
        var sorted = found.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>
    /// Keys under which a word is filed: its consonants; the same with one left out, so that a lost or added one still
    /// meets; its groups of equivalent names; its first letters.
    /// </summary>
    private static IEnumerable<ulong> Keys(NameToken word)
    {
        yield return Consonants | word.Skeleton;
        if (word.Skeleton >> 12 != 0)
            foreach (var less in WithoutOne(word.Skeleton)) yield return Consonants | less;
        foreach (var group in Groups(word)) yield return Group | group;
        if (word.Plain.Length >= 3) yield return Start | Hash(word.Plain.AsSpan(0, 3));
        if (word.Writing == Writing.Other) yield return Start | Hash(word.Plain);
    }

    private static IEnumerable<ulong> SearchKeys(NameToken word)
    {
        // Vowels alone tell little: a name of one consonant is looked for by its first letters only.
        if (word.Kind == WordKind.Initial || word.Plain.Length < 3) yield return Start | Hash(word.Plain);
    }

    private const ulong Consonants = 1UL << 60, Group = 2UL << 60, Start = 3UL << 60;

    private static ushort[] Groups(NameToken word) => word.EquivalentGroups.ToArray();

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return hash & ((1UL << 60) - 1);
    }

    /// <summary>The consonants with each of them left out once.</summary>
    private static HashSet<ulong> WithoutOne(ulong skeleton)
    {
        var found = new HashSet<ulong>();
        for (var shift = 0; shift < 48 && skeleton >> shift != 0; shift += 4)
        {
            var low = skeleton & ((1UL << shift) - 1);
            found.Add(low | (skeleton >> (shift + 4) << shift));
        }

        return found;
    }
}
