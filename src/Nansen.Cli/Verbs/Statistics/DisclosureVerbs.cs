using System.CommandLine;
using System.Text.Json;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary><c>nansen statistics protect</c> and <c>attack</c>.</summary>
internal static class DisclosureVerbs
{
    public static IEnumerable<Command> All() => [Protect(), Attack()];

    private static Command Protect()
    {
        var file = new Argument<string>("TABLE.csv") { Description = "The finest cells, without totals; or an account." };
        var method = new Option<string>("--method") { Description = "round or suppress", DefaultValueFactory = _ => "round" };
        var roundTo = new Option<int>("--base") { Description = "Rounding base and threshold; 10 for trafficking.", DefaultValueFactory = _ => 5 };
        var secret = new Option<string>("--key") { Description = "The statistician's secret; or the variable NANSEN_STATISTICS_KEY." };
        var keys = new Option<string>("--keys") { Description = "The key columns with commas, when they are not plain from their names." };
        var totals = new Option<bool>("--totals") { Description = "With suppress: also every total, written _T, hidden where it must be." };
        var command = new Command("protect", "Rounds a table so that it still adds up, or hides cells. What was done goes to standard error.")
        {
            file, method, roundTo, secret, keys, totals, StatisticsOutput.Format(),
        };
        command.SetAction(r => StatisticsOutput.Write(output =>
        {
            var table = Read(r.GetValue(file)!, r.GetValue(keys));
            var (n, how) = (r.GetValue(roundTo), r.GetValue(method));
            if (n is < 3 or > 100) throw new FormatException($"--base {n} must be from 3 to 100.");
            if (how is not ("round" or "suppress")) throw new FormatException($"--method '{how}' must be round or suppress.");
            var result = how == "round" ? Rounding.Round(table, new CellKey(Secret(r.GetValue(secret))), n) : Suppression.Suppress(table, n, r.GetValue(totals));
            if (how == "round") result.Table.WriteCsv(output);
            else result.Table.WriteCsv(output, "c");
            Console.Error.WriteLine(how == "round"
                ? JsonSerializer.Serialize(new { method = how, @base = n, cells = Cells(table), largestDeviation = result.LargestDeviation, largestMarginDeviation = result.LargestMarginDeviation })
                : JsonSerializer.Serialize(new
                {
                    method = how,
                    threshold = n,
                    cells = Cells(table),
                    primary = result.Hidden.Count(h => h.Primary),
                    secondary = result.Hidden.Count(h => !h.Primary),
                    hiddenTotals = result.Hidden.Count(h => h.Keys.Contains(Statistics.Attack.Total)),
                    shortestInterval = result.Hidden.Select(h => h.Upper - h.Lower + 1).DefaultIfEmpty().Min(),
                }));
        }));
        return command;
    }

    private static Command Attack()
    {
        var files = new Argument<string[]>("PUBLISHED.csv") { Description = "All that is published together; totals are written _T.", Arity = ArgumentArity.OneOrMore };
        var roundTo = new Option<int>("--base") { Description = "Rounding base of rounded tables.", DefaultValueFactory = _ => 5 };
        var keys = new Option<string>("--keys") { Description = "The key columns with commas, when they are not plain from their names." };
        var command = new Command("attack", "What an outsider can find out about each protected cell. Exit code 1 when a cell has fewer possible values than the base.")
        {
            files, roundTo, keys, StatisticsOutput.Format(),
        };
        command.SetAction(r => StatisticsOutput.Run(output =>
        {
            var tables = r.GetValue(files)!.Select(f => new PublishedCells(f, Read(f, r.GetValue(keys)))).ToList();
            var cells = Statistics.Attack.On(tables, r.GetValue(roundTo));
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

    private static int Cells(FigureTable table) => table.Rows.Count * table.Measures.Count;

    private static string Secret(string? given)
    {
        if ((given ?? Environment.GetEnvironmentVariable("NANSEN_STATISTICS_KEY")) is { Length: > 0 } secret) return secret;
        Console.Error.WriteLine("No --key: rounding with the key of the demonstration, which everybody knows. Give a secret before you publish.");
        return "demonstration";
    }

    private static FigureTable Read(string path, string? keys)
    {
        using var reader = File.OpenText(path);
        try
        {
            return FigureTableCsv.Read(reader, keys?.Split(',', StringSplitOptions.TrimEntries));
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{path}, {wrong.Message}", wrong);
        }
    }
}
