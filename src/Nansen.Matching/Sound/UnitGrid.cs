using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>
/// A sound model laid out for speed: the weights of all units in one table, a row a group of letters of the first name and a
/// column one of the second. What no unit has weighs minus infinity, so that nothing is asked on the way.
/// Gives the same weights as <see cref="SoundModel.Align"/> gives with a path.
/// </summary>
internal sealed unsafe class UnitGrid
{
    private const int Longest = SoundModel.Longest, Symbols = Alphabets.MaxSymbols;

    private readonly GramTable _left, _right;
    private readonly float[] _single;
    private readonly float[] _units;
    private readonly int _columns, _noRow;
    private readonly float[] _bestOfGroup;
    private readonly float[] _bestOfSymbol = new float[Symbols];
    private readonly bool _bounded = true;

    public UnitGrid(GramTable left, GramTable right, UnitTable units, float[] single)
    {
        (_left, _right, _single) = (left, right, single);
        (_noRow, _columns) = (left.Count, right.Count + 1);
        _units = new float[(left.Count + 1) * _columns];
        _bestOfGroup = new float[left.Count + 1];
        Array.Fill(_units, float.NegativeInfinity);
        Array.Fill(_bestOfGroup, float.NegativeInfinity);
        for (var a = 0; a < Symbols; a++)
        {
            _bestOfSymbol[a] = single.AsSpan(a * Symbols, Symbols)[0];
            foreach (var weight in single.AsSpan(a * Symbols, Symbols)) _bestOfSymbol[a] = Math.Max(_bestOfSymbol[a], weight);
        }

        // Letters of the second name alone never speak for it, or no bound would hold.
        for (var b = 1; b < Symbols; b++) _bounded &= single[b] <= 0;
        foreach (var (key, weight) in units.All())
        {
            var (l, r) = ((int)(key >> 16) - 1, (int)(key & 0xFFFF) - 1);
            _units[l * _columns + r] = weight;
            _bestOfGroup[l] = Math.Max(_bestOfGroup[l], weight);
            if (left[l] == 0) _bounded &= weight <= 0;
            else if (left[l] < Symbols) _bestOfSymbol[left[l]] = Math.Max(_bestOfSymbol[left[l]], weight);
        }
    }

    /// <summary>The weight of the best alignment, or anything below <paramref name="least"/> once it is sure to stay below.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Weigh(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int band, float least)
    {
        var (n, m) = (left.Length, right.Length);
        // Three rows above and three columns before stand for what is outside: minus infinity.
        var width = m + 1 + Longest;
        float* best = stackalloc float[(n + 1 + Longest) * width];
        new Span<float>(best, (n + 1 + Longest) * width).Fill(float.NegativeInfinity);
        var lefts = stackalloc short[(n + 1) * 4];
        var rights = stackalloc short[(m + 1) * 4];
        var gains = stackalloc float[n + 1];
        _left.Mark(left, new Span<short>(lefts, (n + 1) * 4));
        _right.Mark(right, new Span<short>(rights, (m + 1) * 4));
        for (var j = 0; j < (m + 1) * 4; j++) if (rights[j] < 0) rights[j] = (short)(_columns - 1);
        Gains(left, lefts, gains);
        if (!_bounded) least = float.NegativeInfinity;
        var off = band + Math.Abs(n - m);
        var (before, last) = (float.NegativeInfinity, float.NegativeInfinity);
        fixed (float* single = _single)
        fixed (float* units = _units)
        fixed (byte* letters = right)
        {
            best[Longest * width + Longest] = 0;
            for (var i = 0; i <= n; i++)
            {
                var middle = n == 0 ? 0 : i * m / n;
                var (from, to) = (Math.Max(0, middle - off), Math.Min(m, middle + off));
                var row = best + (i + Longest) * width + Longest;
                var top = Row(row, width, from, to, i == 0 ? null : single + left[i - 1] * Symbols, single, letters, units, lefts + i * 4, rights);
                if (i < n && Math.Max(Math.Max(top + gains[i], last), before) < least) return float.NegativeInfinity;
                (before, last) = (last, top + gains[i]);
            }
        }

        return best[(n + Longest) * width + Longest + m];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Row(float* row, int width, int from, int to, float* single, float* inserted, byte* letters, float* units, short* groups, short* rights)
    {
        var above = row - width;
        var none = Group(units, groups[0]);
        var one = Group(units, groups[1]);
        var two = groups[2] >= 0 ? Group(units, groups[2]) : null;
        var three = groups[3] >= 0 ? Group(units, groups[3]) : null;
        var greatest = float.NegativeInfinity;
        if (single is null) (greatest, from) = (0, Math.Max(1, from));
        for (var j = from; j <= to; j++)
        {
            var others = rights + j * 4;
            var top = j == 0 ? float.NegativeInfinity : row[j - 1] + inserted[letters[j - 1]];
            if (single is not null)
            {
                top = float.MaxNative(top, above[j] + single[0]);
                if (j > 0) top = float.MaxNative(top, above[j - 1] + single[letters[j - 1]]);
            }

            if (two is not null) top = float.MaxNative(top, Long(row - 2 * width + j, two, others));
            if (three is not null) top = float.MaxNative(top, Long(row - 3 * width + j, three, others));
            if (others[2] != _columns - 1) top = float.MaxNative(top, float.MaxNative(row[j - 2] + none[others[2]], above[j - 2] + one[others[2]]));
            if (others[3] != _columns - 1) top = float.MaxNative(top, float.MaxNative(row[j - 3] + none[others[3]], above[j - 3] + one[others[3]]));
            row[j] = top;
            greatest = float.MaxNative(greatest, top);
        }

        return greatest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* Group(float* units, short group) => units + (group < 0 ? _noRow : group) * _columns;

    /// <summary>A group of two or three letters against none to three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Long(float* at, float* weights, short* others) => float.MaxNative(
        float.MaxNative(at[0] + weights[others[0]], at[-1] + weights[others[1]]),
        float.MaxNative(at[-2] + weights[others[2]], at[-3] + weights[others[3]]));

    /// <summary>The most that can be gained from each letter of the first name on, whatever the second holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gains(ReadOnlySpan<byte> left, short* lefts, float* gains)
    {
        var n = left.Length;
        gains[n] = 0;
        for (var i = n - 1; i >= 0; i--)
        {
            var gain = _bestOfSymbol[left[i]] + gains[i + 1];
            for (var a = 2; a <= Longest && i + a <= n; a++)
                if (lefts[(i + a) * 4 + a] is >= 0 and var group) gain = Math.Max(gain, _bestOfGroup[group] + gains[i + a]);
            gains[i] = gain;
        }
    }
}
