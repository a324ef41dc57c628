namespace Nansen.Matching;

/// <summary>
/// What pairs are, learned from their patterns alone by expectation maximisation: the same person; kin of one
/// household; people who share a name; people who share a date or a place. Beliefs from the model file are the start
/// and a counterweight, so that a small file cannot talk itself into nonsense. Runs over a few thousand patterns, not pairs.
/// </summary>
internal sealed class LatentClasses
{
    /// <summary>Match, kin, namesakes, strangers.</summary>
    public const int Classes = 4;

    private readonly IReadOnlyList<LinkAttribute> _attributes;
    private readonly double[][,] _probability;
    private readonly double[] _share = [0.25, 0.1, 0.3, 0.35];

    public LatentClasses(IReadOnlyList<LinkAttribute> attributes, MatchingModel model)
    {
        _attributes = attributes;
        _probability = [.. attributes.Select(a => model.BeliefOf(a.Kind).Table(a.Levels))];
    }

    /// <summary>Estimated share of pairs that are matches.</summary>
    public double MatchShare => _share[0];

    /// <summary>Learns from how often each pattern occurs.</summary>
    public void Learn(IReadOnlyDictionary<ulong, long> patterns, int rounds = 40)
    {
        var ordered = patterns.OrderBy(p => p.Key).ToArray();
        var total = ordered.Sum(p => (double)p.Value);
        if (total == 0) return;
        var beliefs = _probability.Select(p => (double[,])p.Clone()).ToArray();
        // Beliefs count as much as this many pairs of each class.
        var strength = Math.Max(100, total * 0.01);
        Span<double> posterior = stackalloc double[Classes];
        for (var round = 0; round < rounds; round++)
        {
            var counts = _probability.Select((p, i) => Scaled(beliefs[i], i, strength)).ToArray();
            var shares = new double[Classes];
            foreach (var (pattern, times) in ordered)
            {
                Posterior(pattern, posterior);
                for (var c = 0; c < Classes; c++)
                {
                    var weight = posterior[c] * times;
                    shares[c] += weight;
                    for (var i = 0; i < _attributes.Count; i++)
                    {
                        var level = (int)(pattern >> (4 * i)) & 15;
                        if (level > 0) counts[i][c, level] += weight;
                    }
                }
            }

            for (var c = 0; c < Classes; c++) _share[c] = (shares[c] + 1) / (total + Classes);
            for (var i = 0; i < _attributes.Count; i++) Normalise(counts[i], _probability[i]);
        }
    }

    /// <summary>The probability of each class for a pattern; missing attributes say nothing.</summary>
    public void Posterior(ulong pattern, Span<double> posterior)
    {
        var sum = 0.0;
        for (var c = 0; c < Classes; c++)
        {
            var p = _share[c];
            for (var i = 0; i < _attributes.Count; i++)
            {
                var level = (int)(pattern >> (4 * i)) & 15;
                if (level > 0) p *= _probability[i][c, level];
            }

            posterior[c] = p;
            sum += p;
        }

        for (var c = 0; c < Classes; c++) posterior[c] = sum > 0 ? posterior[c] / sum : c == Classes - 1 ? 1 : 0;
    }

    /// <summary>The probability that a pair of this pattern is one person.</summary>
    public double Match(ulong pattern)
    {
        Span<double> posterior = stackalloc double[Classes];
        Posterior(pattern, posterior);
        return LikeTwins(pattern) ? Math.Min(posterior[0], TwinsAtMost) : posterior[0];
    }

    /// <summary>
    /// Twins are written like this: given names that cannot be one, and the same family name and birth day. No share
    /// of twins can be learned from a file that happens to have none, so such a pair is never linked without a person's look,
    /// unless a number that belongs to one person alone agrees.
    /// </summary>
    private bool LikeTwins(ulong pattern)
    {
        var (given, family, birth) = (0, 0, 0);
        for (var i = 0; i < _attributes.Count; i++)
        {
            var level = (int)(pattern >> (4 * i)) & 15;
            if (_attributes[i].Kind == AttributeKind.Given) given = level;
            else if (_attributes[i].Kind == AttributeKind.Family) family = level;
            else if (_attributes[i].Kind == AttributeKind.Birth) birth = level;
            else if (_attributes[i].Personal && level >= 2) return false;
        }

        return given == 1 && family >= 3 && birth == (int)BirthLevel.Same;
    }

    private const double TwinsAtMost = 0.29;

    /// <summary>Log2 of the likelihood ratio of a level, for explanations.</summary>
    public double Bits(int attribute, int level)
    {
        var p = _probability[attribute];
        var others = 0.0;
        for (var c = 1; c < Classes; c++) others += _share[c] * p[c, level];
        return level == 0 ? 0 : Math.Log2(p[0, level] / (others / Math.Max(1e-9, 1 - _share[0])));
    }

    /// <summary>The learned probabilities of an attribute, class by level.</summary>
    public double[,] Of(int attribute) => _probability[attribute];

    private double[,] Scaled(double[,] belief, int attribute, double strength)
    {
        var scaled = new double[Classes, 16];
        for (var c = 0; c < Classes; c++)
            for (var l = 1; l < _attributes[attribute].Levels; l++) scaled[c, l] = belief[c, l] * (c < 2 ? strength : 20) + 0.01;
        return scaled;
    }

    private static void Normalise(double[,] counts, double[,] to)
    {
        for (var c = 0; c < Classes; c++)
        {
            var sum = 0.0;
            for (var l = 1; l < 16; l++) sum += counts[c, l];
            for (var l = 1; l < 16; l++) to[c, l] = sum > 0 ? counts[c, l] / sum : 0;
        }
    }
}
