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

    private const int Lanes = 16, Symbols = Alphabets.MaxSymbols, MostLong = 2 * Lanes;

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
        var ends = stackalloc Vector256<short>[MostLong];
        var longs = stackalloc int[MostLong];
        var pairs = stackalloc short[MostRows + 1];
        var triples = stackalloc short[MostRows + 1];
        var longer = RightGroups(right, ends, longs, pairs, triples);
        _left.Mark(left, pairs, triples);
        var (none, lanes, off) = (Vector256.Create(None), LettersOf(right), band + Math.Abs(n - m));
        fixed (short* letters = _letters)
        fixed (short* leftGroups = _leftGroups)
        fixed (short* rightGroups = _rightGroups)
        fixed (short* groups = _groups)
        fixed (byte* middles = &Middles[(n * Lanes + m) * (MostRows + 1)])
        {
            var insertion = new Insertion(Look(letters, lanes), longer.Two(rightGroups, Symbols), longer.Three(rightGroups, Symbols), 2 * off);
            var (above, second, third) = (insertion.Into(none.WithElement(0, (short)0), Within(0, Math.Min(m, off))), none, none);
            for (var i = 1; i <= n; i++)
            {
                var top = longer.Step(above, letters + left[i - 1] * Symbols, lanes, rightGroups + left[i - 1], Symbols);
                if (pairs[i] >= 0) top = Vector256.Max(top, longer.Step(second, leftGroups + pairs[i] * Symbols, lanes, groups + pairs[i] * _columns, 1));
                if (triples[i] >= 0) top = Vector256.Max(top, longer.Step(third, leftGroups + triples[i] * Symbols, lanes, groups + triples[i] * _columns, 1));
                // Letters far from the diagonal never stand for each other.
                top = insertion.Into(top, Within(middles[i] - off, Math.Min(m, middles[i] + off)));
                (third, second, above) = (second, above, top);
            }

            return Vector256.GetElement(above, m) / 100f;
        }
    }

    /// <summary>The groups of the second word, those of two letters first: in which lane each ends, and its number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Longer RightGroups(ReadOnlySpan<byte> right, Vector256<short>* ends, int* longs, short* pairs, short* triples)
    {
        var any = _right.Mark(right, pairs, triples);
        var count = 0;
        for (var j = 2; any && j <= right.Length; j++)
            if (pairs[j] >= 0) (ends[count], longs[count++]) = (LaneAt(j), pairs[j]);
        var two = count;
        for (var j = 3; any && j <= right.Length; j++)
            if (triples[j] >= 0) (ends[count], longs[count++]) = (LaneAt(j), triples[j]);
        return new(ends, longs, two, count);
    }

    /// <summary>Groups of two and three letters of the second word.</summary>
    private readonly struct Longer(Vector256<short>* ends, int* longs, int two, int all)
    {
        /// <summary>What those of two letters weigh, in the lanes where they end.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Two(short* weights, int stride) => Of(weights, stride, 0, two);

        /// <summary>What those of three letters weigh.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Three(short* weights, int stride) => Of(weights, stride, two, all);

        /// <summary>A letter or group of the first word against nothing, a letter, or a group.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Step(Vector256<short> from, short* row, Vector256<short> lanes, short* groups, int stride)
        {
            var before = Before(from, Vector256.Create(None));
            var top = Vector256.Max(Add(from, Vector256.Create(row[0])), Add(Shift1(from, before), Look(row, lanes)));
            if (two > 0) top = Vector256.Max(top, Add(Shift2(from, before), Two(groups, stride)));
            return two == all ? top : Vector256.Max(top, Add(Shift3(from, before), Three(groups, stride)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector256<short> Of(short* weights, int stride, int from, int to)
        {
            var found = Vector256.Create(None);
            for (var k = from; k < to; k++) found = Vector256.ConditionalSelect(ends[k], Vector256.Create(weights[longs[k] * stride]), found);
            return found;
        }
    }

    /// <summary>Letters and groups of the second word against nothing, one behind the other.</summary>
    private readonly struct Insertion(Vector256<short> one, Vector256<short> two, Vector256<short> three, int longest)
    {
        private readonly Vector256<short> _sums = Sums(one);
        private readonly bool _groups = Vector256.Max(two, three) != Vector256.Create(None);

        /// <summary>The row with them, within its band.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Into(Vector256<short> row, Vector256<short> within)
        {
            var none = Vector256.Create(None);
            row = Vector256.ConditionalSelect(within, row, none);
            if (_groups) return Turns(row, none, within);
            // The greatest of what came before, all counted as if from the first place.
            var lowest = Vector256.Create(short.MinValue);
            var all = Avx2.SubtractSaturate(row, _sums);
            all = Vector256.Max(all, Shift1(all, Before(all, lowest)));
            all = Vector256.Max(all, Shift2(all, Before(all, lowest)));
            all = Vector256.Max(all, Avx2.AlignRight(all, Before(all, lowest), 8));
            // Within a narrow band no more than seven stand behind each other.
            if (longest > 7) all = Vector256.Max(all, Before(all, lowest));
            return Vector256.ConditionalSelect(within, Add(all, _sums), none);
        }

        /// <summary>Until no place gains.</summary>
        private Vector256<short> Turns(Vector256<short> row, Vector256<short> none, Vector256<short> within)
        {
            while (true)
            {
                var before = Before(row, none);
                var more = Vector256.Max(Add(Shift1(row, before), one), Vector256.Max(Add(Shift2(row, before), two), Add(Shift3(row, before), three)));
                var next = Vector256.Max(row, Vector256.ConditionalSelect(within, more, none));
                if (next == row) return row;
                row = next;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<short> Sums(Vector256<short> one)
        {
            var zero = Vector256<short>.Zero;
            var sums = one & ~LaneAt(0);
            sums = Add(sums, Shift1(sums, Before(sums, zero)));
            sums = Add(sums, Shift2(sums, Before(sums, zero)));
            sums = Add(sums, Avx2.AlignRight(sums, Before(sums, zero), 8));
            return Add(sums, Before(sums, zero));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> LaneAt(int lane) => Vector256.Equals(Vector256<short>.Indices, Vector256.Create((short)lane));

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
