using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>
/// All ways to cut the true pairs into units, laid out once: each step of a cut is a cell with the number of its unit, so
/// that a round of expectation maximisation looks nothing up.
/// </summary>
internal sealed class UnitCounts
{
    private readonly List<(SoundPair Pair, Cell[] Cells)> _pairs = [];
    private readonly List<ulong> _keys = [];
    private readonly double[] _ofLength = new double[5];

    // The two sides of a unit are much alike, and a dictionary would put all that are the same into one place. Odd, so no two keys become one.
    private const ulong Spread = 0x9E3779B97F4A7C15;

    // A step to a place in both names by a unit of some letters a side.
    private readonly record struct Cell(int Unit, byte I, byte J, byte A, byte B);

    /// <param name="pairs">Pairs that are one name.</param>
    /// <param name="longUnit">Cost in nats of each letter beyond one on a side of a unit.</param>
    public UnitCounts(IReadOnlyList<SoundPair> pairs, double longUnit)
    {
        for (var letters = 0; letters < _ofLength.Length; letters++) _ofLength[letters] = Math.Exp(-longUnit * letters);
        var numbers = new Dictionary<ulong, int>();
        var cells = new List<Cell>();
        foreach (var pair in pairs)
        {
            cells.Clear();
            for (var i = 0; i <= pair.Left.Length; i++)
                for (var j = 0; j <= pair.Right.Length; j++)
                    foreach (var (a, b) in Shapes)
                    {
                        if (a > i || b > j) continue;
                        var key = KeyOf(pair.Left.AsSpan(i - a, a), pair.Right.AsSpan(j - b, b));
                        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, key * Spread, out var known);
                        if (!known)
                        {
                            number = _keys.Count;
                            _keys.Add(key);
                        }

                        cells.Add(new(number, (byte)i, (byte)j, a, b));
                    }

            _pairs.Add((pair, [.. cells]));
        }
    }

    /// <summary>The units by their numbers.</summary>
    public IReadOnlyList<ulong> Keys => _keys;

    /// <summary>How often each unit is to be expected, when the units have these probabilities; those of 0 are left out for good.</summary>
    public double[] Expect(double[] probability)
    {
        var counts = new double[_keys.Count];
        for (var at = 0; at < _pairs.Count; at++)
        {
            var (pair, cells) = _pairs[at];
            if (Array.Exists(cells, c => probability[c.Unit] == 0))
                _pairs[at] = (pair, cells = Array.FindAll(cells, c => probability[c.Unit] > 0));
            Expect(pair, cells, probability, counts);
        }

        return counts;
    }

    private void Expect(SoundPair pair, Cell[] cells, double[] probability, double[] counts)
    {
        var width = pair.Right.Length + 1;
        var places = (pair.Left.Length + 1) * width;
        Span<double> forward = stackalloc double[places], backward = stackalloc double[places];
        forward.Clear();
        backward.Clear();
        forward[0] = 1;
        foreach (var cell in cells) forward[cell.I * width + cell.J] += forward[Before(cell, width)] * Chance(cell, probability);
        var total = forward[^1];
        if (!(total > 0)) return;
        backward[^1] = 1;
        for (var c = cells.Length - 1; c >= 0; c--)
        {
            var cell = cells[c];
            backward[Before(cell, width)] += backward[cell.I * width + cell.J] * Chance(cell, probability);
        }

        foreach (var cell in cells)
        {
            var expected = pair.Weight * forward[Before(cell, width)] * Chance(cell, probability) * backward[cell.I * width + cell.J] / total;
            if (expected > 1e-4) counts[cell.Unit] += expected;
        }
    }

    private double Chance(Cell cell, double[] probability) => probability[cell.Unit] * _ofLength[Math.Max(0, cell.A - 1) + Math.Max(0, cell.B - 1)];

    private static int Before(Cell cell, int width) => (cell.I - cell.A) * width + cell.J - cell.B;

    /// <summary>Both sides of a unit as one number.</summary>
    public static ulong KeyOf(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => ((ulong)SoundModel.Pack(left) << 32) | SoundModel.Pack(right);

    /// <summary>The two sides of a unit.</summary>
    public static (byte[] Left, byte[] Right) Split(ulong key) => (SoundModel.Unpack((uint)(key >> 32)), SoundModel.Unpack((uint)key));

    /// <summary>Whether a unit has no more than one letter a side.</summary>
    public static bool IsSingle(ulong key) => (uint)(key >> 32) < 64 && (uint)key < 64;

    private static readonly (byte A, byte B)[] Shapes =
        [.. from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 4) where a + b is > 0 and <= 5 && !(a == 0 && b == 3) && !(a == 3 && b == 0) select ((byte)a, (byte)b)];
}
