using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Nansen.Cli;
using Nansen.Values;

namespace Nansen.EndToEnd.Tests;

/// <summary>How a journey is looked at.</summary>
/// <param name="Language">en, ru, or en-Arab for the mirrored one.</param>
/// <param name="JavaScript">With JavaScript, and then with axe on every page; or without.</param>
/// <param name="Screens">Prefix of the pictures under docs/screens; null: none are taken.</param>
public sealed record Viewing(string Language, bool JavaScript, string? Screens)
{
    /// <summary>With JavaScript, and pictures named by the language.</summary>
    public static Viewing In(string language) => new(language, true, language);
}

/// <summary>An officer at her browser: signs in, fills forms by their names (the same in every language), and looks at each page.</summary>
public sealed partial class Officer : IAsyncDisposable
{
    /// <summary>CSS pixels of the narrowest phone that everything must fit (WCAG 2.2, 1.4.10).</summary>
    private const int Narrowest = 320;

    private static readonly ViewportSize Desk = new() { Width = 1280, Height = 1024 };

    private readonly Utopia _utopia;
    private readonly Viewing _viewing;
    private readonly IBrowserContext _context;

    private Officer(Utopia utopia, Viewing viewing, IBrowserContext context, IPage page) => (_utopia, _viewing, _context, Page) = (utopia, viewing, context, page);

    public IPage Page { get; }

    public static Task<Officer> SignInAsync(Utopia utopia, Viewing viewing, string role, int number = 1) => SignInAsAsync(utopia, viewing, Utopia.UserOf(role, number));

    /// <summary>Signs in by the page the first time; later the session of then is taken up.</summary>
    public static async Task<Officer> SignInAsAsync(Utopia utopia, Viewing viewing, string user)
    {
        if (utopia.Sessions.TryGetValue(user, out var session)) return await StartAsync(utopia, viewing, session);
        var officer = await StartAsync(utopia, viewing, null);
        await officer.GoAsync("/sign-in");
        await officer.FillAsync("user", user);
        await officer.FillAsync("password", NodeAccounts.DemoPassword);
        await officer.SubmitAsync();
        Assert.DoesNotContain("/sign-in", officer.Page.Url, StringComparison.Ordinal);
        utopia.Sessions[user] = await officer._context.StorageStateAsync();
        return officer;
    }

    /// <summary>Somebody who has not signed in.</summary>
    public static Task<Officer> AnonymousAsync(Utopia utopia, Viewing viewing) => StartAsync(utopia, viewing, null);

