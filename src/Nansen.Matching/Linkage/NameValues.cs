using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Nansen.Matching;

/// <summary>
/// The distinct names of a file made ready: values that differ only in capitals or marks share a number; each has its
/// sound keys and, when it is one plain word, its symbols in one pool. Names of several words are kept as forms.
/// </summary>
internal sealed unsafe class NameValues
{
    private readonly ByteTable _table;
    private readonly int[] _source;
    private readonly NameForm?[] _forms;
    private readonly LineTable<Sketch> _held;
    private readonly Sketch* _sketches;

    public NameValues(ByteTable table)
    {
        _table = table;
        var folded = new Folded[Parallelism.RangesOf(table.Count + 1)];
        Parallelism.Ranges(table.Count + 1, (from, to) => folded[from / Parallelism.Piece] = new(table, from, to));
        Canonical = new int[table.Count + 1];
        var source = new int[table.Count + 1];
        var known = new ByteTable(table.Count);
        foreach (var part in folded) part.Number(table, known, Canonical, source);
        var count = Count = known.Count + 1;
        _source = source;
        _forms = new NameForm?[count];
        (First, Second, Known, Last) = (new uint[count], new uint[count], new uint[count], new uint[count]);
        (Longest, NextLongest, LastPair, OuterPair) = (new uint[count], new uint[count], new uint[count], new uint[count]);
        Loose = new byte[count];
        _held = new(count);
        _sketches = _held.First;
        Parallelism.Ranges(count, (from, to) =>
        {
            for (var name = Math.Max(1, from); name < to; name++) Prepare(name);
        });
    }

    /// <summary>What a comparison of two plain words needs, in one place of memory.</summary>
    private struct Sketch
    {
        public ulong Skeleton;
        public uint Classes;
        public ushort Group;
        public byte Length;
        public Writing Writing;
        public ShortWord Symbols;
    }

    /// <summary>The symbols of a word between edges; a longer one is read from its form.</summary>
    [InlineArray(MostInline)]
    private struct ShortWord
    {
        public byte First;
    }

    private const int MostInline = UnitLanes.Room;

    /// <summary>A stretch of values without capitals and marks, one behind the other.</summary>
    private readonly struct Folded
    {
        private readonly int _from;
        private readonly byte[] _bytes;
        private readonly int[] _ends;
        private readonly uint[] _hashes;

        public Folded(ByteTable table, int from, int to)
        {
            _from = from;
            (_ends, _hashes) = (new int[to - from], new uint[to - from]);
            var bytes = new byte[Math.Max(64, table.BytesOf(from, to))];
            var used = 0;
            for (var code = from; code < to; code++)
            {
                var start = used;
                Fold(table[code], ref bytes, ref used);
                _ends[code - from] = used;
                _hashes[code - from] = ByteTable.Hash(bytes.AsSpan(start, used - start));
            }

            _bytes = bytes;
        }

        /// <summary>Numbers the values, and notes from which of the spellings a number comes.</summary>
        public void Number(ByteTable table, ByteTable known, int[] canonical, int[] source)
        {
            var start = 0;
            for (var i = 0; i < _ends.Length; start = _ends[i++])
            {
                if (i + 8 < _hashes.Length) known.Fetch(_hashes[i + 8]);
                if (_ends[i] == start) continue;
                var before = known.Count;
                var name = canonical[_from + i] = known.Intern(_bytes.AsSpan(start, _ends[i] - start), _hashes[i]);
                // Whichever record comes first: small letters and marks tell more, and stand behind in UTF-8.
                if (known.Count > before || table[_from + i].SequenceCompareTo(table[source[name]]) > 0) source[name] = _from + i;
            }
        }
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

    /// <summary>Asks the memory for a name that will be compared soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int name)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported) System.Runtime.Intrinsics.X86.Sse.Prefetch0(_sketches + name);
    }

