using System.Net;
using System.Text.RegularExpressions;
using Nansen.Records;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.Web.Tests;

/// <summary>A button pressed twice does its work once and leads to the same page both times.</summary>
public sealed partial class SentTwiceTests
{
    [Fact]
    public async Task A_confirmation_pressed_twice_confirms_once_and_ends_at_the_case()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        var asylum = (await host.Node.Room.Rows.CasesOfAsync(persons[0])).Single().Id;
        await host.Test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await host.Test.StepAsync("case_officer", asylum, "decide", AsylumSteps.Answers(persons,
            [FactValue.Of("decision_level", "FI"), FactValue.Of("decided_on", "2026-03-02"), FactValue.Of("deciding_officer", "Decision maker 1"), FactValue.Of("remedy", "Appeal within 30 days.")],
            FactValue.Of("outcome", "REC-CONV"), FactValue.Of("facts_accepted", "All"), FactValue.Of("law_applied", "1951 Convention art 1A(2)"), FactValue.Of("decision_reasons", "Reasons"))).DoneAsync();
        var (_, maker) = await host.OfficerAsync("mara", "decision_maker");
        await maker.GetAsync($"/record/{asylum}/proposal/{(await host.Test.GetAsync(asylum)).Proposals.Single(p => p.Open).Id}");
        await TwiceAsync(maker, "proposal", "confirm", $"/case/{asylum}");
        Assert.Single((await host.Test.GetAsync(asylum)).Timeline, t => t.Head.Type == EntryTypes.Decided);
    }

    [Fact]
    public async Task A_registration_and_a_referral_pressed_twice_end_at_what_the_first_press_made()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        await registrar.GetAsync($"/person/{persons[0]}/open/border_referral");
        await TwiceAsync(registrar, "open", "continue", "/case/", ("persons", persons[0].ToString()), ("about.encountered_at.day", "2"), ("about.encountered_at.month", "3"), ("about.encountered_at.year", "2026"),
            ("about.encounter_place", "North gate"), ("about.encounter_kind", "crossing_point"));
        Assert.Single(await host.Node.Room.Rows.CasesOfAsync(persons[0]), c => c.Type == "border_referral");
    }

    private static async Task TwiceAsync(Browser browser, string handler, string action, string ends, params (string, string)[] answers)
    {
        var (path, form) = (browser.Path, Form().Matches(browser.Html).Select(m => m.Value).Single(f => f.Contains($"value=\"{handler}\"", StringComparison.Ordinal)));
        var reached = new List<string>();
        for (var press = 0; press < 2; press++)
        {
            var content = new MultipartFormDataContent();
            var hidden = Hidden().Matches(form).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
            foreach (var (name, value) in hidden.Concat(answers).Append(("_action", action))) content.Add(new StringContent(value), name);
            await browser.PostAsync(path, content);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.StartsWith(ends, browser.Path, StringComparison.Ordinal);
            reached.Add(browser.Path);
        }

        Assert.Equal(reached[0], reached[1]);
    }

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(.*?)\" value=\"(.*?)\"")]
    private static partial Regex Hidden();
}