    private static async Task<Officer> StartAsync(Utopia utopia, Viewing viewing, string? session)
    {
        var context = await utopia.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = utopia.Address, JavaScriptEnabled = viewing.JavaScript, Locale = viewing.Language, ViewportSize = Desk, StorageState = session });
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

    /// <summary>Goes where she is refused; the page she sees is looked at like any other.</summary>
    public async Task<string> RefusedAsync(string path, int status = 403)
    {
        var answer = await Page.GotoAsync(path);
        Assert.Equal(status, answer?.Status);
        await LookAsync();
        return await TextAsync();
    }

    /// <summary>Presses the main button of the page's form, or the one of a given action.</summary>
    public async Task SubmitAsync(string? action = null)
    {
        var button = action is null
            ? Page.Locator("main button.govuk-button:not([value^='add:']):not([value^='remove:'])").Last
            : Page.Locator($"main button[value='{action}']:visible").Last;
        await button.ClickAsync();
        await LoadedAsync();
        await LookAsync();
    }

    /// <summary>Submits, and nothing stands against it.</summary>
    public async Task DoneAsync(string? action = null)
    {
        await SubmitAsync(action);
        await AcceptedAsync();
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

    /// <summary>Fills a date with today.</summary>
    public Task TodayAsync(string name)
    {
        var today = _utopia.Node.Room.Today;
        return FillAsync(($"{name}.day", $"{today.Day}"), ($"{name}.month", $"{today.Month}"), ($"{name}.year", $"{today.Year}"));
    }

    /// <summary>Gives a file to the page's file field.</summary>
    public Task AttachAsync(string name, string type, byte[] content) =>
        Page.Locator("main input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = content });

    /// <summary>Follows a link by the end of its address.</summary>
    public async Task FollowAsync(string selector)
    {
        await Page.Locator($"main a[href{selector}]").First.ClickAsync();
        await LoadedAsync();
        await LookAsync();
    }

    /// <summary>Takes the page's picture into the documentation, from its head or from an element on.</summary>
    public async Task PictureAsync(string name, string? from = null)
    {
        if (_viewing.Screens is null) return;
        var folder = Home.PathOf("docs", "screens");
        Directory.CreateDirectory(folder);
        await Page.EvaluateAsync("from => { document.activeElement?.blur(); const e = from && document.querySelector(from); scrollTo(0, e ? e.getBoundingClientRect().top + scrollY - 24 : 0); }", from);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{_viewing.Screens}-{name}.png"), FullPage = false });
    }

    public async Task<string> HeadingAsync() => (await Page.Locator("h1").AllInnerTextsAsync()) is [var h, ..] ? h : "";

    public async Task<string> TextAsync() => await Page.Locator("main").InnerTextAsync();

    /// <summary>The page says something; texts of a pack or a person, the same in both languages or in this one.</summary>
    public async Task SeesAsync(string words) => Assert.Contains(words, await TextAsync(), StringComparison.Ordinal);

    /// <summary>Something stands on the page.</summary>
    public async Task HasAsync(string selector, int? times = null)
    {
        var count = await Page.Locator(selector).CountAsync();
        Assert.True(times is null ? count > 0 : count == times, $"{Page.Url} has {count} × {selector}.");
    }

    /// <summary>No error summary stands on the page.</summary>
    public async Task AcceptedAsync()
    {
        var errors = await Page.Locator(".govuk-error-summary").AllInnerTextsAsync();
        Assert.True(errors.Count == 0, $"{Page.Url}: {string.Join(" | ", errors)}");
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    // Between looking at the state and listening for it the library may miss the event; asked again, it sees the state.
    private async Task LoadedAsync()
    {
        for (var again = 0; ; again++)
            try
            {
                await Page.WaitForLoadStateAsync(LoadState.Load, new PageWaitForLoadStateOptions { Timeout = 5_000 });
                return;
            }
            catch (TimeoutException) when (again < 5)
            {
            }
    }

    // Every kind of page is examined once a language: its address without ids, and whether it shows errors.
    private async Task LookAsync()
    {
        Assert.Equal(_viewing.Language, await Page.Locator("html").GetAttributeAsync("lang"));
        Assert.DoesNotContain("[", await Page.Locator("h1").First.InnerTextAsync(), StringComparison.Ordinal);
        if (!_viewing.JavaScript) return;
        var path = Id().Replace(new Uri(Page.Url).AbsolutePath, "*");
        // Forms of steps are put together from the same parts in every language; registration is seen in each.
        var language = path.Contains("/step/", StringComparison.Ordinal) ? "" : _viewing.Language;
        var kind = $"{language} {path} {(path.Contains('*', StringComparison.Ordinal) ? "" : await HeadingAsync())} {await Page.Locator(".govuk-error-summary, .govuk-warning-text, .govuk-panel").CountAsync()}";
        if (!_utopia.Examined.TryAdd(kind, true)) return;
        var found = await Page.RunAxe(new AxeRunOptions { ResultTypes = new HashSet<ResultType> { ResultType.Violations } });
        Assert.True(found.Violations.Length == 0, $"{Page.Url}: " + string.Join(" | ", found.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join(", ", v.Nodes.Select(n => n.Target))})")));
        await FitsAPhoneAsync();
    }

    // Nothing makes the page wider than a phone; a wide table scrolls in a frame of its own.
    private async Task FitsAPhoneAsync()
    {
        var before = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(Narrowest, 640);
        var wide = await Page.EvaluateAsync<string>("""
            () => {
              const most = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= most) return '';
              return [...document.querySelectorAll('body *')].filter(e => !e.closest('.nansen-scroll') && (e.getBoundingClientRect().right > most + 1 || e.getBoundingClientRect().left < -1))
                .slice(-5).map(e => `${e.tagName}.${e.className} to ${Math.round(e.getBoundingClientRect().right)}: ${(e.textContent || '').trim().slice(0, 40)}`).join(' | ') || 'wider than ' + most;
            }
            """);
        await Page.SetViewportSizeAsync(before.Width, before.Height);
        Assert.True(wide.Length == 0, $"{Page.Url} scrolls sideways at {Narrowest} px: {wide}");
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}
