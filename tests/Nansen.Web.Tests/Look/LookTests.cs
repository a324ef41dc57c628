using System.Net;
using System.Text.RegularExpressions;

namespace Nansen.Web.Tests;

public sealed partial class LookTests
{
    [Fact]
    public async Task The_sheets_and_every_file_they_name_are_served_to_be_kept()
    {
        await using var host = await WebHost.StartAsync();
        foreach (var sheet in new[] { "nansen.css", "nansen.rtl.css" })
        {
            var browser = await host.Browser().GetAsync(LookFiles.Url(sheet));
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains("immutable", browser.Last.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var folder = LookFiles.Url("");
            foreach (var file in Named().Matches(browser.Html).Select(m => m.Groups[1].Value).Where(f => !f.StartsWith("data:", StringComparison.Ordinal)).Distinct())
                Assert.Equal(HttpStatusCode.OK, (await host.Browser().GetAsync(folder + file)).Status);
        }
    }

    [Fact]
    public async Task A_browser_that_can_unpack_gets_the_sheet_packed()
    {
        await using var host = await WebHost.StartAsync();
        var browser = host.Browser();
        browser.Headers.Add("Accept-Encoding", "gzip, br");
        await browser.GetAsync(LookFiles.Url("nansen.css"));
        Assert.Equal("br", browser.Last.Content.Headers.ContentEncoding.Single());
        Assert.InRange((await browser.Last.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 5_000, 30_000);
    }

    [Theory]
    [InlineData("../Nansen.Web.csproj")]
    [InlineData("..%2f..%2fidentity.db")]
    [InlineData("nothing.css")]
    public async Task Nothing_else_is_served(string file)
    {
        await using var host = await WebHost.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync("/assets/x/" + file)).Status);
    }

    [Fact]
    public void Nothing_of_the_crown_is_in_the_look()
    {
        foreach (var sheet in Directory.EnumerateFiles(Repository.PathOf("src/Nansen.Web/wwwroot"), "*.css"))
            Assert.DoesNotMatch("(?i)gds.transport|govuk-crest|crown", File.ReadAllText(sheet).Replace("GOV.UK Frontend", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { 3.0, 9.0 }, 0, 10, 2)]
    [InlineData(new[] { 1243.0 }, 0, 1500, 500)]
    [InlineData(new[] { -4.0, 6.0 }, -4, 6, 2)]
    [InlineData(new double[0], 0, 1, 0.2)]
    public void ChartScale_SomeValues_RoundAxis(double[] values, double least, double most, double step)
    {
        var scale = ChartScale.Of(values.Select(v => (decimal)v));
        Assert.Equal(((decimal)least, (decimal)most, (decimal)step), (scale.Least, scale.Most, scale.Step));
    }

    [GeneratedRegex("url\\(\"?([^)\"]+)\"?\\)")]
    private static partial Regex Named();
}
