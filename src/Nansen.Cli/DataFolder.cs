using System.CommandLine;
using Nansen.Documents;
using Nansen.Journal;
using Nansen.Register;

namespace Nansen.Cli;

/// <summary>The option by which verbs are told which register they work on, and how they report what goes wrong.</summary>
internal static class DataFolder
{
    public const string Default = ".data";

    public static Option<string> Option() => new("--data") { Description = "Data directory of the register", DefaultValueFactory = _ => Default };

    /// <summary>Opens the register, does the work, closes it. What a person can mend is one line and exit code 2.</summary>
    public static async Task<int> WithNodeAsync(string directory, Func<RegisterNode, Task<int>> work, RegisterOptions? options = null)
    {
        try
        {
            await using var node = await RegisterNode.OpenAsync(directory, options);
            return await work(node);
        }
        catch (Exception problem) when (problem is RegisterException or JournalUnavailableException or JournalDirectoryException or DocumentException or IOException or UnauthorizedAccessException)
        {
            return Fail(problem.Message);
        }
    }

    public static int Fail(string message, int code = 2)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
