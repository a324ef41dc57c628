using System.CommandLine;
using System.Globalization;
using Nansen.Matching;

namespace Nansen.Cli;

/// <summary>Names compared, and the comparison explained.</summary>
internal static class NameVerbs
{
    public static Command Names() => new("names", "Names across scripts: compare pairs, explain one comparison.") { Compare(), Explain() };

    private static Command Compare()
    {
        var file = new Argument<FileInfo>("PAIRS") { Description = "CSV with two columns of names." };
        var @out = new Option<FileInfo>("--out") { Description = "The file with score and match added.", Required = true };
        var columns = new Option<string?>("--columns") { Description = "The two columns, LEFT,RIGHT, when their names are not usual ones." };
        var model = Model();
        var command = new Command("compare", "Adds to each row whether its two names are one.") { file, @out, columns, model };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var table = CsvTable.Read(parse.GetRequiredValue(file).FullName);
            var rules = EvaluationVerbs.ModelOf(parse.GetValue(model));
            var (left, right) = ColumnsOf(table, parse.GetValue(columns));
            var scores = NameColumns.Scores(table, (left, right), rules);
            using var writer = new StreamWriter(MatchingVerbs.Apart(parse.GetRequiredValue(@out), parse.GetRequiredValue(file)).FullName);
            writer.Write(string.Join(',', table.Header.Select(CsvTable.Quote)) + ",score,match\n");
            var matches = 0;
            for (var i = 0; i < scores.Length; i++)
            {
                var match = scores[i] >= rules.NamesBar;
                if (match) matches++;
                writer.Write(string.Join(',', table.Rows[i].Select(CsvTable.Quote)));
                writer.Write(string.Create(CultureInfo.InvariantCulture, $",{scores[i]:0.0000},{(match ? 1 : 0)}\n"));
            }

            Console.Error.WriteLine($"{scores.Length} pairs compared ({table.Header[left]} with {table.Header[right]}), {matches} are one name.");
            return 0;
        }));
        return command;
    }

    private static Option<FileInfo?> Model() => new("--model") { Description = "Another file of rules and weights (.yaml as in a pack, or .json)." };

    private static (int, int) ColumnsOf(CsvTable table, string? columns)
    {
        if (columns is null)
            return NameColumns.Find(table) ?? throw new FormatException($"Cannot tell which columns hold the names among {string.Join(", ", table.Header)}; say --columns LEFT,RIGHT.");
        var parts = columns.Split(',');
        if (parts.Length == 2 && table.Column(parts[0].Trim()) is >= 0 and var left && table.Column(parts[1].Trim()) is >= 0 and var right) return (left, right);
        throw new FormatException($"--columns {columns}: write two of {string.Join(", ", table.Header)}.");
    }

    private static Command Explain()
    {
        var left = new Argument<string>("LEFT") { Description = "One name." };
        var right = new Argument<string>("RIGHT") { Description = "The other." };
        var language = new Option<string>("--language", "--lang") { Description = "en or ru.", DefaultValueFactory = _ => "en" };
        var model = Model();
        var command = new Command("explain", "Says part by part why two names are one, or are not.") { left, right, language, model };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var score = NameComparison.Compare(parse.GetRequiredValue(left), parse.GetRequiredValue(right), EvaluationVerbs.ModelOf(parse.GetValue(model)));
            var russian = parse.GetValue(language) == "ru";
            var verdict = (score.Match, russian) switch
            {
                (true, true) => "одно имя",
                (false, true) => "разные имена",
                (true, false) => "one name",
                _ => "different names",
            };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict} ({score.Score:0.000})"));
            foreach (var part in score.Parts)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {part.Weight,6:+0.0;-0.0;0.0}  {part.Why.In(russian ? "ru" : "en")}"));
            foreach (var remark in score.Remarks) Console.WriteLine($"          {remark.In(russian ? "ru" : "en")}");
            return 0;
        }));
        return command;
    }
}
