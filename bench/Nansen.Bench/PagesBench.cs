using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Nansen.Cli;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Register;
using Nansen.Values;

namespace Nansen.Bench;

/// <summary>./nansen bench pages [--data DIR] [--people N] [--requests N]: server time of the pages officers open most, on a demonstration register and on a larger one.</summary>
internal static class PagesBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        string Word(string name, string otherwise) => Array.IndexOf(args, name) is var at && at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
        var requests = int.Parse(Word("--requests", "200"), CultureInfo.InvariantCulture);
        var people = int.Parse(Word("--people", "200000"), CultureInfo.InvariantCulture);
        var data = Word("--data", ".data");
        if (File.Exists(Path.Combine(data, "register.json"))) await MeasureAsync(data, requests);
        else Console.Error.WriteLine($"No demonstration register in {data}; make one with ./nansen demo --no-serve --data {data}.");
        if (people <= 0) return 0;
        var large = Directory.CreateTempSubdirectory("nansen-pages-").FullName;
        try
        {
            await GrowAsync(large, people);
            await MeasureAsync(large, requests);
        }
        finally
        {
            Directory.Delete(large, true);
        }

        return 0;
    }

    // Invented people, two in a group, through the ordinary pipeline; names of random syllables.
    private static async Task GrowAsync(string directory, int people)
    {
        await using var node = await RegisterNode.CreateAsync(directory, new NodeSettings("UTO", "UT", true), new RegisterOptions { Durability = Durability.Normal, Ids = IdSource.Seeded(7) });
        foreach (var role in new[] { "registration_officer", "reviewer", "case_officer" })
            await node.Officers.AddAsync(Actor.System, $"{role} 1", role + "1", [role], ["UTO-HQ"], "en");
        var officer = (await node.Officers.ListAsync()).First(o => o.Roles.Contains("registration_officer")).As("registration_officer");
        var random = new Random(7);
        string Name() => string.Concat(Enumerable.Range(0, 3).Select(_ => "bcdfghklmnprstvz"[random.Next(16)].ToString() + "aeiou"[random.Next(5)])) is var n ? char.ToUpperInvariant(n[0]) + n[1..] : "";
        var pending = new List<Task>();
        for (var i = 0; i < people; i += 2)
        {
            var family = Name();
            pending.Add(node.Groups.RegisterAsync(new RegisterGroup(officer, "registration_emergency", "UTO-HQ", [],
                [new NewMember(Person(Name(), family, random), "focal_point", []), new NewMember(Person(Name(), family, random), "spouse", [])])
            { QueueUnreviewed = true, Source = "batch" }).AsTask());
            if (pending.Count < 64) continue;
            await Task.WhenAll(pending);
            pending.Clear();
            if (i % 20_000 < 128) Console.Error.WriteLine($"{i,8} people");
        }

        await Task.WhenAll(pending);
    }

    private static async Task MeasureAsync(string directory, int requests)
    {
        await using var node = await RegisterNode.OpenAsync(directory);
        await NodeAccounts.ForDemoAsync(node);
        await using var app = NodeHost.Build(node, 0);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var officers = await node.Officers.ListAsync();
        var user = officers.First(o => o.Roles.Contains("registration_officer"));
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = true }) { BaseAddress = new Uri(address) };
        (await browser.PostAsync(new Uri("/api/v1/session", UriKind.Relative), Json(new { userName = user.UserName, password = NodeAccounts.DemoPassword }))).EnsureSuccessStatusCode();
        var persons = new List<(StreamId Id, string Name)>();
        await node.Room.Rows.ReadAsync("select id, label from records where type='individual' order by number limit 500", r => persons.Add((RowQueries.StreamOf(r, 0), r.GetString(1))), default);
        Console.WriteLine($"{(await node.Room.Rows.CountsAsync()).GetValueOrDefault("individual"):N0} individuals");
        var random = new Random(11);
        await TimeAsync("worklist", requests, () => browser.GetAsync(new Uri("/", UriKind.Relative)));
        await TimeAsync("search", requests, () => browser.GetAsync(new Uri("/search?q=" + Uri.EscapeDataString(persons[random.Next(persons.Count)].Name), UriKind.Relative)));
        await TimeAsync("person page", requests, () => browser.GetAsync(new Uri($"/person/{persons[random.Next(persons.Count)].Id}", UriKind.Relative)));
        await TimeAsync("register a group", requests, () => RegisterAsync(node, user.As("registration_officer"), random));
    }

    // The submit itself: search before create, checks, entries, rows and index, as the page's button carries it out.
    private static async Task<HttpResponseMessage> RegisterAsync(RegisterNode node, Actor officer, Random random)
    {
        var name = "Zq" + random.Next(1_000_000).ToString("x", CultureInfo.InvariantCulture);
        var result = await node.Groups.RegisterAsync(new RegisterGroup(officer, "registration_emergency", officer.Offices[0], [], [new NewMember(Person(name, "Bench", random), "focal_point", [])]) { QueueUnreviewed = true });
        return new HttpResponseMessage(result.Outcome is Outcome.Done ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.UnprocessableEntity);
    }

    private static async Task TimeAsync(string what, int requests, Func<Task<HttpResponseMessage>> request)
    {
        var times = new List<double>();
        for (var i = 0; i < requests + 20; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await request();
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{what} answered {answer.StatusCode}.");
            if (i >= 20) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-18} p50 {times[times.Count / 2],8:0.0} ms   p95 {times[times.Count * 95 / 100],8:0.0} ms"));
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");

    private static List<FactValue> Person(string given, string family, Random random) =>
    [
        FactValue.OfJson("information_notice", Parse("""[{"language":"rus","method":"oral","version":"1"}]""")),
        FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of(given, family)])),
        FactValue.Of("date_of_birth", new DateOnly(1950, 1, 1).AddDays(random.Next(20_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), FactValue.Of("sex_recorded", random.Next(2) == 0 ? "F" : "M"),
        FactValue.OfJson("nationalities", Parse("""[{"state":"SYR","grade":"declared"}]""")), FactValue.Of("country_of_origin", "SYR"),
        FactValue.Of("population_group", "asylum_seeker"), FactValue.OfJson("languages", Parse("""["rus"]""")), FactValue.Of("arrival_date", "2025-02"),
        FactValue.OfJson("current_address", Parse("""{"text":"Reception centre"}""")), FactValue.OfJson("no_disclosure_to", Parse("""["SYR"]""")), FactValue.Of("fear_of_return", "yes"),
    ];

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
