using System.CommandLine;

namespace Nansen.Cli;

internal static class HostingVerbs
{
    public static IEnumerable<Command> All() => [];
}
