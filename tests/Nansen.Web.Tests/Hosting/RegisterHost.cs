using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Register;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

/// <summary>The pages over a whole register of Utopia: real officers with accounts, real records, a real port.</summary>
public sealed class RegisterHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private RegisterHost(TestNode test, WebApplication app) => (Test, this.app) = (test, app);

    public TestNode Test { get; }

    public RegisterNode Node => Test.Node;

    public AccountStore Accounts => app.Services.GetRequiredService<AccountStore>();

    public static async Task<RegisterHost> StartAsync(string? like = null, Func<WebOptions, WebOptions>? with = null)
    {
        var test = await TestNode.StartAsync(like: like);
        var options = new WebOptions { DataDirectory = test.DataDirectory, Demo = true, SignInsPerMinute = 1000 };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNansenWeb(with?.Invoke(options) ?? options);
        builder.Services.AddSingleton(test.Node);
        builder.Services.AddSingleton<IActorDirectory, NodeActors>();
        var app = builder.Build();
        app.MapNansenWeb();
        await app.StartAsync();
        return new RegisterHost(test, app);
    }

    /// <summary>Somebody of the office who signs in with her own name.</summary>
    public async Task<(Guid Id, Browser Browser)> OfficerAsync(string name, params string[] roles) => await OfficerOfAsync(name, TestNode.Office, "en", roles);

    public async Task<(Guid Id, Browser Browser)> OfficerOfAsync(string name, string office, string language, params string[] roles)
    {
        var (outcome, id) = await Node.Officers.AddAsync(Records.Actor.System, $"{name} Sample", name, roles, [office], language);
        Assert.IsType<Outcome.Done>(Journeys.Explain(outcome));
        await Accounts.CreateUserAsync(name, Browser.Password, id.ToString());
        var browser = Browse();
        await browser.SignInAsync(name);
        return (id, browser);
    }

    public Browser Browse(string? language = null) => new(new Uri(app.Urls.First()), language);

    /// <summary>A mother and her child who have asked for asylum: a certificate is proposed for each.</summary>
    public Task<IReadOnlyList<StreamId>> ApplicantsAsync() => Test.ApplicantsAsync();

    /// <summary>The mother's certificate, issued.</summary>
    public Task<DocumentRow> CertificateAsync() => Test.CertificateAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await Test.DisposeAsync();
    }
}

/// <summary>A browser's session used as a program uses it.</summary>
public static class Programs
{
    public static async Task<JsonElement> GetJsonAsync(this Browser browser, string path)
    {
        await browser.SendAsync(HttpMethod.Get, path, null);
        return browser.Json();
    }

    public static async Task<JsonElement> PostJsonAsync(this Browser browser, string path, object body)
    {
        await browser.SendAsync(HttpMethod.Post, path, JsonContent.Create(body));
        return browser.Json();
    }

    public static JsonElement Json(this Browser browser) => browser.Html.Length == 0 ? default : Journeys.Json(browser.Html);
}
