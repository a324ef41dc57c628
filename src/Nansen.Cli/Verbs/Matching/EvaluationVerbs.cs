using System.CommandLine;
using System.Globalization;
using Nansen.Matching;
using Nansen.Register;

namespace Nansen.Cli;

/// <summary>Measures the matching, and learns its tables anew.</summary>
internal static class EvaluationVerbs
{
    public static Command Match() => new("match", "Measures how well names and records are matched; double registrations of a register.") { Evaluate(), Learn(), RegisterMatchVerbs.Sweep(), RegisterMatchVerbs.Measured(), ModelVerbs.Try(), ModelVerbs.Model() };

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
    public static MatchingModel ModelOf(FileInfo? file) => file is null ? MatchingModel.Shipped : MatchingFile.Read(file.FullName);

    private static Command Learn()
    {
        var folder = new Argument<DirectoryInfo?>("DIR") { Description = "Folder of CSV files that carry the truth: match, or entity_id.", Arity = ArgumentArity.ZeroOrOne };
        var data = new Option<string?>("--data") { Description = "Instead of a folder: a register, whose officers' decisions on pairs are learned from." };
        var @out = new Option<string>("--out") { Description = "Folder for sounds.txt and matching.json; with --data the file of rules and weights to write (.yaml as in a pack, or .json).", Required = true };
        var command = new Command("learn", "Learns the tables of sounds and the weights of names from labelled files, or the beliefs of the linkage from a register's decisions.") { folder, data, @out };
        command.SetAction((parse, cancellation) => (parse.GetValue(data), parse.GetValue(folder)) switch
        {
            ({ } register, null) => ModelVerbs.LearnAsync(register, parse.GetRequiredValue(@out), cancellation),
            (null, { } labelled) => Task.FromResult(MatchingVerbs.Guarded(() =>
            {
                ModelLearner.Learn(labelled.FullName, parse.GetRequiredValue(@out), null, Console.Error.WriteLine);
                return 0;
            })),
            _ => Task.FromResult(DataFolder.Fail("Name either a folder of labelled files, or a register with --data.")),
        });
        return command;
    }
}
