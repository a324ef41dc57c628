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
        Assert.Contains("There is no such account", browser.Html, StringComparison.Ordinal);
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
    [InlineData("/statistics/tables/asr-rsd/trace?measure=ASYAPP")]
    [InlineData("/statistics/tables/asr-rsd/restatement")]
    [InlineData("/statistics/entries/1")]
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

    [Fact]
    public async Task The_list_of_tables_says_which_have_no_source_yet_and_so_does_the_table()
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        await browser.GetAsync("/statistics");
        Assert.Contains("Trafficking in persons", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Refugees: population and changes", browser.Html, StringComparison.Ordinal);
        Assert.Contains("no source yet", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/statistics/tables/asr-returnees");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("No source yet", browser.Html, StringComparison.Ordinal);
        Assert.Contains("the reception of returning refugees by their own State", browser.Html, StringComparison.Ordinal);
        var list = await browser.GetJsonAsync("/api/v1/tables");
        var returnees = list.EnumerateArray().Single(t => t.GetProperty("code").GetString() == "asr-returnees");
        Assert.False(returnees.GetProperty("source").GetBoolean());
        Assert.True(list.EnumerateArray().Single(t => t.GetProperty("code").GetString() == "asr-refugees").GetProperty("source").GetBoolean());
    }

    [Fact]
    public async Task Every_table_of_the_pack_has_a_page_and_a_file()
    {
        await using var host = await RegisterHost.StartAsync();
        await host.ApplicantsAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        foreach (var code in host.Node.Pack.Tables.Keys)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/statistics/tables/{code}?from=2026&to=2026")).Status);
            await browser.GetAsync($"/statistics/tables/{code}.csv?from=2026&to=2026");
            Assert.Equal(host.Node.Statistics.Table(code, 2026, 2026)!.ToCsv(), browser.Html);
        }
    }

    [Fact]
    public async Task A_figure_leads_to_its_entries_and_an_entry_to_the_figures_it_changed_and_no_person_is_shown_to_a_statistician()
    {
        await using var host = await RegisterHost.StartAsync();
        await host.ApplicantsAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        var query = host.Node.Statistics.TableQuery("asr-rsd", 2026, 2026)!;
        var table = host.Node.Statistics.Periods.Table(query);
        var row = table.Rows[0];
        var address = $"from=2026&to=2026&measure=ASYAPP{string.Concat(row.Keys.Select(k => "&key=" + k))}";
        await browser.GetAsync("/statistics/tables/asr-rsd?from=2026&to=2026");
        Assert.Contains("/statistics/tables/asr-rsd/trace", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/statistics/tables/asr-rsd/trace?" + address);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("None of the records is yours to open", browser.Html, StringComparison.Ordinal);
        Assert.Contains("more records that you may not open", browser.Html, StringComparison.Ordinal);
        var behind = await browser.GetJsonAsync("/api/v1/tables/asr-rsd/trace?" + address);
        Assert.Equal((int)table.Value(row, "ASYAPP")!, behind.GetProperty("periods").GetInt32());
        Assert.Empty(behind.GetProperty("records").EnumerateArray());
        var entry = behind.GetProperty("entries")[0].GetInt64();
        Assert.True(entry > 0);
        var touched = (await browser.GetJsonAsync($"/api/v1/statistics/entries/{entry}")).EnumerateArray().ToList();
        Assert.Contains(touched, t => t.GetProperty("table").GetString() == "asr-rsd" && t.GetProperty("cell").GetProperty("measure").GetString() == "ASYAPP");
        await browser.GetAsync($"/statistics/entries/{entry}");
        Assert.Contains("Asylum-seekers: applications and decisions (RSD)", browser.Html, StringComparison.Ordinal);
        Assert.Contains(await host.Node.Room.Rows.AccessesAsync(false, 50), a => a is { What: "trace", Role: "statistician" });
        await browser.GetAsync("/statistics/tables/asr-rsd/trace?measure=NOTHING&key=2026");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task A_table_can_be_seen_as_it_was_known_and_what_changed_since()
    {
        await using var host = await RegisterHost.StartAsync();
        await host.ApplicantsAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        var before = host.Node.Room.Today.AddDays(-1);
        await browser.GetAsync($"/statistics/tables/asr-rsd.csv?from=2026&to=2026&known={before:yyyy-MM-dd}");
        Assert.Single(browser.Html.TrimEnd().Split('\n'));
        var restated = await browser.GetJsonAsync($"/api/v1/tables/asr-rsd/restatement?from=2026&to=2026&then={before:yyyy-MM-dd}&now={host.Node.Room.Today:yyyy-MM-dd}");
        Assert.Empty(restated.EnumerateArray());
        await browser.GetAsync("/statistics/tables/asr-rsd/restatement?then=2026-13-01");
        Assert.Contains("Write a day as 2026-04-30", browser.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/statistics/tables/asr-rsd.csv?known=yesterday")).Status);
    }

    [Fact]
    public async Task A_restated_figure_names_the_entries_that_changed_it_and_each_leads_to_the_figures_it_changed()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        host.Test.Clock.Pass(10);
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        await registrar.GetAsync($"/person/{persons[0]}/correct/country_of_origin");
        Assert.DoesNotContain("changed_on", registrar.Html, StringComparison.Ordinal);
        await registrar.SubmitAsync("correct", ("about.country_of_origin", "AFG"), ("reason", "Her passport shows it"));
        Assert.Equal(HttpStatusCode.OK, registrar.Status);

        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        var (then, now) = ("2026-03-05", "2026-03-20");
        await browser.GetAsync($"/statistics/tables/asr-rsd/restatement?from=2026&to=2026&then={then}&now={now}");
        var restated = (await browser.GetJsonAsync($"/api/v1/tables/asr-rsd/restatement?from=2026&to=2026&then={then}&now={now}")).EnumerateArray().ToList();
        Assert.Contains(restated, r => r.GetProperty("keys")[2].GetString() == "AFG" && r.GetProperty("measure").GetString() == "ASYAPP" && (r.GetProperty("old").GetDecimal(), r.GetProperty("new").GetDecimal()) == (0, 1));
        Assert.Contains(restated, r => r.GetProperty("keys")[2].GetString() == "SYR" && r.GetProperty("measure").GetString() == "ASYAPP" && (r.GetProperty("old").GetDecimal(), r.GetProperty("new").GetDecimal()) == (2, 1));
        var causes = restated.SelectMany(r => r.GetProperty("causes").EnumerateArray().Select(c => c.GetInt64())).Distinct().ToList();
        var cause = Assert.Single(causes);

        await browser.GetAsync($"/statistics/tables/asr-rsd/restatement?from=2026&to=2026&then={then}&now={now}");
        Assert.Contains($"/statistics/entries/{cause}\"", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Afghanistan", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync($"/statistics/entries/{cause}");
        Assert.Contains("Afghanistan", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(persons[0].ToString(), browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_says_whether_an_area_was_wrong_or_has_changed_since_a_day()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        host.Test.Clock.Pass(10);
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        await registrar.GetAsync($"/person/{persons[0]}/correct/place_of_stay");
        Assert.Contains("Changed on", registrar.Html, StringComparison.Ordinal);
        await registrar.SubmitAsync("correct", ("about.place_of_stay", "UT-CAP"), ("reason", "She moved"), ("changed_on.day", "1"), ("changed_on.month", "1"), ("changed_on.year", "2030"));
        Assert.Contains("That day has not come yet", registrar.Html, StringComparison.Ordinal);
        await registrar.GetAsync($"/person/{persons[0]}/correct/place_of_stay");
        await registrar.SubmitAsync("correct", ("about.place_of_stay", "UT-CAP"), ("reason", "She moved"), ("changed_on.day", "9"), ("changed_on.month", "3"), ("changed_on.year", "2026"));
        var table = host.Node.Statistics.Table("population-places", 2026, 2026)!;
        Assert.Equal(1, table.Rows.Where(r => r.Keys[2] == "UT-CAP").Sum(r => table.Value(r, "moved_in")));
        await registrar.GetAsync($"/person/{persons[0]}/correct/place_of_stay");
        await registrar.SubmitAsync("correct", ("about.place_of_stay", "UT-NOR"), ("reason", "It was the north"));
        table = host.Node.Statistics.Table("population-places", 2026, 2026)!;
        Assert.Equal((0m, 1m), (table.Rows.Where(r => r.Keys[2] == "UT-CAP").Sum(r => table.Value(r, "closing") ?? 0), table.Rows.Where(r => r.Keys[2] == "UT-NOR").Sum(r => table.Value(r, "moved_in") ?? 0)));
    }

    [Fact]
    public async Task A_focal_point_follows_a_figure_to_entries_and_is_told_only_how_many_records_there_are()
    {
        await using var host = await RegisterHost.StartAsync();
        await host.ApplicantsAsync();
        var (_, browser) = await host.OfficerAsync("foka", "focal_point");
        await browser.GetAsync("/statistics/tables/asr-rsd/trace?from=2026&to=2026&measure=ASYAPP&key=2026&key=UTO&key=SYR");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("None of the records is yours to open", browser.Html, StringComparison.Ordinal);
        Assert.Contains("/statistics/entries/", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/person/", browser.Html, StringComparison.Ordinal);
    }
}
