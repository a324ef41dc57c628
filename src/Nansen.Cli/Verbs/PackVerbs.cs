using System.CommandLine;
using Nansen.Packs;

namespace Nansen.Cli;

/// <summary><c>pack check DIR</c> and <c>pack schema --out DIR</c>.</summary>
internal static class PackVerbs
{
    private const int Sound = 0;
    private const int HasErrors = 1;
    private const int Unreadable = 2;

    public static IEnumerable<Command> All() =>
    [
        new Command("pack", "Check a pack of law, or write the schemas that editors use.") { CheckCommand(), SchemaCommand() },
    ];

    private static Command CheckCommand()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the pack." };
        var command = new Command("check", "Check a pack: one line a finding; exit code 0 sound, 1 errors, 2 unreadable.") { folder };
        command.SetAction(parsed => Check(parsed.GetRequiredValue(folder)));
        return command;
    }

    private static Command SchemaCommand()
    {
        var folder = new Option<string>("--out") { Description = "Folder for the JSON Schemas.", Required = true };
        var command = new Command("schema", "Write a JSON Schema for each kind of pack file.") { folder };
        command.SetAction(parsed => WriteSchemas(parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Check(string folder)
    {
        if (!Directory.Exists(folder)) return Fail($"There is no folder '{folder}'. Name the folder that holds pack.yaml.");
        try
        {
            var result = PackLoader.Load(folder);
            foreach (var finding in result.Findings) Console.WriteLine(finding);
            return result.IsSound ? Sound : HasErrors;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail($"The folder '{folder}' cannot be read: {e.Message}");
        }
    }

    private static int WriteSchemas(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, schema) in PackSchemas.All()) File.WriteAllText(Path.Combine(folder, name), schema);
            return Sound;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail($"The folder '{folder}' cannot be written: {e.Message}");
        }
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine(reason);
        return Unreadable;
    }
}
