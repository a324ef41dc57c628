using System.CommandLine;

namespace Nansen.Cli;

internal static class RegisterVerbs
{
    public static IEnumerable<Command> All() => [];
}
