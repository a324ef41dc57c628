namespace Nansen.Matching;

/// <summary>
/// The distinct names of a file made ready: values that differ only in capitals or marks share a number; each has its
/// sound keys; how two sound together is remembered.
/// </summary>
internal sealed class NameValues
{
    private readonly ByteTable _table;
    private readonly string[] _texts;
    private readonly NameForm?[] _forms;

    public NameValues(ByteTable table)
    {
        _table = table;
        var n = table.Count + 1;
        Canonical = new int[n];
        _texts = new string[n];
        var lower = new string[n];
        Parallel.For(1, n, Matching.Parallelism.Options, code => lower[code] = string.Join(' ', Folding.Plain(Folding.Lower(table.Text(code))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var known = new Dictionary<string, int>(n, StringComparer.Ordinal);
        var count = 1;
        _texts[0] = "";
        for (var code = 1; code < n; code++)
        {
            if (lower[code].Length == 0) continue;
            if (!known.TryGetValue(lower[code], out var canonical))
            {
                known[lower[code]] = canonical = count;
                _texts[count++] = table.Text(code);
            }

            Canonical[code] = canonical;
        }

        Count = count;
        _forms = new NameForm?[count];
        First = new uint[count];
        Second = new uint[count];
        Loose = new byte[count];
        (Known, NextLongest) = (new uint[count], new uint[count]);
        (Last, Longest, LastPair, OuterPair) = (new uint[count], new uint[count], new uint[count], new uint[count]);
        Parallel.For(1, count, Matching.Parallelism.Options, Prepare);
    }

    /// <summary>How many distinct names, number 0 counted.</summary>
    public int Count { get; }

    /// <summary>From the number of a value to the number of the name.</summary>
    public int[] Canonical { get; }

    /// <summary>Sound key of the first word; 0 when it has none.</summary>
    public uint[] First { get; }

    /// <summary>Sound key of the second word; 0 when there is none.</summary>
    public uint[] Second { get; }

    /// <summary>Class of the first consonant.</summary>
    public byte[] Loose { get; }

    /// <summary>Key of the group of equivalent names the first word stands in; 0 when in none.</summary>
    public uint[] Known { get; }

    /// <summary>Sound key of the last word.</summary>
    public uint[] Last { get; }

    /// <summary>Sound key of the word with the most consonants.</summary>
    public uint[] Longest { get; }

    /// <summary>Sound key of the word with the second most consonants.</summary>
    public uint[] NextLongest { get; }

    /// <summary>Sound key of the last two of three or more words.</summary>
    public uint[] LastPair { get; }

    /// <summary>Sound key of the first and last of three or more words.</summary>
    public uint[] OuterPair { get; }

    /// <summary>A name ready to be compared.</summary>
    public NameForm Form(int name) => _forms[name] ??= NameForm.Of(_texts[name]);

    private void Prepare(int name)
    {
        var form = Form(name);
        Span<ulong> keys = stackalloc ulong[NameForm.MostWords];
        Span<ulong> sorted = stackalloc ulong[NameForm.MostWords];
        var count = 0;
        foreach (var word in form.Names)
            if (word.Skeleton != 0 || word.Writing == Writing.Other || word.Symbols.Length > 2) keys[count++] = KeyOf(word);
        if (count == 0) return;
        First[name] = Mixing.Fold(keys[0]);
        Loose[name] = (byte)(keys[0] & 15);
        if (form.Names[0].EquivalentGroups is [var group, ..]) Known[name] = Mixing.Fold((1UL << 50) | group);
        if (count > 1) Second[name] = Mixing.Fold(keys[1]);
        Last[name] = Mixing.Fold(keys[count - 1]);
        keys[..count].CopyTo(sorted);
        sorted[..count].Sort();
        Longest[name] = Mixing.Fold(sorted[count - 1]);
        if (count > 1) NextLongest[name] = Mixing.Fold(sorted[count - 2]);
        if (count > 2)
        {
            LastPair[name] = PairOf(keys[count - 2], keys[count - 1]);
            OuterPair[name] = PairOf(keys[0], keys[count - 1]);
        }

    }

    private static uint PairOf(ulong a, ulong b)
    {
        var (x, y) = (Mixing.Fold(a), Mixing.Fold(b));
        if (x > y) (x, y) = (y, x);
        return Mixing.Fold(Mixing.Mix(0, ((ulong)x << 32) | y));
    }

    /// <summary>The consonants; a name of vowels alone by its letters.</summary>
    private static ulong KeyOf(NameToken word)
    {
        if (word.Skeleton != 0) return word.Skeleton;
        var key = 1UL << 62;
        foreach (var c in word.Writing == Writing.Other ? word.Plain : "") key = Mixing.Mix(key, c);
        return key;
    }
}

/// <summary>Mixes numbers into keys.</summary>
internal static class Mixing
{
    public static ulong Mix(ulong a, ulong b)
    {
        var x = (a ^ (b + 0x9E3779B97F4A7C15UL + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdUL;
        return x ^ (x >> 32);
    }

    /// <summary>32 bits of a key; never 0.</summary>
    public static uint Fold(ulong key)
    {
        key = (key ^ (key >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return (uint)(key >> 32) | 1;
    }
}

/// <summary>How many threads linkage uses; results do not depend on it.</summary>
internal static class Parallelism
{
    public static ParallelOptions Options { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
}
