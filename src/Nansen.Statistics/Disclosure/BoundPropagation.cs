namespace Nansen.Statistics;

/// <summary>
/// What plain subtraction finds: in each equation an unknown cannot be more than what the others leave of the sum. Many cells are
/// settled so before any linear program, and what is settled cuts the rest into small parts.
/// </summary>
internal static class BoundPropagation
{
    private const double Tiny = 1e-9;
    private const int MostRounds = 20;

    /// <summary>Narrows bounds, each of which then holds for every solution. False when an equation cannot be met.</summary>
    /// <param name="lower">Least value of each unknown.</param>
    /// <param name="upper">Greatest value; may be infinite.</param>
    /// <param name="equations">Sums of unknowns with their factors, and what they come to.</param>
    public static bool Narrow(double[] lower, double[] upper, IReadOnlyList<(List<(int Unknown, double Factor)> Terms, double Sum)> equations)
    {
        // Bounds that creep towards each other need not be followed to the end: linear programming comes after.
        for (var round = 0; round < MostRounds; round++)
        {
            var narrowed = false;
            foreach (var (terms, sum) in equations)
            {
                var (least, greatest) = (new Side(), new Side());
                foreach (var (u, f) in terms)
                {
                    least.Add(f > 0 ? f * lower[u] : f * upper[u], 1);
                    greatest.Add(f > 0 ? f * upper[u] : f * lower[u], 1);
                }

                if (least.Sum() > sum + 1e-6 || greatest.Sum() < sum - 1e-6) return false;
                foreach (var (u, f) in terms)
                {
                    var (low, high) = (f > 0 ? f * lower[u] : f * upper[u], f > 0 ? f * upper[u] : f * lower[u]);
                    var (most, fewest) = (sum - least.Without(low), sum - greatest.Without(high));
                    if (f < 0) (most, fewest) = (fewest, most);
                    narrowed |= Lower(ref upper[u], most / f) | Raise(ref lower[u], fewest / f);
                }
            }

            if (!narrowed) return true;
        }

        return true;
    }

    private static bool Lower(ref double bound, double to)
    {
        if (double.IsInfinity(to) || double.IsNaN(to) || to > bound - Tiny) return false;
        bound = to;
        return true;
    }

    private static bool Raise(ref double bound, double to)
    {
        if (double.IsInfinity(to) || double.IsNaN(to) || to < bound + Tiny) return false;
        bound = to;
        return true;
    }

    /// <summary>A sum in which infinite terms are counted, so that one can be taken out again.</summary>
    private struct Side
    {
        private double finite;
        private int infinite, sign;

        public void Add(double term, int times)
        {
            if (double.IsInfinity(term)) (infinite, sign) = (infinite + times, Math.Sign(term));
            else finite += times * term;
        }

        public readonly double Sum() => infinite == 0 ? finite : sign * double.PositiveInfinity;

        public readonly double Without(double term)
        {
            var rest = this;
            rest.Add(term, -1);
            return rest.infinite == 0 ? rest.finite : rest.sign * double.PositiveInfinity;
        }
    }
}
