using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Nansen.Cooperation;

namespace Nansen.Cli;

/// <summary>Indicators and commitments of a register, as JSON.</summary>
internal static class CooperationVerbs
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IEnumerable<Command> All() => [Indicators(), Commitments()];

    private static Command Indicators()
    {
        var code = new Argument<string?>("indicator") { Description = "Only this one, for example IND-01", Arity = ArgumentArity.ZeroOrOne };
        var data = DataFolder.Option();
        var command = new Command("indicators", "The pack's indicators, counted from the register by aggregate questions only.") { code, data };
        command.SetAction((parse, stop) => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            var wanted = parse.GetValue(code);
            if (wanted is not null && !node.Pack.Indicators.ContainsKey(wanted))
                return DataFolder.Fail($"The pack has no indicator '{wanted}'; it has {string.Join(", ", node.Pack.Indicators.Keys)}.");
            using var indicators = new IndicatorReadings(node, TreatyRegister.Shipped);
            var readings = (await indicators.AllAsync(stop)).Where(r => wanted is null || r.Indicator.Code == wanted);
            return Write(new JsonArray([.. readings.Select(FollowUpJson.WithGroups)]));
        }));
        return command;
    }

    private static Command Commitments()
    {
        var code = new Argument<string?>("commitment") { Description = "Only this one, for example C14", Arity = ArgumentArity.ZeroOrOne };
        var data = DataFolder.Option();
        var command = new Command("commitments", "What was promised, done and counted under the commitments.") { code, data };
        command.SetAction((parse, stop) => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            using var indicators = new IndicatorReadings(node, TreatyRegister.Shipped);
            using var desk = new CommitmentDesk(node, TreatyRegister.Shipped, indicators);
            if (parse.GetValue(code) is not { } wanted) return Write(FollowUpJson.Of(await desk.SummaryAsync(stop)));
            return await desk.OpenAsync(wanted, stop) is { } file ? Write(FollowUpJson.Of(file, TreatyRegister.Shipped))
                : DataFolder.Fail($"There is no commitment '{wanted}'; they are C1 to C73.");
        }));
        return command;
    }

    private static int Write(JsonNode json)
    {
        Console.Out.WriteLine(json.ToJsonString(Readable));
        return 0;
    }
}
