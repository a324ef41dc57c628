namespace Nansen.Matching;

/// <summary>Writes the keys of a row into a span and says how many there are.</summary>
internal delegate int KeysOfRow(int row, Span<ulong> keys);

/// <summary>
/// Rows by key, in two arrays: where each bucket begins, and the rows of all buckets, each with eight bits of its key, by
/// which nearly all of those that share a bucket by chance are told apart. Keys are not kept: a row that is found by
/// chance is weighed like any other.
/// </summary>
internal sealed class KeyIndex
{
    /// <summary>A row's number has this many bits.</summary>
    public const int RowBits = 24;

    private const int Block = 1 << 14;

    private readonly int[] _starts;
    private readonly uint[] _entries;
    private readonly int _shift;

    private KeyIndex(int[] starts, uint[] entries, int shift) => (_starts, _entries, _shift) = (starts, entries, shift);

    /// <summary>Rows that may have a key, ascending, each with eight bits of its key above; see <see cref="Has"/>.</summary>
    public ReadOnlySpan<uint> this[ulong key]
    {
        get
        {
            var bucket = (int)(key >> _shift);
            var start = _starts[bucket];
            return _entries.AsSpan(start, _starts[bucket + 1] - start);
        }
    }

    /// <summary>Asks memory for where a key's bucket begins.</summary>
    public void Ahead(ulong key) => Matching.Ahead.Of(in _starts[(int)(key >> _shift)]);

    /// <summary>Asks memory for the entries of a key's bucket; how many there are.</summary>
    public int EntriesAhead(ulong key)
    {
        var (start, end) = (_starts[(int)(key >> _shift)], _starts[(int)(key >> _shift) + 1]);
        if (start < end) Matching.Ahead.Of(in _entries[start]);
        return end - start;
    }

    /// <summary>Whether an entry is of a key, as far as it can be told.</summary>
    public static bool Has(uint entry, ulong key) => entry >> RowBits == (key & 0xFF);

    /// <summary>The row of an entry.</summary>
    public static int RowOf(uint entry) => (int)(entry & ((1u << RowBits) - 1));

    /// <summary>Gathers the keys of rows 0 to <paramref name="rows"/>; a row stands once under a key.</summary>
    public static KeyIndex Of(int rows, int keyCount, int mostKeys, KeysOfRow keysOf)
    {
        var bits = Math.Max(1, System.Numerics.BitOperations.Log2((uint)Math.Max(2, keyCount / 2)));
        var (shift, buckets) = (64 - bits, 1 << bits);
        var starts = new int[buckets + 1];
        ForEachKey(rows, mostKeys, keysOf, shift, buckets, (bucket, _, _) => starts[bucket + 1]++);
        for (var bucket = 0; bucket < buckets; bucket++) starts[bucket + 1] += starts[bucket];
        var entries = new uint[starts[buckets]];
        // Filling moves each start to its end; the starts are those of the bucket before, afterwards.
        ForEachKey(rows, mostKeys, keysOf, shift, buckets, (bucket, row, key) => entries[starts[bucket]++] = (uint)row | (uint)(key & 0xFF) << RowBits);
        Array.Copy(starts, 0, starts, 1, buckets);
        starts[0] = 0;
        return new KeyIndex(starts, entries, shift);
    }

    /// <summary>
    /// Tells of every key, rows ascending. Workers read rows block by block, each row once; then each tells of the buckets that
    /// are its own, so that none waits and the order does not depend on how many there are.
    /// </summary>
    private static void ForEachKey(int rows, int mostKeys, KeysOfRow keysOf, int shift, int buckets, Action<int, int, ulong> tell)
    {
        var workers = rows < Block ? 1 : Math.Clamp(Environment.ProcessorCount, 1, 4);
        var read = new List<(int Row, ulong Key)>[workers];
        for (var w = 0; w < workers; w++) read[w] = [];
        for (var from = 0; from < rows; from += Block)
        {
            var (first, count) = (from, Math.Min(Block, rows - from));
            Together(w => Read(read[w], first + count * w / workers, first + count * (w + 1) / workers));
            Together(w => Tell((int)((long)buckets * w / workers), (int)((long)buckets * (w + 1) / workers)));
        }

        void Together(Action<int> work)
        {
            if (workers == 1) work(0);
            else Parallel.For(0, workers, Parallelism.Options, work);
        }

        void Read(List<(int, ulong)> to, int from, int end)
        {
            to.Clear();
            Span<ulong> keys = stackalloc ulong[mostKeys];
            for (var row = from; row < end; row++)
                foreach (var key in keys[..keysOf(row, keys)]) to.Add((row, key));
        }

        void Tell(int from, int end)
        {
            foreach (var part in read)
                foreach (var (row, key) in part)
                    if ((int)(key >> shift) is var bucket && bucket >= from && bucket < end) tell(bucket, row, key);
        }
    }
}
