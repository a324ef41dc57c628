using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Nansen.Cli;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.EndToEnd.Tests;

/// <summary>A node of Utopia with two officers a role, served on a free port, and a Chromium to look at it with.</summary>
public sealed class Utopia : IAsyncLifetime
{
    public const string Office = "UTO-BORDER";

    private static readonly string[] Roles =
        ["registration_officer", "reviewer", "case_officer", "decision_maker", "appeal_body", "document_officer", "border_guard", "statistician", "data_protection_officer", "administrator", "reception", "ngo_partner", "focal_point"];

    private readonly string _directory = Directory.CreateTempSubdirectory("nansen-e2e-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;

    public RegisterNode Node { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public static string UserOf(string role, int number = 1) => $"{role}{number}";

    public async ValueTask InitializeAsync()
    {
        Node = await RegisterNode.CreateAsync(_directory, new NodeSettings("UTO", "UT", true), new RegisterOptions { Durability = Durability.Normal });
        foreach (var role in Roles)
            for (var i = 1; i <= 2; i++)
                Assert.IsType<Outcome.Done>((await Node.Officers.AddAsync(Actor.System, $"{role} {i}", UserOf(role, i), [role], [Office], "en")).Outcome);
        await NodeAccounts.ForDemoAsync(Node);
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
        if (Node is not null) await Node.DisposeAsync();
        Directory.Delete(_directory, true);
    }
}

[CollectionDefinition("browser")]
public sealed class BrowserCollection : ICollectionFixture<Utopia>;
