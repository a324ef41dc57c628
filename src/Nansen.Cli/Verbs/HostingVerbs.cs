using System.CommandLine;
using Nansen.Register;

namespace Nansen.Cli;

/// <summary>Making a register and serving it.</summary>
internal static class HostingVerbs
{
    public static IEnumerable<Command> All() => [Init(), Serve(), DemoVerb.Make()];

    private static Command Init()
    {
        var state = new Option<string>("--state") { Description = "The State's three-letter code (ISO 3166-1)", Required = true };
        var alpha2 = new Option<string>("--alpha2") { Description = "The State's two-letter code, for certificates", Required = true };
        var administrator = new Option<string>("--administrator") { Description = "Name of the first administrator", DefaultValueFactory = _ => "Administrator" };
        var postgres = new Option<string?>("--postgresql") { Description = "Connection string of a PostgreSQL database; without it the books stand in the directory" };
        var data = DataFolder.Option();
        var command = new Command("init", "Makes a new register: books, keys, the State's document authority, the first administrator.") { state, alpha2, administrator, postgres, data };
        command.SetAction(async parse =>
        {
            var directory = parse.GetValue(data)!;
            try
            {
                var settings = new NodeSettings(parse.GetValue(state)!.ToUpperInvariant(), parse.GetValue(alpha2)!.ToUpperInvariant(), false);
                await using var node = await RegisterNode.CreateAsync(directory, settings, new RegisterOptions { PostgreSql = parse.GetValue(postgres) });
                var password = await NodeAccounts.FirstAdministratorAsync(node, parse.GetValue(administrator)!);
                Console.WriteLine($"Register of {settings.State} made in {directory}.");
                Console.WriteLine($"Sign in as admin with {password}; change it at once and enrol a second factor.");
                Console.WriteLine($"Carry the files of {Path.Combine(directory, "recovery-shares")} away, each to another keeper, and delete them here.");
                return 0;
            }
            catch (Exception problem) when (problem is RegisterException or IOException or UnauthorizedAccessException or Nansen.Journal.JournalUnavailableException)
            {
                return DataFolder.Fail(problem.Message);
            }
        });
        return command;
    }

    private static Command Serve()
    {
        var port = new Option<int>("--port") { Description = "Port on this machine", DefaultValueFactory = _ => 5080 };
        var data = DataFolder.Option();
        var command = new Command("serve", "Serves the pages and the API of a register.") { port, data };
        command.SetAction((parse, stop) => DataFolder.WithNodeAsync(parse.GetValue(data)!, node => ServeAsync(node, parse.GetValue(port), stop)));
        return command;
    }

    /// <summary>Serves a demonstration: everybody's sign-in is printed first.</summary>
    public static Task<int> ServeDemoAsync(string directory, int port, CancellationToken stop) => DataFolder.WithNodeAsync(directory, node => ServeAsync(node, port, stop));

    private static async Task<int> ServeAsync(RegisterNode node, int port, CancellationToken stop)
    {
        if (!node.Settings.Demo) return await NodeHost.ServeAsync(node, port, [], stop);
        await NodeAccounts.ForDemoAsync(node);
        var lines = new List<string> { "", "Sign in as (the password of each is " + NodeAccounts.DemoPassword + "):" };
        foreach (var group in (await node.Officers.ListAsync(stop)).Where(o => o.Roles.Count > 0).GroupBy(o => o.Roles[0]))
            lines.Add($"  {node.Pack.Roles[group.Key].Title.In("en"),-28} {string.Join(", ", group.Select(o => o.UserName))}");
        return await NodeHost.ServeAsync(node, port, lines, stop);
    }
}
