using System.CommandLine;
using System.Globalization;
using Nansen.Packs;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary>Tables and accounts counted from the register's statistics book.</summary>
internal static class RegisterTableVerbs
{
    private const int FirstYear = 1990, NoSourceYet = 3;

    public static IEnumerable<Command> All() => [Table(), Account()];

    private static Command Table()
    {
        var code = new Argument<string>("table") { Description = "asylum-applications, asylum-decisions, or another table of the pack" };
        var (year, from, to) = (StatisticsOutput.YearOption("--year", "That year alone"), StatisticsOutput.YearOption("--from", "First year"), StatisticsOutput.YearOption("--to", "Last year"));
        var known = new Option<string?>("--as-known-at") { Description = "The table as it came out on that day or at that instant" };
        var then = new Option<string?>("--from-known") { Description = "Instead of the table: what later entries changed in it since that day or instant" };
        var now = new Option<string?>("--to-known") { Description = "With --from-known: up to that day or instant; left out: up to now" };
        var causes = new Option<bool>("--causes") { Description = "With --from-known: the entries of the statistics book behind each change" };
        var (data, format) = (DataFolder.Option(), StatisticsOutput.Format());
        var command = new Command("table", "A table of the pack, counted from the statistics book. Exit code 3: it has no source yet.") { code, year, from, to, known, then, now, causes, data, format };
        command.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, node =>
        {
            var first = parse.GetValue(year) ?? parse.GetValue(from) ?? FirstYear;
            var last = parse.GetValue(year) ?? parse.GetValue(to) ?? node.Room.Today.Year;
            if (!node.Pack.Tables.TryGetValue(parse.GetValue(code)!, out var table))
                return Task.FromResult(DataFolder.Fail($"The pack has no table '{parse.GetValue(code)}'; it has {string.Join(", ", node.Pack.Tables.Keys)}."));
            if (!Instant(parse.GetValue(known), out var at) || !Instant(parse.GetValue(then), out var older) || !Instant(parse.GetValue(now), out var newer))
                return Task.FromResult(DataFolder.Fail("Write a day as 2026-04-30 or an instant as 2026-04-30T12:00:00Z."));
            return Task.FromResult(older is { } since ? Restatement(node, table, (first, last), since, newer, parse.GetValue(causes)) : Figures(node, table, (first, last), at));
        }));
        return command;
    }

    private static int Figures(RegisterNode node, StatisticTable table, (int From, int To) years, DateTimeOffset? at)
    {
        var figures = node.Statistics.Table(table.Code, years.From, years.To, at)!;
        figures.WriteCsv(Console.Out);
        if (figures.Rows.Count > 0 || TableSource.Of(node.Pack, table).Exists) return 0;
        Console.Error.WriteLine($"{table.Code} has no source yet: it waits for {table.WaitsFor?.In("en") ?? "a procedure"}, which the pack {node.Pack.Code} {node.Pack.Version} does not have.");
        return NoSourceYet;
    }

    private static int Restatement(RegisterNode node, StatisticTable table, (int From, int To) years, DateTimeOffset then, DateTimeOffset? now, bool causes)
    {
        var newer = now ?? node.Room.Clock.GetUtcNow();
        if (newer < then) return DataFolder.Fail("--to-known is before --from-known.");
        var query = node.Statistics.TableQuery(table.Code, years.From, years.To)!;
        RestatedFigure.WriteCsv([.. query.Keys.Select(k => k.Name)], node.Statistics.Periods.Restatement(query, then, newer), causes, Console.Out);
        return 0;
    }

    private static Command Account()
    {
        var status = new Option<string>("--status") { Description = "What to account for: a status, an account of cases (asylum_cases), or all persons or cases", DefaultValueFactory = _ => "asylum_seeker" };
        var (from, to) = (StatisticsOutput.YearOption("--from", "First year"), StatisticsOutput.YearOption("--to", "Last year"));
        var by = new Option<string?>("--by") { Description = "Dimensions: year, quarter or month, then coo, sex, age …; left out: year,coo,sex,age, of cases year,coo" };
        var known = new Option<string?>("--as-known-at") { Description = "The account as it came out on that day or at that instant" };
        var (data, format) = (DataFolder.Option(), StatisticsOutput.Format());
        var command = new Command("account", "The stock and flow account of a status or of cases; it balances in every row.") { status, from, to, by, known, data, format };
        command.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, node =>
        {
            var code = parse.GetValue(status)!;
            if (AccountKeys.AccountsOf(node.Pack, code).Count == 0)
                return Task.FromResult(DataFolder.Fail($"The pack has no status '{code}'; it has {string.Join(", ", node.Pack.AccountCodes)}, and persons and cases for all."));
            if (!Instant(parse.GetValue(known), out var at)) return Task.FromResult(DataFolder.Fail("Write --as-known-at as a day, 2026-04-30, or an instant, 2026-04-30T12:00:00Z."));
            var dimensions = parse.GetValue(by)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? AccountKeys.Usual(node.Pack, code);
            if (AccountKeys.Wrong(node.Pack, code, dimensions) is { } wrong) return Task.FromResult(DataFolder.Fail(Say(wrong.Fault, wrong.Key, code, node.Pack)));
            node.Statistics.Account(code, parse.GetValue(from) ?? FirstYear, parse.GetValue(to) ?? node.Room.Today.Year, dimensions, at).WriteCsv(Console.Out);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static string Say(AccountKeyFault fault, string key, string account, Pack pack) => fault switch
    {
        AccountKeyFault.Twice => "--by names a dimension twice.",
        AccountKeyFault.TwoSpans => "--by takes one of year, quarter and month.",
        AccountKeyFault.TwoAges => "--by takes one of age (UNHCR's groups) and age_eu (Eurostat's).",
        _ => $"--by: '{key}' is no dimension of {account}; it has {string.Join(", ", AccountKeys.Of(pack, account))}.",
    };

    /// <summary>A day stands for its last instant.</summary>
    private static bool Instant(string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (text is null) return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) instant = new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact)) instant = exact;
        return instant is not null;
    }
}
