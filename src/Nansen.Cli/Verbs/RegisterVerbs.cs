using System.CommandLine;

namespace Nansen.Cli;

/// <summary>What the program counts from, reads into and draws out of a register.</summary>
internal static class RegisterVerbs
{
    public static IEnumerable<Command> All() => [.. RegisterTableVerbs.All(), .. RegisterImportVerbs.All(), .. RegisterDocumentVerbs.All()];
}
