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
        var model = new Option<FileInfo?>("--model") { Description = "Another file of rules and weights to try (JSON), or a folder that match learn wrote." };
        var heldOut = new Option<bool>("--held-out") { Description = "Also by models that are learned without what they are measured on: records without their file, pairs in three parts, each learned without the people it names." };
        var command = new Command("eval", "Precision, recall and F1 on every labelled file of a folder, at the library's own bar.") { folder, model, heldOut };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var path = parse.GetRequiredValue(folder);
            if (!path.Exists) throw new FormatException($"There is no folder {path.FullName}.");
            var options = new LinkageOptions { Model = ModelOf(parse.GetValue(model)) };
            var aside = parse.GetValue(heldOut);
            Console.WriteLine($"{"file",-34} {"kind",-10} {"rows",8} {"precision",9} {"recall",7} {"F1",7} {"seconds",8}" + (aside ? $" {"held out:",9} {"precision",9} {"recall",7} {"F1",7}" : ""));
            var rows = aside ? HeldOutEvaluation.Run(path.FullName, options, Console.Error.WriteLine) : MatchEvaluation.Run(path.FullName, options).Select(row => new HeldOutRow(row, null));
            var any = false;
            foreach (var row in rows)
            {
                any = true;
                Console.WriteLine(Line(row.Shipped) + (aside ? Figures(row.HeldOut) : ""));
            }

            if (!any) throw new FormatException($"{path.FullName} holds no CSV with match or entity_id.");
            return 0;
        }));
        return command;
    }

    private static string Line(EvaluationRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.File,-34} {row.Kind,-10} {row.Rows,8} {row.Precision,9:0.0000} {row.Recall,7:0.0000} {row.F1,7:0.0000} {row.Seconds,8:0.00}");

    // Where nothing is learned from labels there is nothing to hold out.
    private static string Figures(EvaluationRow? row) => row is null ? $" {"",9} {"-",9} {"-",7} {"-",7}"
        : string.Create(CultureInfo.InvariantCulture, $" {"",9} {row.Precision,9:0.0000} {row.Recall,7:0.0000} {row.F1,7:0.0000}");

    /// <summary>The rules and weights of a file, those and the sounds of a folder that was learned, or what ships.</summary>
    public static MatchingModel ModelOf(FileInfo? file) => file is null ? MatchingModel.Shipped
        : Directory.Exists(file.FullName) ? ModelLearner.Read(file.FullName) : MatchingFile.Read(file.FullName);

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
                ModelLearner.Write(ModelLearner.Learn(LabelledFile.Read(labelled.FullName), MatchingModel.Shipped, Console.Error.WriteLine), parse.GetRequiredValue(@out));
                return 0;
            })),
            _ => Task.FromResult(DataFolder.Fail("Name either a folder of labelled files, or a register with --data.")),
        });
        return command;
    }
}
