using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>Is shown pairs of records, the lesser number first.</summary>
internal interface IPairVisitor
{
    void Visit(int a, int b);
}

/// <summary>
/// Which pairs are looked at: records that share one of several keys of sounds, dates, telephones and places. A default
/// date is never part of a key. A pair found under several keys is handed on under the first only.
/// </summary>
internal sealed unsafe class Blocking
{
    /// <summary>Blocks longer than this are cut by a further field.</summary>
    public const int Longest = 150;

    /// <summary>Members of a long block that nothing more can cut meet this many neighbours.</summary>
    private const int Neighbours = 20;

    /// <summary>How many records ahead the memory is asked for rows.</summary>
    private const int Ahead = 32;

    // The lowest bit of a key is set; it is taken away from keys whose block was cut, since a pair may be lost there.
    private readonly RowTable _keys;
    private readonly int[] _begins;
    private readonly PreparedRecords _records;
    private readonly int _firstOfSecond;
    private readonly BlockSort _sort = new();

    public Blocking(PreparedRecords records)
    {
        _records = records;
        _firstOfSecond = records.Records.FirstOfSecond;
        var kinds = BlockingKeys.Of(records).ToArray();
        _begins = new int[kinds.Length + 1];
        for (var k = 0; k < kinds.Length; k++) _begins[k + 1] = _begins[k] + kinds[k].Length;
        _keys = new RowTable(records.Count, _begins[^1]);
        var all = kinds.SelectMany(k => k).ToArray();
        Parallelism.Ranges(records.Count, (from, to) =>
        {
            for (var c = 0; c < all.Length; c++)
            {
                var key = all[c];
                for (var i = from; i < to; i++) _keys.At(i)[c] = key(records.Rows.Cells(i)) is var made && made == 1 ? 3 : made;
            }

            for (var i = from; i < to; i++) Once(_keys.At(i));
        });
    }

    /// <summary>How many records.</summary>
    public int Records => _records.Count;

    /// <summary>A record stands in a block once, though several of its keys are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Once(uint* keys)
    {
        for (var k = 0; k + 1 < _begins.Length; k++)
            for (var c = _begins[k] + 1; c < _begins[k + 1]; c++)
                for (var before = _begins[k]; before < c; before++)
                    if (keys[before] == keys[c]) keys[c] = 0;
    }

    /// <summary>
    /// Hands each pair once to one of the visitors, one a thread. With a sample of a power of two less one, only blocks of that
    /// part of the keys; which they are depends on what the records say, not on their order.
    /// </summary>
    public void Pairs<TVisitor>(TVisitor[] visitors, uint sample) where TVisitor : struct, IPairVisitor
    {
        for (var kind = 0; kind + 1 < _begins.Length; kind++)
        {
            _sort.Sort(_keys, _begins[kind], _begins[kind + 1], sample, visitors.Length);
            var (at, marked, next) = (kind, -1, -1);
            BlockSort.Each(visitors.Length, _ =>
            {
                for (int part; (part = Interlocked.Increment(ref marked)) < BlockSort.Count;) MarkLong(_sort[part], at);
            });
            BlockSort.Each(visitors.Length, worker =>
            {
                var walk = new Walk<TVisitor>(this, at, visitors[worker]);
                for (int part; (part = Interlocked.Increment(ref next)) < BlockSort.Count;) walk.Part(_sort[part]);
            });
        }
    }

    private void MarkLong(ReadOnlySpan<ulong> entries, int kind)
    {
        for (var i = Longest; i < entries.Length; i++)
        {
            var key = (uint)(entries[i] >> 32);
            if (key != (uint)(entries[i - Longest] >> 32)) continue;
            var start = i - Longest;
            while (i + 1 < entries.Length && (uint)(entries[i + 1] >> 32) == key) i++;
            for (; start <= i; start++)
                for (var c = _begins[kind]; c < _begins[kind + 1]; c++)
                    if (_keys.At((int)(uint)entries[start])[c] == key) _keys.At((int)(uint)entries[start])[c] = key & ~1u;
        }
    }

    /// <summary>Cuts of a long block: by year of birth; by name or another field; then the order in which neighbours meet.</summary>
    private ulong Cut(int record, int depth)
    {
        var r = _records;
        var row = r.Rows.Cells(record);
        if (depth == 0) return r.Birth < 0 ? 0 : (uint)(row[r.Birth] < 0 ? -row[r.Birth] : row[r.Birth] >> 9);
        if (depth == 1) return r.Names is { } names && r.Given >= 0 ? names.First[row[r.Given]] : r.Others.Length > 0 ? (uint)row[r.Others[0].Place] : 0;
        return ((ulong)(uint)(r.Birth < 0 ? 0 : row[r.Birth]) << 32) | (uint)(r.Phone < 0 ? 0 : row[r.Phone]);
    }

