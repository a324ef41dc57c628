using System.CommandLine;
using System.Globalization;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary><c>nansen statistics mirror, gaps, totals, rates, vintages</c> on the published figures that ship with the product.</summary>
internal static class PublishedFiguresVerbs
{
    public static IEnumerable<Command> All() => [Mirror(), Gaps(), Totals(), Rates(), Vintages()];

    private static Command Mirror()
    {
        var left = new Option<string>("--left") { Description = "eurostat", DefaultValueFactory = _ => "eurostat" };
        var right = new Option<string>("--right") { Description = "unhcr", DefaultValueFactory = _ => "unhcr" };
        var years = new Option<string>("--years") { Description = "For example 2012-2016.", DefaultValueFactory = _ => "2012-2016" };
        var command = new Command("mirror", "Two publishers on one flow, side by side.") { left, right, years, StatisticsOutput.Format() };
        command.SetAction(r => StatisticsOutput.Write(output =>
        {
            if ((r.GetValue(left), r.GetValue(right)) is not ("eurostat", "unhcr"))
                throw new FormatException("The shipped sources that can be set side by side are --left eurostat --right unhcr.");
            var (from, to) = YearSpan(r.GetValue(years)!);
            PublishedFigures.Shipped.MirrorApplications(from, to).WriteCsv(output);
        }));
        return command;
    }

    private static Command Gaps()
    {
        var states = new Option<string>("--states") { Description = "cis, or UNHCR codes with commas.", DefaultValueFactory = _ => "cis" };
        var from = new Option<int>("--from") { Description = "First year.", DefaultValueFactory = _ => 2001 };
        var to = new Option<int>("--to") { Description = "Last year.", DefaultValueFactory = _ => 2025 };
        var command = new Command("gaps", "Published asylum series that do not balance, by how much.") { states, from, to, StatisticsOutput.Format() };
        command.SetAction(r => StatisticsOutput.Write(output =>
        {
            var figures = PublishedFigures.Shipped;
            string[] codes = string.Equals(r.GetValue(states), "cis", StringComparison.OrdinalIgnoreCase)
                ? [.. figures.Countries.Where(c => c.InConference1996).Select(c => c.Code)]
                : r.GetValue(states)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var code in codes)
                if (!figures.ByCode.ContainsKey(code)) throw new FormatException($"--states: there is no country '{code}'; write UNHCR codes, or cis.");
            var (first, last) = (StatisticsOutput.Year(r.GetValue(from), "--from"), StatisticsOutput.Year(r.GetValue(to), "--to"));
            if (last < first) throw new FormatException($"--to {last} is before --from {first}.");
            if (codes.Length == 0) throw new FormatException("--states names no country; write UNHCR codes with commas, or cis.");
            figures.Gaps(codes, first, last).WriteCsv(output);
        }));
        return command;
    }

    private static Command Totals()
    {
        var by = By();
        var command = new Command("totals", "The measures of UNHCR's population table, added up.") { by, StatisticsOutput.Format() };
        command.SetAction(r => StatisticsOutput.Write(output => PublishedFigures.Shipped.Totals(Keys(r.GetValue(by)!)).WriteCsv(output)));
        return command;
    }

    private static Command Rates()
    {
        var by = By();
        var command = new Command("rates", "Asylum decisions and recognition rates.") { by, StatisticsOutput.Format() };
        command.SetAction(r => StatisticsOutput.Write(output => PublishedFigures.Shipped.Rates(Keys(r.GetValue(by)!)).WriteCsv(output)));
        return command;
    }

    private static Command Vintages()
    {
        var from = new Option<string>("--from") { Description = "The older release.", Required = true };
        var to = new Option<string>("--to") { Description = "The newer release.", Required = true };
        var command = new Command("vintages", "What the publisher restated between two releases.") { from, to, StatisticsOutput.Format() };
        command.SetAction(r => StatisticsOutput.Write(output => PublishedFigures.Shipped.Vintages(r.GetValue(from)!, r.GetValue(to)!).WriteCsv(output)));
        return command;
    }

    private static Option<string> By() => new("--by") { Description = "Any of coa, coo, year, with commas.", DefaultValueFactory = _ => "coa,year" };

    private static string[] Keys(string by)
    {
        var keys = by.Split(',', StringSplitOptions.TrimEntries);
        return keys.Except(["coa", "coo", "year"]).FirstOrDefault() is { } other ? throw new FormatException($"--by: '{other}' is none of coa, coo, year.")
            : keys.Distinct().Count() < keys.Length ? throw new FormatException("--by names a key twice.") : keys;
    }

    private static (int From, int To) YearSpan(string text)
    {
        var ends = text.Split('-');
        return ends.Length is 1 or 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= to
            ? (from, to) : throw new FormatException($"--years '{text}' must be a year or a span such as 2012-2016.");
    }
}
