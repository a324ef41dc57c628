using System.Net;
using System.Xml.Linq;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Web.Tests;

/// <summary>One host for all tests of these pages: they put nothing into it.</summary>
public sealed class ObservatoryHost : IAsyncLifetime
{
    public WebHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await WebHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

public sealed class ObservatoryPagesTests(ObservatoryHost observatory) : IClassFixture<ObservatoryHost>
{
    private static readonly PublishedFigures Data = PublishedFigures.Shipped;
    private static readonly Texts English = new(Language.English);

    private static readonly string[] Pages =
    [
        "/observatory", "/observatory?region=both&year=2015&type=idps", "/observatory/states", "/observatory/states/GEO", "/observatory/states/UZB?year=1995&by=coo&ages=ASY", "/observatory/states/STA",
        "/observatory/flows", "/observatory/flows?type=stateless&region=neighbours", "/observatory/recognition", "/observatory/recognition?by=coo&from=2000&to=2003", "/observatory/mirror",
        "/observatory/mirror?year=2013&citizen=RUS", "/observatory/balance", "/observatory/vintages", "/observatory/vintages?old=2022.12.0&state=UKR", "/observatory/releases", "/observatory/sources",
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("en-Arab")]
    public async Task Anybody_reads_every_page_and_every_drawing_has_its_words_table_source_and_files(string language)
    {
        var browser = observatory.Host.Browser();
        browser.Cookies["nansen-language"] = language;
        foreach (var page in Pages)
        {
            await browser.GetAsync(page);
            Assert.True(browser.Status == HttpStatusCode.OK, $"{page}: {browser.Status}");
            Assert.DoesNotContain("[observatory.", browser.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", browser.Html, StringComparison.Ordinal);
            foreach (var figure in browser.AllFigures())
            {
                Assert.Contains("nansen-figure__source", figure, StringComparison.Ordinal);
                Assert.Contains(".csv?", figure, StringComparison.Ordinal);
                if (!figure.Contains("<svg", StringComparison.Ordinal)) continue;
                Assert.Matches("<svg [^>]*role=\"img\" aria-labelledby=\"([\\w-]+)-t \\1-d\"[^>]*><title id=\"\\1-t\">[^<]+</title><desc id=\"\\1-d\">[^<]+</desc>", figure);
                Assert.Contains("<caption", figure, StringComparison.Ordinal);
                Assert.Contains("scope=\"col\"", figure, StringComparison.Ordinal);
                Assert.Contains("scope=\"row\"", figure, StringComparison.Ordinal);
                Assert.Contains(".svg?", figure, StringComparison.Ordinal);
                Assert.Contains(".png?", figure, StringComparison.Ordinal);
                Assert.DoesNotContain("NaN", figure, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_tables_of_a_profile_hold_what_the_library_says()
    {
        var browser = await observatory.Host.Browser().GetAsync("/observatory/states/GEO");
        Assert.StartsWith("Georgia", browser.Title, StringComparison.Ordinal);
        var gaps = Data.Gaps(["GEO"], 2001, 2025).Rows.ToDictionary(r => r.Keys[1]);
        var balance = FigureReading.Rows(browser.Figure("balance"));
        Assert.Equal(2025 - 2004 + 1, balance.Count);
        foreach (var row in balance)
            Assert.Equal([row[0], .. gaps[row[0]].Values.Select((v, i) => Said(v, signed: i == 4))], row);

        var rates = Data.Rates(["year"], Where("coa", "GEO")).Rows.ToDictionary(r => r.Keys[0]);
        foreach (var row in FigureReading.Rows(browser.Figure("rates")))
            Assert.Equal([row[0], English.Percent(rates[row[0]].Values[6]!.Value, 1), English.Percent(rates[row[0]].Values[7]!.Value, 1), Said(rates[row[0]].Values[5])], row);

        var origins = FigureReading.Rows(browser.Figure("origins"));
        Assert.Equal(Said(Data.Population.Sum(["coo"], ["refugees"], new Dictionary<string, Predicate<string>> { ["coa"] = "GEO".Equals, ["year"] = "2025".Equals, ["coo"] = "UKR".Equals }).Rows[0].Values[0]),
            origins.Single(r => r[0] == "Ukraine")[1]);

        var idmc = Data.InternallyDisplaced.Sum(["year"], ["total"], Where("coa", "GEO")).Rows.ToDictionary(r => r.Keys[0], r => r.Values[0]);
        foreach (var row in FigureReading.Rows(browser.Figure("idps")))
            Assert.Equal(idmc.TryGetValue(row[0], out var value) ? Said(value) : "not available", row[2]);
    }

    [Fact]
    public async Task Two_publishers_stand_side_by_side_and_their_residues_add_up()
    {
        var browser = await observatory.Host.Browser().GetAsync("/observatory/mirror?year=2013");
        var flows = Data.Mirror(2013, 2013);
        var germany = flows.Where(f => f.Coa == "DEU").ToList();
        var row = FigureReading.Rows(browser.Figure("sides")).Single(r => r[0] == "Germany");
        Assert.Equal(["Germany", Said(germany.Sum(f => f.Eurostat)), Said(germany.Sum(f => f.New)), Said(germany.Sum(f => f.Residue), signed: true), Said(germany.Sum(f => f.All))], row);
        var reasons = FigureReading.Rows(browser.Figure("reasons"));
        Assert.Equal(5, reasons.Count);
        Assert.Equal(flows.Count, reasons.Sum(r => int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("Concept map", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_figure_can_be_taken_home_as_CSV_SVG_and_PNG()
    {
        var browser = observatory.Host.Browser();
        foreach (var kind in ObservatoryKind.All)
        {
            await browser.GetAsync(kind.Name == "state" ? "/observatory/states/UKR" : kind.Path);
            var files = System.Text.RegularExpressions.Regex.Matches(browser.Html, "href=\"(/observatory/files/[^\"]+)\"").Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                await browser.GetAsync(file);
                Assert.True(browser.Status == HttpStatusCode.OK, file);
                Assert.StartsWith("attachment; filename=nansen-", browser.Last.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
                if (file.Contains(".svg", StringComparison.Ordinal)) Assert.Equal("svg", XDocument.Parse(browser.Html).Root!.Name.LocalName);
                else if (file.Contains(".png", StringComparison.Ordinal)) Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await browser.Last.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..4]);
                else Assert.True(browser.Html.Split('\n').Length > 2, file);
            }
        }
    }

    [Fact]
    public async Task A_file_of_figures_is_the_librarys_own_CSV()
    {
        var browser = await observatory.Host.Browser().GetAsync("/observatory/files/recognition/compared.csv?by=coa&region=cis&from=2015&to=2025");
        var rates = Data.Rates(["coa"], new Dictionary<string, Predicate<string>>
        {
            ["coa"] = Data.Countries.Where(c => c.InConference1996).Select(c => c.Code).ToHashSet().Contains,
            ["year"] = y => string.CompareOrdinal(y, "2015") >= 0,
        });
        Assert.Equal(rates.ToCsv().Split('\n').Order(), browser.Html.Split('\n').Order());
        await browser.GetAsync("/observatory/files/state/hosted.csv?state=GEO");
        Assert.StartsWith("year,refugees,asylum_seekers,idps,stateless,ooc\n1993,0,0,260000,0,0\n", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_restated_is_what_the_library_says()
    {
        var browser = await observatory.Host.Browser().GetAsync("/observatory/files/vintages/vintages-all.csv?old=2022.12.0&new=2025.12.1");
        var changes = Data.Vintages("2022.12.0", "2025.12.1").Rows.Select(r => string.Join(',', r.Keys)).Order(StringComparer.Ordinal);
        Assert.Equal(changes, browser.Html.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l[..l.LastIndexOf(',')]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_permanent_link_names_everything_that_was_chosen_and_shows_the_same()
    {
        var browser = await observatory.Host.Browser().GetAsync("/observatory/flows?year=2019&type=asylum_seekers");
        const string Link = "/observatory/flows?region=cis&year=2019&type=asylum_seekers";
        Assert.Contains($"href=\"{WebUtility.HtmlEncode(Link)}\"", browser.Html, StringComparison.Ordinal);
        var shown = browser.AllFigures();
        Assert.Equal(shown, (await observatory.Host.Browser().GetAsync(Link)).AllFigures());
        Assert.NotEqual(shown, (await observatory.Host.Browser().GetAsync("/observatory/flows")).AllFigures());
    }

    [Theory]
    [InlineData("/observatory/states/NOWHERE", HttpStatusCode.NotFound)]
    [InlineData("/observatory?year=3000", HttpStatusCode.BadRequest)]
    [InlineData("/observatory?type=tourists", HttpStatusCode.BadRequest)]
    [InlineData("/observatory/recognition?from=2020&to=2010", HttpStatusCode.BadRequest)]
    [InlineData("/observatory/vintages?old=2025.12.1&new=2022.12.0", HttpStatusCode.BadRequest)]
    [InlineData("/observatory/mirror?year=2017", HttpStatusCode.BadRequest)]
    [InlineData("/observatory/files/flows/map.pdf", HttpStatusCode.NotFound)]
    [InlineData("/observatory/files/flows/nothing.csv", HttpStatusCode.NotFound)]
    [InlineData("/observatory/files/region/news.png", HttpStatusCode.NotFound)]
    [InlineData("/observatory/files/state/hosted.csv", HttpStatusCode.NotFound)]
    [InlineData("/observatory/releases/1/account.csv", HttpStatusCode.NotFound)]
    public async Task An_address_that_asks_for_what_cannot_be_is_told_so(string address, HttpStatusCode status)
    {
        var browser = await observatory.Host.Browser().GetAsync(address);
        Assert.Equal(status, browser.Status);
        if (status == HttpStatusCode.BadRequest) Assert.Contains("The address asks for", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_signed_in_finds_it_in_the_navigation_and_who_has_not_at_the_sign_in()
    {
        await observatory.Host.AddUserAsync("rita", null, "reviewer");
        Assert.Contains("href=\"/observatory\"", (await observatory.Host.Browser().GetAsync("/sign-in")).Html, StringComparison.Ordinal);
        var browser = await observatory.Host.Browser().SignInAsync("rita");
        await browser.GetAsync("/observatory");
        Assert.Matches("govuk-service-navigation__item--active\">\\s*<a class=\"govuk-service-navigation__link\" href=\"/observatory\"", browser.Html);
    }

    private static string Said(decimal? value, bool signed = false) => value is not { } v ? "not available" : signed && v > 0 ? "+" + English.Number(v, 0) : English.Number(v, 0);

    private static Dictionary<string, Predicate<string>> Where(string column, string code) => new() { [column] = code.Equals };
}
