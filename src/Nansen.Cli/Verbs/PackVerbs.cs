using System.CommandLine;

namespace Nansen.Cli;

internal static class PackVerbs
{
    public static IEnumerable<Command> All() => [];
}
