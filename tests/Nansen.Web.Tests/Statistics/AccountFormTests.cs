using System.Net;
using System.Text.RegularExpressions;
using Nansen.Packs;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

/// <summary>The form of the accounts offers every key that the pack's accounts have, in plain HTML and both languages.</summary>
public sealed partial class AccountFormTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Every_account_offers_all_its_keys_by_name(string language)
    {
        await using var host = await RegisterHost.StartAsync();
        await LodgedAsync(host);
        var (_, browser) = await host.OfficerOfAsync("stas", TestNode.Office, language, "statistician");
        var pack = host.Node.Pack;
        await browser.GetAsync("/statistics");
        string[] offered = [AccountKeys.Persons, AccountKeys.Cases, .. pack.AccountCodes];
        Assert.Equal(offered.Order(), Values(browser.Html, "status").Order());
        foreach (var account in offered)
        {
            await browser.GetAsync($"/statistics?status={account}&span=year");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Equal(AccountKeys.Of(pack, account).Except(["status"]).Order(),
                Values(browser.Html, "span").Concat(Values(browser.Html, "ages")).Concat(Values(browser.Html, "by")).Where(v => v.Length > 0).Order());
            Assert.DoesNotContain("govuk-error-summary", browser.Html, StringComparison.Ordinal);
            foreach (var key in AccountKeys.Of(pack, account).Where(k => k is not ("sex" or "age")))
                Assert.DoesNotMatch($@">\s*{key}\s*<", browser.Html);
        }
    }

    [Fact]
    public async Task Persons_by_quarter_area_and_who_a_child_is_with_are_shown_in_words_and_taken_home_in_codes()
    {
        await using var host = await RegisterHost.StartAsync();
        await LodgedAsync(host);
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        await browser.GetAsync("/statistics?status=asylum_seeker&from=2026&to=2026&span=quarter&ages=age_eu&by=place&by=unaccompanied&by=channel");
        Assert.Contains("Counted in persons", browser.Html, StringComparison.Ordinal);
        Assert.Contains("2026-Q1", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Who the child is with", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Publish none of 1 to 4", browser.Html, StringComparison.Ordinal);
        var csv = WebUtility.HtmlDecode(CsvPattern().Match(browser.Html).Value);
        await browser.GetAsync(csv);
        var account = host.Node.Statistics.Account("asylum_seeker", 2026, 2026, ["quarter", "age_eu", "place", "unaccompanied", "channel"]);
        Assert.Equal(account.ToCsv(), browser.Html);
        Assert.Equal(2, account.Rows.Sum(r => account.Value(r, "closing")));
        // The whole time in one row.
        await browser.GetAsync("/statistics?status=asylum_seeker&from=2026&to=2026&span=");
        await browser.GetAsync(WebUtility.HtmlDecode(CsvPattern().Match(browser.Html).Value));
        Assert.Equal(host.Node.Statistics.Account("asylum_seeker", 2026, 2026, []).ToCsv(), browser.Html);
    }

    [Fact]
    public async Task Cases_stand_next_to_persons_and_are_never_added_to_them()
    {
        await using var host = await RegisterHost.StartAsync();
        await LodgedAsync(host);
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        await browser.GetAsync("/statistics?status=asylum_cases&from=2026&to=2026&span=month&by=channel&by=dec_level");
        Assert.Contains("Account: Asylum cases", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Counted in cases", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Syrian Arab Republic", (await browser.GetAsync("/statistics?status=asylum_cases&span=year&by=coo")).Html, StringComparison.Ordinal);
        await browser.GetAsync("/statistics?status=cases&from=2026&to=2026&span=year");
        Assert.Contains("All cases, by procedure", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/statistics/account.csv?status=persons&from=2026&to=2026&by=year");
        Assert.StartsWith("year,status,opening,", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("cases", browser.Html, StringComparison.Ordinal);
        var api = await browser.GetJsonAsync("/api/v1/statistics/account?status=asylum_cases&from=2026&to=2026&by=year,channel");
        Assert.Equal("regular", api.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("values").EnumerateArray().Last().GetDecimal() == 1).GetProperty("keys")[1].GetString());
    }

    [Theory]
    [InlineData("status=asylum_cases&span=year&by=sex", "not counted by all that was chosen")]
    [InlineData("status=refugee_convention&span=year&by=channel", "not counted by all that was chosen")]
    [InlineData("status=asylum_seeker&by=year&by=month", "Choose one of year, quarter and month")]
    [InlineData("status=asylum_seeker&by=age&by=age_eu", "Choose one of the two systems of age groups")]
    public async Task What_an_account_cannot_be_by_is_said_and_left_out(string asked, string says)
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        await browser.GetAsync("/statistics?" + asked);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains(says, browser.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/statistics/account.csv?" + asked)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/api/v1/statistics/account?" + asked)).Status);
    }

    [Fact]
    public async Task Who_may_not_count_gains_no_finer_cell()
    {
        await using var host = await RegisterHost.StartAsync();
        string[] paths = ["/statistics", "/statistics/account.csv", "/api/v1/statistics/account"];
        foreach (var role in host.Node.Pack.Roles.Values.Where(r => !r.Actions.Contains("statistics")))
        {
            var (_, browser) = await host.OfficerAsync("o" + role.Code.Replace("_", "", StringComparison.Ordinal), role.Code);
            foreach (var path in paths)
                Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(path + "?status=asylum_cases&span=month&by=place")).Status);
        }

        foreach (var path in paths)
        {
            var nobody = await host.Browse().GetAsync(path + "?status=cases&span=month&by=place");
            Assert.DoesNotContain("opening", nobody.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Opening", nobody.Html, StringComparison.Ordinal);
        }
    }

    private static async Task LodgedAsync(RegisterHost host)
    {
        var (_, persons) = await host.Test.RegisterFamilyAsync(
            (Journeys.Person("Amina", "Testova", "1995-05-03", "F"), "focal_point"),
            (Journeys.Person("Karim", "Testov", "2015-01", "M", childSituation: "with_family"), "child"));
        foreach (var person in persons) await host.Test.StepAsync("reviewer", person, "approve").DoneAsync();
        await host.Test.ToAssessmentAsync(await host.Test.OpenAsylumAsync(persons), persons, "REC-CONV");
    }

    /// <summary>The values of a select or of checkboxes.</summary>
    private static IEnumerable<string> Values(string html, string name)
    {
        var select = Regex.Match(html, $"""<select[^>]*name="{name}".*?</select>""", RegexOptions.Singleline);
        return select.Success ? Regex.Matches(select.Value, "<option value=\"([^\"]*)\"").Select(m => m.Groups[1].Value)
            : Regex.Matches(html, $"""<input[^>]*name="{name}"[^>]*value="([^"]*)" """.TrimEnd()).Select(m => m.Groups[1].Value);
    }

    [GeneratedRegex("/statistics/account\\.csv[^\"]*")]
    private static partial Regex CsvPattern();
}
