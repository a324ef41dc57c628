namespace Nansen.Matching;

/// <summary>Two records of a set and what officers have found of them.</summary>
/// <param name="Left">Number of the one record.</param>
/// <param name="Right">Number of the other.</param>
/// <param name="Same">One person.</param>
public readonly record struct LabelledPair(int Left, int Right, bool Same);

/// <summary>
/// Improves the beliefs of a model by pairs on which officers have decided. The model's own beliefs count as much as
/// fifty decided pairs of each class, so that a few decisions move little and many move much.
/// </summary>
public static class LabelLearner
{
    private const double Strength = 50;

    /// <summary>The model with its linkage beliefs learned on. Names, sounds and the weights of the search stay as they are.</summary>
    public static MatchingModel Learn(RecordSet records, IEnumerable<LabelledPair> pairs, MatchingModel model)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(model);
        var comparer = new PairComparer(new PreparedRecords(records), model);
        var classes = new LatentClasses(comparer.Attributes, model);
        var counts = comparer.Attributes.Select(_ => new double[LatentClasses.Classes, 16]).ToArray();
        var posterior = new double[LatentClasses.Classes];
        foreach (var pair in pairs)
        {
            var pattern = comparer.Compare(pair.Left, pair.Right);
            classes.Posterior(pattern, posterior);
            Given(pair.Same, posterior);
            for (var i = 0; i < counts.Length; i++)
                if (((int)(pattern >> (4 * i)) & 15) is > 0 and var level)
                    for (var c = 0; c < posterior.Length; c++) counts[i][c, level] += posterior[c];
        }

        var beliefs = new Dictionary<string, Belief>(model.Linkage);
        // Attributes of one kind (two places, say) share a belief.
        foreach (var kind in comparer.Attributes.Select((a, i) => (Key: KeyOf(a.Kind), a.Levels, Counts: counts[i])).GroupBy(a => a.Key))
            beliefs[kind.Key] = Learned(beliefs[kind.Key], kind.First().Levels, [.. kind.Select(k => k.Counts)]);
        return model with { Linkage = beliefs };
    }

    // What is not one person may be kin, a namesake or a stranger: as the model believes of such a pair.
    private static void Given(bool same, double[] posterior)
    {
        var others = posterior.Skip(1).Sum();
        for (var c = 1; c < posterior.Length; c++) posterior[c] = same ? 0 : others > 0 ? posterior[c] / others : 1.0 / (posterior.Length - 1);
        posterior[0] = same ? 1 : 0;
    }

    private static Belief Learned(Belief belief, int levels, IReadOnlyList<double[,]> counts)
    {
        List<double> Class(int c, IReadOnlyList<double> before)
        {
            var weights = Enumerable.Range(1, levels - 1).Select(l => (l - 1 < before.Count ? before[l - 1] : 1e-3) * Strength + counts.Sum(k => k[c, l])).ToList();
            var sum = weights.Sum();
            return [.. weights.Select(w => Math.Round(w / sum, 4))];
        }

        return new Belief(Class(0, belief.Match), Class(1, belief.Kin), Class(2, belief.Namesakes), Class(3, belief.Strangers));
    }

    private static string KeyOf(AttributeKind kind) => kind == AttributeKind.Whole ? "name" : kind.ToString().ToLowerInvariant();
}
