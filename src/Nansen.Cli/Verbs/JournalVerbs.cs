using System.CommandLine;

namespace Nansen.Cli;

internal static class JournalVerbs
{
    public static IEnumerable<Command> All() => [];
}
