namespace Nansen.Statistics;

// Which rows hold a code. Made when a column is first asked about, so that a page on one State looks at its rows alone.
public sealed partial class PublishedTable
{
    private RowsByCode?[]? indexes;

    /// <summary>The rows that can match, by the column that leaves the fewest; null when looking at all is as quick.</summary>
    private int[]? Fewest(IReadOnlyDictionary<string, Predicate<string>>? where)
    {
        if (where is null || Count < 2048) return null;
        RowsByCode? best = null;
        List<int> wanted = [];
        var fewest = Count / 3;
        foreach (var (column, test) in where)
        {
            var number = KeyNumber(column);
            var index = IndexOf(number);
            List<int> kept = [.. Enumerable.Range(0, lists[number].Names.Count).Where(c => test(lists[number].Names[c]))];
            var rows = kept.Sum(index.Count);
            if (rows >= fewest) continue;
            (best, wanted, fewest) = (index, kept, rows);
        }

        return best?.Of(wanted, fewest);
    }

    // Two requests may make the same index at once; either will do.
    private RowsByCode IndexOf(int column)
    {
        var all = indexes ??= new RowsByCode?[codes.Length];
        return all[column] ??= new RowsByCode(codes[column], Count, lists[column].Names.Count);
    }

    private sealed class RowsByCode
    {
        private readonly int[] starts, rows;

        // A counting sort: rows keep their order within a code.
        public RowsByCode(ushort[] column, int count, int codes)
        {
            (starts, rows) = (new int[codes + 1], new int[count]);
            for (var row = 0; row < count; row++) starts[column[row] + 1]++;
            for (var code = 0; code < codes; code++) starts[code + 1] += starts[code];
            var next = starts[..^1];
            for (var row = 0; row < count; row++) rows[next[column[row]]++] = row;
        }

        public int Count(int code) => starts[code + 1] - starts[code];

        public int[] Of(List<int> wanted, int count)
        {
            var found = new int[count];
            var at = 0;
            foreach (var code in wanted)
            {
                rows.AsSpan(starts[code], Count(code)).CopyTo(found.AsSpan(at));
                at += Count(code);
            }

            return found;
        }
    }
}
