using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Cli;

/// <summary><c>match sweep</c> and <c>match measured</c>: double registrations of a register.</summary>
internal static class RegisterMatchVerbs
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new(Json) { WriteIndented = true };

    public static Command Sweep()
    {
        var (data, officer) = (DataFolder.Option(), new Option<string?>("--as") { Description = "User name of the officer who sweeps; the first whose role may when not given" });
        var stop = new Option<bool>("--stop") { Description = "Ask the sweep that runs, of whatever process, to stop; what it has is kept" };
        var command = new Command("sweep", "Looks for double registrations over a register and puts them into the officers' queue; Ctrl-C stops it, the next run goes on.") { data, officer, stop };
        command.SetAction((parse, cancellation) => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            var actor = await ActingAsync(node, parse.GetValue(officer), Actions.SweepDuplicates);
            if (parse.GetValue(stop)) return await node.Sweep.StopAsync(actor, CancellationToken.None) ? 0 : 1;
            var line = new ProgressLine();
            var state = await node.Sweep.RunAsync(actor, s => line.Show(s.Phase, s.Part), cancellation);
            line.Clear();
            Console.Out.WriteLine(JsonSerializer.Serialize(state, Json));
            return state?.Phase == "done" ? 0 : 1;
        }));
        return command;
    }

    public static Command Measured()
    {
        var data = DataFolder.Option();
        var command = new Command("measured", "How right the register's proposals of duplicates were, and how long officers took: JSON.") { data };
        command.SetAction((parse, cancellation) => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(await node.Meter.MeasureAsync(cancellation), Indented));
            return 0;
        }));
        return command;
    }

    /// <summary>The program acts for an officer of the node whose role has the right; what is written names her.</summary>
    internal static async Task<Actor> ActingAsync(RegisterNode node, string? userName, string action)
    {
        string? RoleOf(Officer o) => o.Roles.FirstOrDefault(r => node.Pack.Roles.TryGetValue(r, out var known) && known.Actions.Contains(action));
        var officers = (await node.Officers.ListAsync()).Where(o => o.Active && (userName is null ? RoleOf(o) is not null : o.UserName == userName)).ToList();
        if (officers is not [var officer, ..])
            throw new RegisterException(userName is null ? $"No active officer has a role that may '{action}'; make one, or name an officer with --as." : $"There is no active officer '{userName}'.");
        return RoleOf(officer) is { } role ? officer.As(role) : throw new RegisterException($"{officer.UserName} has no role that may '{action}'.");
    }
}
