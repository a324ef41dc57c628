namespace Nansen.Statistics;

/// <summary>How far a hidden cell can be moved without any sum changing.</summary>
/// <param name="Down">By so much down.</param>
/// <param name="Up">By so much up; null without limit.</param>
/// <param name="Primary">Hidden for its own smallness.</param>
internal readonly record struct Room(long Down, long? Up, bool Primary)
{
    public bool Holds(int threshold) => Up is null || Down + Up + 1 >= threshold;
}

/// <summary>A table as a box of numbers with every total, missing cells being 0.</summary>
internal sealed class SuppressionBox
{
    private const int MostTries = 800, MostCells = 20_000_000;
    private readonly string[][] codes;
    private readonly int[] steps;
    private readonly int[] wide;
    private readonly long[][] values;

    public SuppressionBox(FigureTable table)
    {
        codes = [.. table.Keys.Select((_, k) => table.Rows.Select(r => r.Keys[k]).Distinct().Order(StringComparer.Ordinal).ToArray())];
        wide = [.. Enumerable.Range(0, codes.Length).Where(k => codes[k].Length > 1)];
        foreach (var k in wide) codes[k] = [.. codes[k], Attack.Total];
        steps = new int[codes.Length];
        var size = 1L;
        for (var k = codes.Length - 1; k >= 0; k--)
        {
            steps[k] = (int)size;
            size *= codes[k].Length;
            if (size > MostCells) throw new FormatException("The table has too many combinations of codes to hide cells in; use rounding.");
        }

        var numbers = codes.Select(c => c.Select((code, i) => (code, i)).ToDictionary(p => p.code, p => p.i, StringComparer.Ordinal)).ToArray();
        values = [.. table.Measures.Select(_ => new long[size])];
        var seen = new HashSet<int>();
        foreach (var row in table.Rows)
        {
            var cell = row.Keys.Select((key, k) => numbers[k][key] * steps[k]).Sum();
            if (!seen.Add(cell)) throw new FormatException($"{string.Join(',', row.Keys)} stands twice in the table.");
            for (var m = 0; m < values.Length; m++)
                values[m][cell] = row.Values[m] is not { } v ? 0 : v >= 0 && v == decimal.Truncate(v) ? (long)v
                    : throw new FormatException($"{string.Join(',', row.Keys)}: {v} is not a whole number of 0 or more.");
        }

        foreach (var k in wide) AddTotals(k);
    }

    public long Value(int measure, int cell) => values[measure][cell];

    public bool IsTotal(int cell) => wide.Any(k => Code(cell, k) == codes[k].Length - 1);

    public string[] KeysOf(int cell) => [.. codes.Select((c, k) => c[Code(cell, k)])];

    /// <summary>Cells (and totals) where something was counted.</summary>
    public IEnumerable<int> Occupied(bool totals) =>
        Enumerable.Range(0, values.Length == 0 ? 0 : values[0].Length).Where(c => values.Any(v => v[c] != 0) && (totals || !IsTotal(c)));

    /// <summary>The cells to hide, smallest first.</summary>
    public SortedDictionary<int, Room> Hide(int measure, int threshold)
    {
        var hidden = new SortedDictionary<int, Room>();
        var figures = values[measure];
        foreach (var cell in Enumerable.Range(0, figures.Length).Where(c => figures[c] > 0 && figures[c] < threshold).OrderBy(c => figures[c]).ThenBy(c => c))
        {
            if (hidden.TryGetValue(cell, out var already))
            {
                hidden[cell] = already with { Primary = true };
                continue;
            }

            var (opposite, room) = Best(cell, figures, hidden, threshold);
            for (var c = 0; c < 1 << wide.Length; c++)
            {
                var (corner, same) = Corner(cell, opposite, c);
                var its = same ? room : new Room(room.Up ?? figures[corner], room.Down, false);
                if (!hidden.TryGetValue(corner, out var known)) hidden[corner] = its with { Primary = c == 0 };
                else if (c == 0) hidden[corner] = known with { Primary = true };
            }
        }

        return hidden;
    }

    private int Code(int cell, int key) => cell / steps[key] % codes[key].Length;

    private void AddTotals(int key)
    {
        var total = codes[key].Length - 1;
        foreach (var figures in values)
            for (var cell = 0; cell < figures.Length; cell++)
                if (Code(cell, key) < total) figures[cell + (total - Code(cell, key)) * steps[key]] += figures[cell];
    }

    /// <summary>The opposite corner of the box that hides least and leaves room enough.</summary>
    private (int Opposite, Room Room) Best(int cell, long[] figures, SortedDictionary<int, Room> hidden, int threshold)
    {
        var (best, bestRoom, leastHidden) = (-1, default(Room), long.MaxValue);
        foreach (var opposite in Opposites(cell))
        {
            var (down, up, newlyHidden) = (long.MaxValue, (long?)null, 0L);
            for (var c = 0; c < 1 << wide.Length && newlyHidden < leastHidden; c++)
            {
                var (corner, same) = Corner(cell, opposite, c);
                if (same) down = Math.Min(down, figures[corner]);
                else up = Math.Min(up ?? long.MaxValue, figures[corner]);
                if (!hidden.ContainsKey(corner)) newlyHidden += figures[corner] + 1;
            }

            var room = new Room(down, up, false);
            if (newlyHidden >= leastHidden || !room.Holds(threshold)) continue;
            (best, bestRoom, leastHidden) = (opposite, room, newlyHidden);
        }

        return best >= 0 ? (best, bestRoom) : throw new FormatException(
            $"{string.Join(',', KeysOf(cell))}: no box of cells protects it; put some codes together into one and try again.");
    }

    /// <summary>
    /// A corner of the box, and whether it moves the same way as the first. One step to another code turns the way,
    /// because their sum must stay; one step to the total keeps it.
    /// </summary>
    private (int Corner, bool Same) Corner(int cell, int opposite, int number)
    {
        var (corner, same) = (cell, true);
        for (var w = 0; w < wide.Length; w++)
        {
            if ((number >> w & 1) == 0) continue;
            var k = wide[w];
            var (here, there) = (Code(cell, k), Code(opposite, k));
            corner += (there - here) * steps[k];
            if (here < codes[k].Length - 1 && there < codes[k].Length - 1) same = !same;
        }

        return (corner, same);
    }

    /// <summary>Cells that differ in every key that has a choice: all, or an even sample of them when there are very many.</summary>
    private IEnumerable<int> Opposites(int cell)
    {
        var count = wide.Aggregate(1L, (n, k) => n * (codes[k].Length - 1));
        var stride = Math.Max(1, count / MostTries);
        for (long at = 0; at < count; at += stride)
        {
            var (rest, opposite) = (at, cell);
            foreach (var k in wide)
            {
                var here = Code(cell, k);
                opposite += ((int)((here + 1 + rest % (codes[k].Length - 1)) % codes[k].Length) - here) * steps[k];
                rest /= codes[k].Length - 1;
            }

            yield return opposite;
        }
    }
}
