using Nansen.Journal;

namespace Nansen.EndToEnd.Tests;

/// <summary>The asylum procedure as officers take it in the browser, form by form.</summary>
public sealed class AsylumInBrowser(Utopia utopia, Viewing viewing, IReadOnlyList<StreamId> persons)
{
    public string Case { get; private set; } = "";

    public async Task OpenAndRegisterAsync()
    {
        await using var officer = await Officer.SignInAsync(utopia, viewing, "registration_officer");
        await officer.GoAsync($"/person/{persons[0]}");
        await officer.PictureAsync("person");
        await officer.FollowAsync("$='/open/asylum'");
        await officer.FillAsync(("about.made_how", "orally"), ("about.authority", "G"), ("about.application_type", "N"), ("about.application_level", "FI"), ("about.legal_aid_information", "yes"));
        await officer.SubmitAsync();
        await officer.AcceptedAsync();
        Case = officer.Page.Url.Split('/')[^1];
        await StepAsync(officer, "register");
    }

    public async Task LodgeToAssessmentAsync(string outcome)
    {
        await using var officer = await Officer.SignInAsync(utopia, viewing, "case_officer");
        await officer.GoAsync($"/case/{Case}");
        await officer.PictureAsync("case");
        await StepAsync(officer, "lodge", [Date("about.lodged_on"), [("about.application_language[0].code", "rus")]], ("reasons_for_flight", "Threats at home"), ("interviewer_wish", "no_wish"));
        await StepAsync(officer, "channel_regular", [[("about.channel", "regular")]]);
        await StepAsync(officer, "schedule_interview", [Date("about.interview_on"), [("about.interview_place", "Room 2")]]);
        await StepAsync(officer, "interview", [], [.. Date("interview_held_on"), ("interview_language[0].code", "rus"), ("interviewer_sex", "F"), ("interviewer_wish_met", "no_wish"), ("counsel_present", "yes"), ("transcript", "Questions and answers")]);
        await StepAsync(officer, "confirm_transcript", [], [("transcript_confirmed_by_person", "confirms"), .. Date("transcript_confirmed_on")]);
        await StepAsync(officer, "assess", [], ("facts_assessment[0].fact", "Threats"), ("facts_assessment[0].finding", "accepted"), ("proposed_outcome", outcome));
    }

    public async Task DecideAsync(string outcome)
    {
        await using (var officer = await Officer.SignInAsync(utopia, viewing, "case_officer"))
            await StepAsync(officer, "decide",
                [[("about.decision_level", "FI"), ("about.deciding_officer", "Decision maker"), ("about.remedy", "Court of Utopia, within 30 days; you may stay.")], Date("about.decided_on")],
                ("outcome", outcome), ("facts_accepted", "All of it"), ("law_applied", "1951 Convention, article 1A(2)"), ("decision_reasons", "A real chance of persecution"));
        await using (var second = await Officer.SignInAsync(utopia, viewing, "decision_maker"))
        {
            await second.GoAsync($"/case/{Case}");
            await second.FollowAsync("*='/proposal/'");
            await second.PictureAsync("decision-second-officer");
            await second.SubmitAsync("confirm");
            await second.AcceptedAsync();
        }

        await using var notifying = await Officer.SignInAsync(utopia, viewing, "case_officer");
        await StepAsync(notifying, "notify", [], [("notification_language[0].code", "rus"), ("notification_method", "in_person"), .. Date("service_date"), ("service_proof", "Signed receipt")]);
    }

    /// <summary>Takes one step of the case by its form: answers about the case, and the same about each person.</summary>
    public Task StepAsync(Officer officer, string step, (string, string)[][]? ofCase = null, params (string Name, string Value)[] ofEach) =>
        CaseInBrowser.StepAsync(officer, Case, step, persons, ofCase, ofEach);

    private (string, string)[] Date(string name) => CaseInBrowser.Day(name, utopia.Node.Room.Today);
}
