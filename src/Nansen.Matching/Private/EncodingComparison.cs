namespace Nansen.Matching;

/// <summary>Two encoded records and how like they are (Dice).</summary>
internal readonly record struct LikePair(int Left, int Right, double Likeness);

/// <summary>
/// Compares every encoding of one file with every encoding of another whose number of bits allows a likeness worth
/// looking at. Only the likest pairs are kept; of the rest it counts how many there are of each likeness.
/// </summary>
internal sealed class EncodingComparison
{
    /// <summary>Likenesses below this are not looked at.</summary>
    public const double Least = 0.5;

    /// <summary>Steps of likeness in which pairs are counted.</summary>
    public const int Steps = 100;

    private const int Tile = 1024;
    private const int Part = 64;

    private readonly int[] _order, _bits;
    private readonly ulong[] _rows;

    private EncodingComparison(EncodedFile file)
    {
        (_bits, _order) = (new int[file.Count], new int[file.Count]);
        for (var i = 0; i < file.Count; i++) (_bits[i], _order[i]) = (BitOverlap.Of(file.Row(i)), i);
        // Sorted by the number of bits, so that those too unlike are passed over.
        Array.Sort(_bits, _order);
        _rows = new ulong[file.Rows.Length];
        for (var i = 0; i < _order.Length; i++) file.Row(_order[i]).CopyTo(_rows.AsSpan(i * RecordEncoder.Words));
    }

    /// <summary>Pairs of at least <paramref name="keep"/>, likest first, and the number of pairs by hundredths of likeness.</summary>
    public static (List<LikePair> Pairs, long[] Counts, long Compared) Of(EncodedFile left, EncodedFile right, double keep)
    {
        var others = new EncodingComparison(right);
        var (pairs, counts, compared) = (new List<LikePair>(), new long[Steps + 1], 0L);
        Parallel.For(0, (left.Count + Part - 1) / Part, Parallelism.Options, part =>
        {
            var (mine, seen, looked) = (new List<LikePair>(), new long[Steps + 1], 0L);
            Span<ushort> shared = stackalloc ushort[Tile];
            for (var a = part * Part; a < Math.Min(left.Count, part * Part + Part); a++) looked += others.One(left.Row(a), a, keep, shared, mine, seen);
            lock (counts)
            {
                pairs.AddRange(mine);
                for (var i = 0; i < seen.Length; i++) counts[i] += seen[i];
                compared += looked;
            }
        });
        pairs.Sort(Likest);
        return (pairs, counts, compared);
    }

    /// <summary>The likest first; equals by their numbers, so that threads leave no trace.</summary>
    public static int Likest(LikePair x, LikePair y) =>
        x.Likeness != y.Likeness ? y.Likeness.CompareTo(x.Likeness) : x.Left != y.Left ? x.Left.CompareTo(y.Left) : x.Right.CompareTo(y.Right);

    private long One(ReadOnlySpan<ulong> query, int a, double keep, Span<ushort> shared, List<LikePair> found, long[] counts)
    {
        var bits = BitOverlap.Of(query);
        if (bits == 0) return 0;
        var from = LowerBound((int)Math.Ceiling(bits * Least / (2 - Least)));
        var to = LowerBound((int)Math.Floor(bits * (2 - Least) / Least) + 1);
        for (var start = from; start < to; start += Tile)
        {
            var n = Math.Min(Tile, to - start);
            BitOverlap.Count(query, _rows.AsSpan(start * RecordEncoder.Words, n * RecordEncoder.Words), shared[..n]);
            for (var i = 0; i < n; i++)
            {
                if (shared[i] * 2 < Least * (bits + _bits[start + i])) continue;
                var likeness = 2.0 * shared[i] / (bits + _bits[start + i]);
                counts[(int)(likeness * Steps)]++;
                if (likeness >= keep) found.Add(new(a, _order[start + i], likeness));
            }
        }

        return to - from;
    }

    private int LowerBound(int value)
    {
        var (from, to) = (0, _bits.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_bits[middle] < value) from = middle + 1;
            else to = middle;
        }

        return from;
    }
}
