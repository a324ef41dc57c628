using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    public const int Most = Room - 1;

    /// <summary>Symbols of a first word.</summary>
    public const int MostRows = GramTable.Places - 1;

    /// <summary>Bytes in which a second word stands, 0 beyond its end; also the lanes of a row.</summary>
    public const int Room = 16;

    /// <summary>A weight below this may have been cut off.</summary>
    public const float Lowest = -90;

    // Sums of these stay below every weight that matters, and do not go around.
    private const short None = -20_000;

    private const int Symbols = Alphabets.MaxSymbols, MostLong = 2 * Room;

    private readonly GramTable _left, _right;
    private readonly int _columns;

    // Of each letter of the first word, and of each of its groups, what it weighs against nothing and against each letter.
    private readonly short* _letters, _leftGroups;

    // Of each group of the second word what it weighs against nothing and against each letter; of each group of both words.
    private readonly short* _rightGroups, _groups;
    private readonly LineTable<short>[] _held;

    /// <summary>Lays the weights of a model out.</summary>
    public UnitLanes(GramTable left, GramTable right, UnitTable units, float[] single)
    {
        (_left, _right, _columns) = (left, right, right.Count);
        _held = [Nothing(Symbols * Symbols), Nothing(left.Count * Symbols), Nothing(right.Count * Symbols), Nothing(left.Count * _columns)];
        _letters = _held[0].First;
        _leftGroups = _held[1].First;
        _rightGroups = _held[2].First;
        _groups = _held[3].First;
        for (var i = 0; i < single.Length; i++) _letters[i] = Hundredths(single[i]);
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

    private static LineTable<short> Nothing(int count)
    {
        var nothing = new LineTable<short>(count);
        new Span<short>(nothing.First, count).Fill(None);
        return nothing;
    }

    /// <summary>The weight of the best alignment of two words, the second in <see cref="Room"/> bytes.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Weigh(byte* left, int n, byte* right, int m, int band)
    {
        var vectors = stackalloc Vector256<short>[2 * MostLong];
        var numbers = stackalloc short[2 * MostLong];
        var marks = stackalloc short[2 * GramTable.Places];
        var lanes = LettersOf(right);
        var longer = RightGroups(_right.Mark(right, m, marks), marks, vectors, numbers);
        var insertion = InsertionOf(Look(_letters, lanes), longer, vectors + MostLong, numbers + MostLong);
        var places = _left.Mark(left, n, marks);
        // Letters far from the diagonal, which stands at place * second / first, never stand for each other.
        var slope = (m << 16) / n + 1;
        var reach = Vector256.LessThan(Vector256<short>.Indices, Vector256.Create((short)(m + 1))) & Vector256.Create((short)(band + Math.Abs(n - m) + 1));
        var none = Vector256.Create(None);
        var (above, second, third) = (insertion.Into(none.WithElement(0, (short)0), Within(0, reach)), none, none);
        for (var i = 1; i <= n; i++)
        {
            var top = longer.Step(above, _letters + left[i - 1] * Symbols, lanes, _rightGroups + left[i - 1], Symbols);
            if ((places >> i & 1) != 0) top = Vector256.Max(top, LeftGroup(second, marks[i], lanes, longer));
            if ((places >> i & GramTable.Threes) != 0) top = Vector256.Max(top, LeftGroup(third, marks[GramTable.Places + i], lanes, longer));
            top = insertion.Into(top, Within((i * slope) >> 16, reach));
            (third, second, above) = (second, above, top);
        }

        return above.GetElement(m) / 100f;
    }

    /// <summary>
    /// The weight of two words of nearly one length letter by letter, one letter of the longer left over wherever that costs least: one of
    /// the alignments, found in a fraction of the time. Spellings of one name are mostly told by it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Straight(byte* left, int n, byte* right, int m)
    {
        var (even, one) = (0, (int)None);
        if (n == m)
        {
            for (var i = 0; i < n; i++) even += _letters[left[i] * Symbols + right[i]];
            return even / 100f;
        }

        if (Math.Abs(n - m) > 1) return None;
        byte* longer = n > m ? left : right, shorter = n > m ? right : left;
        var (across, down) = n > m ? (Symbols, 1) : (1, Symbols);
        for (var i = 0; i < Math.Min(n, m); i++)
        {
            // Of the longer word all letters up to this stand for something, or one before.
            one = Math.Max(one, even + _letters[longer[i] * across]) + _letters[longer[i + 1] * across + shorter[i] * down];
            even += _letters[longer[i] * across + shorter[i] * down];
        }

        return Math.Max(one, even + _letters[longer[Math.Max(n, m) - 1] * across]) / 100f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<short> LeftGroup(Vector256<short> from, int group, Vector256<short> lanes, Longer longer) =>
        longer.Step(from, _leftGroups + group * Symbols, lanes, _groups + group * _columns, 1);

    /// <summary>The groups of the second word, those of two letters first: in which lane each ends, and its number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Longer RightGroups(ulong places, short* marks, Vector256<short>* ends, short* numbers)
    {
        var count = 0;
        for (var twos = (uint)places; twos != 0; twos &= twos - 1)
        {
            var place = BitOperations.TrailingZeroCount(twos);
            (ends[count], numbers[count++]) = (LaneAt(place), marks[place]);
        }

        var two = count;
        for (var threes = (uint)(places >> 32); threes != 0; threes &= threes - 1)
        {
            var place = BitOperations.TrailingZeroCount(threes);
            (ends[count], numbers[count++]) = (LaneAt(place), marks[GramTable.Places + place]);
        }

        return new(ends, numbers, two, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Insertion InsertionOf(Vector256<short> one, Longer longer, Vector256<short>* gains, short* from)
    {
        var sums = one.WithElement(0, (short)0);
        sums = Add(sums, Avx2.ShiftLeftLogical128BitLane(sums, 2));
        sums = Add(sums, Avx2.ShiftLeftLogical128BitLane(sums, 4));
        sums = Add(sums, Avx2.ShiftLeftLogical128BitLane(sums, 8));
        sums = Add(sums, LastOfLower(sums));
        return new(sums, gains, from, longer.AgainstNothing(_rightGroups) ? Gains(longer, sums, gains, from) : 0);
    }

    /// <summary>
    /// What groups of the second word gain against nothing over their letters one by one, in all lanes from their end on, and the lane
    /// where they begin; those that end first come first.
    /// </summary>
    private int Gains(Longer longer, Vector256<short> sums, Vector256<short>* gains, short* from)
    {
        var count = 0;
        for (var k = 0; k < longer.Count; k++)
        {
            var (group, end, length) = longer[k];
            var gain = _rightGroups[group * Symbols] - (sums[end] - sums[end - length]);
            if (gain <= 0) continue;
            var at = count++;
            for (; at > 0 && gains[at - 1][end] == short.MinValue; at--) (gains[at], from[at]) = (gains[at - 1], from[at - 1]);
            gains[at] = Vector256.ConditionalSelect(Vector256.LessThan(Vector256<short>.Indices, Vector256.Create((short)end)), Vector256.Create(short.MinValue), Vector256.Create((short)gain));
            from[at] = (short)(end - length);
        }

        return count;
    }

    /// <summary>Groups of two and three letters of the second word.</summary>
    private readonly struct Longer(Vector256<short>* ends, short* numbers, int two, int all)
    {
        /// <summary>A letter or group of the first word against nothing, a letter, or a group.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Step(Vector256<short> from, short* row, Vector256<short> lanes, short* groups, int stride)
        {
            var before = Avx2.Permute2x128(Vector256.Create(None), from, 0x20);
            var top = Vector256.Max(Add(from, Vector256.Create(row[0])), Add(Avx2.AlignRight(from, before, 14), Look(row, lanes)));
            if (two > 0) top = Vector256.Max(top, Add(Avx2.AlignRight(from, before, 12), Weights(groups, stride, 0, two)));
            return two == all ? top : Vector256.Max(top, Add(Avx2.AlignRight(from, before, 10), Weights(groups, stride, two, all)));
        }

        /// <summary>Whether any of them may stand against nothing at all.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool AgainstNothing(short* weights)
        {
            var greatest = None;
            for (var k = 0; k < all; k++) greatest = Math.Max(greatest, weights[numbers[k] * Symbols]);
            return greatest != None;
        }

        public int Count => all;

        public (int Number, int End, int Length) this[int k] => (numbers[k], BitOperations.TrailingZeroCount(ends[k].ExtractMostSignificantBits()), k < two ? 2 : 3);

        /// <summary>What they weigh, in the lanes where they end.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector256<short> Weights(short* weights, int stride, int from, int to)
        {
            var found = Vector256.Create(None);
            for (var k = from; k < to; k++) found = Vector256.ConditionalSelect(ends[k], Vector256.Create(weights[numbers[k] * stride]), found);
            return found;
        }
    }

    /// <summary>Letters and groups of the second word against nothing, one behind the other.</summary>
    private readonly struct Insertion(Vector256<short> sums, Vector256<short>* gains, short* from, int groups)
    {
        /// <summary>The row with them, within its band.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Into(Vector256<short> row, Vector256<short> within)
        {
            var none = Vector256.Create(None);
            // The greatest of what came before, all counted as if from the first place.
            var all = Greatest(Avx2.SubtractSaturate(Vector256.ConditionalSelect(within, row, none), sums));
            for (var k = 0; k < groups; k++) all = Vector256.Max(all, Add(Everywhere(all, from[k]), gains[k]));
            return Vector256.ConditionalSelect(within, Add(all, sums), none);
        }
    }

    /// <summary>In each lane the greatest of it and those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Greatest(Vector256<short> row)
    {
        // Unsigned, so that what is moved in is the least there is; in each half, and then from the lower into the upper.
        var all = (row ^ Vector256.Create(short.MinValue)).AsUInt16();
        all = Avx2.Max(all, Avx2.ShiftLeftLogical128BitLane(all, 2));
        all = Avx2.Max(all, Avx2.ShiftLeftLogical128BitLane(all, 4));
        all = Avx2.Max(all, Avx2.ShiftLeftLogical128BitLane(all, 8));
        all = Avx2.Max(all, LastOfLower(all.AsInt16()).AsUInt16());
        return all.AsInt16() ^ Vector256.Create(short.MinValue);
    }

    /// <summary>The last lane of the lower half in all of the upper, and 0 in the lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> LastOfLower(Vector256<short> row) =>
        Avx2.Shuffle(Avx2.Permute2x128(row, row, 0x08).AsByte(), Vector256.Create((short)0x0F0E).AsByte()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Everywhere(Vector256<short> row, short lane) =>
        Avx512BW.VL.IsSupported ? Avx512BW.VL.PermuteVar16x16(row, Vector256.Create(lane)) : Vector256.Create(row[lane]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> LaneAt(int lane) => Vector256.Equals(Vector256<short>.Indices, Vector256.Create((short)lane));

    /// <summary>The letters by lane: that of lane j is the one before place j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> LettersOf(byte* word) => Avx2.ConvertToVector256Int16(Sse2.ShiftLeftLogical128BitLane(Vector128.Load(word), 1));

    /// <summary>Of a table of all symbols the entries of the lanes' letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Look(short* table, Vector256<short> lanes)
    {
        if (Avx512BW.IsSupported) return Avx512BW.PermuteVar32x16x2(Vector512.Load(table), lanes.ToVector512Unsafe(), Vector512.Load(table + 32)).GetLower();
        var found = stackalloc short[Room];
        for (var j = 0; j < Room; j++) found[j] = table[lanes[j]];
        return Vector256.Load(found);
    }

    /// <summary>The lanes nearer to the middle than they reach.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Within(int middle, Vector256<short> reach) =>
        Vector256.GreaterThan(reach, Vector256.Abs(Vector256<short>.Indices - Vector256.Create((short)middle)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Add(Vector256<short> a, Vector256<short> b) => Avx2.AddSaturate(a, b);
}
