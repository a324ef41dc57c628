using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nansen.Matching;

/// <summary>
/// The weights of <see cref="UnitGrid"/> for second words of up to thirteen letters: a whole row of the alignment at once, one lane a
/// letter of the second word. Weights are whole hundredths, as the model's file has them, so sums are exact in any order.
/// </summary>
internal sealed unsafe class UnitLanes
{
    /// <summary>Symbols of a second word, edges counted, for which there are lanes.</summary>
    public const int Most = Lanes - 1;

    /// <summary>Symbols of a first word.</summary>
    public const int MostRows = 2 * Lanes - 1;

    /// <summary>A weight below this may have been cut off.</summary>
    public const float Lowest = -90;

    // Sums of these stay below every weight that matters, and do not go around.
    private const short None = -20_000;

    private const int Lanes = 16, Symbols = Alphabets.MaxSymbols, MostLong = 2 * Lanes, Lengths = 2;

    private static readonly byte[] Middles = MiddlesOf();

    private readonly GramTable _left, _right;
    private readonly int _columns;

    // Of each letter of the first word, and of each of its groups, what it weighs against nothing and against each letter.
    private readonly short[] _letters, _leftGroups;

    // Of each group of the second word what it weighs against nothing and against each letter.
    private readonly short[] _rightGroups;
    private readonly short[] _groups;

    /// <summary>Lays the weights of a model out.</summary>
    public UnitLanes(GramTable left, GramTable right, UnitTable units, float[] single)
    {
        (_left, _right, _columns) = (left, right, right.Count);
        _letters = Array.ConvertAll(single, Hundredths);
        _leftGroups = Nothing(left.Count * Symbols);
        _rightGroups = Nothing(right.Count * Symbols);
        _groups = Nothing(left.Count * _columns);
        foreach (var (key, weight) in units.All())
        {
            var (l, r) = ((int)(key >> 16) - 1, (int)(key & 0xFFFF) - 1);
            if (right[r] < Symbols) _leftGroups[l * Symbols + (int)right[r]] = Hundredths(weight);
            else if (left[l] < Symbols) _rightGroups[r * Symbols + (int)left[l]] = Hundredths(weight);
            else _groups[l * _columns + r] = Hundredths(weight);
        }
    }

    /// <summary>Whether the machine has such lanes.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    private static short Hundredths(float weight) => (short)Math.Clamp(MathF.Round(weight * 100), None, -None);

    private static short[] Nothing(int count)
    {
        var nothing = new short[count];
        Array.Fill(nothing, None);
        return nothing;
    }

    /// <summary>Where the diagonal stands in a row: place * second / first.</summary>
    private static byte[] MiddlesOf()
    {
        var middles = new byte[(MostRows + 1) * Lanes * (MostRows + 1)];
        for (var n = 1; n <= MostRows; n++)
            for (var m = 0; m < Lanes; m++)
                for (var i = 0; i <= n; i++) middles[(n * Lanes + m) * (MostRows + 1) + i] = (byte)(i * m / n);
        return middles;
    }

    /// <summary>The weight of the best alignment.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Weigh(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int band)
    {
        var (n, m) = (left.Length, right.Length);
        var lefts = stackalloc short[(MostRows + 1) * 4];
        var rights = stackalloc short[Lanes * 4];
        _left.Mark(left, new Span<short>(lefts, (MostRows + 1) * 4));
        _right.Mark(right, new Span<short>(rights, Lanes * 4));
        // Groups of the second word: the lane in which one ends, its length, its number.
        var longs = stackalloc int[MostLong];
        var count = 0;
        for (var j = 2; j <= m; j++)
            for (var b = 2; b <= 3; b++)
                if (rights[j * 4 + b] is >= 0 and var group) longs[count++] = (group << 8) | (b << 4) | j;
        // What the groups of the second word weigh at a place of the first, by their length.
        var several = stackalloc short[Lengths * Lanes];
        new Span<short>(several, Lengths * Lanes).Fill(None);
        var none = Vector256.Create(None);
        fixed (short* letters = _letters)
        fixed (short* leftGroups = _leftGroups)
        fixed (short* rightGroups = _rightGroups)
        fixed (short* groups = _groups)
        fixed (byte* middles = &Middles[(n * Lanes + m) * (MostRows + 1)])
        {
            var lanes = LettersOf(right);
            var one = Look(letters, lanes);
            var (two, three, inserts) = (none, none, 0);
            for (var k = 0; k < count; k++) inserts |= Put(several, longs[k], rightGroups[(longs[k] >> 8) * Symbols]);
            if ((inserts & 4) != 0) two = Take(several, 0);
            if ((inserts & 8) != 0) three = Take(several, 1);

            var off = band + Math.Abs(n - m);
            var (above, second, third) = (none, none, none);
            for (var i = 0; i <= n; i++)
            {
                var top = i == 0 ? none.WithElement(0, (short)0) : none;
                if (i > 0)
                {
                    var row = letters + left[i - 1] * Symbols;
                    var before = Before(above, none);
                    top = Vector256.Max(Add(above, Vector256.Create(row[0])), Add(Shift1(above, before), Look(row, lanes)));
                    var any = 0;
                    for (var k = 0; k < count; k++) any |= Put(several, longs[k], rightGroups[(longs[k] >> 8) * Symbols + left[i - 1]]);
                    if ((any & 4) != 0) top = Vector256.Max(top, Add(Shift2(above, before), Take(several, 0)));
                    if ((any & 8) != 0) top = Vector256.Max(top, Add(Shift3(above, before), Take(several, 1)));
                    if (lefts[i * 4 + 2] is >= 0 and var pair)
                        top = Vector256.Max(top, Group(second, none, leftGroups + pair * Symbols, lanes, groups + pair * _columns, longs, count, several));
                    if (lefts[i * 4 + 3] is >= 0 and var triple)
                        top = Vector256.Max(top, Group(third, none, leftGroups + triple * Symbols, lanes, groups + triple * _columns, longs, count, several));
                }

                // Letters far from the diagonal never stand for each other.
                var within = Within(middles[i] - off, Math.Min(m, middles[i] + off));
                top = Inserted(Vector256.ConditionalSelect(within, top, none), none, within, one, two, three, inserts);
                (third, second, above) = (second, above, top);
            }

            return Vector256.GetElement(above, m) / 100f;
        }
    }

