using System.Diagnostics;
using System.Text.Json;

namespace Nansen.Bench;

/// <summary>
/// <c>./nansen fuzz [--full] [--parser NAME] [--inputs N] [--seed N] [--from N]</c>: every parser of documents on changed inputs,
/// on every core. An exception that is not the library's own, a cut seal that is accepted or a changed one that verifies ends the
/// run with its input, and so does an input that is read for longer than half a minute. Each block of inputs has a seed of its own, so that <c>--from</c> goes on where a run was broken off, and
/// the same seed feeds the same inputs again.
/// </summary>
internal static class FuzzRun
{
    private const int Block = 10_000, Quick = 100_000;

    private static readonly long Suspicious = Stopwatch.Frequency / 1000;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(15);

    public static int Run(string[] args)
    {
        var (name, seed, from) = (Arguments.Text(args, "--parser") ?? Arguments.Text(args, "--only"), Arguments.Number(args, "--seed") ?? 1, Arguments.Number(args, "--from") ?? 0);
        using var watch = new FuzzWatch();
        using var pages = new FuzzPageReader();
        var all = FuzzTargets.All(pages.Read);
        var targets = all.Where(t => name is null || t.Name == name).ToArray();
        if (targets.Length == 0 || !IsUnderstood(args))
        {
            Console.Error.WriteLine($"./nansen fuzz [--full] [--parser NAME] [--inputs N] [--seed N] [--from N], where NAME is one of: {string.Join(", ", all.Select(t => t.Name))}");
            return 2;
        }

        var failed = 0;
        foreach (var target in targets)
        {
            var inputs = Arguments.Number(args, "--inputs") ?? (args.Contains("--full") ? target.Full : Math.Max(100, (int)((long)Quick * target.Full / 10_000_000)));
            var clock = Stopwatch.StartNew();
            var before = Environment.CpuUsage.TotalTime;
            var (fault, slowest) = Fuzz(target, from, inputs, seed, watch);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                parser = target.Name,
                inputs = inputs - from,
                seed,
                seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
                processorSeconds = Math.Round((Environment.CpuUsage.TotalTime - before).TotalSeconds, 1),
                slowestMilliseconds = Math.Round(slowest.TotalMilliseconds, 1),
                peakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 >> 20,
                givenUp = target.Name == "drawn page" ? pages.GivenUp : (int?)null,
                fault,
            }));
            if (fault is not null) failed++;
        }

        return failed == 0 ? 0 : 1;
    }

    // A number mistyped must not begin a run of another length.
    private static bool IsUnderstood(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--full") continue;
            if (args[i] is not ("--parser" or "--only" or "--inputs" or "--seed" or "--from") || ++i == args.Length) return false;
            if (args[i - 1] is not ("--parser" or "--only") && Arguments.Number(args, args[i - 1]) is null) return false;
        }

        return true;
    }

    private static (string? Fault, TimeSpan Slowest) Fuzz(FuzzTarget target, int from, int inputs, int seed, FuzzWatch watch)
    {
        string? fault = null;
        long slowest = 0, done = 0, said = Stopwatch.GetTimestamp();
        // Blocks are taken one by one, so that all before the last lines' count are done when a run is broken off.
        var blocks = Enumerable.Range(from / Block, Math.Max(0, (inputs + Block - 1) / Block - from / Block));
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(blocks, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, block =>
        {
            if (Volatile.Read(ref fault) is not null) return;
            var (found, longest) = Inputs(target, seed, block, Math.Min(Block, inputs - block * Block), watch);
            if (found is not null) Interlocked.CompareExchange(ref fault, found, null);
            for (var known = Volatile.Read(ref slowest); longest > known; known = Volatile.Read(ref slowest)) Interlocked.CompareExchange(ref slowest, longest, known);
            var count = Interlocked.Increment(ref done) * Block;
            var last = Volatile.Read(ref said);
            if (Stopwatch.GetElapsedTime(last) > BetweenLines && Interlocked.CompareExchange(ref said, Stopwatch.GetTimestamp(), last) == last)
                Console.Error.WriteLine($"{target.Name}: {from + count:N0} of {inputs:N0}; go on with --parser \"{target.Name}\" --seed {seed} --from {Math.Max(0, from + count - Environment.ProcessorCount * Block)}");
        });
        return (fault, TimeSpan.FromSeconds((double)slowest / Stopwatch.Frequency));
    }

    /// <summary>Feeds one block of inputs: the first fault, and the longest time that one input took.</summary>
    private static (string? Fault, long Longest) Inputs(FuzzTarget target, int seed, int block, int count, FuzzWatch watch)
    {
        var random = new Random(unchecked(seed * 1_000_003 + block));
        var room = new byte[target.Seeds.Max(s => s.Length) + Mutator.Spare];
        using var watched = watch.Over(target, room);
        var (longest, before) = (0L, Stopwatch.GetTimestamp());
        for (var i = 0; i < count; i++)
        {
            var length = target.Change(target.Seeds[random.Next(target.Seeds.Length)], room, random);
            watched.Begin(before, length);
            if (target.Feed(room.AsMemory(0, length)) is { } fault) return (fault, longest);
            var taken = Stopwatch.GetTimestamp() - before;
            if (taken > Math.Max(Suspicious, longest)) taken = Again(target, room.AsMemory(0, length), taken);
            longest = Math.Max(longest, taken);
            before = Stopwatch.GetTimestamp();
        }

        return (null, longest);
    }

    // What else the machine does stops a thread for a while; an input that is really dear is so each time.
    private static long Again(FuzzTarget target, ReadOnlyMemory<byte> input, long taken)
    {
        for (var i = 0; i < 5; i++)
        {
            var before = Stopwatch.GetTimestamp();
            target.Feed(input);
            taken = Math.Min(taken, Stopwatch.GetTimestamp() - before);
        }

        return taken;
    }
}
