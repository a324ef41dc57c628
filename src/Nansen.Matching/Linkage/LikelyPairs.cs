using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>The pairs that reach a least probability, once the classes are known.</summary>
internal static class LikelyPairs
{
    /// <summary>Finds them among all candidates, the most probable first; equal ones by record, so that no thread's way shows.</summary>
    public static (LinkedPair[] Pairs, long Candidates) Find(Blocking blocking, PairComparer[] comparers, LatentClasses classes, double least)
    {
        var finders = comparers.Select(comparer => new LikelyPairFinder(comparer, classes, least)).ToArray();
        blocking.Pairs(finders, 0);
        foreach (var finder in finders) finder.Finish();
        return (InOrder([.. finders.SelectMany(f => f.Found.Pairs)], blocking.Records), finders.Sum(f => f.Found.Candidates));
    }

    /// <summary>By probability, of which there are few; those of one probability by record.</summary>
    private static LinkedPair[] InOrder(LinkedPair[] pairs, int records)
    {
        var ordered = ByRecord(pairs, records);
        var places = new Dictionary<double, int>();
        foreach (var pair in ordered) CollectionsMarshal.GetValueRefOrAddDefault(places, pair.Probability, out _)++;
        var sum = 0;
        foreach (var (probability, count) in places.OrderByDescending(p => p.Key)) (places[probability], sum) = (sum, sum + count);
        foreach (var pair in ordered) pairs[CollectionsMarshal.GetValueRefOrAddDefault(places, pair.Probability, out _)++] = pair;
        return pairs;
    }

    /// <summary>By the first record, each in a place of its own, and then by the second.</summary>
    private static LinkedPair[] ByRecord(LinkedPair[] pairs, int records)
    {
        var ends = new int[records + 1];
        foreach (var pair in pairs) ends[pair.Left + 1]++;
        for (var record = 0; record < records; record++) ends[record + 1] += ends[record];
        var ordered = new LinkedPair[pairs.Length];
        foreach (var pair in pairs) ordered[ends[pair.Left]++] = pair;
        var start = 0;
        for (var record = 0; record < records; start = ends[record++])
            if (ends[record] - start > 1) ordered.AsSpan(start, ends[record] - start).Sort(static (a, b) => a.Right.CompareTo(b.Right));
        return ordered;
    }
}

/// <summary>
/// One thread's look at pairs. Facts are compared at once; what then is still worth it waits until the memory has brought the
/// names, which are anywhere.
/// </summary>
internal readonly struct LikelyPairFinder(PairComparer comparer, LatentClasses classes, double least) : IPairVisitor
{
    private const int Waiting = 16;

    private readonly OpenPair[] _ring = new OpenPair[Waiting];
    private readonly LikelyPairsFound _found = new(classes, comparer.Attributes, least);

    /// <summary>What was found.</summary>
    public LikelyPairsFound Found => _found;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(int a, int b)
    {
        var found = _found;
        found.Candidates++;
        var pair = new OpenPair(a, b);
        if (!comparer.TryFacts(ref pair, found.Prospects)) return;
        comparer.Fetch(a, b);
        ref var place = ref _ring[(int)(found.Waited % Waiting)];
        if (found.Waited++ >= Waiting) Names(ref place);
        place = pair;
    }

    /// <summary>Compares the names of the pairs that still wait.</summary>
    public void Finish()
    {
        for (var i = Math.Max(0, _found.Waited - Waiting); i < _found.Waited; i++) Names(ref _ring[(int)(i % Waiting)]);
        _found.Waited = 0;
    }

    private void Names(ref OpenPair pair)
    {
        if (comparer.TryNames(ref pair, _found.Prospects)) _found.Take(pair.A, pair.B, pair.Pattern);
    }
}

/// <summary>What one thread found.</summary>
internal sealed class LikelyPairsFound(LatentClasses classes, IReadOnlyList<LinkAttribute> attributes, double least)
{
    public Prospects Prospects { get; } = new(classes, attributes, least);

    public List<LinkedPair> Pairs { get; } = [];

    /// <summary>Pairs looked at.</summary>
    public long Candidates { get; set; }

    /// <summary>Pairs whose names were asked for.</summary>
    public long Waited { get; set; }

    /// <summary>Notes a pair when its pattern reaches the least probability.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(int a, int b, ulong pattern)
    {
        var probability = Prospects.Match(pattern);
        if (probability >= least) Pairs.Add(new(a, b, probability));
    }
}
