using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>
/// The distinct names of a file made ready: values that differ only in capitals or marks share a number; each has its
/// sound keys and, when it is one plain word, its symbols in one pool. Names of several words are kept as forms.
/// </summary>
internal sealed class NameValues
{
    private readonly ByteTable _table;
    private readonly int[] _source;
    private readonly NameForm?[] _forms;
    private readonly byte[] _pool;
    private readonly Sketch[] _sketches;

    public NameValues(ByteTable table)
    {
        _table = table;
        var n = table.Count + 1;
        Canonical = new int[n];
        _source = new int[n];
        var known = new ByteTable();
        var folded = new byte[n][];
        Parallelism.Ranges(n, (from, to) =>
        {
            for (var code = Math.Max(1, from); code < to; code++) folded[code] = Fold(table[code]);
        });
        for (var code = 1; code < n; code++)
        {
            if (folded[code].Length == 0) continue;
            var before = known.Count;
            var canonical = known.Intern(folded[code]);
            Canonical[code] = canonical;
            if (known.Count > before) _source[canonical] = code;
        }

        var count = Count = known.Count + 1;
        _forms = new NameForm?[count];
        (First, Second, Known, Last) = (new uint[count], new uint[count], new uint[count], new uint[count]);
        (Longest, NextLongest, LastPair, OuterPair) = (new uint[count], new uint[count], new uint[count], new uint[count]);
        Loose = new byte[count];
        _sketches = new Sketch[count];
        var symbols = new byte[count][];
        Parallelism.Ranges(count, (from, to) =>
        {
            for (var name = Math.Max(1, from); name < to; name++) symbols[name] = Prepare(name);
        });
        var used = 0;
        for (var name = 1; name < count; name++)
        {
            (_sketches[name].Start, _sketches[name].Length) = (used, (byte)symbols[name].Length);
            used += symbols[name].Length;
        }

        _pool = new byte[used];
        for (var name = 1; name < count; name++) symbols[name].CopyTo(_pool, _sketches[name].Start);
    }

    /// <summary>What a comparison of two plain words needs first, in one place of memory.</summary>
    private struct Sketch
    {
        public int Start;
        public uint Classes;
        public ushort Group;
        public byte Length;
        public Writing Writing;
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
    public NameForm Form(int name) => _forms[name] ?? NameForm.Of(_table.Text(_source[name]));

    /// <summary>Whether a name is one plain word, whose symbols are at hand.</summary>
    public bool IsPlain(int name) => _sketches[name].Length > 0;

    /// <summary>False when the consonants alone tell that two names are not one.</summary>
    public bool MayBeOne(int a, int b)
    {
        ref readonly var x = ref _sketches[a];
        ref readonly var y = ref _sketches[b];
        return x.Length == 0 || y.Length == 0 || (x.Group != 0 && y.Group != 0) || Skeleton.Near(x.Classes, y.Classes);
    }

    /// <summary>
    /// Evidence that two plain words are one name, as <see cref="NameAlignment.Weigh"/> has it; hopeless pairs are told
    /// by their consonants alone, and of what is below <paramref name="least"/> no more is told.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Weigh(int a, int b, Sounds sounds, float least)
    {
        ref readonly var x = ref _sketches[a];
        ref readonly var y = ref _sketches[b];
        var known = x.Group != 0 && y.Group != 0 && Meet(a, b);
        if (!known && !Skeleton.Near(x.Classes, y.Classes)) return -6;
        var weight = sounds.Weigh(Symbols(x), x.Writing, Symbols(y), y.Writing, known ? float.NegativeInfinity : least);
        return known ? Math.Max(weight, 4) : weight;
    }

    private bool Meet(int a, int b) => _sketches[a].Group == _sketches[b].Group || NameTable.Meet(Form(a).Names[0].EquivalentGroups, Form(b).Names[0].EquivalentGroups);

    private ReadOnlySpan<byte> Symbols(in Sketch sketch) => _pool.AsSpan(sketch.Start, sketch.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] Fold(ReadOnlySpan<byte> value)
    {
        // Most values are plain Latin letters.
        var ascii = true;
        foreach (var b in value)
            if (b is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z'))) { ascii = false; break; }
        if (ascii)
        {
            var lower = new byte[value.Length];
            for (var i = 0; i < lower.Length; i++) lower[i] = (byte)(value[i] | 32);
            return lower;
        }

        var text = Folding.Plain(Folding.Lower(System.Text.Encoding.UTF8.GetString(value)));
        return System.Text.Encoding.UTF8.GetBytes(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private byte[] Prepare(int name)
    {
        var form = NameForm.Of(_table.Text(_source[name]));
        Keys(name, form);
        if (form.Names.Length > 0 && form.Names[0].EquivalentGroups is [var group, ..])
        {
            Known[name] = Mixing.Fold((1UL << 50) | group);
            _sketches[name].Group = group;
        }

        if (form.Names is [{ Kind: WordKind.Name, Writing: not Writing.Other } word] && word.Symbols.Length > 3)
        {
            _sketches[name].Writing = word.Writing;
            _sketches[name].Classes = Skeleton.ClassesOf(word.Skeleton);
            return word.Symbols;
        }

        _forms[name] = form;
        return [];
    }

    [SkipLocalsInit]
    private void Keys(int name, NameForm form)
    {
        Span<ulong> keys = stackalloc ulong[NameForm.MostWords];
        Span<ulong> sorted = stackalloc ulong[NameForm.MostWords];
        var count = 0;
        foreach (var word in form.Names)
            if (word.Skeleton != 0 || word.Writing == Writing.Other || word.Symbols.Length > 2) keys[count++] = KeyOf(word);
        if (count == 0) return;
        First[name] = Mixing.Fold(keys[0]);
        Loose[name] = (byte)(keys[0] & 15);
        if (count > 1) Second[name] = Mixing.Fold(keys[1]);
        Last[name] = Mixing.Fold(keys[count - 1]);
        keys[..count].CopyTo(sorted);
        sorted[..count].Sort();
        Longest[name] = Mixing.Fold(sorted[count - 1]);
        if (count > 1) NextLongest[name] = Mixing.Fold(sorted[count - 2]);
        if (count <= 2) return;
        LastPair[name] = PairOf(keys[count - 2], keys[count - 1]);
        OuterPair[name] = PairOf(keys[0], keys[count - 1]);
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
