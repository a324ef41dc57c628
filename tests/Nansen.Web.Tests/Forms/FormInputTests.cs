using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Nansen.Values;

namespace Nansen.Web.Tests;

public sealed class FormInputTests
{
    private static readonly Texts T = new(Language.English);

    [Fact]
    public void From_RowsInRows_MakesATree()
    {
        var form = Posted(("members[0].names[0].given", "Anna"), ("members[0].names[1].given", "Анна"), ("members[3].names[0].given", " Boris "), ("group.size", "2"));
        Assert.Equal(2, form.Rows("members").Count);
        Assert.Equal(["Anna", "Анна"], form.Rows("members")[0].Rows("names").Select(n => n.Text("given")));
        // Gaps in the numbering close, and the keys of the page shown again follow.
        Assert.Equal("members[1].names[0].given", form.Rows("members")[1].Rows("names")[0].KeyOf("given"));
        Assert.Equal("members-1-names-0-given", form.Rows("members")[1].Rows("names")[0].IdOf("given"));
        Assert.Equal(" Boris ", form.Rows("members")[1].Rows("names")[0].Raw("given"));
        Assert.Equal("Boris", form.Rows("members")[1].Rows("names")[0].Text("given"));
        Assert.Equal("2", form.Group("group").Text("size"));
    }

    [Fact]
    public void From_OwnFields_AreNotTyping()
    {
        var form = Posted(("_token", "x"), ("_handler", "y"), ("_action", "save"), ("name", "z"));
        Assert.Equal([KeyValuePair.Create("name", "z")], form.Pairs());
        Assert.Equal("save", form.Action);
    }

    [Theory]
    [InlineData("a[")]
    [InlineData("a[]")]
    [InlineData("a[-1]")]
    [InlineData("a[x].b")]
    [InlineData("a[0]b")]
    [InlineData("a[999999]")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("[0]")]
    [InlineData("a.b.c.d.e.f.g.h.i")]
    public void From_KeyThatIsNone_IsLeftOut(string key) => Assert.Empty(Posted((key, "x")).Pairs());

    [Fact]
    public void From_ThousandsOfRows_KeepsTwoHundred()
    {
        var form = Posted([.. Enumerable.Range(0, 1000).Select(i => ($"a[{i}].b", "x"))]);
        Assert.Equal(200, form.Rows("a").Count);
    }

    [Fact]
    public void ApplyRowAction_AddAndRemove_ChangeTheRows()
    {
        var form = Posted(("_action", "add:members[0].names"), ("members[0].names[0].given", "Anna"));
        Assert.True(form.ApplyRowAction());
        Assert.Equal(2, form.Rows("members")[0].Rows("names").Count);

        form = Posted(("_action", "remove:members[0]"), ("members[0].given", "Anna"), ("members[1].given", "Boris"));
        Assert.True(form.ApplyRowAction());
        Assert.Equal("Boris", Assert.Single(form.Rows("members")).Text("given"));
        Assert.False(Posted(("_action", "continue")).ApplyRowAction());
        Assert.False(Posted(("_action", "remove:x[")).ApplyRowAction());
    }

    [Fact]
    public void Fail_InARow_IsKnownByItsWholeKey()
    {
        var form = Posted(("members[0].given", ""));
        form.Rows("members")[0].Required("given", "Write a name");
        Assert.Equal([new FieldError("members[0].given", "Write a name")], form.Errors);
        Assert.False(form.Valid);
        Assert.Equal("Write a name", form.Rows("members")[0].ErrorOf("given"));
    }

    [Fact]
    public void Text_ControlCharactersAndHalfLetters_AreCleaned()
    {
        var form = Posted(("a", "x\u0000y\u0007\r\nz"), ("c", "q\ud800w"));
        Assert.Equal("xy\nz", form.Text("a"));
        Assert.Equal("qw", form.Text("c"));
    }

    [Theory]
    [InlineData("3", "5", "1978", false, "1978-05-03")]
    [InlineData("", "5", "1978", false, "1978-05")]
    [InlineData("", "", "1978", true, "1978~")]
    [InlineData("٣", "٥", "١٩٧٨", false, "1978-05-03")]
    public void ReadDate_WhatIsKnown_IsTheDate(string day, string month, string year, bool about, string expected)
    {
        var form = Posted(("d.day", day), ("d.month", month), ("d.year", year), ("d.about", about ? "yes" : ""));
        Assert.Equal(PartialDate.Parse(expected), form.ReadDate("d", T));
        Assert.True(form.Valid);
    }

