using System.CommandLine;

namespace Nansen.Cli;

/// <summary>Every verb of the program, one file a subject under <c>Verbs/</c>.</summary>
internal static class Verbs
{
    public static IEnumerable<Command> All() =>
    [
        .. HostingVerbs.All(),
        .. RegisterVerbs.All(),
        .. JournalVerbs.All(),
        .. PackVerbs.All(),
        .. MatchingVerbs.All(),
        .. DocumentVerbs.All(),
        .. StatisticsVerbs.All(),
        .. ReleaseVerbs.All(),
        .. CooperationVerbs.All(),
    ];
}
