using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>How often each pattern of agreement occurs, for the classes to be learned from.</summary>
internal static class Patterns
{
    /// <summary>Counts the patterns of all pairs, or of a part of the keys; see <see cref="Blocking.Pairs"/>.</summary>
    public static Dictionary<ulong, long> Count(Blocking blocking, PairComparer[] comparers, uint sample)
    {
        var counters = comparers.Select(comparer => new Counter(comparer, [])).ToArray();
        blocking.Pairs(counters, sample);
        var all = counters[0].Counts;
        foreach (var counter in counters.Skip(1))
            foreach (var (pattern, count) in counter.Counts) all[pattern] = all.GetValueOrDefault(pattern) + count;
        return all;
    }

    private readonly struct Counter(PairComparer comparer, Dictionary<ulong, long> counts) : IPairVisitor
    {
        public Dictionary<ulong, long> Counts => counts;

        public void Visit(int a, int b) => CollectionsMarshal.GetValueRefOrAddDefault(counts, comparer.Compare(a, b), out _)++;
    }
}
