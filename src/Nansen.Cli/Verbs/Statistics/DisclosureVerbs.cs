using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary><c>nansen statistics protect</c> and <c>attack</c>.</summary>
internal static class DisclosureVerbs
{
    public static IEnumerable<Command> All() => [Protect(), Attack()];

    private static Command Protect()
    {
        var file = new Argument<string>("TABLE.csv") { Description = "A table or an account. Rows with _T are totals: they come back as sums of what is shown. An empty figure is not available and stays so." };
        var method = new Option<string>("--method") { Description = "round or suppress", DefaultValueFactory = _ => "round" };
        var roundTo = new Option<int>("--base", "--threshold") { Description = "Rounding base and threshold; 10 for trafficking.", DefaultValueFactory = _ => 5 };
        var secret = new Option<string>("--key") { Description = "The statistician's secret; or the variable NANSEN_STATISTICS_KEY." };
        var keys = new Option<string>("--keys") { Description = "The key columns with commas, when they are not plain from their names." };
        var totals = new Option<bool>("--totals") { Description = "With suppress: also every total, written _T, hidden where it must be." };
        var command = new Command("protect", "Rounds a table so that it still adds up, or hides cells. What was done goes to standard error: one JSON line and, with suppress, a CSV line a hidden cell with its bounds.")
        {
            file, method, roundTo, secret, keys, totals, StatisticsOutput.Format(),
        };
        command.SetAction(r => StatisticsOutput.Write(output =>
        {
            var (n, how) = (r.GetValue(roundTo), r.GetValue(method));
            if (n is < 3 or > 100) throw new FormatException($"--base {n} must be from 3 to 100.");
            if (how is not ("round" or "suppress")) throw new FormatException($"--method '{how}' must be round or suppress.");
            var table = Read(r.GetValue(file)!, r.GetValue(keys), out _);
            try
            {
                if (how == "round") Round(table, new CellKey(Secret(r.GetValue(secret))), n, output);
                else Suppress(table, n, r.GetValue(totals), output);
            }
            catch (FormatException wrong)
            {
                throw new FormatException($"{r.GetValue(file)}, {wrong.Message}", wrong);
            }
        }));
        return command;
    }

    private static void Round(FigureTable table, CellKey key, int roundTo, TextWriter output)
    {
        var totals = Totals.TakeOff(table);
        var result = Rounding.Round(totals.Cells, key, roundTo);
        totals.PutBack(result.Table).WriteCsv(output);
        Console.Error.WriteLine(JsonSerializer.Serialize(new { method = "round", @base = roundTo, figures = totals.Cells.Measures, cells = Cells(totals.Cells), largestDeviation = result.LargestDeviation, largestMarginDeviation = result.LargestMarginDeviation }));
    }

    private static void Suppress(FigureTable table, int threshold, bool all, TextWriter output)
    {
        var totals = Totals.TakeOff(table);
        var result = Suppression.Suppress(totals.Cells, threshold, all || totals.Any);
        var shown = all ? result.Table : totals.OnlyGiven(result.Table);
        Dictionary<(string, string), HiddenCell> hidden = result.Hidden.ToDictionary(h => (string.Join('\u001f', h.Keys), h.Measure));
        Csv.WriteLine(output, [.. shown.Keys, .. shown.Measures]);
        foreach (var row in shown.Rows)
            Csv.WriteLine(output, [.. row.Keys, .. row.Values.Select((v, m) => v?.ToString(CultureInfo.InvariantCulture)
                ?? (hidden.ContainsKey((string.Join('\u001f', row.Keys), shown.Measures[m])) ? "c" : ""))]);
        Console.Error.WriteLine(JsonSerializer.Serialize(new
        {
            method = "suppress",
            threshold,
            figures = totals.Cells.Measures,
            cells = Cells(totals.Cells),
            primary = result.Hidden.Count(h => h.Primary),
            secondary = result.Hidden.Count(h => !h.Primary),
            hiddenTotals = result.Hidden.Count(h => h.Keys.Contains(Statistics.Attack.Total)),
            shortestInterval = result.Hidden.Select(h => h.Upper - h.Lower + 1).DefaultIfEmpty().Min(),
        }));
        if (result.Hidden.Count == 0) return;
        Csv.WriteLine(Console.Error, [.. shown.Keys, "measure", "hidden", "lower", "upper"]);
        foreach (var cell in result.Hidden)
            Csv.WriteLine(Console.Error, [.. cell.Keys, cell.Measure, cell.Primary ? "small" : "secondary", $"{cell.Lower}", $"{cell.Upper}"]);
    }

