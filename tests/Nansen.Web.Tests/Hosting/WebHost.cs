using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nansen.Web.Tests;

/// <summary>The real pages on a real port, with a data directory of their own and actors of the test's choosing.</summary>
public sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string directory;

    private WebHost(WebApplication app, string directory)
    {
        this.app = app;
        this.directory = directory;
    }

    public Uri Address => new(app.Urls.First());

    public AccountStore Accounts => app.Services.GetRequiredService<AccountStore>();

    public TestActors Actors { get; private init; } = new();

    public static async Task<WebHost> StartAsync(Func<WebOptions, WebOptions>? with = null, Action<IServiceCollection>? services = null)
    {
        var directory = Directory.CreateTempSubdirectory("nansen-web-").FullName;
        var options = new WebOptions { DataDirectory = directory, Demo = true, SignInsPerMinute = 1000 };
        var actors = new TestActors();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNansenWeb(with?.Invoke(options) ?? options);
        builder.Services.AddSingleton<IActorDirectory>(actors);
        // The start page is a worklist, so there is always a register; a test that needs its own adds it.
        builder.Services.AddSingleton((await EmptyRegister.Value).Node);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapNansenWeb();
        app.MapGet("/test/status/{status:int}", (int status) => Results.StatusCode(status)).AllowAnonymous();
        app.MapGet("/api/test/status/{status:int}", (int status) => Results.StatusCode(status)).AllowAnonymous();
        app.MapGet("/test/throw", Throw).AllowAnonymous();
        app.MapGet("/api/test/throw", Throw).AllowAnonymous();
        app.MapGet("/test/problem/{status:int}", IResult (int status) => throw new PageProblemException(status, "The very reason")).AllowAnonymous();
        app.MapPost("/test/plain-post", () => "taken").AllowAnonymous();
        app.MapPost("/api/test/change", () => "changed").AllowAnonymous();
        await app.StartAsync();
        return new WebHost(app, directory) { Actors = actors };

        static string Throw() => throw new InvalidOperationException("secret detail of the inside");
    }

    /// <summary>Adds a user with the password "a long password" and a role.</summary>
    public Task AddUserAsync(string name, string? language = null, params string[] roles)
    {
        Actors.Add(new ActorProfile(IdOf(name), $"{name} Sample", roles, ["HQ"], language));
        return Accounts.CreateUserAsync(name, Tests.Browser.Password, IdOf(name));
    }

    /// <summary>The id of a user of that name: the register knows its officers by ids.</summary>
    public static string IdOf(string name) => new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString("N");

    public Browser Browser(string? language = null) => new(Address, language);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }
}

/// <summary>A directory of actors in memory.</summary>
public sealed class TestActors : IActorDirectory
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ActorProfile> actors = new(StringComparer.Ordinal);

    public void Add(ActorProfile actor) => actors[actor.UserId] = actor;

    public void Remove(string userId) => actors.TryRemove(userId, out _);

    public Task<ActorProfile?> FindAsync(string userId) => Task.FromResult(actors.GetValueOrDefault(userId));
}
