using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Register;

namespace Nansen.Cli;

/// <summary><c>match try</c>, <c>match model</c> and <c>match learn --data</c>: other rules and weights on a State's own register.</summary>
internal static class ModelVerbs
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Try()
    {
        var model = new Option<FileInfo>("--model") { Description = "The file of rules and weights to try (.yaml as in a pack, or .json).", Required = true };
        var (data, officer) = (DataFolder.Option(), As());
        var names = new Option<bool>("--names") { Description = "Print the names too; without it pairs are numbers alone." };
        var command = new Command("try", "What another file of rules and weights would change on a register: pairs gained and lost as JSON lines, then a summary.") { model, data, officer, names };
        command.SetAction((parse, cancellation) => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            if (!TryRead(parse.GetRequiredValue(model), out var tried, out var fault)) return DataFolder.Fail(fault);
            var actor = await RegisterMatchVerbs.ActingAsync(node, parse.GetValue(officer), Actions.SweepDuplicates);
            if (await node.Trial.TryAsync(actor, tried, cancellation) is not { } result) return DataFolder.Fail($"{actor.Name} may not search the whole register.");
            foreach (var pair in result.Changed)
                Console.Out.WriteLine(JsonSerializer.Serialize(new
                {
                    change = pair.Gained ? "gained" : "lost",
                    l = pair.Left,
                    r = pair.Right,
                    w = pair.Probability,
                    said = pair.Verdict,
                    lName = parse.GetValue(names) ? pair.LeftName : null,
                    rName = parse.GetValue(names) ? pair.RightName : null,
                }, Json));
            Console.Out.WriteLine(JsonSerializer.Serialize(new { result.Registrations, gained = result.Changed.Count(c => c.Gained), lost = result.Changed.Count(c => !c.Gained), result.Now, result.Tried, result.SearchNow, result.SearchTried }, Json));
            return 0;
        }));
        return command;
    }

    public static Command Model()
    {
        var command = new Command("model", "Prints the rules and weights that ship, as a file of a pack (packs/model/matching.yaml).");
        command.SetAction(_ =>
        {
            Console.Out.Write(MatchingFile.Write(MatchingModel.Shipped));
            return 0;
        });
        return command;
    }

    public static Task<int> LearnAsync(string data, string target, CancellationToken cancellation) => DataFolder.WithNodeAsync(data, async node =>
    {
        var actor = await RegisterMatchVerbs.ActingAsync(node, null, Actions.SweepDuplicates);
        if (await node.Trial.LearnAsync(actor, cancellation) is not { } learned) return DataFolder.Fail($"{actor.Name} may not search the whole register.");
        await File.WriteAllTextAsync(target, target.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? learned.Model.Write() + "\n" : MatchingFile.Write(learned.Model), cancellation);
        Console.Error.WriteLine(JsonSerializer.Serialize(new { same = learned.Same, notSame = learned.NotSame, file = target }, Json));
        return 0;
    });

    private static Option<string?> As() => new("--as") { Description = "User name of the officer who asks; the first whose role may when not given" };

    private static bool TryRead(FileInfo file, out MatchingModel model, out string fault)
    {
        (model, fault) = (MatchingModel.Shipped, "");
        try
        {
            model = MatchingFile.Read(file.FullName);
        }
        catch (FormatException e)
        {
            fault = $"{file.Name}: {e.Message}";
        }

        return fault.Length == 0;
    }
}
