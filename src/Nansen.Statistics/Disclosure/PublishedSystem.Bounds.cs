namespace Nansen.Statistics;

/// <summary>How the unknowns are bounded: settled ones first, then each connected part by linear programming, on every core.</summary>
internal sealed partial class PublishedSystem
{
    private const double Settled = 1e-7;

    /// <summary>The cells that are sought with their bounds, in the order in which they are published.</summary>
    public IReadOnlyList<AttackedCell> Bounded(IProgress<(int Done, int Of)>? progress, CancellationToken cancellation)
    {
        var (least, greatest) = (lower.ToArray(), upper.ToArray());
        if (!BoundPropagation.Narrow(least, greatest, equations)) throw Contradiction();
        var bounds = Enumerable.Range(0, cells.Count).Select(c => (Least: least[c], Greatest: greatest[c])).ToArray();
        var (done, all) = (0, cells.Count(c => c.Sought));
        Parallel.ForEach(Work(bounds), new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, part =>
        {
            foreach (var (unknown, cell) in part.Sought())
            {
                cancellation.ThrowIfCancellationRequested();
                bounds[cell] = part.Bounds.Of(unknown, bounds[cell]);
                progress?.Report((Interlocked.Increment(ref done), all));
            }
        });
        return [.. Enumerable.Range(0, cells.Count).Where(c => cells[c].Sought).Select(c => Found(c, bounds[c]))];
    }

    private static FormatException Contradiction() => new("The published figures contradict each other: no true values fit all of them.");

    private AttackedCell Found(int cell, (double Least, double Greatest) bounds)
    {
        var (keys, measure, published, _) = cells[cell];
        return new AttackedCell(
            keyNames.Zip(keys).ToDictionary(p => p.First, p => p.Second), measure.Split('\u001c')[0], published, (long)Math.Ceiling(bounds.Least - 1e-6),
            double.IsInfinity(bounds.Greatest) ? null : (long)Math.Floor(bounds.Greatest + 1e-6));
    }

    /// <summary>The connected parts of what is not settled. A part with many cells is given to each core once; they share its cells.</summary>
    private IEnumerable<Part> Work((double Least, double Greatest)[] bounds)
    {
        bool Open(int cell) => bounds[cell].Greatest - bounds[cell].Least > Settled;
        var part = Enumerable.Range(0, cells.Count).ToArray();
        int Root(int i) => part[i] == i ? i : part[i] = Root(part[i]);
        var open = equations.Select(e => (Terms: e.Terms.Where(t => Open(t.Unknown)).ToList(), Sum: e.Sum - e.Terms.Where(t => !Open(t.Unknown)).Sum(t => t.Factor * bounds[t.Unknown].Least)))
            .Where(e => e.Terms.Count > 0).ToList();
        foreach (var (terms, _) in open)
            foreach (var (unknown, _) in terms) part[Root(unknown)] = Root(terms[0].Unknown);
        var equationsOf = open.ToLookup(e => Root(e.Terms[0].Unknown));
        foreach (var members in Enumerable.Range(0, cells.Count).Where(Open).GroupBy(Root).Select(g => g.ToArray()))
        {
            if (!members.Any(c => cells[c].Sought)) continue;
            var local = members.Select((cell, i) => (cell, i)).ToDictionary(p => p.cell, p => p.i);
            var solver = new LinearBounds([.. members.Select(c => lower[c])], [.. members.Select(c => upper[c])],
                [.. equationsOf[Root(members[0])].Select(e => ((IReadOnlyList<(int, double)>)[.. e.Terms.Select(t => (local[t.Unknown], t.Factor))], e.Sum))]);
            if (!solver.Solve()) throw Contradiction();
            var queue = new Queue<(int, int)>(members.Select((cell, i) => (i, cell)).Where(m => cells[m.cell].Sought));
            var copies = queue.Count < 50 ? 1 : Environment.ProcessorCount;
            for (var copy = 1; copy < copies; copy++) yield return new Part(solver.Copy(), queue);
            yield return new Part(solver, queue);
        }
    }

    /// <summary>A part, and the cells of it that nobody has begun with.</summary>
    private sealed record Part(LinearBounds Bounds, Queue<(int Unknown, int Cell)> Waiting)
    {
        public IEnumerable<(int Unknown, int Cell)> Sought()
        {
            while (true)
            {
                (int, int) next;
                lock (Waiting)
                {
                    if (!Waiting.TryDequeue(out next)) yield break;
                }

                yield return next;
            }
        }
    }
}
