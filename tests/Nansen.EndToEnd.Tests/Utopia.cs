using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Nansen.Cli;
using Nansen.Records;
using Nansen.Register;
using Nansen.Register.Tests;

namespace Nansen.EndToEnd.Tests;

/// <summary>
/// A node of Utopia with two officers a role, served on a free port, and a Chromium to look at it with. Its clock stands on
/// one day, so that time limits and pictures are the same whenever the journeys are walked.
/// </summary>
public sealed class Utopia : IAsyncLifetime
{
    public const string Office = TestNode.Office;

    // Two invented officers a role; the second is the other pair of eyes.
    private static readonly (string Role, string First, string Second)[] Staff =
    [
        ("registration_officer", "Rita Marsh", "Ruth Bay"), ("reviewer", "Rosa Hill", "Remy Glade"), ("case_officer", "Cora Brook", "Cyril Dale"),
        ("decision_maker", "Dina Wood", "Dario Field"), ("appeal_body", "Alma Stone", "Anton Reed"), ("document_officer", "Dora Lake", "Denis Ford"),
        ("border_guard", "Bella Cliff", "Boris Moor"), ("return_officer", "Rena Shore", "Rolf Ridge"), ("statistician", "Stella Heath", "Stan Fen"),
        ("data_protection_officer", "Paula Grove", "Piet Vale"), ("administrator", "Ada Rock", "Abel Coast"), ("reception", "Greta Meadow", "Gus Isle"),
        ("ngo_partner", "Nora Spring", "Nils Creek"), ("focal_point", "Fay Summit", "Finn Delta"),
    ];

    private WebApplication? _app;
    private IPlaywright? _playwright;

    /// <summary>The node as the tests of the rooms below use it: steps that a journey finds done already.</summary>
    public TestNode Test { get; private set; } = null!;

    public RegisterNode Node => Test.Node;

    public IBrowser Browser { get; private set; } = null!;

    public string Address { get; private set; } = "";

    /// <summary>Sessions of officers who have signed in, by user name.</summary>
    public ConcurrentDictionary<string, string> Sessions { get; } = new();

    /// <summary>Kinds of pages that were examined, with their language.</summary>
    public ConcurrentDictionary<string, bool> Examined { get; } = new();

    public static string UserOf(string role, int number = 1) => $"{role}{number}";

    public async ValueTask InitializeAsync()
    {
        Test = await TestNode.StartAsync(new DateOnly(2026, 3, 2));
        foreach (var (role, first, second) in Staff)
            foreach (var (name, number) in new[] { (first, 1), (second, 2) })
            {
                var (outcome, id) = await Node.Officers.AddAsync(Actor.System, name, UserOf(role, number), [role], [Office], "en");
                Assert.IsType<Outcome.Done>(Journeys.Explain(outcome));
                Test.Know(new Actor(id, name, role, [Office]), number);
            }

        // Somebody who holds two roles.
        Assert.IsType<Outcome.Done>((await Node.Officers.AddAsync(Actor.System, "Vera Bridge", "both1", ["registration_officer", "document_officer"], [Office], "en")).Outcome);
        await NodeAccounts.ForDemoAsync(Node);
        // As a serving node does it: what is uploaded is taken apart in a process of its own.
        Node.Documents.PageReader = PageReaders.Beside(TimeSpan.FromMinutes(1));
        _app = NodeHost.Build(Node, 0);
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        _playwright?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (Test is null) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await Test.DisposeAsync();
    }
}

[CollectionDefinition("browser")]
public sealed class BrowserCollection : ICollectionFixture<Utopia>;