    /// <summary>Whether this key is the first that two records have in common and whose block was not cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool FirstHere(uint* a, uint* b, int kind, uint here)
    {
        fixed (int* begins = _begins)
        {
            for (var k = 0; k <= kind; k++)
                for (var x = begins[k]; x < begins[k + 1]; x++)
                {
                    var key = a[x];
                    if (key == 0) continue;
                    for (var y = begins[k]; y < begins[k + 1]; y++)
                    {
                        if (b[y] != key) continue;
                        if (k == kind && key == here) return true;
                        if ((key & 1) != 0) return false;
                    }
                }
        }

        return false;
    }

    /// <summary>One thread's way through the blocks of a kind.</summary>
    private struct Walk<TVisitor>(Blocking blocking, int kind, TVisitor visitor) where TVisitor : struct, IPairVisitor
    {
        private readonly RowTable _keys = blocking._keys, _rows = blocking._records.Rows;
        private readonly bool _twoFiles = blocking._firstOfSecond < blocking._records.Count;
        private readonly int _second = blocking._firstOfSecond;
        private readonly int[]? _registrations = blocking._records.Records.Registrations;
        private TVisitor _visitor = visitor;
        private int[] _members = [];
        private ulong[] _order = [];

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Part(ReadOnlySpan<ulong> entries)
        {
            if (_members.Length < entries.Length) _members = new int[entries.Length * 2];
            for (var i = 0; i < entries.Length; i++) _members[i] = (int)(uint)entries[i];
            var fetched = 0;
            for (var start = 0; start < entries.Length;)
            {
                var key = (uint)(entries[start] >> 32);
                var end = start + 1;
                while (end < entries.Length && (uint)(entries[end] >> 32) == key) end++;
                if (end - start > 1)
                {
                    for (fetched = Math.Max(fetched, start); fetched < Math.Min(end + Ahead, entries.Length); fetched++) Fetch(entries, fetched);
                    Block(_members.AsSpan(start, end - start), end - start > Longest ? key & ~1u : key, 0);
                }

                start = end;
            }
        }

        /// <summary>A record that stands alone is not wanted.</summary>
        private readonly void Fetch(ReadOnlySpan<ulong> entries, int i)
        {
            var key = (uint)(entries[i] >> 32);
            if ((i == 0 || (uint)(entries[i - 1] >> 32) != key) && (i + 1 == entries.Length || (uint)(entries[i + 1] >> 32) != key)) return;
            _keys.Fetch((int)(uint)entries[i]);
            _rows.Fetch((int)(uint)entries[i]);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Block(Span<int> members, uint key, int depth)
        {
            if (members.Length <= Longest)
            {
                for (var i = 0; i < members.Length; i++)
                    for (var j = i + 1; j < members.Length; j++) Visit(members[i], members[j], key);
                return;
            }

            // Below a cut the order has been used up; a block's own is not needed again.
            var order = Order(members, depth);
            if (depth == 2)
            {
                for (var i = 0; i < members.Length; i++)
                    for (var j = i + 1; j < members.Length && j <= i + Neighbours; j++) Visit(members[i], members[j], key);
                return;
            }

            var ends = new List<int>();
            for (var i = 1; i <= members.Length; i++)
                if (i == members.Length || order[i] != order[i - 1]) ends.Add(i);
            var start = 0;
            foreach (var end in ends)
            {
                if (end - start > 1) Block(members[start..end], key, depth + 1);
                start = end;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private ReadOnlySpan<ulong> Order(Span<int> members, int depth)
        {
            if (_order.Length < members.Length) _order = new ulong[members.Length * 2];
            var order = _order.AsSpan(0, members.Length);
            members.Sort();
            for (var i = 0; i < members.Length; i++) order[i] = blocking.Cut(members[i], depth);
            order.Sort(members);
            // Equal cuts are parted by the next; in the last, no record is nearer to another for where it stands in the file.
            for (var start = 0; start < members.Length;)
            {
                var end = start + 1;
                while (end < members.Length && order[end] == order[start]) end++;
                if (depth == 2) members[start..end].Sort(blocking._records.Records.CompareMixed);
                else members[start..end].Sort();
                start = end;
            }

            return order;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Visit(int a, int b, uint here)
        {
            if (a > b) (a, b) = (b, a);
            if (_twoFiles && (a >= _second || b < _second)) return;
            if (_registrations is not null && _registrations[a] == _registrations[b]) return;
            if (blocking.FirstHere(_keys.At(a), _keys.At(b), kind, here)) _visitor.Visit(a, b);
        }
    }
}
