using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Nansen.Matching;

namespace Nansen.Cli;

/// <summary>Linkage of whole files.</summary>
internal static class LinkVerbs
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Dedupe()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV with a header line, one record a line." };
        var (options, read) = Options();
        var command = new Command("dedupe", "Finds records of one file that are the same person.") { file };
        foreach (var option in options) command.Options.Add(option);
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var (settings, records) = (read(parse), parse.GetRequiredValue(file));
            MatchingVerbs.Apart(settings.Out, records);
            return Run(settings, () => new RecordReader(settings.Map).Read(records.FullName));
        }));
        return command;
    }

    public static Command Link()
    {
        var first = new Argument<FileInfo>("A") { Description = "First CSV." };
        var second = new Argument<FileInfo>("B") { Description = "Second CSV." };
        var (options, read) = Options();
        var command = new Command("link", "Finds records of two files that are the same person.") { first, second };
        foreach (var option in options) command.Options.Add(option);
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var (settings, left, right) = (read(parse), parse.GetRequiredValue(first), parse.GetRequiredValue(second));
            MatchingVerbs.Apart(settings.Out, left, right);
            return Run(settings, () => new RecordReader(settings.Map).Read(left.FullName, right.FullName));
        }));
        return command;
    }

    private sealed record Settings(FileInfo Out, IReadOnlyDictionary<string, FieldKind> Map, bool Review, double? Bar, int Threads, MatchingModel Model);

    private static (Option[] Options, Func<ParseResult, Settings> Read) Options()
    {
        var @out = new Option<FileInfo>("--out") { Description = "Where the pairs go, as l,r,w.", Required = true };
        var map = Map();
        var review = new Option<bool>("--review") { Description = "Also write the pairs that are undecided." };
        var bar = new Option<double?>("--bar") { Description = "Probability from which a pair is called a match; by default the library chooses." };
        var threads = new Option<int>("--threads") { Description = "Threads; the result does not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var model = new Option<FileInfo?>("--model") { Description = "Another file of rules and weights (JSON)." };
        return ([@out, map, review, bar, threads, model], parse => new(parse.GetRequiredValue(@out), MapOf(parse.GetValue(map) ?? []), parse.GetValue(review), parse.GetValue(bar), Math.Clamp(parse.GetValue(threads), 1, 64), EvaluationVerbs.ModelOf(parse.GetValue(model))));
    }

    /// <summary>The option that says what columns hold.</summary>
    public static Option<string[]> Map() => new("--map")
    {
        Description = "What a column holds when its name is not a usual one: COLUMN=KIND, KIND one of " + string.Join(", ", Enum.GetNames<FieldKind>()).ToLowerInvariant() + ".",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>What it says.</summary>
    /// <exception cref="FormatException">It is not COLUMN=KIND.</exception>
    public static Dictionary<string, FieldKind> MapOf(IEnumerable<string> entries)
    {
        var map = new Dictionary<string, FieldKind>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries.SelectMany(e => e.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            var parts = entry.Split('=');
            if (parts.Length != 2 || !Enum.TryParse<FieldKind>(parts[1], true, out var kind) || !Enum.IsDefined(kind) || !char.IsLetter(parts[1].Trim()[0]))
                throw new FormatException($"--map {entry}: write COLUMN=KIND with KIND one of {string.Join(", ", Enum.GetNames<FieldKind>()).ToLowerInvariant()}.");
            map[parts[0].Trim()] = kind;
        }

        return map;
    }

    private static int Run(Settings settings, Func<RecordSet> read)
    {
        var watch = Stopwatch.StartNew();
        var bar = new ProgressLine();
        bar.Show("read", 0);
        var records = read();
        var reading = watch.Elapsed.TotalSeconds;
        var result = Linker.Run(records, new LinkageOptions { Bar = settings.Bar, Threads = settings.Threads, Model = settings.Model, Progress = bar.Show });
        watch.Restart();
        var pairs = settings.Review ? [.. result.Matches, .. result.Review] : result.Matches;
        Write(settings.Out, records, pairs);
        bar.Clear();
        var seconds = new Dictionary<string, double> { ["read"] = Math.Round(reading, 3) };
        foreach (var (phase, took) in result.Summary.Seconds) seconds[phase] = took;
        seconds["write"] = Math.Round(watch.Elapsed.TotalSeconds, 3);
        var s = result.Summary;
        Console.Error.WriteLine(JsonSerializer.Serialize(new
        {
            s.Records,
            s.Candidates,
            s.Patterns,
            s.Matches,
            Review = result.Review.Count,
            s.Clusters,
            s.Refused,
            s.WeakestLink,
            s.Bar,
            s.EstimatedPrecision,
            s.EstimatedRecall,
            Seconds = seconds,
            TotalSeconds = Math.Round(seconds.Values.Sum(), 3),
            ProcessorSeconds = Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 2),
            PeakMemoryMiB = Math.Round(PeakMemory() / 1048576.0, 1),
        }, Json));
        return 0;
    }

    private static void Write(FileInfo file, RecordSet records, IReadOnlyList<LinkedPair> pairs)
    {
        using var writer = new StreamWriter(file.FullName);
        writer.Write("l,r,w\n");
        // There are as many probabilities as patterns of agreement, which are few.
        var written = new Dictionary<double, string>();
        foreach (var pair in pairs)
        {
            if (!written.TryGetValue(pair.Probability, out var probability))
                written[pair.Probability] = probability = string.Create(CultureInfo.InvariantCulture, $",{pair.Probability:0.0000}\n");
            writer.Write(CsvTable.Quote(records.IdOf(pair.Left)));
            writer.Write(',');
            writer.Write(CsvTable.Quote(records.IdOf(pair.Right)));
            writer.Write(probability);
        }
    }

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}

/// <summary>One line of progress on a terminal; nothing where the output goes elsewhere.</summary>
internal sealed class ProgressLine
{
    private const int Width = 24;
    private readonly bool _terminal = !Console.IsErrorRedirected;

    public void Show(string phase, double part)
    {
        if (!_terminal) return;
        var done = (int)(Math.Clamp(part, 0, 1) * Width);
        Console.Error.Write($"\r{phase,-8} [{new string('#', done)}{new string('.', Width - done)}] {part:P0}   ");
    }

    public void Clear()
    {
        if (_terminal) Console.Error.Write("\r" + new string(' ', Width + 24) + "\r");
    }
}
