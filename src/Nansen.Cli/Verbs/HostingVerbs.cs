using System.CommandLine;
using Nansen.Web;

namespace Nansen.Cli;

internal static class HostingVerbs
{
    public static IEnumerable<Command> All() => [Serve(), DemoVerb.Make()];

    private static Command Serve()
    {
        var port = new Option<int>("--port") { Description = "Port on this machine.", DefaultValueFactory = _ => 5080 };
        var data = new Option<string>("--data") { Description = "Data directory.", DefaultValueFactory = _ => ".data" };
        var demo = new Option<bool>("--demo") { Description = "Sign in without a second factor; every page says so." };
        var serve = new Command("serve", "Serves the pages and the API.") { port, data, demo };
        serve.SetAction((parsed, stop) => ServeAsync(parsed.GetValue(data)!, parsed.GetValue(port), parsed.GetValue(demo), stop));
        return serve;
    }

    /// <summary>Serves a demonstration until it is stopped.</summary>
    public static async Task<int> ServeDemoAsync(string data, int port, CancellationToken stop)
    {
        await ServeAsync(data, port, true, stop);
        return 0;
    }

    private static async Task ServeAsync(string data, int port, bool demo, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Services.AddNansenWeb(new WebOptions { DataDirectory = data, Demo = demo });
        // Until the register names its actors, everybody with an account is an administrator of no office.
        builder.Services.AddSingleton<IActorDirectory, EveryAccount>();
        // Accounts are made before the host and only once: waking their store costs half a second.
        if (demo && !File.Exists(Path.Combine(data, "identity.db")))
            await AccountStore.Open(data, demo).CreateUserAsync("admin", "demo", "admin");
        await using var app = builder.Build();
        app.MapNansenWeb();
        await app.StartAsync(stop);
        Console.WriteLine($"Serving on http://localhost:{port}");
        await app.WaitForShutdownAsync(stop);
    }

    private sealed class EveryAccount : IActorDirectory
    {
        public Task<ActorProfile?> FindAsync(string userId) =>
            Task.FromResult<ActorProfile?>(new ActorProfile(userId, userId, ["administrator"], [], null));
    }
}
