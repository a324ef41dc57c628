using System.CommandLine;

namespace Nansen.Cli;

internal static class DocumentVerbs
{
    public static IEnumerable<Command> All() => [];
}
