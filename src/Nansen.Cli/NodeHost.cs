using System.Net.Sockets;
using Nansen.Register;
using Nansen.Web;

namespace Nansen.Cli;

/// <summary>Serves a node's pages and API on this machine.</summary>
internal static class NodeHost
{
    /// <summary>Runs until it is stopped. Lines are printed once the address answers.</summary>
    public static async Task<int> ServeAsync(RegisterNode node, int port, IReadOnlyList<string> lines, CancellationToken stop)
    {
        node.Documents.PageReader ??= PageReaders.Beside();
        await using var app = Build(node, port);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            return DataFolder.Fail($"Port {port} is in use; choose another with --port.");
        }

        _ = WarmAsync(port, stop);
        foreach (var line in lines) Console.WriteLine(line);
        Console.WriteLine($"Serving on http://localhost:{port} — stop with Ctrl+C.");
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    /// <summary>Asks for what anybody may see once, so that the first visitor does not wait for figures to be read and code to be made ready.</summary>
    private static async Task WarmAsync(int port, CancellationToken stop)
    {
        string[] pages = ["/observatory", "/observatory/states/GEO", "/observatory/flows", "/observatory/vintages", "/observatory/mirror", "/observatory/files/flows/map.png"];
        using var visitor = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        foreach (var page in pages)
        {
            try
            {
                using var answer = await visitor.GetAsync(page, stop);
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>The application of a node; port 0 takes any free one.</summary>
    public static WebApplication Build(RegisterNode node, int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}");
        builder.Services.AddSingleton(node.Room.Clock);
        builder.Services.AddNansenWeb(new WebOptions { DataDirectory = node.Directory, Demo = node.Settings.Demo });
        builder.Services.AddNansenRegister(node);
        builder.Services.AddNansenCooperation(node);
        var app = builder.Build();
        app.MapNansenWeb();
        return app;
    }
}
