using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Nansen.Values;

namespace Nansen.Bench;

/// <summary>
/// De-duplication of a whole file by <c>nansen dedupe</c> in a process of its own: what is measured is what a person waits for,
/// the start of the program and the compiler's work counted, and memory is the process's own.
/// </summary>
internal static class MatchingBenchDedupe
{
    public static void Run(int records, int times)
    {
        var (file, pairs) = (Temporary("csv"), Temporary("pairs.csv"));
        try
        {
            int[] person;
            using (var to = File.Create(file)) person = new MatchingBenchPeople(2).Write(to, records);
            Nansen("dedupe", "--help"); // builds the program when a source changed
            var runs = Enumerable.Range(0, times).Select(_ => Linkage(file, pairs)).OrderBy(r => r.Wall).ToArray();
            Report(runs, records, pairs, person);
            // In a process of its own, compiled as the verb is.
            if (records <= 2_000_000) Console.Write(string.Join('\n', Nansen("bench", "matching", "--only", "pairs", "--records", $"{records}").Output.Split('\n')[1..]));
        }
        finally
        {
            File.Delete(file);
            File.Delete(pairs);
        }
    }

    /// <summary>The scoring of pairs alone.</summary>
    public static void Pairs(int records)
    {
        var file = Temporary("csv");
        try
        {
            using (var to = File.Create(file)) new MatchingBenchPeople(2).Write(to, records);
            MatchingBenchPairs.Run(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Temporary(string ending) => Path.Combine(Path.GetTempPath(), $"nansen-bench-{Environment.ProcessId}.{ending}");

    private static (double Wall, JsonElement Summary) Linkage(string file, string pairs)
    {
        var watch = Stopwatch.StartNew();
        var (_, said) = Nansen("dedupe", file, "--out", pairs);
        var wall = watch.Elapsed.TotalSeconds;
        return (wall, JsonDocument.Parse(said).RootElement);
    }

    /// <summary>Runs the program as a person does, by its entry script; its output and what it said beside it.</summary>
    private static (string Output, string Said) Nansen(params string[] arguments)
    {
        var start = new ProcessStartInfo(Home.PathOf("nansen"), arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("./nansen did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (output.Result, said) : throw new InvalidOperationException($"nansen {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
    }

    private static void Report((double Wall, JsonElement Summary)[] runs, int records, string pairs, int[] person)
    {
        var (wall, best) = runs[0];
        var seconds = best.GetProperty("seconds").EnumerateObject().ToArray();
        var candidates = best.GetProperty("candidates").GetInt64();
        var compare = best.GetProperty("seconds").GetProperty("compare").GetDouble();
        var (precision, recall) = Accuracy(pairs, person);
        var many = records / 1e6;
        MatchingBench.Line($"de-duplicate {records:N0}, program start to pairs, s", $"{Text(wall)} (all: {string.Join(' ', runs.Select(r => Text(r.Wall)))})", records > 5_000_000 ? "60" : Text(2.5 * many));
        MatchingBench.Line("  of them from opening the file to the pairs written", Text(best.GetProperty("totalSeconds").GetDouble()), "");
        MatchingBench.Line("  processor seconds, both cores", Text(best.GetProperty("processorSeconds").GetDouble()), "");
        MatchingBench.Line("  " + string.Join("; ", seconds.Select(s => s.Name)), string.Join("; ", seconds.Select(s => Text(s.Value.GetDouble()))), "");
        MatchingBench.Line("  peak memory of the process, MiB", $"{runs.Max(r => r.Summary.GetProperty("peakMemoryMiB").GetDouble()):0}", records > 5_000_000 ? "6144" : $"{400 * many:0}");
        MatchingBench.Line("  candidates; pairs a second, blocking and sorting counted", $"{candidates:N0}; {candidates / Math.Max(0.001, compare) / 1e6:0.0} M", "15 M");
        MatchingBench.Line("  precision; recall; F1", string.Create(CultureInfo.InvariantCulture, $"{precision:0.000}; {recall:0.000}; {2 * precision * recall / (precision + recall):0.000}"), "");
    }

    private static (double Precision, double Recall) Accuracy(string pairs, int[] person)
    {
        var (right, called) = (0, 0);
        foreach (var line in File.ReadLines(pairs).Skip(1))
        {
            var cells = line.Split(',');
            called++;
            if (person[Number(cells[0])] == person[Number(cells[1])]) right++;
        }

        var all = person.CountBy(p => p).Sum(g => (long)g.Value * (g.Value - 1) / 2);
        return (right / (double)Math.Max(1, called), right / (double)Math.Max(1, all));

        static int Number(string mark) => int.Parse(mark.AsSpan(1), CultureInfo.InvariantCulture);
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