    /// <summary>False when the consonants alone tell that two names are not one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBeOne(int a, int b)
    {
        ref readonly var x = ref _sketches[a];
        ref readonly var y = ref _sketches[b];
        return x.Length == 0 || y.Length == 0 || (x.Group != 0 && y.Group != 0) || Skeleton.Near(x.Skeleton, x.Classes, y.Skeleton, y.Classes);
    }

    /// <summary>
    /// Evidence that two plain words that may be one are one name, as <see cref="NameAlignment.Weigh"/> has it; hopeless pairs are told
    /// by their consonants alone, and of what is below <paramref name="least"/> or above <paramref name="enough"/> no more is told.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Weigh(int a, int b, Sounds sounds, float least, float enough)
    {
        ref readonly var x = ref _sketches[a];
        ref readonly var y = ref _sketches[b];
        var known = x.Group != 0 && y.Group != 0 && Meet(a, b);
        // Of words in no group of names, MayBeOne has looked at the consonants.
        if (!known && x.Group != 0 && y.Group != 0 && !Skeleton.Near(x.Skeleton, x.Classes, y.Skeleton, y.Classes)) return -6;
        if (known && enough < 4) return 4;
        if (known) least = float.NegativeInfinity;
        float weight;
        if (x.Length <= UnitLanes.Most && y.Length <= UnitLanes.Most)
        {
            fixed (byte* left = &x.Symbols.First)
            fixed (byte* right = &y.Symbols.First)
                weight = sounds.Weigh(left, x.Length, x.Writing, right, y.Length, y.Writing, least, enough);
        }
        else weight = sounds.Weigh(Symbols(a, x), x.Writing, Symbols(b, y), y.Writing, least);
        return known ? Math.Max(weight, 4) : weight;
    }

    private bool Meet(int a, int b) => _sketches[a].Group == _sketches[b].Group || NameTable.Meet(Form(a).Names[0].EquivalentGroups, Form(b).Names[0].EquivalentGroups);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Symbols(int name, in Sketch sketch) =>
        sketch.Length <= MostInline ? MemoryMarshal.CreateReadOnlySpan(in sketch.Symbols.First, sketch.Length) : _forms[name]!.Names[0].Symbols;

    /// <summary>A value in small letters without marks, its words one space apart, behind what was folded before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fold(ReadOnlySpan<byte> value, ref byte[] to, ref int used)
    {
        // Most values are plain Latin letters.
        var ascii = true;
        foreach (var b in value)
            if (b is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z'))) { ascii = false; break; }
        if (ascii)
        {
            if (used + value.Length > to.Length) Array.Resize(ref to, to.Length * 2 + value.Length);
            foreach (var b in value) to[used++] = (byte)(b | 32);
            return;
        }

        var text = Folding.Plain(Folding.Lower(Encoding.UTF8.GetString(value)));
        if (text.AsSpan().ContainsAny(Spaces)) text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (used + text.Length * 3 > to.Length) Array.Resize(ref to, to.Length * 2 + text.Length * 3);
        used += Encoding.UTF8.GetBytes(text, to.AsSpan(used));
    }

    private static readonly System.Buffers.SearchValues<char> Spaces =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(char.IsWhiteSpace)]);

    private void Prepare(int name)
    {
        var form = NameForm.Of(_table.Text(_source[name]));
        Keys(name, form);
        ref var sketch = ref _sketches[name];
        if (form.Names.Length > 0 && form.Names[0].EquivalentGroups is [var group, ..])
        {
            Known[name] = Mixing.Fold((1UL << 50) | group);
            sketch.Group = group;
        }

        if (form.Names is [{ Kind: WordKind.Name, Writing: not Writing.Other } word] && word.Symbols.Length > 3)
        {
            (sketch.Writing, sketch.Length) = (word.Writing, (byte)word.Symbols.Length);
            (sketch.Skeleton, sketch.Classes) = (word.Skeleton, Skeleton.ClassesOf(word.Skeleton));
            if (word.Symbols.Length > MostInline) _forms[name] = form;
            else word.Symbols.CopyTo(MemoryMarshal.CreateSpan(ref sketch.Symbols.First, MostInline));
        }
        else _forms[name] = form;
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
