using System.CommandLine;

namespace Nansen.Cli;

/// <summary><c>nansen statistics …</c>: accounts from period journals, published figures, disclosure control.</summary>
internal static class StatisticsVerbs
{
    public static IEnumerable<Command> All()
    {
        var statistics = new Command("statistics", "Accounts that balance, published figures, disclosure control.")
        {
            PeriodJournalVerbs.Account(),
            PeriodJournalVerbs.Restatement(),
            ConvertVerb.Convert(),
            TraceVerb.Trace(),
        };
        foreach (var verb in PublishedFiguresVerbs.All().Concat(DisclosureVerbs.All())) statistics.Subcommands.Add(verb);
        return [statistics];
    }
}
