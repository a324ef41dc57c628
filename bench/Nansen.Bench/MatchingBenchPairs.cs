using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Nansen.Matching;

namespace Nansen.Bench;

/// <summary>
/// What a pair costs in the loop that scores it, apart from finding it: the pairs of a de-duplication are gathered first, in the
/// order in which blocking hands them out, and then scored by all cores.
/// </summary>
internal static class MatchingBenchPairs
{
    private const double Least = 0.1;

    private const int Ahead = 32;

    public static void Run(string file)
    {
        var prepared = new PreparedRecords(new RecordReader().Read(file));
        var options = new LinkageOptions();
        var blocking = new Blocking(prepared);
        var comparers = Linker.Comparers(prepared, options);
        var classes = new LatentClasses(comparers[0].Attributes, options.Model);
        classes.Learn(Patterns.Count(blocking, comparers, Linker.Sample(prepared.Count / options.LearnFrom)));
        var gathered = comparers.Select(_ => new Gatherer([])).ToArray();
        blocking.Pairs(gathered, 0);
        // What else the machine does can only add to it.
        var best = Enumerable.Range(0, 15).Min(_ => Seconds(gathered, Linker.Comparers(prepared, options), classes));
        var pairs = gathered.Sum(g => (long)g.Pairs.Count);
        MatchingBench.Line("  pairs a second, scoring alone, all cores", $"{(pairs / best / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} M", "15 M");
    }

    private static double Seconds(Gatherer[] gathered, PairComparer[] comparers, LatentClasses classes)
    {
        var watch = Stopwatch.StartNew();
        BlockSort.Each(gathered.Length, worker =>
        {
            var finder = new LikelyPairFinder(comparers[worker], classes, Least);
            var pairs = CollectionsMarshal.AsSpan(gathered[worker].Pairs);
            for (var i = 0; i < pairs.Length; i++)
            {
                // Blocking asks for the rows of a block in time, too.
                if (i + Ahead < pairs.Length) comparers[worker].FetchRows(pairs[i + Ahead].A, pairs[i + Ahead].B);
                finder.Visit(pairs[i].A, pairs[i].B);
            }

            finder.Finish();
        });
        return watch.Elapsed.TotalSeconds;
    }

    private readonly struct Gatherer(List<(int A, int B)> pairs) : IPairVisitor
    {
        public List<(int A, int B)> Pairs => pairs;

        public void Visit(int a, int b) => pairs.Add((a, b));
    }
}
