using System.Diagnostics;
using System.Globalization;
using Nansen.Matching;
using Nansen.Values;

namespace Nansen.Bench;

/// <summary><c>./nansen bench matching [--records N] [--only dedupe|search|clk]</c>: goals of issue 3 beside what is reached here.</summary>
internal static class MatchingBench
{
    public static Task<int> Run(string[] args)
    {
        var records = Value(args, "--records") is { } n ? int.Parse(n, CultureInfo.InvariantCulture) : 1_000_000;
        var only = Value(args, "--only");
        Console.WriteLine($"{RuntimeVersion()}, {Environment.ProcessorCount} cores; {records:N0} made-up records");
        if (only is null or "dedupe") Deduplicate(records);
        if (only is null or "search") MatchingBenchSearch.Run(records);
        if (only is null or "clk") MatchingBenchClk.Run();
        return Task.FromResult(0);
    }

    private static string RuntimeVersion() => $".NET {Environment.Version}";

    internal static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    internal static void Line(string what, string reached, string goal) => Console.WriteLine($"  {what,-52} {reached,22}   goal {goal}");

    private static void Deduplicate(int records)
    {
        // A small file first, so that the compiler's work is not measured.
        var warm = new MatchingBenchPeople(1).Make(20_000);
        for (var i = 0; i < 3; i++) Linker.Run(new RecordReader().Read(new MemoryStream(warm.Csv), "warm"));
        var file = Path.Combine(Path.GetTempPath(), $"nansen-bench-{Environment.ProcessId}.csv");
        var (csv, person) = new MatchingBenchPeople(2).Make(records);
        File.WriteAllBytes(file, csv);
        csv = [];
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var set = new RecordReader().Read(file);
        var reading = watch.Elapsed.TotalSeconds;
        var result = Linker.Run(set);
        var total = watch.Elapsed.TotalSeconds;
        var busy = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        File.Delete(file);
        var right = result.Matches.Count(m => person[m.Left] == person[m.Right]);
        var all = person.GroupBy(p => p).Sum(g => (long)g.Count() * (g.Count() - 1) / 2);
        var (p, r) = (right / (double)Math.Max(1, result.Matches.Count), right / (double)all);
        var compare = result.Summary.Seconds.GetValueOrDefault("compare");
        Line($"de-duplicate {records:N0}, file to pairs, s", total.ToString("0.00", CultureInfo.InvariantCulture), "2.5 a million");
        Line("  processor seconds, both cores", busy.ToString("0.00", CultureInfo.InvariantCulture), "");
        Line("  read; " + string.Join("; ", result.Summary.Seconds.Select(s => s.Key)), $"{reading:0.00}; " + string.Join("; ", result.Summary.Seconds.Select(s => s.Value.ToString("0.00", CultureInfo.InvariantCulture))), "");
        Line("peak memory, MiB (of them before it began)", $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} ({before >> 20})", "400 a million");
        Line("candidates; scored pairs a second, blocking counted", $"{result.Summary.Candidates:N0}; {result.Summary.Candidates / Math.Max(0.001, compare) / 1e6:0.0} M", "15 M");
        Line("precision; recall; F1", string.Create(CultureInfo.InvariantCulture, $"{p:0.000}; {r:0.000}; {2 * p * r / (p + r):0.000}"), "");
    }
}
