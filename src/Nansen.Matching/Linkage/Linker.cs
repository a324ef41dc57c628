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

    /// <summary>Classes are learned from all pairs of a file of fewer records than this, and from a part of the keys of a larger one.</summary>
    internal int LearnFrom { get; init; } = 60_000;

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
    /// <exception cref="FormatException">The bar that is asked for is no probability.</exception>
    public static LinkResult Run(RecordSet records, LinkageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        options ??= new LinkageOptions();
        if (options.Bar is not (null or (> 0 and <= 1))) throw new FormatException("The bar is a probability: a number above 0 and not above 1.");
        if (records.OneSided) return new LinkResult([], [], new LinkSummary { Records = records.Count, WeakestLink = 1, Bar = options.Bar ?? 0.5 });
        var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        options.Progress?.Invoke("prepare", 0);
        var prepared = new PreparedRecords(records);
        var blocking = new Blocking(prepared);
        Took("prepare");
        var comparers = Comparers(prepared, options);
        var classes = new LatentClasses(comparers[0].Attributes, options.Model);
        var counts = Patterns.Count(blocking, comparers, Sample(records.Count / options.LearnFrom));
        classes.Learn(counts);
        var (bar, precision, recall) = Threshold(counts, classes, options.Bar);
        Took("learn");
        var least = Math.Min(bar, 0.1);
        var (scored, candidates) = LikelyPairs.Find(blocking, comparers, classes, least);
        Took("compare");
        var clusters = Clusters.Of(records, scored, bar, comparers, classes);
        Took("cluster");
        var review = scored.Where(p => p.Probability < bar && p.Probability >= bar / 4 && !clusters.Joined(p.Left, p.Right)).ToList();
        return new LinkResult(clusters.Pairs, review, new LinkSummary
        {
            Records = records.Count,
            Candidates = candidates,
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

    internal static PairComparer[] Comparers(PreparedRecords prepared, LinkageOptions options)
    {
        var first = new PairComparer(prepared, options.Model);
        return [first, .. Enumerable.Range(1, Math.Max(1, options.Threads) - 1).Select(_ => new PairComparer(prepared, first))];
    }

    /// <summary>A few hundred thousand pairs teach as much as many millions: of the keys one in a power of two, less one.</summary>
    internal static uint Sample(int times) => System.Numerics.BitOperations.RoundUpToPowerOf2((uint)times + 1) - 1;

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
}
