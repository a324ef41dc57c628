namespace Nansen.Matching;

/// <summary>
/// Which pairs are looked at: records that share one of several keys of sounds, dates, telephones and places. A default
/// date is never part of a key. A pair found under several keys is handed on under the first only.
/// </summary>
internal sealed class Blocking
{
    /// <summary>Blocks longer than this are cut by a further field.</summary>
    public const int Longest = 150;

    private readonly List<uint[][]> _keys = [];
    private readonly int _count;
    private readonly int _firstOfSecond;
    private readonly uint[] _cut1, _cut2;

    public Blocking(PreparedRecords records)
    {
        _count = records.Count;
        _firstOfSecond = records.Records.FirstOfSecond;
        (_cut1, _cut2) = Cuts(records);
        foreach (var key in BlockingKeys.Of(records)) _keys.Add(key);
        _cut = new HashSet<uint>?[_keys.Count];
    }

    /// <summary>How many kinds of keys.</summary>
    public int Kinds => _keys.Count;

    private static (uint[], uint[]) Cuts(PreparedRecords records)
    {
        var (one, two) = (new uint[records.Count], new uint[records.Count]);
        for (var i = 0; i < records.Count; i++)
        {
            if (records.Birth is { } birth) one[i] = (uint)(birth[i] < 0 ? -birth[i] : birth[i] >> 9);
            if (records.Names is { } names && records.Given is { } given) two[i] = names.First[given[i]];
            else if (records.Others.Length > 0) two[i] = (uint)records.Others[0].Codes[i];
        }

        return (one, two);
    }

    /// <summary>Hands each pair once to <paramref name="visit"/>, on several threads; the worker's number comes with it.</summary>
    public void Pairs(int workers, Action<int, int, int> visit)
    {
        var next = _keys.Count == 0 ? null : Task.Run(() => Sorted(0));
        for (var kind = 0; kind < _keys.Count; kind++)
        {
            var (sorted, members, used) = next!.Result;
            _cut[kind] = TooLong(sorted, used);
            var at = kind;
            // The next kind is sorted while this one's pairs are looked at.
            next = kind + 1 < _keys.Count ? Task.Run(() => Sorted(at + 1)) : null;
            Parallel.For(0, workers, Parallelism.Options, worker =>
            {
                var (from, to) = (Border(sorted, used, (long)used * worker / workers), Border(sorted, used, (long)used * (worker + 1) / workers));
                for (var start = from; start < to;)
                {
                    var end = start + 1;
                    while (end < to && sorted[end] == sorted[start]) end++;
                    if (end - start > 1) Block(members.AsSpan(start, end - start), at, sorted[start], 0, worker, visit);
                    start = end;
                }
            });
        }
    }

    private (uint[] Keys, int[] Rows, int Used) Sorted(int kind)
    {
        var most = _keys[kind].Length * _count;
        var (keys, rows) = (new uint[most], new int[most]);
        var used = 0;
        for (var variant = 0; variant < _keys[kind].Length; variant++)
            for (var i = 0; i < _count; i++)
            {
                var key = _keys[kind][variant][i];
                if (key == 0 || Earlier(kind, variant, i, key)) continue;
                keys[used] = key;
                rows[used++] = i;
            }

        var (keyScratch, rowScratch) = (new uint[used], new int[used]);
        RadixSort.Sort(ref keys, ref rows, used, ref keyScratch, ref rowScratch);
        return (keys, rows, used);
    }

    private bool Earlier(int kind, int variant, int row, uint key)
    {
        for (var v = 0; v < variant; v++)
            if (_keys[kind][v][row] == key) return true;
        return false;
    }

    private static HashSet<uint>? TooLong(uint[] sorted, int used)
    {
        HashSet<uint>? found = null;
        for (var i = Longest; i < used; i++)
            if (sorted[i] == sorted[i - Longest]) (found ??= []).Add(sorted[i]);
        return found;
    }

    /// <summary>The first place at or after <paramref name="at"/> where a block begins.</summary>
    private static int Border(uint[] sorted, int used, long at)
    {
        var place = (int)at;
        while (place > 0 && place < used && sorted[place] == sorted[place - 1]) place++;
        return place;
    }

    private void Block(Span<int> members, int kind, uint key, int depth, int worker, Action<int, int, int> visit)
    {
        if (members.Length > Longest)
        {
            if (depth < 2)
            {
                var cut = depth == 0 ? _cut1 : _cut2;
                members.Sort((a, b) => cut[a] != cut[b] ? cut[a].CompareTo(cut[b]) : a.CompareTo(b));
                for (var start = 0; start < members.Length;)
                {
                    var end = start + 1;
                    while (end < members.Length && cut[members[end]] == cut[members[start]]) end++;
                    Block(members[start..end], kind, key, depth + 1, worker, visit);
                    start = end;
                }

                return;
            }

            // Nothing left to cut by: each record meets its neighbours only.
            for (var i = 0; i < members.Length; i++)
                for (var j = i + 1; j < members.Length && j <= i + 20; j++) Visit(members[i], members[j], kind, key, worker, visit);
            return;
        }

        for (var i = 0; i < members.Length; i++)
            for (var j = i + 1; j < members.Length; j++) Visit(members[i], members[j], kind, key, worker, visit);
    }

    private void Visit(int a, int b, int kind, uint here, int worker, Action<int, int, int> visit)
    {
        if (a == b) return;
        if (a > b) (a, b) = (b, a);
        if (_firstOfSecond < _count && (a >= _firstOfSecond || b < _firstOfSecond)) return;
        // Handed on by the first key the two have in common.
        for (var k = 0; k <= kind; k++)
            foreach (var left in _keys[k])
            {
                var key = left[a];
                if (key == 0) continue;
                foreach (var right in _keys[k])
                {
                    if (right[b] != key) continue;
                    if (k == kind && key == here)
                    {
                        visit(worker, a, b);
                        return;
                    }

                    if (Whole(k, key)) return;
                }
            }
    }

    /// <summary>Whether the block of a key was handed on whole; from a block that was cut, a pair may have been lost.</summary>
    private bool Whole(int kind, uint key) => _cut[kind] is not { } cut || !cut.Contains(key);

    private readonly HashSet<uint>?[] _cut;
}
