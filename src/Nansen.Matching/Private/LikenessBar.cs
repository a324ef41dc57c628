namespace Nansen.Matching;

/// <summary>
/// Chooses the likeness from which two encodings are called one person, from nothing but how many pairs there are of
/// each likeness. Strangers grow rarer by the same factor with every step of likeness; where there are more than twice
/// as many pairs as this decline foretells, at least half of them are something else: the same person.
/// </summary>
internal static class LikenessBar
{
    /// <summary>The bar is never lower, so pairs below need not be kept.</summary>
    public const double Lowest = 0.64;

    private const double Highest = 0.85;

    /// <summary>When too few pairs are there to judge by: where the bar lies in files with the usual fields.</summary>
    private const double Usual = 0.7;

    private const int Window = 7;
    private const int Enough = 100;

    /// <summary>The bar, and how fast strangers grow rarer (nats a unit of likeness).</summary>
    /// <param name="counts">Pairs by hundredths of likeness.</param>
    /// <param name="records">Records of the smaller file.</param>
    public static (double Bar, double Decline) Choose(long[] counts, int records)
    {
        // Where a record has about two strangers of a likeness, the bulk is over and the decline even.
        var first = (int)(EncodingComparison.Least * EncodingComparison.Steps);
        while (first < EncodingComparison.Steps - Window && counts[first] > 2L * Math.Max(1, records)) first++;
        var (height, decline) = Decline(counts, first);
        if (decline is not (> 0.05 and < 2) || counts.AsSpan(first, Window).ToArray().Sum() < Enough) return (Usual, 35);
        for (var step = first + Window; step < Highest * EncodingComparison.Steps; step++)
        {
            double seen = 0, foretold = 0;
            for (var near = step - 1; near <= step + 1; near++)
            {
                seen += counts[near];
                foretold += Math.Exp(height - decline * near);
            }

            if (foretold < seen / 2) return (Math.Clamp(step / (double)EncodingComparison.Steps, Lowest, Highest), decline * EncodingComparison.Steps);
        }

        return (Highest, decline * EncodingComparison.Steps);
    }

    /// <summary>A straight line through the logarithms of the counts, each as heavy as its count.</summary>
    private static (double Height, double Decline) Decline(long[] counts, int first)
    {
        double weight = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (var step = first; step < first + Window; step++)
        {
            if (counts[step] == 0) continue;
            var (w, log) = ((double)counts[step], Math.Log(counts[step]));
            weight += w;
            x += w * step;
            y += w * log;
            xx += w * step * step;
            xy += w * step * log;
        }

        var slope = (weight * xy - x * y) / (weight * xx - x * x);
        return ((y - slope * x) / weight, -slope);
    }
}
