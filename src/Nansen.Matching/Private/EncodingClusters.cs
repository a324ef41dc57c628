namespace Nansen.Matching;

/// <summary>
/// Puts encodings of one person together, likest first: two heaps are joined when their members are, on the average, as
/// like each other as the bar asks. So a sibling who is like one record and not the others stays out.
/// </summary>
internal sealed class EncodingClusters
{
    /// <summary>Of larger heaps so many members stand for all; a heap that large is a fault of the files.</summary>
    private const int Most = 64;

    private readonly EncodedFile _left, _right;
    private readonly int[] _heap, _bits;
    private readonly List<int>?[] _members;

    /// <summary>Clusters of two files; records of the second are numbered after those of the first.</summary>
    public EncodingClusters(EncodedFile left, EncodedFile right)
    {
        (_left, _right) = (left, right);
        var count = left.Count + right.Count;
        (_heap, _bits, _members) = (new int[count], new int[count], new List<int>?[count]);
        for (var i = 0; i < count; i++) (_heap[i], _bits[i]) = (i, BitOverlap.Of(Row(i)));
    }

    /// <summary>Joins along pairs that are sorted likest first, down to the bar.</summary>
    public void Join(IEnumerable<LikePair> pairs, double bar)
    {
        foreach (var (a, b, likeness) in pairs)
        {
            if (likeness < bar) break;
            var (x, y) = (_heap[a], _heap[b]);
            if (x == y) continue;
            var (more, fewer) = (Members(x), Members(y));
            if (Mean(more, fewer) < bar) continue;
            if (more.Count < fewer.Count) (x, y, more, fewer) = (y, x, fewer, more);
            foreach (var member in fewer) _heap[member] = x;
            more.AddRange(fewer);
            _members[y] = null;
        }
    }

    /// <summary>Each pair across the two files that stands in one heap, by its likeness.</summary>
    public IEnumerable<LikePair> Across()
    {
        foreach (var members in _members)
        {
            if (members is not { Count: > 1 }) continue;
            foreach (var a in members.Where(m => m < _left.Count))
                foreach (var b in members.Where(m => m >= _left.Count)) yield return new(a, b - _left.Count, Likeness(a, b));
        }
    }

    private List<int> Members(int heap) => _members[heap] ??= [heap];

    private double Mean(List<int> some, List<int> others)
    {
        var (sum, count) = (0.0, 0);
        foreach (var a in some.Take(Most))
            foreach (var b in others.Take(Most))
            {
                sum += Likeness(a, b);
                count++;
            }

        return sum / count;
    }

    private double Likeness(int a, int b)
    {
        Span<ushort> shared = stackalloc ushort[1];
        BitOverlap.Scalar(Row(a), Row(b), shared);
        return 2.0 * shared[0] / Math.Max(1, _bits[a] + _bits[b]);
    }

    private ReadOnlySpan<ulong> Row(int record) => record < _left.Count ? _left.Row(record) : _right.Row(record - _left.Count);
}