    /// <summary>A group of two or three letters of the first word against nothing, a letter, or a group.</summary>
    private static Vector256<short> Group(Vector256<short> from, Vector256<short> none, short* row, Vector256<short> lanes, short* groups, int* longs, int count, short* several)
    {
        var before = Before(from, none);
        var top = Vector256.Max(Add(from, Vector256.Create(row[0])), Add(Shift1(from, before), Look(row, lanes)));
        var any = 0;
        for (var k = 0; k < count; k++) any |= Put(several, longs[k], groups[longs[k] >> 8]);
        if ((any & 4) != 0) top = Vector256.Max(top, Add(Shift2(from, before), Take(several, 0)));
        if ((any & 8) != 0) top = Vector256.Max(top, Add(Shift3(from, before), Take(several, 1)));
        return top;
    }

    /// <summary>Letters and groups of the second word against nothing, one behind the other until no place gains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Inserted(
        Vector256<short> row, Vector256<short> none, Vector256<short> within, Vector256<short> one, Vector256<short> two, Vector256<short> three, int lengths)
    {
        while (true)
        {
            var before = Before(row, none);
            var more = Add(Shift1(row, before), one);
            if (lengths != 0) more = Vector256.Max(more, Vector256.Max(Add(Shift2(row, before), two), Add(Shift3(row, before), three)));
            var next = Vector256.Max(row, Vector256.ConditionalSelect(within, more, none));
            if (next == row) return row;
            row = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Put(short* several, int entry, short weight)
    {
        if (weight == None) return 0;
        var length = (entry >> 4) & 15;
        several[(length - 2) * Lanes + (entry & 15)] = weight;
        return 1 << length;
    }

    /// <summary>The weights put for a length, which are taken away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Take(short* several, int length)
    {
        var taken = Vector256.Load(several + length * Lanes);
        Vector256.Create(None).Store(several + length * Lanes);
        return taken;
    }

    /// <summary>The letters by lane: that of lane j is the one before place j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> LettersOf(ReadOnlySpan<byte> right)
    {
        var letters = stackalloc short[Lanes];
        new Span<short>(letters, Lanes).Clear();
        for (var j = 0; j < right.Length; j++) letters[j + 1] = right[j];
        return Vector256.Load(letters);
    }

    /// <summary>Of a table of all symbols the entries of the lanes' letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Look(short* table, Vector256<short> lanes)
    {
        if (Avx512BW.IsSupported) return Avx512BW.PermuteVar32x16x2(Vector512.Load(table), lanes.ToVector512Unsafe(), Vector512.Load(table + 32)).GetLower();
        var found = stackalloc short[Lanes];
        for (var j = 0; j < Lanes; j++) found[j] = table[lanes[j]];
        return Vector256.Load(found);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Within(int from, int to) =>
        Vector256.GreaterThan(Vector256<short>.Indices, Vector256.Create((short)(from - 1))) & Vector256.LessThan(Vector256<short>.Indices, Vector256.Create((short)(to + 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Add(Vector256<short> a, Vector256<short> b) => Avx2.AddSaturate(a, b);

    /// <summary>The lanes that come into each half when a row is moved to the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Before(Vector256<short> row, Vector256<short> none) => Avx2.Permute2x128(none, row, 0x20);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Shift1(Vector256<short> row, Vector256<short> before) => Avx2.AlignRight(row, before, 14);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Shift2(Vector256<short> row, Vector256<short> before) => Avx2.AlignRight(row, before, 12);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Shift3(Vector256<short> row, Vector256<short> before) => Avx2.AlignRight(row, before, 10);
}
