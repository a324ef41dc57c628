using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Nansen.Matching;

/// <summary>
/// Evidence that letters of one way of writing stand for letters of another: units of up to three letters on each side
/// with their weight in nats, learned from pairs of names (<see cref="SoundLearner"/>). The weight of a pair of names
/// is the best sum over the ways to cut both into units, as in a log-odds sequence alignment.
/// </summary>
internal sealed class SoundModel
{
    /// <summary>Longest unit on either side, in symbols.</summary>
    public const int Longest = 3;

    private const int Band = 3;

    private readonly GramTable _left = new();
    private readonly GramTable _right = new();
    private readonly UnitTable _weights = new();
    private readonly float[] _single = new float[Alphabets.MaxSymbols * Alphabets.MaxSymbols];

    /// <summary>A model of units; units not named have the weight of <see cref="Fallback"/>.</summary>
    public SoundModel(Writing left, Writing right, IEnumerable<(byte[] Left, byte[] Right, float Weight)> units)
    {
        (Left, Right) = (left, right);
        for (var a = 0; a < Alphabets.MaxSymbols; a++)
            for (var b = 0; b < Alphabets.MaxSymbols; b++)
                _single[a * Alphabets.MaxSymbols + b] = Fallback(left, right, (byte)a, (byte)b);
        foreach (var (l, r, weight) in units) Set(l, r, weight);
    }

    /// <summary>Writing of the first name.</summary>
    public Writing Left { get; }

    /// <summary>Writing of the second name.</summary>
    public Writing Right { get; }

    /// <summary>Every unit with its weight.</summary>
    public IEnumerable<(byte[] Left, byte[] Right, float Weight)> Units()
    {
        for (var a = 0; a < Alphabets.MaxSymbols; a++)
            for (var b = 0; b < Alphabets.MaxSymbols; b++)
                if (_single[a * Alphabets.MaxSymbols + b] != Fallback(Left, Right, (byte)a, (byte)b))
                    yield return (a == 0 ? [] : [(byte)a], b == 0 ? [] : [(byte)b], _single[a * Alphabets.MaxSymbols + b]);
        foreach (var (key, weight) in _weights.All()) yield return (Unpack(_left[(int)(key >> 16) - 1]), Unpack(_right[(int)(key & 0xFFFF) - 1]), weight);
    }

    /// <summary>What is added to every pair: puts the bar of "more likely one name" at 0.</summary>
    public float Bias { get; init; }

    /// <summary>The same units with another bias.</summary>
    public SoundModel Shift(float bias) => new(Left, Right, Units()) { Bias = bias };

