using System.Text.RegularExpressions;
using Nansen.Values;

namespace Nansen.Web.Tests;

public sealed partial class TextsTests
{
    private static readonly Texts English = new(Language.English);
    private static readonly Texts Russian = new(Language.Russian);

    [Fact]
    public void Every_key_has_a_text_in_every_language()
    {
        var english = TextCatalog.Of(Language.English).Keys.Order(StringComparer.Ordinal);
        foreach (var language in Language.Offered)
            Assert.Equal(english, TextCatalog.Of(language).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Translations_have_the_same_arguments()
    {
        foreach (var (key, forms) in TextCatalog.Of(Language.English))
        {
            var other = TextCatalog.Of(Language.Russian)[key];
            Assert.True(Arguments(forms).SetEquals(Arguments(other)), key);
        }

        static HashSet<string> Arguments(TextForms forms) =>
            [.. (forms.Plural?.Values ?? [forms.Single!]).SelectMany(f => Argument().Matches(f).Select(m => m.Value))];
    }

    [Fact]
    public void Texts_that_count_have_all_plural_forms_of_their_language()
    {
        Assert.All(TextCatalog.Of(Language.English).Values.Where(t => t.Plural is not null), t => Assert.Equal(["one", "other"], t.Plural!.Keys.Order()));
        Assert.All(TextCatalog.Of(Language.Russian).Values.Where(t => t.Plural is not null), t => Assert.Equal(["few", "many", "one"], t.Plural!.Keys.Order()));
    }

    [Fact]
    public void Every_key_that_a_page_names_has_a_text()
    {
        var known = TextCatalog.Of(Language.English);
        var missing = Sources().SelectMany(f => KeyUse().Matches(File.ReadAllText(f)).Select(m => (File: Path.GetFileName(f), Key: m.Groups[1].Value)))
            .Where(u => !known.ContainsKey(u.Key)).Distinct();
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_check_of_a_verdict_and_every_status_word_has_a_text()
    {
        string[] messagesOfSeals = ["VALIDITY_DATES", "VALID_TO", "EXPIRY_DATE"];
        var source = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src/Nansen.Documents/Verification"), "*Checks.cs").Concat([Repository.PathOf("src/Nansen.Documents/Verification/Verifier.cs"), Repository.PathOf("src/Nansen.Documents/Verification/OtherForms.cs")]).Select(File.ReadAllText));
        var checks = CheckName().Matches(source).Select(m => $"verify.check.{m.Groups[1].Value}");
        var words = StatusWord().Matches(source).Select(m => m.Groups[1].Value).Except(messagesOfSeals).Select(w => $"verify.status.{w}");
        var named = checks.Concat(words).Distinct().ToList();
        Assert.True(named.Count > 30, $"{named.Count} found");
        Assert.All(named, key => Assert.Contains(key, TextCatalog.Of(Language.English)));
    }

    [GeneratedRegex(@"checks\.(?:Right|Wrong|Open|NotSupported)\(""(\w+)""")]
    private static partial Regex CheckName();

    [GeneratedRegex(@"""([A-Z]{4,}_[A-Z_]+)""")]
    private static partial Regex StatusWord();

    [Fact]
    public void No_page_says_anything_by_itself()
    {
        var spoken = Directory.EnumerateFiles(Repository.PathOf("src/Nansen.Web"), "*.razor", SearchOption.AllDirectories)
            // The gallery's made-up content is the one exception.
            .Where(f => !f.Contains("node_modules", StringComparison.Ordinal) && !f.EndsWith("Gallery.razor", StringComparison.Ordinal))
            .SelectMany(f => RazorWords.In(File.ReadAllText(f)).Select(w => $"{Path.GetFileName(f)}: {w}"));
        Assert.Empty(spoken);
    }

    [Theory]
    [InlineData("<p>Hello there</p>", "Hello there")]
    [InlineData("<p>@T[\"a\"] and more</p>", "and more")]
    [InlineData("<img alt=\"A picture\" />", "A picture")]
    [InlineData("<TextField Name=\"x\" Label=\"Your name\" />", "Your name")]
    [InlineData("@if (a)\n{\n<b>Yes</b>\n}\nelse\n{\n<i>@b.Value(1)</i>\n}", "Yes")]
    public void RazorWords_ALiteral_IsFound(string razor, string word) => Assert.Equal([word], RazorWords.In(razor));

    [Theory]
    [InlineData("<p class=\"big\">@T[\"a\", 5] – @(x ? \"one two\" : \"\")</p>")]
    [InlineData("@inject Texts T\n@* Some words here *@\n<a href=\"/x\">@Name</a>\n@code {\n  string a = \"words\"; }")]
    public void RazorWords_NoLiteral_FindsNone(string razor) => Assert.Empty(RazorWords.In(razor));

    [Theory]
    [InlineData(1, "Остался 1 код")]
    [InlineData(3, "Осталось 3 кода")]
    [InlineData(11, "Осталось 11 кодов")]
    [InlineData(21, "Остался 21 код")]
    public void Text_Count_TakesThePluralForm(int count, string expected) =>
        Assert.Contains(expected, Russian["secondFactor.on", count], StringComparison.Ordinal);

    [Theory]
    [InlineData("1978-05-03", "3 May 1978", "3 мая 1978 г.")]
    [InlineData("1978-05", "May 1978", "май 1978 г.")]
    [InlineData("1978~", "about 1978", "около 1978")]
    public void Date_AsFarAsKnown_IsSaid(string date, string english, string russian)
    {
        Assert.Equal(english, English.Date(PartialDate.Parse(date)));
        Assert.Equal(russian, Russian.Date(PartialDate.Parse(date)));
    }

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(1234, "1,234", "1234")]
    [InlineData(1234567, "1,234,567", "1\u00A0234\u00A0567")]
    [InlineData(-12, "\u221212", "\u221212")]
    [InlineData(long.MinValue, "\u22129,223,372,036,854,775,808", "\u22129\u00A0223\u00A0372\u00A0036\u00A0854\u00A0775\u00A0808")]
    public void Number_AnySize_HasItsThousandsApart(long value, string english, string russian)
    {
        Assert.Equal(english, English.Number(value));
        Assert.Equal(russian, Russian.Number(value));
    }

    [Fact]
    public void Text_ArgumentWithBraces_IsNotReadAgain() => Assert.Equal("{0} {1} is added", English["users.added", "{0} {1}"]);

    [Fact]
    public async Task The_language_is_the_cookies_else_the_profiles_else_the_browsers()
    {
        await using var host = await WebHost.StartAsync();
        await host.AddUserAsync("anna", "ru");
        Assert.Contains("lang=\"en\"", (await host.Browser().GetAsync("/sign-in")).Html, StringComparison.Ordinal);
        Assert.Contains("lang=\"ru\" dir=\"ltr\"", (await host.Browser("kk,ru;q=0.8,en;q=0.5").GetAsync("/sign-in")).Html, StringComparison.Ordinal);
        var browser = await host.Browser("en").SignInAsync("anna");
        Assert.Contains("lang=\"ru\" dir=\"ltr\"", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/language/en?to=/account");
        Assert.Equal("/account", browser.Path);
        Assert.Contains("lang=\"en\" dir=\"ltr\"", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_shows_itself_mirrored_and_nothing_else_does()
    {
        await using var demo = await WebHost.StartAsync();
        var browser = await demo.Browser().GetAsync("/language/en-Arab?to=/sign-in");
        Assert.Contains("dir=\"rtl\"", browser.Html, StringComparison.Ordinal);
        Assert.Contains("nansen.rtl.css", browser.Html, StringComparison.Ordinal);
        // A language names itself; the mirror is named in the reader's.
        var russian = (await demo.Browser("ru").GetAsync("/sign-in")).Html;
        Assert.Contains("Зеркально", russian, StringComparison.Ordinal);
        Assert.DoesNotContain("Mirrored", russian, StringComparison.Ordinal);
        Assert.Contains("English", russian, StringComparison.Ordinal);
        await using var real = await WebHost.StartAsync(o => o with { Demo = false });
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await real.Browser().GetAsync("/language/en-Arab?to=/sign-in")).Status);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathOf("src/Nansen.Web"), "*", SearchOption.AllDirectories)
            .Where(f => (f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)) && !f.Contains("node_modules", StringComparison.Ordinal));

    [GeneratedRegex("\\{\\d\\}")]
    private static partial Regex Argument();

    // T["key"], texts["key"] and this["key"] with a whole key; keys put together at run time are tested where they are used.
    [GeneratedRegex("\\b(?:T|texts|this)\\[\"([A-Za-z0-9.]*[A-Za-z0-9])\"")]
    private static partial Regex KeyUse();
}
