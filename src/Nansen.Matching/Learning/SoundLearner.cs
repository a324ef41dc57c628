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
        Dictionary<ulong, double> probability = [];
        foreach (var pair in pairs)
            foreach (var (a, b) in UnitsIn(pair))
                probability[Key(a, b)] = Prior(a, b, lefts, rights);
        for (var round = 0; round < Rounds; round++)
        {
            var counts = new Dictionary<ulong, double>();
            foreach (var pair in pairs) Expect(pair, probability, counts);
            var total = counts.Values.Sum() + 50;
            probability = counts.Where(c => c.Value >= (round < 2 ? 0.2 : LeastCount) || IsSingle(c.Key))
                .ToDictionary(c => c.Key, c => Math.Max(c.Value, 0.02) / total);
        }

        return new SoundModel(left, right, probability.Select(p =>
        {
            var (a, b) = Split(p.Key);
            var chance = a.Aggregate(1.0, (x, s) => x * lefts[s]) * b.Aggregate(1.0, (x, s) => x * rights[s]);
            // The edges always stand for each other: they carry no evidence of their own.
            var weight = (float)Math.Log(p.Value / chance);
            if (a is [Alphabets.Edge] && b is [Alphabets.Edge]) weight = 0;
            return (a, b, Math.Clamp(weight, -8f, 8f));
        }));
    }

    private double Prior(byte[] a, byte[] b, double[] lefts, double[] rights)
    {
        var single = a.Length <= 1 && b.Length <= 1;
        var weight = 0.0;
        if (single) weight = SoundModel.Fallback(left, right, a.Length == 0 ? (byte)0 : a[0], b.Length == 0 ? (byte)0 : b[0]);
        else weight = -3 * Math.Abs(a.Length - b.Length) - 1;
        var chance = a.Aggregate(1.0, (x, s) => x * lefts[s]) * b.Aggregate(1.0, (x, s) => x * rights[s]);
        return Math.Max(1e-12, chance * Math.Exp(weight));
    }

    private void Expect(SoundPair pair, Dictionary<ulong, double> probability, Dictionary<ulong, double> counts)
    {
        var (x, y) = (pair.Left, pair.Right);
        var (n, m) = (x.Length, y.Length);
        var forward = new double[n + 1, m + 1];
        var backward = new double[n + 1, m + 1];
        var cells = new List<(int I, int J, int A, int B, double P, ulong Key)>();
        forward[0, 0] = 1;
        for (var i = 0; i <= n; i++)
            for (var j = 0; j <= m; j++)
                foreach (var (a, b) in Shapes)
                {
                    if (a > i || b > j || forward[i - a, j - b] == 0) continue;
                    var key = Key(x.AsSpan(i - a, a), y.AsSpan(j - b, b));
                    if (!probability.TryGetValue(key, out var p)) continue;
                    p *= Math.Exp(-LongUnit * (Math.Max(0, a - 1) + Math.Max(0, b - 1)));
                    forward[i, j] += forward[i - a, j - b] * p;
                    cells.Add((i, j, a, b, p, key));
                }

        var total = forward[n, m];
        if (!(total > 0)) return;
        backward[n, m] = 1;
        for (var c = cells.Count - 1; c >= 0; c--)
        {
            var (i, j, a, b, p, key) = cells[c];
            backward[i - a, j - b] += backward[i, j] * p;
        }

        foreach (var (i, j, a, b, p, key) in cells)
        {
            var expected = pair.Weight * forward[i - a, j - b] * p * backward[i, j] / total;
            if (expected > 1e-4) counts[key] = counts.GetValueOrDefault(key) + expected;
        }
    }

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
                    var key = Key(a, b);
                    if (!first.TryGetValue(key, out var start)) first[key] = start = weight;
                    model.Set(a, b, (float)(weight + step * (error - Pull * (weight - start))));
                }
            }

            biasSum = bias;
        }

        return biasSum;
    }

    private static readonly (int A, int B)[] Shapes =
        [.. from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 4) where a + b is > 0 and <= 5 && !(a == 0 && b == 3) && !(a == 3 && b == 0) select (a, b)];

    private static IEnumerable<(byte[] A, byte[] B)> UnitsIn(SoundPair pair)
    {
        for (var i = 0; i <= pair.Left.Length; i++)
            for (var j = 0; j <= pair.Right.Length; j++)
                foreach (var (a, b) in Shapes)
                    if (a <= i && b <= j) yield return (pair.Left[(i - a)..i], pair.Right[(j - b)..j]);
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

    private static ulong Key(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => ((ulong)SoundModel.Pack(a) << 32) | SoundModel.Pack(b);

    private static (byte[] A, byte[] B) Split(ulong key) => (SoundModel.Unpack((uint)(key >> 32)), SoundModel.Unpack((uint)key));

    private static bool IsSingle(ulong key) => (uint)(key >> 32) < 64 && (uint)key < 64;
}
