using System.CommandLine;
using System.Globalization;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary><c>nansen statistics trace</c>: from a figure of the register to its entries, and from an entry to its figures.</summary>
internal static class TraceVerb
{
    public static Command Trace()
    {
        var table = new Option<string?>("--table") { Description = "Table of the pack; with --key and --measure" };
        var key = new Option<string[]>("--key") { Description = "column=code, once for each key column of the row" };
        var measure = new Option<string?>("--measure") { Description = "The column of figures" };
        var entry = new Option<long?>("--entry") { Description = "Number of an entry of the statistics book: every figure it changed when it arrived" };
        var data = DataFolder.Option();
        var command = new Command("trace", "From a figure to the entries of the statistics book behind it, or from an entry to every figure it changed.") { table, key, measure, entry, data };
        command.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, node => Task.FromResult(
            parse.GetValue(entry) is { } number ? Figures(node, number)
            : parse.GetValue(table) is { } code ? Entries(node, code, parse.GetValue(key) ?? [], parse.GetValue(measure))
            : DataFolder.Fail("Name a figure with --table, --key and --measure, or an entry with --entry."))));
        return command;
    }

    private static int Figures(RegisterNode node, long entry)
    {
        var touched = new FigureTrace(node).Touched(entry);
        if (touched.Count == 0 && (entry < 1 || entry > node.Statistics.Periods.Count)) return DataFolder.Fail($"The statistics book has no entry {entry}; it has 1 to {node.Statistics.Periods.Count}.");
        Csv.WriteLine(Console.Out, ["table", "keys", "measure", "before", "after"]);
        foreach (var (table, cell) in touched)
            Csv.WriteLine(Console.Out, [table, string.Join(' ', cell.Keys), cell.Measure, cell.Before.ToString(CultureInfo.InvariantCulture), cell.After.ToString(CultureInfo.InvariantCulture)]);
        return 0;
    }

    private static int Entries(RegisterNode node, string code, string[] given, string? measure)
    {
        if (node.Statistics.TableQuery(code, 1951, node.Room.Today.Year) is not { } query) return DataFolder.Fail($"The pack has no table '{code}'; it has {string.Join(", ", node.Pack.Tables.Keys)}.");
        if (given.GroupBy(g => g.Split('=')[0]).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }) return DataFolder.Fail($"--key {twice} is given twice; a row has one code in each column.");
        var words = given.Select(g => g.Split('=', 2)).Where(g => g.Length == 2).ToDictionary(g => g[0], g => g[1], StringComparer.Ordinal);
        if (query.Keys.FirstOrDefault(k => k.Always is null && !words.ContainsKey(k.Name)) is { } missing) return DataFolder.Fail($"Give --key {missing.Name}=…; the row is found by {string.Join(", ", query.Keys.Where(k => k.Always is null).Select(k => k.Name))}.");
        if (measure is not null && query.Measures.All(m => m.Name != measure)) return DataFolder.Fail($"The table has no column '{measure}'; it has {string.Join(", ", query.Measures.Select(m => m.Name))}.");
        Csv.WriteLine(Console.Out, ["period", "entries"]);
        foreach (var period in node.Statistics.Periods.Trace(query, [.. query.Keys.Select(k => k.Always ?? words[k.Name])], measure))
            Csv.WriteLine(Console.Out, [period.Period.ToString("N"), string.Join(' ', period.Entries)]);
        return 0;
    }
}
