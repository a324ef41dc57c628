namespace Nansen.Matching;

/// <summary>
/// Chooses the likeness from which two encodings are called one person, from nothing but how many pairs there are of
/// each likeness. Strangers grow rarer by the same factor with every step of likeness; the same people hardly do. Both are
/// fitted to the counts below the place where the decline ends, and the bar is where the F1 they foretell is greatest.
/// </summary>
internal static class LikenessBar
{
    /// <summary>The bar is never lower, so pairs below need not be kept.</summary>
    public const double Lowest = 0.64;

    private const int Highest = 85;

    /// <summary>When too few pairs are there to judge by: where the bar lies in files with the usual fields.</summary>
    private const double Usual = 0.7;

    private const double UsualDecline = 35;
    private const int Window = 7;
    private const int Enough = 100;

    /// <summary>The fit looks at so many steps below the end of the decline, and leaves out the last of them.</summary>
    private const int Looked = 12, LeftOut = 2;

    /// <summary>The same people are as many at every step, but for this: fewer by a part of so many with each step down.</summary>
    private const double Thinning = 24;

    /// <summary>The bar, and how fast strangers grow rarer (nats a unit of likeness).</summary>
    /// <param name="counts">Pairs by hundredths of likeness.</param>
    /// <param name="records">Records of the smaller file.</param>
    public static (double Bar, double Decline) Choose(long[] counts, int records)
    {
        // Where a record has about two strangers of a likeness, the bulk is over and the decline even.
        var first = (int)(EncodingComparison.Least * EncodingComparison.Steps);
        while (first < EncodingComparison.Steps - 2 * Window && counts[first] > 2L * Math.Max(1, records)) first++;
        if (counts.AsSpan(first, Window).ToArray().Sum() < Enough || EndOfDecline(counts, first) is not { } end) return (Usual, UsualDecline);
        var fit = Fit.Of(counts, Math.Max(first, end - Looked), end);
        return (Math.Max(fit.Best(counts) / (double)EncodingComparison.Steps, Lowest), fit.Decline * EncodingComparison.Steps);
    }

    /// <summary>The first step at which the counts fall by less than a fifth of what they fell by at the beginning.</summary>
    private static int? EndOfDecline(long[] counts, int first)
    {
        var steepest = Enumerable.Range(first + 3, 5).Max(Slope);
        if (steepest is not (> 0.05 and < 2)) return null;
        for (var step = first + Window; step <= Highest; step++)
            if (Slope(step) < steepest / 5) return step;
        return Highest;

        double Slope(int step) => (Math.Log(Smooth(step - 3)) - Math.Log(Smooth(step + 3))) / 6;

        double Smooth(int step)
        {
            var sum = 0L;
            for (var near = Math.Max(0, step - 2); near <= Math.Min(counts.Length - 1, step + 2); near++) sum += counts[near];
            return Math.Max(0.2, sum / 5.0);
        }
    }

    /// <summary>Strangers at a step: <c>Height·e^(−Decline·(step − From))</c>; the same people: <c>Same</c>, thinning downwards.</summary>
    private readonly record struct Fit(int From, int End, double Decline, double Height, double Same)
    {
        private const int Turns = 6;

        /// <summary>The likeliest fit, the counts taken to scatter as counts do (Poisson).</summary>
        public static Fit Of(long[] counts, int from, int end)
        {
            var (best, likeliest) = (default(Fit), double.NegativeInfinity);
            for (var decline = 0.04; decline < 0.8; decline += 0.01)
            {
                var fit = new Fit(from, end, decline, 0, 0).Weighted(counts, null);
                for (var turn = 1; turn < Turns; turn++) fit = fit.Weighted(counts, fit);
                var likelihood = fit.Likelihood(counts);
                if (likelihood > likeliest) (best, likeliest) = (fit, likelihood);
            }

            return best;
        }

        /// <summary>The step from which calling pairs the same person gives the greatest F1.</summary>
        public int Best(long[] counts)
        {
            double called = 0, right = 0, people = 0;
            var (lowest, found) = (End - Looked, new List<(int Step, double Called, double Right)>());
            for (var step = counts.Length - 1; step >= lowest; step--)
            {
                called += counts[step];
                right += step >= End ? Math.Max(0, counts[step] - Strangers(step)) : Math.Min(People(step), counts[step]);
                if (step >= End - Looked * 2 / 3) people = right;
                if (step <= Highest) found.Add((step, called, right));
            }

            return found.MaxBy(f => 2 * f.Right / Math.Max(1, f.Called + people)).Step;
        }

        private double Strangers(int step) => Height * Math.Exp(-Decline * (step - From));

        private double People(int step) => Same * Thinned(step);

        private double Thinned(int step) => Math.Clamp(1 - (End - step) / Thinning, 0.1, 1);

        private double Foretold(int step) => Math.Max(0.5, Strangers(step) + People(step));

        private double Likelihood(long[] counts)
        {
            var sum = 0.0;
            for (var step = From; step <= End - LeftOut; step++) sum += counts[step] * Math.Log(Foretold(step)) - Foretold(step);
            return sum;
        }

        /// <summary>Least squares for the two heights, each count weighed by its scatter under an earlier fit.</summary>
        private Fit Weighted(long[] counts, Fit? earlier)
        {
            double ee = 0, es = 0, ss = 0, ey = 0, sy = 0;
            for (var step = From; step <= End - LeftOut; step++)
            {
                var (weight, e, s) = (1 / (earlier?.Foretold(step) ?? Math.Max(1, counts[step])), Math.Exp(-Decline * (step - From)), Thinned(step));
                (ee, es, ss) = (ee + weight * e * e, es + weight * e * s, ss + weight * s * s);
                (ey, sy) = (ey + weight * e * counts[step], sy + weight * s * counts[step]);
            }

            var determinant = ee * ss - es * es;
            var same = determinant > 1e-12 ? (ee * sy - es * ey) / determinant : 0;
            return same > 0 ? this with { Height = (ey * ss - sy * es) / determinant, Same = same } : this with { Height = ey / Math.Max(1e-12, ee), Same = 0 };
        }
    }
}
