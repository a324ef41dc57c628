using System.CommandLine;

namespace Nansen.Cli;

internal static class RegisterImportVerbs
{
    public static IEnumerable<Command> All() => [];
}
