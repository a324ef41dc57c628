using System.Net;
using System.Text.RegularExpressions;

namespace Nansen.Web.Tests;

public sealed partial class SafetyTests
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/design")]
    [InlineData("/test/throw")]
    [InlineData("/api/openapi.json")]
    public async Task Every_answer_forbids_what_is_not_its_own(string path)
    {
        await using var host = await WebHost.StartAsync();
        var headers = (await host.Browser().GetAsync(path)).Last.Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("no-store", headers.CacheControl!.ToString());
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task No_page_holds_a_script_an_inline_style_or_anything_of_another_host()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna");
        var browser = await host.Browser().SignInAsync("anna");
        foreach (var path in new[] { "/", "/design", "/account", "/account/password", "/account/second-factor", "/nowhere" })
        {
            await browser.GetAsync(path);
            Assert.DoesNotMatch(Inline(), browser.Html);
            Assert.DoesNotContain("src=\"http", browser.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"http", browser.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cookies_are_http_only_and_same_site_and_outside_a_demo_secure()
    {
        await using var demo = await WebHost.StartAsync();
        await demo.AddUserAsync("anna");
        await using var real = await WebHost.StartAsync(o => o with { Demo = false });
        await real.AddUserAsync("anna");
        foreach (var (host, isDemo) in new[] { (demo, true), (real, false) })
        {
            var browser = await host.Browser().GetAsync("/sign-in");
            var form = browser.Last.Headers.GetValues("Set-Cookie").Single();
            Assert.Contains("httponly", form, StringComparison.Ordinal);
            Assert.Contains("samesite=strict", form, StringComparison.Ordinal);
            await browser.SubmitAsync("sign-in", ("user", "anna"), ("password", Browser.Password));
            Assert.Contains(isDemo ? "nansen-session" : "__Host-nansen-session", browser.Cookies.Keys);
        }
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/test/plain-post")]
    public async Task A_form_without_its_token_is_refused_with_a_clear_page(string path)
    {
        await using var host = await WebHost.StartAsync();
        var browser = await host.Browser().PostAsync(path, new FormUrlEncodedContent([new("_handler", "sign-in"), new("user", "anna")]));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("This form was opened too long ago", browser.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("User-Agent", "curl", HttpStatusCode.OK)]
    public async Task A_change_at_the_api_from_a_page_of_another_site_is_refused(string header, string value, HttpStatusCode expected)
    {
        await using var host = await WebHost.StartAsync();
        var program = host.Browser();
        program.Headers.Add(header, value);
        await program.SendAsync(HttpMethod.Post, "/api/test/change", null);
        Assert.Equal(expected, program.Status);
    }

    [Fact]
    public async Task A_form_larger_than_allowed_is_refused_with_413()
    {
        await using var host = await WebHost.StartAsync(o => o with { LargestUpload = 100_000 });
        var browser = await host.Browser().GetAsync("/design");
        await browser.SubmitAsync("gallery", ("note", new string('x', 200_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, browser.Status);
        Assert.Contains("This is too large", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_multipart_body_is_a_bad_request()
    {
        await using var host = await WebHost.StartAsync();
        var content = new StringContent("--x\r\nno header here");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=y");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Browser().PostAsync("/design", content)).Status);
    }

    [Theory]
    [InlineData(403, "You may not do this", "Это действие вам недоступно")]
    [InlineData(404, "Page not found", "Страница не найдена")]
    [InlineData(409, "Somebody changed this meanwhile", "Кто-то уже изменил эти данные")]
    [InlineData(422, "Some answers need another look", "Некоторые ответы нужно поправить")]
    [InlineData(500, "Something went wrong on our side", "У нас произошёл сбой")]
    public async Task A_failure_is_told_in_the_persons_language_and_to_programs_as_problem_json(int status, string english, string russian)
    {
        await using var host = await WebHost.StartAsync();
        var page = await host.Browser("en").GetAsync($"/test/status/{status}");
        Assert.Equal(status, (int)page.Status);
        Assert.Contains($"<h1 class=\"govuk-heading-l\">{english}</h1>", page.Html, StringComparison.Ordinal);
        Assert.Contains(russian, (await host.Browser("ru-RU,ru;q=0.9,en;q=0.5").GetAsync($"/test/status/{status}")).Html, StringComparison.Ordinal);

        var api = await host.Browser("en").GetAsync($"/api/test/status/{status}");
        Assert.Equal(status, (int)api.Status);
        Assert.Equal("application/problem+json", api.Last.Content.Headers.ContentType!.MediaType);
        Assert.Contains(english, api.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/test/throw")]
    [InlineData("/api/test/throw")]
    public async Task A_failure_of_ours_shows_a_number_and_nothing_of_the_inside(string path)
    {
        await using var host = await WebHost.StartAsync();
        var browser = await host.Browser().GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, browser.Status);
        Assert.DoesNotContain("secret detail", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pages_own_problem_shows_its_reason()
    {
        await using var host = await WebHost.StartAsync();
        var browser = await host.Browser().GetAsync("/test/problem/409");
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Contains("The very reason", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_addresses_send_strangers_to_the_sign_in_and_programs_away()
    {
        await using var host = await WebHost.StartAsync();
        Assert.StartsWith("/sign-in", (await host.Browser().GetAsync("/nowhere")).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser().GetAsync("/api/v1/nowhere")).Status);
        await host.AddUserAsync("anna");
        var browser = await host.Browser().SignInAsync("anna");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/nowhere")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/api/v1/nowhere")).Status);
    }

    [Fact]
    public async Task The_gallery_is_there_in_a_demo_only()
    {
        await using var host = await WebHost.StartAsync(o => o with { Demo = false });
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync("/design")).Status);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var host = await WebHost.StartAsync();
        var browser = await host.Browser().GetAsync("/api/openapi.json");
        Assert.Contains("/api/v1/session", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/language", browser.Html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<script|<style|\\sstyle=|\\son[a-z]+=|javascript:")]
    private static partial Regex Inline();
}
