using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Nansen.Cli;
using Nansen.Values;

namespace Nansen.EndToEnd.Tests;

/// <summary>How a journey is looked at.</summary>
/// <param name="Language">en or ru.</param>
/// <param name="JavaScript">With JavaScript, and then with axe on every page; or without.</param>
/// <param name="Screens">Prefix of the pictures under docs/screens; null: none are taken.</param>
public sealed record Viewing(string Language, bool JavaScript, string? Screens);

/// <summary>An officer at her browser: signs in, fills forms by their names (the same in every language), and looks at each page.</summary>
public sealed class Officer : IAsyncDisposable
{
    private readonly Utopia _utopia;
    private readonly Viewing _viewing;
    private readonly IBrowserContext _context;

    private Officer(Utopia utopia, Viewing viewing, IBrowserContext context, IPage page) => (_utopia, _viewing, _context, Page) = (utopia, viewing, context, page);

    public IPage Page { get; }

    public static async Task<Officer> SignInAsync(Utopia utopia, Viewing viewing, string role, int number = 1)
    {
        var officer = await AnonymousAsync(utopia, viewing);
        await officer.GoAsync("/sign-in");
        await officer.FillAsync("user", Utopia.UserOf(role, number));
        await officer.FillAsync("password", NodeAccounts.DemoPassword);
        await officer.SubmitAsync();
        Assert.DoesNotContain("/sign-in", officer.Page.Url, StringComparison.Ordinal);
        return officer;
    }

    public static async Task<Officer> AnonymousAsync(Utopia utopia, Viewing viewing)
    {
        var context = await utopia.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = utopia.Address, JavaScriptEnabled = viewing.JavaScript, Locale = viewing.Language, ViewportSize = new ViewportSize { Width = 1280, Height = 1024 } });
        await context.AddCookiesAsync([new Cookie { Name = "nansen-language", Value = viewing.Language, Url = utopia.Address }]);
        context.SetDefaultTimeout(60_000);
        // Nothing may be loaded from another host.
        await context.RouteAsync("**/*", route => route.Request.Url.StartsWith(utopia.Address, StringComparison.Ordinal) ? route.ContinueAsync() : route.AbortAsync());
        return new Officer(utopia, viewing, context, await context.NewPageAsync());
    }

    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.True(answer is { Ok: true }, $"{path} answered {answer?.Status}: {await HeadingAsync()}");
        await LookAsync();
    }

    /// <summary>Presses the main button of the page's form, or the one of a given action.</summary>
    public async Task SubmitAsync(string? action = null)
    {
        var button = action is null
            ? Page.Locator("main button.govuk-button:not([value^='add:']):not([value^='remove:'])").Last
            : Page.Locator($"main button[value='{action}']:visible").Last;
        await button.ClickAsync();
        await Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        await LookAsync();
    }

    /// <summary>Fills whatever control bears the name: text, choice, checkbox, radio.</summary>
    public async Task FillAsync(string name, string value)
    {
        var control = Page.Locator($"main [name='{name}']");
        Assert.True(await control.CountAsync() > 0, $"{Page.Url} has no field '{name}' ({await HeadingAsync()}).");
        var tag = await control.First.EvaluateAsync<string>("e => e.tagName + ':' + (e.type || '')");
        if (tag is "INPUT:radio" or "INPUT:checkbox") await Page.Locator($"main [name='{name}'][value='{value}']").CheckAsync();
        else if (tag.StartsWith("SELECT", StringComparison.Ordinal)) await control.First.SelectOptionAsync(value);
        else await control.First.FillAsync(value);
    }

    public async Task FillAsync(params (string Name, string Value)[] answers)
    {
        foreach (var (name, value) in answers) await FillAsync(name, value);
    }

    /// <summary>Follows a link by the end of its address.</summary>
    public async Task FollowAsync(string selector)
    {
        await Page.Locator($"main a[href{selector}]").First.ClickAsync();
        await Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        await LookAsync();
    }

    /// <summary>Takes the page's picture into the documentation.</summary>
    public async Task PictureAsync(string name)
    {
        if (_viewing.Screens is null) return;
        var folder = Home.PathOf("docs", "screens");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{_viewing.Screens}-{name}.png"), FullPage = false });
    }

    public async Task<string> HeadingAsync() => (await Page.Locator("h1").AllInnerTextsAsync()) is [var h, ..] ? h : "";

    public async Task<string> TextAsync() => await Page.Locator("main").InnerTextAsync();

    /// <summary>No error summary stands on the page.</summary>
    public async Task AcceptedAsync()
    {
        var errors = await Page.Locator(".govuk-error-summary").AllInnerTextsAsync();
        Assert.True(errors.Count == 0, $"{Page.Url}: {string.Join(" | ", errors)}");
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private readonly HashSet<string> _seen = [];

    // Every kind of page is examined once: its address without ids.
    private async Task LookAsync()
    {
        Assert.Equal(_viewing.Language, await Page.Locator("html").GetAttributeAsync("lang"));
        Assert.DoesNotContain("[", await Page.Locator("h1").First.InnerTextAsync(), StringComparison.Ordinal);
        if (!_viewing.JavaScript) return;
        var kind = System.Text.RegularExpressions.Regex.Replace(new Uri(Page.Url).AbsolutePath, "[0-9a-f]{32}", "*") + await HeadingAsync();
        if (!_seen.Add(kind)) return;
        var found = await Page.RunAxe();
        Assert.True(found.Violations.Length == 0, $"{Page.Url}: " + string.Join(" | ", found.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join(", ", v.Nodes.Select(n => n.Target))})")));
        _ = _utopia;
    }
}
