using System.CommandLine;

namespace Nansen.Cli;

internal static class StatisticsVerbs
{
    public static IEnumerable<Command> All() => [];
}
