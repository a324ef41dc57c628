namespace Nansen.Statistics;

/// <summary>
/// Unknowns that an equation gives from others and whose bounds follow from theirs: a hidden total is the sum of its parts and cannot
/// be negative when they are not. They are put in for, so that a linear program has only the finest cells and the totals that are shown.
/// </summary>
internal sealed class ImpliedUnknowns
{
    private const double Tiny = 1e-9;
    private readonly double[] lower, upper;
    private readonly List<Dictionary<int, double>> terms;
    private readonly List<double> sums;
    private readonly HashSet<int>[] equationsWith;
    private readonly Dictionary<int, int> definedBy = [];

    private ImpliedUnknowns(double[] lower, double[] upper, IReadOnlyList<(IReadOnlyList<(int Unknown, double Factor)> Terms, double Sum)> equations)
    {
        (this.lower, this.upper) = (lower, upper);
        equationsWith = [.. lower.Select(_ => new HashSet<int>())];
        (terms, sums) = ([], [.. equations.Select(e => e.Sum)]);
        foreach (var (list, _) in equations)
        {
            var row = new Dictionary<int, double>();
            foreach (var (u, f) in list) row[u] = row.GetValueOrDefault(u) + f;
            foreach (var (u, _) in row.Where(t => t.Value == 0).ToList()) row.Remove(u);
            foreach (var u in row.Keys) equationsWith[u].Add(terms.Count);
            terms.Add(row);
        }
    }

    /// <summary>Each implied unknown: a constant and the others with their factors. None of them is implied itself.</summary>
    public IReadOnlyList<(int Unknown, double Constant, (int Unknown, double Factor)[] Terms)> All =>
        [.. definedBy.Select(d => (d.Key, sums[d.Value], terms[d.Value].Where(t => t.Key != d.Key).Select(t => (t.Key, -t.Value)).ToArray()))];

    /// <summary>The equations that are left between the others.</summary>
    public IReadOnlyList<(IReadOnlyList<(int Unknown, double Factor)> Terms, double Sum)> Rest
    {
        get
        {
            var defining = definedBy.Values.ToHashSet();
            return [.. Enumerable.Range(0, terms.Count).Where(e => !defining.Contains(e)).Select(e => ((IReadOnlyList<(int, double)>)[.. terms[e].Select(t => (t.Key, t.Value))], sums[e]))];
        }
    }

    /// <summary>Finds them, short sums first.</summary>
    public static ImpliedUnknowns Of(double[] lower, double[] upper, IReadOnlyList<(IReadOnlyList<(int Unknown, double Factor)> Terms, double Sum)> equations)
    {
        var found = new ImpliedUnknowns(lower, upper, equations);
        foreach (var e in Enumerable.Range(0, equations.Count).OrderBy(e => equations[e].Terms.Count))
            if (found.ImpliedIn(e) is { } unknown) found.PutInFor(unknown, e);
        return found;
    }

    private int? ImpliedIn(int equation)
    {
        foreach (var (u, f) in terms[equation])
        {
            // u = (sum − the others) ÷ f
            var (least, greatest) = (sums[equation] / f, sums[equation] / f);
            foreach (var (other, factor) in terms[equation])
            {
                if (other == u) continue;
                var times = -factor / f;
                least += times > 0 ? times * lower[other] : times * upper[other];
                greatest += times > 0 ? times * upper[other] : times * lower[other];
            }

            if (least >= lower[u] - Tiny && greatest <= upper[u] + Tiny) return u;
        }

        return null;
    }

    private void PutInFor(int unknown, int equation)
    {
        var by = terms[equation];
        var scale = by[unknown];
        foreach (var u in by.Keys.ToList()) by[u] /= scale;
        sums[equation] /= scale;
        foreach (var e in equationsWith[unknown])
        {
            if (e == equation) continue;
            var times = terms[e][unknown];
            foreach (var (u, f) in by)
            {
                var factor = terms[e].GetValueOrDefault(u) - times * f;
                if (Math.Abs(factor) < Tiny)
                {
                    terms[e].Remove(u);
                    if (u != unknown) equationsWith[u].Remove(e);
                }
                else
                {
                    terms[e][u] = factor;
                    equationsWith[u].Add(e);
                }
            }

            sums[e] -= times * sums[equation];
        }

        equationsWith[unknown] = [equation];
        definedBy[unknown] = equation;
    }
}
