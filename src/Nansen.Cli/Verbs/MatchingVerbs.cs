using System.CommandLine;

namespace Nansen.Cli;

internal static class MatchingVerbs
{
    public static IEnumerable<Command> All() => [];
}
