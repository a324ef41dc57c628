using Microsoft.Playwright;

namespace Nansen.EndToEnd.Tests;

/// <summary>Somebody without an account reads the Observatory, takes a figure home and keeps its address.</summary>
[Collection("browser")]
public class ObservatoryInBrowserTests(Utopia utopia)
{
    private static readonly string[] Pages =
        ["/observatory", "/observatory/states", "/observatory/states/ARM", "/observatory/flows", "/observatory/recognition", "/observatory/mirror", "/observatory/balance", "/observatory/vintages", "/observatory/releases", "/observatory/sources"];

    [Theory]
    [InlineData("en", true)]
    [InlineData("ru", true)]
    [InlineData("en", false)]
    public async Task A_visitor_goes_from_the_region_to_a_State_and_to_where_people_went(string language, bool javaScript)
    {
        await using var visitor = await Officer.AnonymousAsync(utopia, new Viewing(language, javaScript, javaScript ? language : null));
        await visitor.GoAsync("/sign-in");
        await visitor.FollowAsync("='/observatory'");
        await visitor.PictureAsync("observatory-region");
        await visitor.FillAsync(("year", "2023"), ("type", "idps"));
        await visitor.SubmitAsync();
        Assert.Contains("year=2023", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.GoAsync("/observatory");
        await PictureOfAsync(visitor, "figure-hosted", "observatory-years");
        await PictureOfAsync(visitor, "figure-states", "observatory-states");
        await visitor.FollowAsync("='/observatory/states/GEO'");
        await PictureOfAsync(visitor, "figure-hosted", "observatory-profile");
        foreach (var figure in new[] { "hosted", "destinations", "ages", "decisions", "balance", "solutions", "idps", "remittances-received", "treaties" })
        {
            Assert.True(await visitor.Page.Locator($"#figure-{figure} table caption").CountAsync() == 1, figure);
            Assert.True(await visitor.Page.Locator($"#figure-{figure} table tbody th[scope=row]").CountAsync() > 0, figure);
        }

        await PictureOfAsync(visitor, "figure-ages", "observatory-ages");
        await FlowsAsync(visitor);
        foreach (var (page, figure) in new[] { ("recognition", "outcomes"), ("mirror?year=2013", "sides"), ("balance", "balance-tiles"), ("vintages", "vintages-largest") })
        {
            await visitor.GoAsync("/observatory/" + page);
            await PictureOfAsync(visitor, "figure-" + figure, "observatory-" + page.Split('?')[0]);
        }

        foreach (var page in new[] { "states", "releases", "sources" }) await visitor.GoAsync("/observatory/" + page);
    }

    [Theory]
    [InlineData("en", 320)]
    [InlineData("en-Arab", 320)]
    [InlineData("en-Arab", 1280)]
    public async Task No_page_is_wider_than_its_screen(string language, int width)
    {
        await using var visitor = await Officer.AnonymousAsync(utopia, new Viewing(language, true, null));
        await visitor.Page.SetViewportSizeAsync(width, 900);
        foreach (var page in Pages)
        {
            // Axe has looked at all of them in the journey above.
            await visitor.Page.GotoAsync(page);
            var wide = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{page} is {wide} wide on a screen of {width}.");
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("en-Arab")]
    public async Task On_a_phone_nothing_of_the_concept_map_and_of_what_was_chosen_is_cut(string language)
    {
        await using var visitor = await Officer.AnonymousAsync(utopia, new Viewing(language, true, null));
        await visitor.Page.SetViewportSizeAsync(320, 900);
        await visitor.GoAsync("/observatory/mirror");
        Assert.Equal(320, visitor.Page.ViewportSize?.Width);
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => { const frame = document.querySelector('#concepts-caption').closest('.nansen-scroll'); return frame.scrollWidth - frame.clientWidth; }"));
        Assert.Equal(7, await visitor.Page.GetByRole(AriaRole.Rowheader).And(visitor.Page.Locator("table.nansen-stacks [role=rowheader]")).CountAsync());
        foreach (var page in new[] { "/observatory", "/observatory?region=both", "/observatory/flows", "/observatory/mirror" })
        {
            await visitor.Page.GotoAsync(page);
            // The text of the choice, and room for the arrow and the frame.
            Assert.Empty(await visitor.Page.EvaluateAsync<string[]>("""
                async () => (await document.fonts.ready, [...document.querySelectorAll('select')].filter(s => {
                  const pen = document.createElement('canvas').getContext('2d');
                  pen.font = getComputedStyle(s).font;
                  return pen.measureText(s.selectedOptions[0].text).width + 30 > s.clientWidth;
                }).map(s => `${s.name} is ${s.clientWidth} wide`))
                """));
        }
    }

    private static Task PictureOfAsync(Officer visitor, string id, string name) => visitor.PictureAsync(name, "#" + id);

    // The address keeps what was chosen, and the files are there to take.
    private static async Task FlowsAsync(Officer visitor)
    {
        await visitor.GoAsync("/observatory/flows?year=2000");
        await PictureOfAsync(visitor, "figure-map", "observatory-map");
        Assert.True(await visitor.Page.Locator("#figure-map svg path").CountAsync() > 20);
        await PictureOfAsync(visitor, "figure-bands", "observatory-bands");
        foreach (var format in new[] { "csv", "svg", "png" })
        {
            var answer = await visitor.Page.Context.APIRequest.GetAsync(new Uri(new Uri(visitor.Page.Url), await visitor.Page.Locator($"#figure-bands a[href*='.{format}?']").GetAttributeAsync("href")).ToString());
            Assert.True(answer.Ok, format);
        }

        await visitor.FollowAsync("^='/observatory/flows?region=cis&year=2000&type=refugees'");
        Assert.Equal("2000", await visitor.Page.Locator("select[name=year]").InputValueAsync());
    }
}
