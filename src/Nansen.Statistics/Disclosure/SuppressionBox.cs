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
    private const int MostTries = 100, MostCells = 20_000_000;
    private readonly string[][] codes;
    private readonly Dictionary<string, int>[] numbers;
    private readonly int[] steps;
    private readonly int[] wide;
    private readonly long[][] values;
    private bool[] isHidden = [];
    private readonly HashSet<(int Measure, int Cell)> missing = [];

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

        numbers = codes.Select(c => c.Select((code, i) => (code, i)).ToDictionary(p => p.code, p => p.i, StringComparer.Ordinal)).ToArray();
        values = [.. table.Measures.Select(_ => new long[size])];
        var seen = new HashSet<int>();
        foreach (var row in table.Rows)
        {
            var cell = CellOf(row);
            if (!seen.Add(cell)) throw new FormatException($"{string.Join(',', row.Keys)} stands twice in the table.");
            for (var m = 0; m < values.Length; m++)
            {
                if (row.Values[m] is null) missing.Add((m, cell));
                values[m][cell] = (long)(row.Values[m] ?? 0);
            }
        }

        foreach (var k in wide) AddTotals(k);
    }

    public int CellOf(FigureRow row) => row.Keys.Select((key, k) => numbers[k][key] * steps[k]).Sum();

    public long Value(int measure, int cell) => values[measure][cell];

    /// <summary>Whether the figure is not available: such a cell is empty, adds nothing and hides nothing.</summary>
    public bool IsMissing(int measure, int cell) => missing.Contains((measure, cell));

    public bool IsTotal(int cell) => wide.Any(k => Code(cell, k) == codes[k].Length - 1);

    public string[] KeysOf(int cell) => [.. codes.Select((c, k) => c[Code(cell, k)])];

    /// <summary>Cells (and totals) where something was counted.</summary>
    public IEnumerable<int> Occupied(bool totals) =>
        Enumerable.Range(0, values.Length == 0 ? 0 : values[0].Length).Where(c => (totals || !IsTotal(c)) && Enumerable.Range(0, values.Length).Any(m => values[m][c] != 0 || IsMissing(m, c)));

    /// <summary>The cells to hide, smallest first.</summary>
    public SortedDictionary<int, Room> Hide(int measure, int threshold)
    {
        var hidden = new SortedDictionary<int, Room>();
        isHidden = new bool[values[measure].Length];
        var figures = values[measure];
        foreach (var cell in Enumerable.Range(0, figures.Length).Where(c => figures[c] > 0 && figures[c] < threshold).OrderBy(c => figures[c]).ThenBy(c => c))
        {
            if (hidden.TryGetValue(cell, out var already))
            {
                hidden[cell] = already with { Primary = true };
                continue;
            }

            var (opposite, room) = Best(measure, cell, threshold);
            for (var c = 0; c < 1 << wide.Length; c++)
            {
                var (corner, same) = Corner(cell, opposite, c);
                var its = same ? room : new Room(room.Up ?? figures[corner], room.Down, false);
                isHidden[corner] = true;
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
    private (int Opposite, Room Room) Best(int measure, int cell, int threshold)
    {
        var figures = values[measure];
        var (best, bestRoom, leastHidden) = (-1, default(Room), long.MaxValue);
        foreach (var opposite in Opposites(cell))
        {
            var (down, up, newlyHidden) = (long.MaxValue, (long?)null, 0L);
            for (var c = 0; c < 1 << wide.Length && newlyHidden < leastHidden; c++)
            {
                var (corner, same) = Corner(cell, opposite, c);
                if (same) down = Math.Min(down, figures[corner]);
                else up = Math.Min(up ?? long.MaxValue, figures[corner]);
                if (missing.Count > 0 && IsMissing(measure, corner)) newlyHidden = long.MaxValue;
                else if (!isHidden[corner]) newlyHidden += figures[corner] + 1;
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

    /// <summary>
    /// Cells that differ in every key that has a choice, for each choice of keys that step to their total: all, or an even sample
    /// when there are very many. The step to every total is among them, and it always protects.
    /// </summary>
    private IEnumerable<int> Opposites(int cell)
    {
        for (var stepping = 0; stepping < 1 << wide.Length; stepping++)
        {
            int[] others = [.. wide.Where((k, w) => (stepping >> w & 1) == 0 && Code(cell, k) < codes[k].Length - 1)];
            int[] totals = [.. wide.Where((k, w) => (stepping >> w & 1) == 1)];
            // From a total there is no step to a total; from it every step is to a code.
            if (totals.Any(k => Code(cell, k) == codes[k].Length - 1)) continue;
            int[] down = [.. wide.Where(k => Code(cell, k) == codes[k].Length - 1)];
            var count = others.Aggregate(1L, (n, k) => n * (codes[k].Length - 2)) * down.Aggregate(1L, (n, k) => n * (codes[k].Length - 1));
            var stride = Math.Max(1, count / MostTries);
            for (long at = 0; at < count; at += stride)
            {
                var (rest, opposite) = (at, cell);
                foreach (var k in totals) opposite += (codes[k].Length - 1 - Code(cell, k)) * steps[k];
                foreach (var k in others)
                {
                    var choices = codes[k].Length - 1;
                    opposite += ((int)((Code(cell, k) + 1 + rest % (choices - 1)) % choices) - Code(cell, k)) * steps[k];
                    rest /= choices - 1;
                }

                foreach (var k in down)
                {
                    opposite += ((int)(rest % (codes[k].Length - 1)) - Code(cell, k)) * steps[k];
                    rest /= codes[k].Length - 1;
                }

                yield return opposite;
            }
        }
    }
}
