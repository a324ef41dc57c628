using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Nansen.Web.Tests;

public sealed partial class SignInTests
{
    [Fact]
    public async Task A_demo_user_signs_in_with_a_password_alone_and_out_again()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna", null, "case_officer");
        var browser = await host.Browser().SignInAsync("anna");
        Assert.Equal("/", browser.Path);
        Assert.Contains("anna Sample", browser.Html, StringComparison.Ordinal);
        Assert.Contains("without a second factor", browser.Html, StringComparison.Ordinal);

        await browser.GetAsync("/account");
        Assert.Contains("Case officer", browser.Html, StringComparison.Ordinal);

        var token = HiddenToken().Match(browser.Html).Groups[1].Value;
        await browser.PostAsync("/sign-out", new FormUrlEncodedContent([new("_token", token)]));
        Assert.Equal("/sign-out", browser.Path);
        await browser.GetAsync("/account");
        Assert.StartsWith("/sign-in", browser.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_asked_for_before_sign_in_comes_after_it()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna");
        var browser = await host.Browser().GetAsync("/account");
        Assert.Equal("/sign-in?to=%2Faccount", browser.Path);
        await browser.SubmitAsync("sign-in", ("user", "anna"), ("password", Browser.Password));
        Assert.Equal("/account", browser.Path);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task SignIn_ReturnAddressOfAnotherSite_GoesToStart(string to)
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna");
        var browser = await host.Browser().GetAsync("/sign-in?to=" + Uri.EscapeDataString(to));
        await browser.SubmitAsync("sign-in", ("user", "anna"), ("password", Browser.Password));
        Assert.Equal("/", browser.Path);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna");
        var known = await host.Browser().SignInAsync("anna", "wrong");
        var unknown = await host.Browser().SignInAsync("nobody", "wrong");
        foreach (var browser in new[] { known, unknown })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            Assert.Contains("User name or password is not right", browser.Html, StringComparison.Ordinal);
            Assert.StartsWith("Error:", browser.Title, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong\"", browser.Html, StringComparison.Ordinal);
        }

        Assert.Contains("value=\"anna\"", known.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_the_administrator_unlocks_it()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna");
        for (var i = 0; i < 5; i++) await host.Browser().SignInAsync("anna", "wrong");
        var right = await host.Browser().SignInAsync("anna");
        Assert.Contains("Too many wrong attempts", right.Html, StringComparison.Ordinal);
        Assert.True((await host.Accounts.FindAsync(WebHost.IdOf("anna")))!.Locked);

        Assert.True(await host.Accounts.UnlockAsync(WebHost.IdOf("anna")));
        Assert.Equal("/", (await host.Browser().SignInAsync("anna")).Path);
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_are_refused_for_a_while()
    {
        await using var host = await WebHost.StartAsync(o => o with { SignInsPerMinute = 3 });
        var browser = host.Browser();
        for (var i = 0; i < 3; i++) await browser.SignInAsync($"name{i}", "wrong");
        await browser.SignInAsync("name", "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Contains("Too many attempts", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_actor_taken_out_of_the_register_is_out_with_the_next_request()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna");
        var browser = await host.Browser().SignInAsync("anna");
        host.Actors.Remove(WebHost.IdOf("anna"));
        await browser.GetAsync("/account");
        Assert.StartsWith("/sign-in", browser.Path, StringComparison.Ordinal);
        Assert.Contains("no role in the register", (await host.Browser().SignInAsync("anna")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_changes_her_password()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna");
        var browser = await host.Browser().SignInAsync("anna");
        await browser.GetAsync("/account/password");
        await browser.SubmitAsync("password", ("old", Browser.Password), ("new", "short"), ("again", "short"));
        Assert.Contains("at least 12 characters", browser.Html, StringComparison.Ordinal);
        await browser.SubmitAsync("password", ("old", Browser.Password), ("new", "another long one"), ("again", "another long one"));
        Assert.Contains("Your password is changed", browser.Html, StringComparison.Ordinal);
        Assert.Equal("/", (await host.Browser().SignInAsync("anna", "another long one")).Path);
    }

    [Fact]
    public async Task Outside_a_demo_nobody_works_before_a_second_factor_is_set_up_nor_signs_in_without_it()
    {
        await using var host = await WebHost.StartAsync(o => o with { Demo = false });
        await host.AddUserAsync("anna");
        var browser = await host.Browser().SignInAsync("anna");
        Assert.Equal("/account/second-factor", browser.Path);
        await browser.GetAsync("/account");
        Assert.Equal("/account/second-factor", browser.Path);
        Assert.DoesNotContain("Demonstration", browser.Html, StringComparison.Ordinal);

        var key = Key().Match(browser.Html).Groups[1].Value;
        await browser.SubmitAsync("second-factor", ("code", "000000" == Totp.Now(key) ? "111111" : "000000"));
        Assert.Contains("The code is not right", browser.Html, StringComparison.Ordinal);
        await browser.SubmitAsync("second-factor", ("code", Totp.Now(key)));
        Assert.Contains("Recovery codes", browser.Html, StringComparison.Ordinal);
        var recovery = RecoveryCode().Matches(browser.Html).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(10, recovery.Count);
        await browser.GetAsync("/account");
        Assert.Equal("/account", browser.Path);

        var second = await host.Browser().SignInAsync("anna");
        Assert.StartsWith("/sign-in/code", second.Path, StringComparison.Ordinal);
        await second.GetAsync("/account");
        Assert.StartsWith("/sign-in?", second.Path, StringComparison.Ordinal);

        await second.SignInAsync("anna");
        await second.SubmitAsync("sign-in-code", ("code", Totp.Now(key)));
        Assert.Equal("/", second.Path);

        var third = await host.Browser().SignInAsync("anna");
        await third.SubmitAsync("sign-in-code", ("code", recovery[0]));
        Assert.Equal("/", third.Path);
        var fourth = await host.Browser().SignInAsync("anna");
        await fourth.SubmitAsync("sign-in-code", ("code", recovery[0]));
        Assert.Contains("The code is not right", fourth.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_signs_in_at_the_api_and_out_again()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna", null, "statistician");
        var program = host.Browser();
        await program.SendAsync(HttpMethod.Get, "/api/v1/session", null);
        Assert.Equal(HttpStatusCode.Unauthorized, program.Status);
        await program.SendAsync(HttpMethod.Post, "/api/v1/session", JsonContent.Create(new { userName = "anna", password = "wrong" }));
        Assert.Equal(HttpStatusCode.Unauthorized, program.Status);
        await program.SendAsync(HttpMethod.Post, "/api/v1/session", JsonContent.Create(new { userName = "anna", password = Browser.Password }));
        Assert.Equal(HttpStatusCode.NoContent, program.Status);
        await program.SendAsync(HttpMethod.Get, "/api/v1/session", null);
        Assert.Contains("statistician", program.Html, StringComparison.Ordinal);
        await program.SendAsync(HttpMethod.Delete, "/api/v1/session", null);
        await program.SendAsync(HttpMethod.Get, "/api/v1/session", null);
        Assert.Equal(HttpStatusCode.Unauthorized, program.Status);
    }

    [GeneratedRegex("name=\"_token\" value=\"(.*?)\"")]
    private static partial Regex HiddenToken();

    [GeneratedRegex("Key: <span class=\"nansen-code\">(.*?)</span>")]
    private static partial Regex Key();

    [GeneratedRegex("<li><span class=\"nansen-code\">(.*?)</span>")]
    private static partial Regex RecoveryCode();
}
