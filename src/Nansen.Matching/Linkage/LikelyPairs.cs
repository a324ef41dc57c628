using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>The pairs that reach a least probability, once the classes are known.</summary>
internal static class LikelyPairs
{
    /// <summary>Finds them among all candidates, the most probable first; equal ones by record, so that no thread's way shows.</summary>
    public static (LinkedPair[] Pairs, long Candidates) Find(Blocking blocking, PairComparer[] comparers, LatentClasses classes, double least)
    {
        var finders = comparers.Select(comparer => new Finder(comparer, new Found(classes, comparer.Attributes, least))).ToArray();
        blocking.Pairs(finders, 0);
        return (InOrder([.. finders.SelectMany(f => f.Found.Pairs)]), finders.Sum(f => f.Found.Candidates));
    }

    /// <summary>By record first; then stably by probability, of which there are few.</summary>
    private static LinkedPair[] InOrder(LinkedPair[] pairs)
    {
        Array.Sort(Array.ConvertAll(pairs, p => ((ulong)(uint)p.Left << 32) | (uint)p.Right), pairs);
        var places = new Dictionary<double, int>();
        foreach (var pair in pairs) CollectionsMarshal.GetValueRefOrAddDefault(places, pair.Probability, out _)++;
        var sum = 0;
        foreach (var (probability, count) in places.OrderByDescending(p => p.Key)) (places[probability], sum) = (sum, sum + count);
        var ordered = new LinkedPair[pairs.Length];
        foreach (var pair in pairs) ordered[CollectionsMarshal.GetValueRefOrAddDefault(places, pair.Probability, out _)++] = pair;
        return ordered;
    }

    /// <summary>What one thread found.</summary>
    private sealed class Found(LatentClasses classes, IReadOnlyList<LinkAttribute> attributes, double least)
    {
        private readonly Dictionary<ulong, double> _known = [];

        public Prospects Prospects { get; } = new(classes, attributes, least);

        public List<LinkedPair> Pairs { get; } = [];

        public long Candidates { get; set; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Take(int a, int b, ulong pattern)
        {
            if (!_known.TryGetValue(pattern, out var probability)) _known[pattern] = probability = classes.Match(pattern);
            if (probability >= least) Pairs.Add(new(a, b, probability));
        }
    }

    private readonly struct Finder(PairComparer comparer, Found found) : IPairVisitor
    {
        public Found Found => found;

        public void Visit(int a, int b)
        {
            found.Candidates++;
            if (comparer.TryCompare(a, b, found.Prospects, out var pattern)) found.Take(a, b, pattern);
        }
    }
}
