namespace Nansen.Matching;

/// <summary>What private linkage found.</summary>
/// <param name="Pairs">Pairs called a match, by record numbers of the two files; the probability is estimated from how far the pair stands above chance.</param>
/// <param name="Bar">Likeness (Dice) from which a pair is called a match.</param>
/// <param name="Compared">Pairs compared.</param>
public sealed record PrivateLinkResult(IReadOnlyList<LinkedPair> Pairs, double Bar, long Compared);

/// <summary>
/// Links two files of encodings without a key: every record of one against every record of the other whose number of
/// bits allows a likeness worth looking at. Each file may hold a person several times.
/// </summary>
public static class PrivateLinker
{
    /// <summary>Records this much under the bar may still be the same person through a third record.</summary>
    private const double Near = 0.05;

    /// <summary>Links two files.</summary>
    /// <exception cref="FormatException">They were made with different keys, or the bar that is asked for is no likeness.</exception>
    public static PrivateLinkResult Link(EncodedFile left, EncodedFile right, double? bar = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (bar is not (null or (> 0 and <= 1))) throw new FormatException("The bar is a likeness: a number above 0 and not above 1.");
        if (left.KeyMark != right.KeyMark)
            throw new FormatException($"The files were made with different keys ({left.KeyMark}, {right.KeyMark}) and cannot be compared.");
        var (pairs, counts, compared) = EncodingComparison.Of(left, right, Math.Min(bar ?? 1, LikenessBar.Lowest) - Near);
        var (chosen, decline) = LikenessBar.Choose(counts, Math.Min(left.Count, right.Count));
        chosen = bar ?? chosen;
        var all = pairs.ConvertAll(p => p with { Right = p.Right + left.Count });
        compared += Within(left, 0, pairs.Where(p => p.Likeness >= chosen - Near).Select(p => p.Left), chosen, all);
        compared += Within(right, left.Count, pairs.Where(p => p.Likeness >= chosen - Near).Select(p => p.Right), chosen, all);
        all.Sort(EncodingComparison.Likest);
        var clusters = new EncodingClusters(left, right);
        clusters.Join(all, chosen);
        var found = clusters.Across().ToList();
        found.Sort(EncodingComparison.Likest);
        return new([.. found.Select(p => new LinkedPair(p.Left, p.Right, Math.Round(Logistic.Sigmoid((p.Likeness - chosen) * decline), 4)))], Math.Round(chosen, 4), compared);
    }

    /// <summary>Adds the pairs inside one file among records that have a counterpart in the other.</summary>
    private static long Within(EncodedFile file, int offset, IEnumerable<int> records, double bar, List<LikePair> all)
    {
        int[] some = [.. records.Distinct().Order()];
        var part = file.Some(some);
        var (pairs, _, compared) = EncodingComparison.Of(part, part, bar);
        foreach (var (a, b, likeness) in pairs)
            if (a < b) all.Add(new(some[a] + offset, some[b] + offset, likeness));
        return compared;
    }
}
