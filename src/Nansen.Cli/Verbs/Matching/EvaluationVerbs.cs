using System.CommandLine;
using System.Globalization;
using Nansen.Matching;

namespace Nansen.Cli;

/// <summary>Measures the matching, and learns its tables anew.</summary>
internal static class EvaluationVerbs
{
    public static Command Match() => new("match", "Measures how well names and records are matched.") { Evaluate(), Learn() };

    private static Command Evaluate()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder of CSV files that carry the truth: match, or entity_id." };
        var model = new Option<FileInfo?>("--model") { Description = "Another file of rules and weights to try (JSON)." };
        var command = new Command("eval", "Precision, recall and F1 on every labelled file of a folder, at the library's own bar.") { folder, model };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var path = parse.GetRequiredValue(folder);
            if (!path.Exists) throw new FormatException($"There is no folder {path.FullName}.");
            Console.WriteLine($"{"file",-34} {"kind",-10} {"rows",8} {"precision",9} {"recall",7} {"F1",7} {"seconds",8}");
            var any = false;
            foreach (var row in MatchEvaluation.Run(path.FullName, new LinkageOptions { Model = ModelOf(parse.GetValue(model)) }))
            {
                any = true;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.File,-34} {row.Kind,-10} {row.Rows,8} {row.Precision,9:0.0000} {row.Recall,7:0.0000} {row.F1,7:0.0000} {row.Seconds,8:0.00}"));
            }

            if (!any) throw new FormatException($"{path.FullName} holds no CSV with match or entity_id.");
            return 0;
        }));
        return command;
    }

    /// <summary>The rules and weights of a file, or the shipped ones.</summary>
    public static MatchingModel ModelOf(FileInfo? file) => file is null ? MatchingModel.Shipped : MatchingModel.Read(File.ReadAllText(file.FullName));

    private static Command Learn()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder of CSV files that carry the truth: match, or entity_id." };
        var @out = new Option<DirectoryInfo>("--out") { Description = "Where sounds.txt and matching.json go.", Required = true };
        var command = new Command("learn", "Learns the tables of sounds and the weights of names from labelled files.") { folder, @out };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            ModelLearner.Learn(parse.GetRequiredValue(folder).FullName, parse.GetRequiredValue(@out).FullName, null, Console.Error.WriteLine);
            return 0;
        }));
        return command;
    }
}