    /// <summary>The weight of a unit; null when the model does not know it.</summary>
    public float? WeightOf(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length <= 1 && right.Length <= 1)
            return _single[(left.Length == 0 ? 0 : left[0]) * Alphabets.MaxSymbols + (right.Length == 0 ? 0 : right[0])];
        var (l, r) = (_left.Find(Pack(left)), _right.Find(Pack(right)));
        return l >= 0 && r >= 0 && _weights.TryGet(l, r, out var weight) ? weight : null;
    }

    /// <summary>Sets the weight of a unit.</summary>
    public void Set(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, float weight)
    {
        (_grid, _lanes) = (null, null);
        if (left.Length <= 1 && right.Length <= 1)
        {
            _single[(left.Length == 0 ? 0 : left[0]) * Alphabets.MaxSymbols + (right.Length == 0 ? 0 : right[0])] = weight;
            return;
        }

        _weights.Set(_left.Intern(Pack(left)), _right.Intern(Pack(right)), weight);
    }

    /// <summary>
    /// The weight of the best alignment of two names; below <paramref name="least"/>, no more than that it is below, and above
    /// <paramref name="enough"/>, no more than that it is above.
    /// </summary>
    [SkipLocalsInit]
    public unsafe float Weigh(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, float least = float.NegativeInfinity, float enough = float.PositiveInfinity)
    {
        if (left.Length is 0 or > UnitLanes.MostRows || right.Length is 0 or > UnitLanes.Most) return WeighLong(left, right, least);
        var room = stackalloc byte[UnitLanes.Room];
        new Span<byte>(room, UnitLanes.Room).Clear();
        right.CopyTo(new Span<byte>(room, UnitLanes.Room));
        fixed (byte* first = left) return Weigh(first, left.Length, room, right.Length, least, enough);
    }

    /// <summary>The same for words short enough for lanes, the second in <see cref="UnitLanes.Room"/> bytes.</summary>
    public unsafe float Weigh(byte* left, int n, byte* right, int m, float least, float enough)
    {
        if (UnitLanes.IsSupported)
        {
            var lanes = _lanes ??= new UnitLanes(_left, _right, _weights, _single);
            if (lanes.Straight(left, n, right, m) + Bias is var straight && straight > enough) return straight;
            var weight = lanes.Weigh(left, n, right, m, Band);
            // What may have been cut off lies below any bar that is asked for.
            if (weight > UnitLanes.Lowest || least - Bias > UnitLanes.Lowest) return weight + Bias;
        }

        return WeighLong(new ReadOnlySpan<byte>(left, n), new ReadOnlySpan<byte>(right, m), least);
    }

    private float WeighLong(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, float least) =>
        (_grid ??= new UnitGrid(_left, _right, _weights, _single)).Weigh(left, right, Band, least - Bias) + Bias;

    private UnitGrid? _grid;
    private UnitLanes? _lanes;

    /// <summary>
    /// The best alignment of two names, both with their edges: its weight, and the units of the path, first to last,
    /// when <paramref name="path"/> is given.
    /// </summary>
    [SkipLocalsInit]
    public float Align(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, List<Unit>? path = null)
    {
        var (n, m) = (left.Length, right.Length);
        var width = m + 1;
        Span<float> best = stackalloc float[(n + 1) * width];
        Span<byte> from = stackalloc byte[path is null ? 0 : (n + 1) * width];
        Span<short> lefts = stackalloc short[(n + 1) * 4];
        Span<short> rights = stackalloc short[(m + 1) * 4];
        _left.Mark(left, lefts);
        _right.Mark(right, rights);
        best.Fill(float.NegativeInfinity);
        best[0] = 0;
        var off = Band + Math.Abs(n - m);
        for (var i = 0; i <= n; i++)
        {
            // Letters far from the diagonal never stand for each other.
            var middle = n == 0 ? 0 : i * m / n;
            var (least, most) = (Math.Max(0, middle - off), Math.Min(m, middle + off));
            var singles = i == 0 ? default : _single.AsSpan(left[i - 1] * Alphabets.MaxSymbols, Alphabets.MaxSymbols);
            var row = best.Slice(i * width, width);
            var above = i == 0 ? default : best.Slice((i - 1) * width, width);
            var groups = lefts.Slice(i * 4, 4);
            var longLeft = groups[2] >= 0 || groups[3] >= 0;
            for (var j = least; j <= most; j++)
            {
                if (i == 0 && j == 0) continue;
                var (top, step) = (float.NegativeInfinity, (byte)0);
                if (i > 0)
                {
                    (top, step) = (above[j] + singles[0], 0x10);
                    if (j > 0) Better(above[j - 1] + singles[right[j - 1]], 0x11, ref top, ref step);
                }

                if (j > 0) Better(row[j - 1] + _single[right[j - 1]], 0x01, ref top, ref step);
                var others = rights.Slice(j * 4, 4);
                if (longLeft)
                {
                    for (var a = 2; a <= Longest; a++)
                        if (groups[a] >= 0)
                            for (var b = 0; b <= Longest && b <= j; b++) Group(best, (i - a) * width + j - b, groups[a], others[b], (byte)((a << 4) | b), ref top, ref step);
                }

                for (var b = 2; b <= Longest; b++)
                {
                    if (others[b] < 0) continue;
                    Group(best, i * width + j - b, groups[0], others[b], (byte)b, ref top, ref step);
                    if (i > 0) Group(best, (i - 1) * width + j - b, groups[1], others[b], (byte)(16 | b), ref top, ref step);
                }

                row[j] = top;
                if (path is not null) from[i * width + j] = step;
            }
        }

        if (path is not null) Trace(from, n, m, path);
        return best[n * width + m] + Bias;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Group(Span<float> best, int before, short left, short right, byte step, ref float top, ref byte from)
    {
        if (left < 0 || right < 0 || !(best[before] > float.NegativeInfinity) || !_weights.TryGet(left, right, out var weight)) return;
        Better(best[before] + weight, step, ref top, ref from);
    }

    private static void Trace(ReadOnlySpan<byte> from, int n, int m, List<Unit> path)
    {
        path.Clear();
        for (var (i, j) = (n, m); i > 0 || j > 0;)
        {
            var step = from[i * (m + 1) + j];
            var (a, b) = (step >> 4, step & 15);
            path.Add(new Unit(i - a, a, j - b, b));
            (i, j) = (i - a, j - b);
        }

        path.Reverse();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Better(float weight, byte step, ref float top, ref byte from)
    {
        if (weight <= top) return;
        (top, from) = (weight, step);
    }

    internal static uint Pack(ReadOnlySpan<byte> symbols)
    {
        uint packed = 0;
        foreach (var symbol in symbols) packed = (packed << 6) | symbol;
        return packed;
    }

    internal static byte[] Unpack(uint packed)
    {
        var symbols = new List<byte>();
        for (; packed != 0; packed >>= 6) symbols.Insert(0, (byte)(packed & 63));
        return [.. symbols];
    }

    /// <summary>What a single letter is worth against another that no example showed: by the classes of the skeleton.</summary>
    public static float Fallback(Writing left, Writing right, byte a, byte b)
    {
        if (a == Alphabets.Edge || b == Alphabets.Edge) return a == b ? 0 : -20;
        var (p, q) = (Skeleton.ClassOf(a, left), Skeleton.ClassOf(b, right));
        if (a == 0 || b == 0) return (a == 0 ? q : p) == 0 ? -2.5f : -5f;
        if (left == right && a == b) return 2.5f;
        if (p == q) return p == 0 ? -1f : 0.5f;
        return p == 0 || q == 0 ? -5f : -4.5f;
    }

    /// <summary>Writes the model as readable lines: both sides and the weight; <c>-</c> is nothing, <c>#</c> the edge of a name.</summary>
    public void Write(TextWriter to)
    {
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"writing {Left} {Right} {Bias:0.##}"));
        foreach (var (l, r, weight) in Units().OrderBy(u => Text(u.Left, Left), StringComparer.Ordinal).ThenBy(u => Text(u.Right, Right), StringComparer.Ordinal))
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Text(l, Left)} {Text(r, Right)} {weight:0.##}"));
    }

    /// <summary>Reads models that <see cref="Write"/> wrote, one behind the other.</summary>
    public static IEnumerable<SoundModel> Read(TextReader from)
    {
        SoundModel? model = null;
        while (from.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '/') continue;
            var parts = line.Split(' ');
            if (parts[0] == "writing")
            {
                if (model is not null) yield return model;
                model = new SoundModel(Enum.Parse<Writing>(parts[1]), Enum.Parse<Writing>(parts[2]), []) { Bias = float.Parse(parts[3], CultureInfo.InvariantCulture) };
            }
            else model!.Set(Symbols(parts[0], model.Left), Symbols(parts[1], model.Right), float.Parse(parts[2], CultureInfo.InvariantCulture));
        }

        if (model is not null) yield return model;
    }

    private static string Text(byte[] symbols, Writing writing)
    {
        var text = new StringBuilder();
        foreach (var symbol in symbols) text.Append(Alphabets.SymbolsOf(writing)[symbol]);
        return text.Length == 0 ? "-" : text.ToString();
    }

    private static byte[] Symbols(string text, Writing writing) =>
        text == "-" ? [] : [.. text.Select(c => (byte)Alphabets.SymbolsOf(writing).IndexOf(c, StringComparison.Ordinal))];
}

/// <summary>A stretch of the first name set against a stretch of the second.</summary>
internal readonly record struct Unit(int LeftAt, int LeftLength, int RightAt, int RightLength);
