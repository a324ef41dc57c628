using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Nansen.Cli;
using Nansen.Register;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Bench;

/// <summary>./nansen bench observatory [--requests N]: the shipped figures read, and the server time of every page of the Observatory; goals 500 ms and 50 ms.</summary>
internal static class ObservatoryBench
{
    private static readonly string[] Pages =
    [
        "/observatory", "/observatory?region=both&type=idps&year=2014", "/observatory/states", "/observatory/states/{0}", "/observatory/states/{0}?by=coo&year=2015", "/observatory/flows", "/observatory/flows?region=both&type=asylum_seekers",
        "/observatory/recognition", "/observatory/mirror", "/observatory/balance", "/observatory/vintages", "/observatory/vintages?old=2022.12.0", "/observatory/releases", "/observatory/sources",
        "/observatory/files/state/hosted.csv?state={0}", "/observatory/files/flows/map.svg", "/observatory/files/flows/map.png",
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var requests = Array.IndexOf(args, "--requests") is var at && at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 100;
        Load();
        await ServeAsync(requests);
        return 0;
    }

    // The first reading also warms the code up, as at the start of the program; the others show the reading itself.
    private static void Load()
    {
        var folder = Home.PathOf("data", "observatory");
        var times = new List<double>();
        var before = GC.GetTotalMemory(true);
        PublishedFigures? figures = null;
        var processor = 0.0;
        for (var i = 0; i < 7; i++)
        {
            var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            figures = PublishedFigures.Load(folder);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (i == 0) processor = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds;
        }

        var held = (GC.GetTotalMemory(true) - before) / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"figures read: first {times[0]:0} ms (processor {processor:0}), then {string.Join(", ", times.Skip(1).Select(t => t.ToString("0", CultureInfo.InvariantCulture)))} ms; {figures!.Tables.Values.Sum(t => t.Count):N0} rows, {held:0} MB held"));
    }

    private static async Task ServeAsync(int requests)
    {
        var directory = Directory.CreateTempSubdirectory("nansen-observatory-").FullName;
        try
        {
            await using var node = await RegisterNode.CreateAsync(directory, new NodeSettings("UTO", "UT", true));
            await NodeAccounts.ForDemoAsync(node);
            await using var app = NodeHost.Build(node, 0);
            await app.StartAsync();
            using var browser = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
            string[] states = [.. PublishedFigures.Shipped.Countries.Where(c => c.InConference1996).Select(c => c.Code)];
            foreach (var page in Pages) await TimeAsync(browser, page, states, requests);
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    private static async Task TimeAsync(HttpClient browser, string page, string[] states, int requests)
    {
        var times = new List<double>();
        long bytes = 0;
        var used = TimeSpan.Zero;
        for (var i = 0; i < requests + 5; i++)
        {
            if (i == 5) used = Environment.CpuUsage.TotalTime;
            var address = string.Format(CultureInfo.InvariantCulture, page, states[i % states.Length]);
            var watch = Stopwatch.StartNew();
            var answer = await browser.GetByteArrayAsync(new Uri(address, UriKind.Relative));
            times.Add(watch.Elapsed.TotalMilliseconds);
            bytes += answer.Length;
        }

        var processor = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / requests;
        var first = times[0];
        var warm = times.Skip(5).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {page,-58} first {first,7:0.0}   p50 {warm[warm.Count / 2],6:0.0}   p95 {warm[warm.Count * 95 / 100],6:0.0}   processor {processor,5:0.0} ms   {bytes / times.Count / 1000,4} kB"));
    }
}
