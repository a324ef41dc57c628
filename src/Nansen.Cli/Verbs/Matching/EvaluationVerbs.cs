using System.CommandLine;
using System.Globalization;
using Nansen.Matching;

namespace Nansen.Cli;

/// <summary>Measures the matching, and learns its tables anew.</summary>
internal static class EvaluationVerbs
{
    public static Command Match() => new("match", "Measures how well names and records are matched.") { Evaluate() };

    private static Command Evaluate()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder of CSV files that carry the truth: match, or entity_id." };
        var command = new Command("eval", "Precision, recall and F1 on every labelled file of a folder, at the library's own bar.") { folder };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var path = parse.GetRequiredValue(folder);
            if (!path.Exists) throw new FormatException($"There is no folder {path.FullName}.");
            Console.WriteLine($"{"file",-34} {"kind",-10} {"rows",8} {"precision",9} {"recall",7} {"F1",7} {"seconds",8}");
            var any = false;
            foreach (var row in MatchEvaluation.Run(path.FullName))
            {
                any = true;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.File,-34} {row.Kind,-10} {row.Rows,8} {row.Precision,9:0.0000} {row.Recall,7:0.0000} {row.F1,7:0.0000} {row.Seconds,8:0.00}"));
            }

            if (!any) throw new FormatException($"{path.FullName} holds no CSV with match or entity_id.");
            return 0;
        }));
        return command;
    }
}
