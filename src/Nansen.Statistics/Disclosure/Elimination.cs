namespace Nansen.Statistics;

/// <summary>
/// Equations solved for some of their unknowns: each basic unknown is a constant less a sum of free ones. What follows from
/// the others falls away, as most sums of a table with all its totals do.
/// </summary>
internal sealed class Elimination
{
    private const int NotSolved = -1, LeftOut = -2;
    private readonly List<(int Unknown, double[] Row, double Constant)> solved = [];
    private readonly int[] placeOf, uses;
    private readonly int unknowns;

    private Elimination(int unknowns)
    {
        (this.unknowns, placeOf, uses) = (unknowns, new int[unknowns], new int[unknowns]);
        Array.Fill(placeOf, NotSolved);
    }

    /// <summary>The unknowns that are expressed by the others, row by row.</summary>
    public int[] Basis => [.. solved.Select(s => s.Unknown)];

    /// <summary>The others, column by column.</summary>
    public int[] Free => [.. Enumerable.Range(0, unknowns).Where(u => placeOf[u] == NotSolved)];

    /// <summary>The factors of the free unknowns.</summary>
    public double[][] Rows
    {
        get
        {
            var free = Free;
            return [.. solved.Select(s => Array.ConvertAll(free, u => s.Row[u]))];
        }
    }

    /// <summary>The constants.</summary>
    public double[] Constants => [.. solved.Select(s => s.Constant)];

    /// <summary>Whether the equations contradict each other.</summary>
    public bool Contradiction { get; private set; }

    /// <summary>Solves equations, the short ones first.</summary>
    /// <param name="unknowns">How many unknowns there are.</param>
    /// <param name="leftOut">Those that stand in no equation and are not sought.</param>
    /// <param name="equations">The equations.</param>
    public static Elimination Of(int unknowns, IEnumerable<int> leftOut, IReadOnlyList<(IReadOnlyList<(int Unknown, double Factor)> Terms, double Sum)> equations)
    {
        var result = new Elimination(unknowns);
        foreach (var unknown in leftOut) result.placeOf[unknown] = LeftOut;
        var row = new double[unknowns];
        foreach (var (terms, sum) in equations.OrderBy(e => e.Terms.Count))
        {
            Array.Clear(row);
            var constant = sum;
            foreach (var (unknown, factor) in terms) row[unknown] += factor;
            foreach (var (unknown, _) in terms)
            {
                if (result.placeOf[unknown] is not (>= 0 and var place) || row[unknown] is var times && times == 0) continue;
                constant -= times * result.solved[place].Constant;
                LinearBounds.Subtract(row, result.solved[place].Row, times);
            }

            result.Take(row, constant);
            if (result.Contradiction) break;
        }

        return result;
    }

    private void Take(double[] row, double constant)
    {
        var (pivot, fewest) = (-1, int.MaxValue);
        for (var u = 0; u < unknowns; u++)
        {
            if (Math.Abs(row[u]) < 1e-9)
            {
                row[u] = 0;
                continue;
            }

            // An unknown that stands in few rows leaves the others short; a factor of 1 keeps whole numbers whole.
            var cost = uses[u] + (Math.Abs(Math.Abs(row[u]) - 1) < 1e-9 ? 0 : unknowns);
            if (cost < fewest) (pivot, fewest) = (u, cost);
        }

        if (pivot < 0)
        {
            Contradiction = Math.Abs(constant) > 1e-6;
            return;
        }

        var times = 1 / row[pivot];
        var line = Array.ConvertAll(row, f => f * times);
        for (var s = 0; s < solved.Count; s++)
        {
            var (unknown, other, its) = solved[s];
            if (other[pivot] is var factor && factor == 0) continue;
            LinearBounds.Subtract(other, line, factor);
            for (var u = 0; u < unknowns; u++)
                if (Math.Abs(other[u]) < 1e-9) other[u] = 0;
            solved[s] = (unknown, other, its - factor * constant * times);
        }

        placeOf[pivot] = solved.Count;
        solved.Add((pivot, line, constant * times));
        for (var u = 0; u < unknowns; u++)
            if (line[u] != 0) uses[u]++;
    }
}
