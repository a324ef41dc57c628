using System.Net;
using Nansen.Statistics;

namespace Nansen.Web.Tests;

public sealed class StatisticsPagesTests
{
    [Fact]
    public async Task A_statistician_sees_the_account_and_takes_it_home_in_the_programs_columns()
    {
        await using var host = await RegisterHost.StartAsync();
        await host.ApplicantsAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        await browser.GetAsync("/statistics?status=asylum_seeker&from=2026&to=2026&by=year&by=coo&by=sex&by=age");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Account: Asylum-seeker", browser.Html, StringComparison.Ordinal);
        Assert.Contains("In: Application", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Published", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/statistics/account.csv?status=asylum_seeker&from=2026&to=2026&by=year,coo,sex,age");
        Assert.Equal("text/csv", browser.Last.Content.Headers.ContentType!.MediaType);
        var account = host.Node.Statistics.Periods.Account(AccountQuery.Years(2026, 2026, "year", "coo", "sex", "age") with { Status = "asylum_seeker" });
        Assert.Equal(account.ToCsv(), browser.Html);
        Assert.Equal(2, account.Rows.Sum(r => account.Value(r, "closing")));
        await browser.GetAsync("/statistics/tables/asylum-applications?from=2026&to=2026");
        Assert.Contains("Asylum applications", browser.Title, StringComparison.Ordinal);
        await browser.GetAsync("/statistics/tables/asylum-applications.csv?from=2026&to=2026");
        Assert.Equal(host.Node.Statistics.Table("asylum-applications", 2026, 2026)!.ToCsv(), browser.Html);
        Assert.Contains(await host.Node.Room.Rows.AccessesAsync(false, 20), a => a is { What: "account", Role: "statistician" });
    }

    [Fact]
    public async Task A_wrong_filter_is_said_at_its_field_and_to_programs_as_a_bad_request()
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        await browser.GetAsync("/statistics?status=nobody&from=20x6&to=2026");
        Assert.Contains("There is no such status", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Write a year with four digits", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/statistics?from=2026&to=2020");
        Assert.Contains("The first year is after the last", browser.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/statistics/account.csv?by=name")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/statistics/tables/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/statistics/tables/nothing.csv")).Status);
    }

    [Theory]
    [InlineData("/statistics")]
    [InlineData("/statistics/account.csv")]
    [InlineData("/statistics/tables/asylum-applications")]
    [InlineData("/statistics/tables/asylum-applications.csv")]
    public async Task Others_do_not_count(string path)
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, browser) = await host.OfficerAsync("dora", "document_officer");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_demonstration_made_like_a_State_shows_that_States_published_series_with_its_gaps()
    {
        await using var host = await RegisterHost.StartAsync(like: "GEO");
        await host.ApplicantsAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        await browser.GetAsync("/statistics?status=asylum_seeker&from=2014&to=2016");
        Assert.Contains("Beside the published figures of Georgia", browser.Html, StringComparison.Ordinal);
        var gap = PublishedFigures.Shipped.Gaps(["GEO"], 2014, 2016).Rows[0].Values[4]!.Value;
        Assert.Contains(new Texts(Language.English).Number(gap, 0), browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/statistics?status=refugee_convention&from=2014&to=2016");
        Assert.DoesNotContain("Beside the published", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/statistics/tables/asylum-decisions?from=2014&to=2016");
        Assert.Contains("Published: All decisions", browser.Html, StringComparison.Ordinal);
    }
}
