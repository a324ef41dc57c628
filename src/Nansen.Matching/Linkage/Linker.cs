using System.Diagnostics;

namespace Nansen.Matching;

/// <summary>How a linkage is run.</summary>
public sealed record LinkageOptions
{
    /// <summary>Threads to use; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Pairs are called a match from this probability; null lets the library choose.</summary>
    public double? Bar { get; init; }

    /// <summary>Rules and weights; the shipped ones when not given.</summary>
    public MatchingModel Model { get; init; } = MatchingModel.Shipped;

    /// <summary>Told how far it is: a phase and 0 to 1.</summary>
    public Action<string, double>? Progress { get; init; }
}

/// <summary>A pair of records and the probability that they are one person.</summary>
public readonly record struct LinkedPair(int Left, int Right, double Probability);

/// <summary>What a linkage found.</summary>
/// <param name="Matches">Pairs called a match, by record numbers.</param>
/// <param name="Review">Pairs that are undecided and worth a person's look.</param>
/// <param name="Summary">Figures of the run.</param>
public sealed record LinkResult(IReadOnlyList<LinkedPair> Matches, IReadOnlyList<LinkedPair> Review, LinkSummary Summary);

/// <summary>Figures of a run.</summary>
public sealed record LinkSummary
{
    /// <summary>Records read.</summary>
    public int Records { get; init; }

    /// <summary>Pairs looked at.</summary>
    public long Candidates { get; init; }

    /// <summary>Distinct patterns of agreement among them.</summary>
    public int Patterns { get; init; }

    /// <summary>Pairs called a match.</summary>
    public int Matches { get; init; }

    /// <summary>Clusters of two and more records.</summary>
    public int Clusters { get; init; }

    /// <summary>Links that the guard refused because members of the clusters contradict each other.</summary>
    public int Refused { get; init; }

    /// <summary>The weakest link that holds a cluster together.</summary>
    public double WeakestLink { get; init; }

    /// <summary>The probability from which pairs are called a match.</summary>
    public double Bar { get; init; }

    /// <summary>Share of the matches that are right, as the model believes.</summary>
    public double EstimatedPrecision { get; init; }

    /// <summary>Share of the true pairs among the candidates that are called a match, as the model believes.</summary>
    public double EstimatedRecall { get; init; }

    /// <summary>Seconds by phase.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();
}

/// <summary>
/// Links the records of a file, or of two files, without examples: candidate pairs by keys of sound, levels of agreement,
/// classes learned from their patterns, clusters with a guard.
/// </summary>
public static class Linker
{
    /// <summary>Runs the linkage.</summary>
    public static LinkResult Run(RecordSet records, LinkageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        options ??= new LinkageOptions();
        var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        options.Progress?.Invoke("prepare", 0);
        var prepared = new PreparedRecords(records);
        var blocking = new Blocking(prepared);
        Took("prepare");
        var first = new PairComparer(prepared, options.Model);
        var (counts, kept) = Compare(blocking, prepared, first, options);
        Took("compare");
        var classes = new LatentClasses(first.Attributes, options.Model);
        classes.Learn(counts);
        Took("learn");
        var (bar, precision, recall) = Threshold(counts, classes, options.Bar);
        var scored = Score(kept, classes, Math.Min(bar, 0.1));
        var clusters = Clusters.Of(records.Count, scored, bar, first, classes, records.TwoFiles, records.FirstOfSecond);
        Took("cluster");
        var review = scored.Where(p => p.Probability < bar && p.Probability >= bar / 4 && !clusters.Joined(p.Left, p.Right)).ToList();
        return new LinkResult(clusters.Pairs, review, new LinkSummary
        {
            Records = records.Count,
            Candidates = counts.Values.Sum(),
            Patterns = counts.Count,
            Matches = clusters.Pairs.Count,
            Clusters = clusters.Count,
            Refused = clusters.Refused,
            WeakestLink = Math.Round(clusters.Weakest, 4),
            Bar = Math.Round(bar, 4),
            EstimatedPrecision = Math.Round(precision, 4),
            EstimatedRecall = Math.Round(recall, 4),
            Seconds = seconds,
        });

        void Took(string phase)
        {
            seconds[phase] = Math.Round(watch.Elapsed.TotalSeconds, 3);
            watch.Restart();
            options.Progress?.Invoke(phase, 1);
        }
    }

    private static (Dictionary<ulong, long> Counts, List<(int A, int B, ulong Pattern)> Pairs) Compare(
        Blocking blocking, PreparedRecords prepared, PairComparer first, LinkageOptions options)
    {
        var workers = Math.Max(1, options.Threads);
        var comparers = Enumerable.Range(0, workers).Select(w => w == 0 ? first : new PairComparer(prepared, first)).ToArray();
        var counts = Enumerable.Range(0, workers).Select(_ => new Dictionary<ulong, long>()).ToArray();
        var pairs = Enumerable.Range(0, workers).Select(_ => new List<(int, int, ulong)>()).ToArray();
        var rough = new LatentClasses(first.Attributes, options.Model);
        var worth = Enumerable.Range(0, workers).Select(_ => new Dictionary<ulong, bool>()).ToArray();
        blocking.Pairs(workers, (worker, a, b) =>
        {
            var pattern = comparers[worker].Compare(a, b);
            ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts[worker], pattern, out _);
            count++;
            // What beliefs alone call hopeless is counted, and not kept.
            if (!worth[worker].TryGetValue(pattern, out var keep)) worth[worker][pattern] = keep = rough.Match(pattern) > 1e-4;
            if (keep) pairs[worker].Add((a, b, pattern));
        });
        var all = counts[0];
        for (var w = 1; w < workers; w++)
            foreach (var (pattern, count) in counts[w]) all[pattern] = all.GetValueOrDefault(pattern) + count;
        var kept = pairs[0];
        for (var w = 1; w < workers; w++) kept.AddRange(pairs[w]);
        return (all, kept);
    }

    /// <summary>The bar at which the expected F1 is greatest, and what is expected there.</summary>
    private static (double Bar, double Precision, double Recall) Threshold(Dictionary<ulong, long> counts, LatentClasses classes, double? given)
    {
        var levels = counts.Select(p => (Probability: classes.Match(p.Key), Count: p.Value)).OrderByDescending(p => p.Probability).ToArray();
        var total = levels.Sum(l => l.Probability * l.Count);
        double right = 0, called = 0, best = -1, bar = 0.5, precision = 0, recall = 0;
        foreach (var (probability, count) in levels)
        {
            if (given is { } set ? probability < set : probability < 0.3) break;
            right += probability * count;
            called += count;
            var f1 = 2 * right / (called + total);
            if (f1 <= best && given is null) continue;
            (best, bar, precision, recall) = (f1, probability, right / called, right / total);
        }

        return (given ?? Math.Clamp(bar, 0.3, 0.9), precision, recall);
    }

    private static List<LinkedPair> Score(List<(int A, int B, ulong Pattern)> kept, LatentClasses classes, double least)
    {
        var known = new Dictionary<ulong, double>();
        var scored = new List<LinkedPair>();
        foreach (var (a, b, pattern) in kept)
        {
            if (!known.TryGetValue(pattern, out var probability)) known[pattern] = probability = classes.Match(pattern);
            if (probability >= least) scored.Add(new(a, b, probability));
        }

        // The order in which threads met the pairs is forgotten here.
        scored.Sort(static (x, y) => x.Probability != y.Probability ? y.Probability.CompareTo(x.Probability)
            : x.Left != y.Left ? x.Left.CompareTo(y.Left) : x.Right.CompareTo(y.Right));
        return scored;
    }
}
