using System.CommandLine;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary>Tables and accounts counted from the register, and what the program does with its journal.</summary>
internal static class RegisterVerbs
{
    public static IEnumerable<Command> All() => [Table(), Account(), .. RegisterImportVerbs.All(), .. RegisterDocumentVerbs.All()];

    private static Command Table()
    {
        var code = new Argument<string>("table") { Description = "asylum-applications, asylum-decisions, or another table of the pack" };
        var (year, from, to) = (new Option<int?>("--year"), new Option<int?>("--from"), new Option<int?>("--to"));
        var (data, format) = (DataFolder.Option(), Format());
        var command = new Command("table", "A flow table of the pack, counted from the statistics book.") { code, year, from, to, data, format };
        command.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, node =>
        {
            var first = parse.GetValue(year) ?? parse.GetValue(from) ?? 1990;
            var last = parse.GetValue(year) ?? parse.GetValue(to) ?? node.Room.Today.Year;
            if (node.Statistics.Table(parse.GetValue(code)!, first, last) is not { } table)
                return Task.FromResult(DataFolder.Fail($"The pack has no table '{parse.GetValue(code)}'; it has {string.Join(", ", node.Pack.Tables.Keys)}."));
            table.WriteCsv(Console.Out);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command Account()
    {
        var status = new Option<string>("--status") { Description = "Status to account for, for example asylum_seeker", DefaultValueFactory = _ => "asylum_seeker" };
        var (from, to) = (new Option<int?>("--from"), new Option<int?>("--to"));
        var by = new Option<string>("--by") { Description = "Dimensions: year, quarter or month, then coo, sex, age …", DefaultValueFactory = _ => "year,coo,sex,age" };
        var known = new Option<DateOnly?>("--as-known-at") { Description = "The account as it would have come out on that day" };
        var (data, format) = (DataFolder.Option(), Format());
        var command = new Command("account", "The stock and flow account of a status; it balances in every row.") { status, from, to, by, known, data, format };
        command.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, node =>
        {
            var code = parse.GetValue(status)!;
            if (!node.Pack.Statuses.ContainsKey(code))
                return Task.FromResult(DataFolder.Fail($"The pack has no status '{code}'; it has {string.Join(", ", node.Pack.Statuses.Keys)}."));
            var query = AccountQuery.Years(parse.GetValue(from) ?? 1990, parse.GetValue(to) ?? node.Room.Today.Year, parse.GetValue(by)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) with
            {
                Status = code,
                AsKnownAt = parse.GetValue(known) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero) : null,
            };
            node.Statistics.Periods.Account(query).WriteCsv(Console.Out);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Option<string> Format() => new("--format") { Description = "csv", DefaultValueFactory = _ => "csv" };
}
