namespace Nansen.Statistics;

/// <summary>
/// Settles what arcs carry so that as much leaves each cell as arrives, as near to what is wanted as can be: what a cell has
/// too much goes by the cheapest way to a cell that has too little, or to the world (successive shortest paths).
/// </summary>
internal sealed class FlowNetwork(int cells)
{
    /// <summary>Everything that is no cell of the tables.</summary>
    public const int World = -1;

    private const double Tiny = 1e-9;
    private readonly List<Arc> arcs = [];
    private readonly List<Arc>?[] at = new List<Arc>?[cells];
    private readonly long[] excess = new long[cells];
    private readonly double[] distance = new double[cells];
    private readonly (int Cell, Arc? Arc)[] before = new (int, Arc?)[cells];
    private readonly bool[] waiting = new bool[cells];
    private readonly List<int> reached = [];
    private readonly Queue<int> queue = new();

    public IReadOnlyList<Arc> Arcs => arcs;

    public void Add(Arc arc)
    {
        if (arc.From >= 0) (at[arc.From] ??= []).Add(arc);
        if (arc.To >= 0) (at[arc.To] ??= []).Add(arc);
        arcs.Add(arc);
    }

    /// <summary>Balances every cell.</summary>
    /// <param name="opening">What each cell holds at first.</param>
    public void Settle(ReadOnlySpan<long> opening)
    {
        opening.CopyTo(excess);
        Array.Fill(distance, double.PositiveInfinity);
        foreach (var arc in arcs)
        {
            arc.Carries = arc.Wanted;
            if (arc.From >= 0) excess[arc.From] -= arc.Carries;
            if (arc.To >= 0) excess[arc.To] += arc.Carries;
        }

        for (var cell = 0; cell < cells; cell++)
            while (excess[cell] != 0) Relieve(cell, excess[cell] > 0 ? 1 : -1);
    }

    /// <summary>Sends one unit out of a cell or, with the sign −1, into it.</summary>
    private void Relieve(int start, int sign)
    {
        var (best, end, last) = (double.PositiveInfinity, -1, default(Arc));
        Reach(start, 0, -1, null);
        while (queue.TryDequeue(out var cell))
        {
            waiting[cell] = false;
            if (distance[cell] >= best) continue;
            if (Math.Sign(excess[cell]) == -sign) (best, end, last) = (distance[cell], cell, null);
            foreach (var arc in at[cell] ?? [])
            {
                var along = sign > 0 == (arc.From == cell);
                var (next, step) = (arc.From == cell ? arc.To : arc.From, along ? 1 : -1);
                if (arc.Carries + step < 0) continue;
                var length = distance[cell] + arc.Step(step);
                if (length > best - Tiny) continue;
                if (next == World) (best, end, last) = (length, cell, arc);
                else if (length < distance[next] - Tiny && !IsBehind(next, cell)) Reach(next, length, cell, arc);
            }
        }

        if (end < 0) throw new InvalidOperationException("A cell of the account cannot be balanced.");
        if (last is null) excess[end] += sign;
        else Carry(last, end, sign, leaving: true);
        for (var cell = end; before[cell].Arc is { } arc; cell = before[cell].Cell) Carry(arc, cell, sign, leaving: false);
        excess[start] -= sign;
        foreach (var cell in reached) distance[cell] = double.PositiveInfinity;
        reached.Clear();
    }

    private void Reach(int cell, double length, int from, Arc? by)
    {
        if (double.IsInfinity(distance[cell])) reached.Add(cell);
        (distance[cell], before[cell]) = (length, (from, by));
        if (waiting[cell]) return;
        waiting[cell] = true;
        queue.Enqueue(cell);
    }

    // An arc goes one up where the unit travels along it and one down where it travels against it.
    private static void Carry(Arc arc, int cell, int sign, bool leaving) => arc.Carries += sign > 0 == (leaving ? arc.From == cell : arc.To == cell) ? 1 : -1;

    private bool IsBehind(int cell, int from)
    {
        for (var c = from; c >= 0; c = before[c].Cell)
            if (c == cell) return true;
        return false;
    }
}
