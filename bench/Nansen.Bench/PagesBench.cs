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
        if (!File.Exists(Path.Combine(data, "register.json"))) await DemoRegister.BuildAsync(data, new DemoOptions(), new Percent());
        // What is registered here for the clock's sake must not stay in a register that somebody uses.
        var copy = Directory.CreateTempSubdirectory("nansen-pages-").FullName;
        try
        {
            Copy(data, copy);
            await MeasureAsync(copy, requests);
        }
        finally
        {
            Directory.Delete(copy, true);
        }

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

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private sealed class Percent : IProgress<DemoProgress>
    {
        private int _last = -1;

        public void Report(DemoProgress value)
        {
            if (value.Done * 10 / value.Of == _last) return;
            _last = value.Done * 10 / value.Of;
            Console.Error.WriteLine($"demonstration register {_last * 10,3} %");
        }
    }

    // Invented people, two in a group, through the ordinary pipeline; names of random syllables.
    private static async Task GrowAsync(string directory, int people)
    {
        await using var node = await RegisterNode.CreateAsync(directory, new NodeSettings("UTO", "UT", true), new RegisterOptions { Durability = Durability.Normal, Ids = IdSource.Seeded(7) });
        foreach (var role in new[] { "registration_officer", "reviewer", "case_officer" })
            await node.Officers.AddAsync(Actor.System, $"{role} 1", role + "1", [role], ["UTO-HQ"], "en");
        var officer = (await node.Officers.ListAsync()).First(o => o.Roles.Contains("registration_officer")).As("registration_officer");
        var random = new Random(7);
        string Name() => Syllables(random, 3);
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
        await TimeAsync("register a group", requests, () => RegisterAsync(browser, random));
    }

    // The submit as a program or the page's button sends it: search before create, checks, entries, rows and index.
    private static Task<HttpResponseMessage> RegisterAsync(HttpClient browser, Random random)
    {
        object Member(string relationship) => new
        {
            relationship,
            facts = Person(Syllables(random, 5), Syllables(random, 6), random)
                .Select(f => new { field = f.Field, value = f.Value }),
        };
        return browser.PostAsync(new Uri("/api/v1/groups", UriKind.Relative), Json(new { form = "registration_emergency", members = new[] { Member("focal_point"), Member("spouse") } }));
    }

    private static async Task TimeAsync(string what, int requests, Func<Task<HttpResponseMessage>> request)
    {
        var times = new List<double>();
        for (var i = 0; i < requests + 20; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await request();
            // Two invented names that sound alike: the search asks who they are, which is the same work.
            if (!answer.IsSuccessStatusCode && answer.StatusCode != System.Net.HttpStatusCode.UnprocessableEntity) throw new InvalidOperationException($"{what} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            if (i >= 20) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-18} p50 {times[times.Count / 2],8:0.0} ms   p95 {times[times.Count * 95 / 100],8:0.0} ms"));
    }

    private static string Syllables(Random random, int count)
    {
        var name = string.Concat(Enumerable.Range(0, count).Select(_ => "bcdfghklmnprstvz"[random.Next(16)].ToString() + "aeiou"[random.Next(5)]));
        return char.ToUpperInvariant(name[0]) + name[1..];
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
