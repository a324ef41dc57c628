using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary><c>nansen release make, list, reproduce, restatements</c>: what the register publishes of itself.</summary>
internal static class ReleaseVerbs
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static IEnumerable<Command> All() =>
        [new Command("release", "Numbered, signed releases of the register's own figures (docs/statistics.md).") { Make(), List(), Reproduce(), Restatements() }];

    private static Command Make()
    {
        var from = StatisticsOutput.YearOption("--from", "First year; without it, the first the register counted anything in.");
        var to = StatisticsOutput.YearOption("--to", "Last year; without it, the last that is over.");
        var method = new Option<string?>("--method") { Description = "How the figures were made, in words." };
        var coverage = new Option<string?>("--coverage") { Description = "Who is covered, and who is not." };
        var quality = new Option<string?>("--quality") { Description = "How good the figures are." };
        var licence = new Option<string?>("--licence") { Description = "On what terms the tables may be used, for example CC BY 4.0." };
        var data = DataFolder.Option();
        var command = new Command("make", "Makes the next release: protected, signed, never written over.") { data, from, to, method, coverage, quality, licence };
        command.SetAction((r, stop) => DataFolder.WithNodeAsync(r.GetValue(data)!, async node =>
        {
            var release = await new ReleaseDesk(node).MakeAsync(new ReleaseDraft(r.GetValue(from), r.GetValue(to), r.GetValue(method), r.GetValue(coverage), r.GetValue(quality), r.GetValue(licence)), cancellation: stop);
            Console.Out.WriteLine(JsonSerializer.Serialize(new
            {
                release.Number,
                release.Date,
                release.KnownAt,
                Entries = release.Heads.Sum(h => h.Seq),
                Tables = release.Tables.Select(t => new { t.Name, t.Sha256, t.LargestDeviation }),
            }, Json));
            return 0;
        }));
        return command;
    }

    private static Command List()
    {
        var data = DataFolder.Option();
        var command = new Command("list", "The releases of this register, one JSON line each. Exit code 1 when one is not what was signed.") { data };
        command.SetAction(r =>
        {
            try
            {
                NodeSettings.Read(r.GetValue(data)!);
                var shelf = ReleaseShelf.Of(r.GetValue(data)!);
                var unsound = shelf.Unsound();
                foreach (var release in shelf.All().Reverse())
                    Console.Out.WriteLine(JsonSerializer.Serialize(new { release.Number, release.Date, release.KnownAt, Tables = release.Tables.Count }, Json));
                foreach (var number in unsound) Console.Error.WriteLine($"Release {number} cannot be read, or is not what was signed.");
                return unsound.Count > 0 ? 1 : 0;
            }
            catch (Exception problem) when (problem is RegisterException or IOException or UnauthorizedAccessException)
            {
                return DataFolder.Fail(problem.Message);
            }
        });
        return command;
    }

    private static Command Reproduce()
    {
        var number = Number();
        var output = new Option<string?>("--out") { Description = "A new or empty folder for the files as they come out." };
        var data = DataFolder.Option();
        var command = new Command("reproduce", "Makes every published byte of a release again and compares. Exit code 1 when a file differs, 2 when it cannot be read.") { number, data, output };
        command.SetAction((r, stop) => DataFolder.WithNodeAsync(r.GetValue(data)!, async node =>
        {
            var again = await new ReleaseDesk(node).ReproduceAsync(Read(r.GetValue(number)!), stop);
            if (r.GetValue(output) is { } folder)
            {
                if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) return DataFolder.Fail($"{folder} is not empty; --out names a new folder.");
                Directory.CreateDirectory(folder);
                foreach (var (name, bytes) in again.Files) await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes, stop);
            }

            foreach (var file in again.Different) Console.Error.WriteLine($"{file} of release {again.Release.Number} is not what was published.");
            Console.Out.WriteLine(JsonSerializer.Serialize(new { again.Release.Number, Equal = again.Different.Count == 0, Files = again.Files.Count, again.Different }, Json));
            return again.Different.Count == 0 ? 0 : 1;
        }));
        return command;
    }

    private static Command Restatements()
    {
        var number = Number();
        var data = DataFolder.Option();
        var command = new Command("restatements", "Every cell that the next release, or when there is none the books now, have otherwise.") { number, data, StatisticsOutput.Format() };
        command.SetAction((r, stop) => DataFolder.WithNodeAsync(r.GetValue(data)!, async node =>
        {
            var tables = await new ReleaseDesk(node).RestatementsAsync(Read(r.GetValue(number)!), stop);
            return StatisticsOutput.Write(to => Write(tables, to));
        }));
        return command;
    }

    private static void Write(IReadOnlyList<(string Table, FigureTable Changes)> tables, TextWriter to)
    {
        string[] keys = [.. tables.SelectMany(t => t.Changes.Keys).Distinct()];
        Csv.WriteLine(to, ["table", .. keys, "measure", "old", "new"]);
        foreach (var (name, changes) in tables)
        {
            var half = changes.Measures.Count / 2;
            int[] places = [.. keys.Select(k => Enumerable.Range(0, changes.Keys.Count).FirstOrDefault(i => changes.Keys[i] == k, -1))];
            foreach (var row in changes.Rows)
                for (var m = 0; m < half; m++)
                    if (row.Values[m] != row.Values[m + half])
                        Csv.WriteLine(to, [name, .. places.Select(p => p < 0 ? "" : row.Keys[p]), changes.Measures[m][..^"_old".Length], $"{row.Values[m]}", $"{row.Values[m + half]}"]);
        }
    }

    private static Argument<string> Number() => new("N") { Description = "Number of the release." };

    // Not left to the parser of the command line, whose exit code 1 means here that a release differs.
    private static int Read(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n
        : throw new RegisterException($"'{number}' is no number of a release; they are 1, 2, 3…");
}
