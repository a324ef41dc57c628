namespace Nansen.Matching;

/// <summary>What a search writes down while it runs, kept by the thread for its next search so that nothing is allocated anew.</summary>
internal sealed class SearchMemory
{
    [ThreadStatic]
    private static SearchMemory? _free;

    /// <summary>Which words asked for a sign may be.</summary>
    public AskedSounds Asked { get; } = new();

    /// <summary>Keys to look under.</summary>
    public List<ulong> Keys { get; } = [];

    /// <summary>How likely who is asked for is under each key; then how likely each row is that stands there.</summary>
    public List<float> Chances { get; } = [];

    /// <summary>How many rows may have each key.</summary>
    public List<int> Counts { get; } = [];

    /// <summary>Rows found that were not looked at yet.</summary>
    public List<int> Found { get; } = [];

    /// <summary>Rows seen in the segment that is looked at.</summary>
    public RowSet Seen { get; } = new();

    /// <summary>Rows to weigh, the most promising on top.</summary>
    public RowHeap Heap { get; } = new();

    /// <summary>Weights of words.</summary>
    public WordMemo Words { get; } = new();

    /// <summary>The memory of this thread, or a new one when it is in use.</summary>
    public static SearchMemory Rent()
    {
        var memory = _free ?? new SearchMemory();
        _free = null;
        return memory;
    }

    /// <summary>Gives it back.</summary>
    public void Return()
    {
        Asked.Clear();
        Found.Clear();
        Heap.Clear();
        _free = this;
    }
}

/// <summary>A set of rows that is emptied by forgetting its stamp.</summary>
internal sealed class RowSet
{
    private int[] _rows = new int[1 << 13];
    private int[] _stamps = new int[1 << 13];
    private int _stamp, _count;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        if (_stamp == int.MaxValue) (_stamps, _stamp) = (new int[_stamps.Length], 0);
        (_stamp, _count) = (_stamp + 1, 0);
    }

    /// <summary>Adds a row; false when it was there.</summary>
    public bool Add(int row)
    {
        if (_count * 2 >= _rows.Length) Grow();
        var mask = _rows.Length - 1;
        for (var slot = (int)((uint)row * 2654435761u >> 8) & mask; ; slot = (slot + 1) & mask)
        {
            if (_stamps[slot] == _stamp)
            {
                if (_rows[slot] == row) return false;
                continue;
            }

            (_rows[slot], _stamps[slot]) = (row, _stamp);
            _count++;
            return true;
        }
    }

    private void Grow()
    {
        var (rows, stamps, stamp) = (_rows, _stamps, _stamp);
        (_rows, _stamps, _stamp, _count) = (new int[rows.Length * 2], new int[rows.Length * 2], 1, 0);
        for (var slot = 0; slot < rows.Length; slot++)
            if (stamps[slot] == stamp) Add(rows[slot]);
    }
}

/// <summary>Rows by how much they promise to be worth, the greatest on top; of equals the one added first.</summary>
internal sealed class RowHeap
{
    private (float Promise, float Bound, int Order, int Segment, int Row)[] _rows = new (float, float, int, int, int)[1024];

    /// <summary>How many rows.</summary>
    public int Count { get; private set; }

    /// <summary>Empties it.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a row without putting it in its place; see <see cref="Order"/>.</summary>
    public void Add((float Promise, float Bound) worth, int segment, int row)
    {
        if (Count == _rows.Length) Array.Resize(ref _rows, Count * 2);
        _rows[Count] = (worth.Promise, worth.Bound, Count, segment, row);
        Count++;
    }

    /// <summary>Puts all rows in their places.</summary>
    public void Order()
    {
        for (var at = Count / 2 - 1; at >= 0; at--) Sink(at);
    }

    /// <summary>Takes the top row.</summary>
    public (float Promise, float Bound, int Segment, int Row) Pop()
    {
        var (promise, bound, _, segment, row) = _rows[0];
        _rows[0] = _rows[--Count];
        Sink(0);
        return (promise, bound, segment, row);
    }

    private void Sink(int at)
    {
        var row = _rows[at];
        while (at * 2 + 1 < Count)
        {
            var child = at * 2 + 1;
            if (child + 1 < Count && Before(_rows[child + 1], _rows[child])) child++;
            if (!Before(_rows[child], row)) break;
            _rows[at] = _rows[child];
            at = child;
        }

        _rows[at] = row;
    }

    private static bool Before(in (float Promise, float, int Order, int, int) a, in (float Promise, float, int Order, int, int) b) =>
        a.Promise > b.Promise || (a.Promise == b.Promise && a.Order < b.Order);
}

/// <summary>Weights of words of the index for the words of one query.</summary>
internal sealed class WordMemo
{
    private int[] _words = new int[1 << 11];
    private int[] _stamps = new int[1 << 11];
    private float[] _weights = new float[(1 << 11) * 4];
    private int _stamp, _count, _terms;

    /// <summary>Empties it for a query of so many words.</summary>
    public void Clear(int terms)
    {
        if (_stamp == int.MaxValue) (_stamps, _stamp) = (new int[_stamps.Length], 0);
        (_stamp, _count, _terms) = (_stamp + 1, 0, terms);
        if (_weights.Length < _words.Length * terms) _weights = new float[_words.Length * terms];
    }

    /// <summary>The weights of a word, to be filled when they are not known yet.</summary>
    public Span<float> Of(int word, out bool known)
    {
        if (_count * 2 >= _words.Length) Grow();
        var mask = _words.Length - 1;
        var slot = (int)((uint)word * 2654435761u >> 8) & mask;
        while (_stamps[slot] == _stamp && _words[slot] != word) slot = (slot + 1) & mask;
        known = _stamps[slot] == _stamp;
        if (!known)
        {
            (_words[slot], _stamps[slot]) = (word, _stamp);
            _count++;
        }

        return _weights.AsSpan(slot * _terms, _terms);
    }

    private void Grow()
    {
        var (words, stamps, weights, stamp) = (_words, _stamps, _weights, _stamp);
        (_words, _stamps, _weights) = (new int[words.Length * 2], new int[words.Length * 2], new float[words.Length * 2 * Math.Max(4, _terms)]);
        (_stamp, _count) = (1, 0);
        for (var slot = 0; slot < words.Length; slot++)
            if (stamps[slot] == stamp) weights.AsSpan(slot * _terms, _terms).CopyTo(Of(words[slot], out _));
    }
}