    [Theory]
    [InlineData("3", "", "1978", "Write the month, or leave the day empty")]
    [InlineData("3", "5", "", "Write the year")]
    [InlineData("3", "5", "78", "Write the year with four digits")]
    [InlineData("31", "2", "1978", "There is no such date: check day and month")]
    [InlineData("x", "2", "1978", "There is no such date: check day and month")]
    [InlineData("", "13", "1978", "There is no such date: check day and month")]
    public void ReadDate_NoDate_SaysWhyAndKeepsTheTyping(string day, string month, string year, string message)
    {
        var form = Posted(("d.day", day), ("d.month", month), ("d.year", year));
        Assert.Null(form.ReadDate("d", T));
        Assert.Equal(message, form.ErrorOf("d"));
        Assert.Equal(new DateInput(day, month, year, false), form.Date("d"));
    }

    [Fact]
    public void ReadChoice_NameOrCodeInAnyCase_IsTheCode()
    {
        IReadOnlyList<Choice> choices = [new("UTO", "Utopia"), new("XXA", "Stateless")];
        Assert.Equal("UTO", Posted(("c", "utopia")).ReadChoice("c", choices, T));
        Assert.Equal("XXA", Posted(("c", "xxa")).ReadChoice("c", choices, T));
        var wrong = Posted(("c", "Atlantis"));
        Assert.Null(wrong.ReadChoice("c", choices, T));
        Assert.Contains("Atlantis", wrong.ErrorOf("c"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_FilledAndRead_AreTheSame()
    {
        IReadOnlyList<PersonName> names = [PersonName.Of("Anna", "Obraztsova"), PersonName.Of("Анна", "Образцова", "Викторовна")];
        var form = FormInput.Empty();
        form.SetNames("names", names);
        Assert.Equal(names, FormInput.From(form.Pairs()).ReadNames("names"));
    }

    [Fact]
    public void Pairs_OfAnyForm_MakeTheSameFormAgain()
    {
        var part = Gen.String[Gen.Char["abcxyz"], 1, 3];
        var step = Gen.Select(part, Gen.Int[0, 4], Gen.Bool, (name, row, list) => list ? $"{name}[{row}]" : name);
        var key = step.Array[1, 4].Select(s => string.Join('.', s));
        Gen.Select(key, Gen.String).List[0, 20].Sample(fields =>
        {
            var once = FormInput.From(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))).Pairs().ToList();
            Assert.Equal(once, FormInput.From(once).Pairs());
        });
    }

    [Fact]
    public void From_AnyKeys_NeverFails() =>
        Gen.Select(Gen.String, Gen.String).List[0, 10].Sample(fields =>
        {
            var form = Posted([.. fields.DistinctBy(f => f.Item1).Select(f => (f.Item1, f.Item2))]);
            foreach (var (key, _) in fields)
            {
                form.Text(key);
                form.Rows(key);
            }

            form.ApplyRowAction();
        });

    [Fact]
    public async Task A_page_shown_again_keeps_what_was_typed_and_says_what_is_wrong()
    {
        await using var host = await WebHost.StartAsync();
        var browser = await host.Browser().GetAsync("/design");
        await browser.SubmitAsync("gallery", ("note", "kept <b>typing</b>"), ("birth.year", "78"), ("names[0].family", "Образцова"), ("needs", "child"), ("needs", "shelter"), ("country", "Atlantis"));
        Assert.Equal(422, (int)browser.Status);
        Assert.Contains("kept &lt;b&gt;typing&lt;/b&gt;</textarea>", browser.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Образцова\"", browser.Html, StringComparison.Ordinal);
        Assert.Matches("value=\"child\" checked", browser.Html);
        Assert.DoesNotMatch("value=\"medical\" checked", browser.Html);
        Assert.Contains("<a href=\"#birth\">Write the year with four digits</a>", browser.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"birth\"", browser.Html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"country-hint country-error\"", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_add_button_adds_a_row_without_checking_anything()
    {
        await using var host = await WebHost.StartAsync();
        var browser = await host.Browser().GetAsync("/design");
        await browser.SubmitAsync("gallery", ("_action", "add:names"), ("names[0].given", "Anna"));
        Assert.Equal(200, (int)browser.Status);
        Assert.Contains("id=\"names-1-given\"", browser.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Anna\"", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("govuk-error-summary", browser.Html, StringComparison.Ordinal);
    }

    private static FormInput Posted(params (string Key, string Value)[] fields) =>
        FormInput.From(new FormCollection(fields.GroupBy(f => f.Key).ToDictionary(g => g.Key, g => new StringValues([.. g.Select(f => f.Value)]))));
}
