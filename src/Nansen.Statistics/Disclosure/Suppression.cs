namespace Nansen.Statistics;

/// <summary>
/// Hides small cells, and with each the corners of a box of cells, one step along every key. Adding to every other corner
/// what is taken from the rest changes no total along any key, so whoever knows all totals still finds a whole interval of
/// values possible. Corners are chosen so that the interval holds at least as many whole numbers as the threshold.
/// </summary>
public static class Suppression
{
    private const int MostTries = 600;

    /// <summary>Hides cells from 1 to below the threshold in a table of finest cells.</summary>
    /// <exception cref="FormatException">The table is an account (round it), or a cell cannot be protected.</exception>
    public static ProtectedTable Suppress(FigureTable table, int threshold = 5)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (AccountShape.Of(table) is not null)
            throw new FormatException("An account is protected by rounding: hidden stocks could be worked out from the flows. Use --method round.");
        var cube = new Cube(table);
        var hidden = new List<HiddenCell>();
        var values = table.Rows.ToDictionary(r => string.Join('\u001f', r.Keys), r => r.Values.ToArray(), StringComparer.Ordinal);
        for (var m = 0; m < table.Measures.Count; m++)
            foreach (var cell in cube.Hide(m, threshold).OrderBy(c => string.Join('\u001f', c.Keys), StringComparer.Ordinal))
            {
                hidden.Add(cell);
                var text = string.Join('\u001f', cell.Keys);
                if (!values.TryGetValue(text, out var row))
                {
                    row = new decimal?[table.Measures.Count];
                    Array.Fill(row, 0);
                    values[text] = row;
                }

                row[m] = null;
            }

        var rows = values.Select(v => new FigureRow(v.Key.Split('\u001f'), v.Value)).ToList();
        rows.Sort(FigureTable.ByKeys);
        return new ProtectedTable(table with { Rows = rows }, 0, 0, hidden);
    }

    /// <summary>The table as a box of numbers, missing cells being 0.</summary>
    private sealed class Cube
    {
        private readonly FigureTable table;
        private readonly string[][] codes;
        private readonly int[] steps;
        private readonly List<int> wide;
        private readonly Dictionary<int, FigureRow> rows = [];

        public Cube(FigureTable table)
        {
            this.table = table;
            codes = [.. table.Keys.Select((_, k) => table.Rows.Select(r => r.Keys[k]).Distinct().Order(StringComparer.Ordinal).ToArray())];
            steps = new int[codes.Length];
            for (int k = codes.Length - 1, step = 1; k >= 0; step = checked(step * codes[k].Length), k--) steps[k] = step;
            wide = [.. Enumerable.Range(0, codes.Length).Where(k => codes[k].Length > 1)];
            var numbers = codes.Select(c => c.Select((code, i) => (code, i)).ToDictionary(p => p.code, p => p.i, StringComparer.Ordinal)).ToArray();
            foreach (var row in table.Rows)
                if (!rows.TryAdd(row.Keys.Select((key, k) => numbers[k][key] * steps[k]).Sum(), row))
                    throw new FormatException($"{string.Join(',', row.Keys)} stands twice in the table.");
        }

        public List<HiddenCell> Hide(int measure, int threshold)
        {
            var bounds = new Dictionary<int, (long Down, long Up, bool Primary)>();
            foreach (var (cell, _) in rows.Where(r => Value(r.Key) > 0 && Value(r.Key) < threshold).OrderBy(r => Value(r.Key)).ThenBy(r => r.Key))
            {
                if (bounds.TryGetValue(cell, out var already))
                {
                    bounds[cell] = already with { Primary = true };
                    continue;
                }

                var (corners, down, up) = Best(cell, bounds, Value, threshold);
                for (var c = 0; c < corners.Length; c++)
                {
                    var (mayFall, mayRise) = int.PopCount(c) % 2 == 0 ? (down, up) : (up, down);
                    var known = bounds.GetValueOrDefault(corners[c]);
                    bounds[corners[c]] = known.Down + known.Up >= down + up ? known with { Primary = known.Primary || c == 0 } : (mayFall, mayRise, c == 0 || known.Primary);
                }
            }

            return [.. bounds.Select(b => new HiddenCell(
                KeysOf(b.Key), table.Measures[measure], b.Value.Primary, Value(b.Key) - b.Value.Down, Value(b.Key) + b.Value.Up))];

            long Value(int cell) => rows.TryGetValue(cell, out var row) && row.Values[measure] is { } v ? (long)v : 0;
        }

        /// <summary>The box from this cell that hides least and leaves enough room.</summary>
        private (int[] Corners, long Down, long Up) Best(
            int cell, Dictionary<int, (long Down, long Up, bool Primary)> hidden, Func<int, long> value, int threshold)
        {
            var best = (Corners: Array.Empty<int>(), Down: 0L, Up: 0L);
            var leastHidden = long.MaxValue;
            foreach (var opposite in Opposites(cell))
            {
                var corners = Corners(cell, opposite);
                long down = long.MaxValue, up = long.MaxValue, newlyHidden = 0;
                for (var c = 0; c < corners.Length; c++)
                {
                    var v = value(corners[c]);
                    if (int.PopCount(c) % 2 == 0) down = Math.Min(down, v);
                    else up = Math.Min(up, v);
                    if (!hidden.ContainsKey(corners[c])) newlyHidden += v + 1;
                }

                if (wide.Count == 0 || down + up + 1 < threshold || newlyHidden >= leastHidden) continue;
                (best, leastHidden) = ((corners, down, up), newlyHidden);
            }

            return best.Corners.Length > 0 ? best : throw new FormatException(
                $"{string.Join(',', KeysOf(cell))}: no box of cells protects it; put some codes together into one and try again.");
        }

        /// <summary>Cells that differ in every key that has a choice: all, or a fixed sample of them when there are very many.</summary>
        private IEnumerable<int> Opposites(int cell)
        {
            var count = wide.Aggregate(1L, (n, k) => n * (codes[k].Length - 1));
            var stride = Math.Max(1, count / MostTries);
            for (long at = 0; at < count; at += stride)
            {
                var (rest, opposite) = (at, cell);
                foreach (var k in wide)
                {
                    var here = cell / steps[k] % codes[k].Length;
                    var there = (int)(here + 1 + rest % (codes[k].Length - 1)) % codes[k].Length;
                    rest /= codes[k].Length - 1;
                    opposite += (there - here) * steps[k];
                }

                yield return opposite;
            }
        }

        private int[] Corners(int cell, int opposite)
        {
            var corners = new int[1 << wide.Count];
            for (var c = 0; c < corners.Length; c++)
            {
                corners[c] = cell;
                for (var w = 0; w < wide.Count; w++)
                    if ((c >> w & 1) == 1) corners[c] += (opposite / steps[wide[w]] % codes[wide[w]].Length - cell / steps[wide[w]] % codes[wide[w]].Length) * steps[wide[w]];
            }

            return corners;
        }

        private string[] KeysOf(int cell) => [.. codes.Select((c, k) => c[cell / steps[k] % c.Length])];
    }
}