    private static Command Attack()
    {
        var files = new Argument<string[]>("PUBLISHED") { Description = "All that is published together: tables with their totals written _T, or release.json, which names its tables and the flows they share; several releases in their order.", Arity = ArgumentArity.OneOrMore };
        var roundTo = new Option<int>("--base") { Description = "Rounding base of rounded tables.", DefaultValueFactory = _ => 5 };
        var keys = new Option<string>("--keys") { Description = "The key columns with commas, when they are not plain from their names." };
        var command = new Command("attack", "What an outsider can find out about each protected cell. Exit code 1 when a cell has fewer possible values than the base.")
        {
            files, roundTo, keys, StatisticsOutput.Format(),
        };
        command.SetAction(r => StatisticsOutput.Run(output =>
        {
            if (r.GetValue(roundTo) is < 2 or > 100) throw new FormatException($"--base {r.GetValue(roundTo)} must be from 2 to 100.");
            List<(PublishedCells Table, IReadOnlyList<FlowLink> Links)> read = [.. r.GetValue(files)!.SelectMany(f => Published(f, r.GetValue(keys)))];
            List<PublishedCells> tables = [.. read.Select(t => t.Table)];
            var cells = Attacked(tables, r.GetValue(roundTo), read.Select(t => t.Links).LastOrDefault(l => l.Count > 0));
            string[] names = [.. tables.SelectMany(t => t.Table.Keys).Distinct()];
            Csv.WriteLine(output, [.. names, "measure", "published", "lower", "upper", "possible"]);
            foreach (var cell in cells)
                Csv.WriteLine(output, [.. names.Select(n => cell.Keys[n]), cell.Measure, $"{cell.Published}", $"{cell.Lower}", $"{cell.Upper}", $"{cell.Possible}"]);
            var narrow = cells.Count(c => c.Possible < r.GetValue(roundTo));
            Console.Error.WriteLine(JsonSerializer.Serialize(new { cells = cells.Count, fewestPossible = cells.Min(c => c.Possible), narrow }));
            return narrow == 0 ? 0 : 1;
        }));
        return command;
    }

    /// <summary>At a terminal it says how far it is; Ctrl+C stops it.</summary>
    private static IReadOnlyList<AttackedCell> Attacked(IReadOnlyList<PublishedCells> tables, int roundTo, IReadOnlyList<FlowLink>? links)
    {
        using var stop = new CancellationTokenSource();
        void Stop(object? sender, ConsoleCancelEventArgs pressed)
        {
            pressed.Cancel = true;
            stop.Cancel();
        }

        Console.CancelKeyPress += Stop;
        try
        {
            return Statistics.Attack.On(tables, roundTo, links, Console.IsErrorRedirected ? null : new CellsDone(), stop.Token);
        }
        catch (OperationCanceledException)
        {
            throw new FormatException("Stopped before every cell was bounded; nothing is said.");
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }
    }

    private sealed class CellsDone : IProgress<(int Done, int Of)>
    {
        private long told = Environment.TickCount64;

        public void Report((int Done, int Of) value)
        {
            var (now, before) = (Environment.TickCount64, Interlocked.Read(ref told));
            if (now - before < 1000 || Interlocked.CompareExchange(ref told, now, before) != before) return;
            Console.Error.WriteLine($"{value.Done} of {value.Of} cells");
        }
    }

    private static IEnumerable<(PublishedCells Table, IReadOnlyList<FlowLink> Links)> Published(string file, string? keys)
    {
        if (!file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return [(Cells(file, file, keys, ""), [])];
        try
        {
            var release = Release.Read(File.ReadAllBytes(file));
            return [.. release.Tables.Select(t => (Cells(t.Name, Path.Combine(Path.GetDirectoryName(file) ?? "", t.Name + ".csv"), string.Join(',', t.Keys), $"{release.Number}"), release.Links))];
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{file}: {wrong.Message}", wrong);
        }
    }

    private static PublishedCells Cells(string name, string path, string? keys, string edition) =>
        new(name, Read(path, keys, out var hides)) { Edition = edition, HidesFigures = hides };

    private static int Cells(FigureTable table) => table.Rows.Count * table.Measures.Count;

    private static string Secret(string? given)
    {
        if ((given ?? Environment.GetEnvironmentVariable("NANSEN_STATISTICS_KEY")) is { Length: > 0 } secret) return secret;
        Console.Error.WriteLine("No --key: rounding with the key of the demonstration, which everybody knows. Give a secret before you publish.");
        return "demonstration";
    }

    private static FigureTable Read(string path, string? keys, out bool hides)
    {
        try
        {
            using var reader = new StreamReader(path, new UTF8Encoding(false, true));
            var table = FigureTableCsv.Read(reader, keys?.Split(',', StringSplitOptions.TrimEntries), out hides);
            for (var i = 0; i < table.Rows.Count; i++)
                for (var m = 0; m < table.Measures.Count; m++)
                    if (table.Rows[i].Values[m] is { } v && (v < 0 || v != decimal.Truncate(v) || v > 1_000_000_000_000))
                        throw new FormatException($"line {i + 2}: {table.Measures[m]} {v} counts nobody; figures must be whole numbers of 0 or more.");
            return table;
        }
        catch (Exception wrong) when (wrong is FormatException or DecoderFallbackException)
        {
            throw new FormatException($"{path}, {(wrong is FormatException ? wrong.Message : "the file is not UTF-8; save it as UTF-8 and try again")}", wrong);
        }
    }
}
