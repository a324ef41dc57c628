using System.Diagnostics;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary>The process that takes uploaded pages apart beside a serving node: this program with one word, for itself alone.</summary>
internal static class PageReaders
{
    /// <summary>The word; no verb of the program, for nobody types it.</summary>
    public const string Word = "read-pages";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>A reader that starts with the first page.</summary>
    /// <param name="limit">How long one page may take; ten seconds unless said.</param>
    public static PageReaderProcess Beside(TimeSpan? limit = null) =>
        new(new ProcessStartInfo(Host, [typeof(PageReaders).Assembly.Location, Word]), limit ?? Limit);

    // The same runtime that runs this program.
    private static string Host => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>What the process does.</summary>
    public static void Serve()
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        PageReaderProcess.Serve(input, output);
    }
}
