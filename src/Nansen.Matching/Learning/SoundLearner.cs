namespace Nansen.Matching;

/// <summary>Two names as symbols with their edges, and whether they are one name.</summary>
internal sealed record SoundPair(byte[] Left, byte[] Right, bool Same, double Weight = 1);

/// <summary>
/// Learns a <see cref="SoundModel"/>: first the units and their joint probability by expectation maximisation over all
/// ways to cut true pairs (a joint multigram model), then their weights against false pairs by logistic regression
/// over the best path.
/// </summary>
internal sealed class SoundLearner(Writing left, Writing right)
{
    /// <summary>Rounds of expectation maximisation.</summary>
    public int Rounds { get; init; } = 8;

    /// <summary>Expected count below which a unit of several letters is given up.</summary>
    public double LeastCount { get; init; } = 1.5;

    /// <summary>Passes over the pairs that tune the weights.</summary>
    public int Passes { get; init; } = 10;

    /// <summary>Pull of the tuned weights back to what the counts say.</summary>
    public double Pull { get; init; } = 0.02;

    /// <summary>Step of the tuning.</summary>
    public double Step { get; init; } = 0.1;

    /// <summary>Cost in nats of each letter beyond one in a unit, so that short units win.</summary>
    public double LongUnit { get; init; } = 1;

    /// <summary>How often a unit of several letters must be seen to be believed as much as its letters one by one.</summary>
    public double Doubt { get; init; } = 3;

    /// <summary>The model and the bar: a pair is one name when its weight is above 0 after <c>Bias</c> is added.</summary>
    public (SoundModel Model, double Bias) Learn(IReadOnlyList<SoundPair> pairs)
    {
        var model = ByCounting([.. pairs.Where(p => p.Same)]);
        return (model, Passes == 0 ? 0 : Tune(model, pairs));
    }

    private SoundModel ByCounting(IReadOnlyList<SoundPair> pairs)
    {
        var lefts = Frequencies(pairs.Select(p => p.Left));
        var rights = Frequencies(pairs.Select(p => p.Right));
        var units = new UnitCounts(pairs, LongUnit);
        double[] probability = [.. units.Keys.Select(key => Prior(key, lefts, rights))];
        double[] counts = [];
        for (var round = 0; round < Rounds; round++)
        {
            counts = units.Expect(probability);
            var (total, least) = (counts.Sum() + 50, round < 2 ? 0.2 : LeastCount);
            for (var unit = 0; unit < counts.Length; unit++)
                probability[unit] = counts[unit] >= least || (counts[unit] > 0 && UnitCounts.IsSingle(units.Keys[unit])) ? Math.Max(counts[unit], 0.02) / total : 0;
        }

        var known = Enumerable.Range(0, counts.Length).Where(unit => probability[unit] > 0).Select(unit =>
        {
            var (a, b) = UnitCounts.Split(units.Keys[unit]);
            // The edges always stand for each other: they carry no evidence of their own.
            var weight = a is [Alphabets.Edge] && b is [Alphabets.Edge] ? 0 : (float)Math.Log(probability[unit] / Chance(a, b, lefts, rights));
            return (Left: a, Right: b, Weight: Math.Clamp(weight, -8f, 8f), Count: counts[unit]);
        }).ToLookup(unit => unit.Left.Length < 2 && unit.Right.Length < 2);
        var letters = new SoundModel(left, right, known[true].Select(u => (u.Left, u.Right, u.Weight)));
        return new SoundModel(left, right, letters.Units().Concat(known[false].Select(u => (u.Left, u.Right, Trusted(u.Weight, u.Count, letters.Align(u.Left, u.Right))))));
    }

    /// <summary>A unit seen a few times is believed as far as it was seen, and for the rest weighs what its letters weigh one by one.</summary>
    private float Trusted(float weight, double count, float letterByLetter) => (float)((count * weight + Doubt * letterByLetter) / (count + Doubt));

    private double Prior(ulong key, double[] lefts, double[] rights)
    {
        var (a, b) = UnitCounts.Split(key);
        var weight = UnitCounts.IsSingle(key) ? SoundModel.Fallback(left, right, a.Length == 0 ? (byte)0 : a[0], b.Length == 0 ? (byte)0 : b[0]) : -3 * Math.Abs(a.Length - b.Length) - 1;
        return Math.Max(1e-12, Chance(a, b, lefts, rights) * Math.Exp(weight));
    }

    private static double Chance(byte[] a, byte[] b, double[] lefts, double[] rights) => a.Aggregate(1.0, (x, s) => x * lefts[s]) * b.Aggregate(1.0, (x, s) => x * rights[s]);

    private double Tune(SoundModel model, IReadOnlyList<SoundPair> pairs)
    {
        var first = new Dictionary<ulong, float>();
        var random = new Random(7);
        var order = Enumerable.Range(0, pairs.Count).ToArray();
        var path = new List<Unit>();
        double bias = -4, biasSum = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            random.Shuffle(order);
            var step = Step / (1 + pass * 0.5);
            foreach (var at in order)
            {
                var pair = pairs[at];
                var z = model.Align(pair.Left, pair.Right, path) + bias;
                var error = (pair.Same ? 1 : 0) - 1 / (1 + Math.Exp(-z));
                error *= pair.Weight;
                bias += step * error;
                if (Math.Abs(error) < 0.02) continue;
                foreach (var unit in path)
                {
                    var a = pair.Left.AsSpan(unit.LeftAt, unit.LeftLength);
                    var b = pair.Right.AsSpan(unit.RightAt, unit.RightLength);
                    if (a is [Alphabets.Edge] && b is [Alphabets.Edge]) continue;
                    var weight = model.WeightOf(a, b)!.Value;
                    var key = UnitCounts.KeyOf(a, b);
                    if (!first.TryGetValue(key, out var start)) first[key] = start = weight;
                    model.Set(a, b, (float)(weight + step * (error - Pull * (weight - start))));
                }
            }

            biasSum = bias;
        }

        return biasSum;
    }

    private static double[] Frequencies(IEnumerable<byte[]> names)
    {
        var counts = new double[Alphabets.MaxSymbols];
        Array.Fill(counts, 0.5);
        foreach (var name in names)
            foreach (var symbol in name) counts[symbol]++;
        var total = counts.Sum();
        return [.. counts.Select(c => c / total)];
    }
}
