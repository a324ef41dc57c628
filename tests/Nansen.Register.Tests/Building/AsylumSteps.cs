using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>The regular channel of the asylum procedure, step by step, as officers take it.</summary>
public static class AsylumSteps
{
    public static async Task<StreamId> OpenAsylumAsync(this TestNode test, IReadOnlyList<StreamId> persons)
    {
        var draft = test.Room.Begin(test.As("registration_officer"));
        var id = await draft.OpenCaseAsync("asylum", TestNode.Office, persons, SubjectFacts.About(
            FactValue.Of("made_how", "orally"), FactValue.Of("authority", "G"), FactValue.Of("application_type", "N"), FactValue.Of("application_level", "FI"), FactValue.Of("legal_aid_information", "yes")));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
        return id;
    }

    /// <summary>Answers of one form: about the case, and the same about each person.</summary>
    public static IReadOnlyList<SubjectFacts> Answers(IReadOnlyList<StreamId> persons, IReadOnlyList<FactValue> ofCase, params IReadOnlyList<FactValue> ofEach) =>
        [new(null, ofCase), .. persons.Select(p => new SubjectFacts(p, ofEach))];

    public static async Task ToAssessmentAsync(this TestNode test, StreamId asylum, IReadOnlyList<StreamId> persons, string outcome)
    {
        await test.StepAsync("registration_officer", asylum, "register").DoneAsync();
        await test.StepAsync("case_officer", asylum, "lodge", Answers(persons, [FactValue.Of("lodged_on", "2026-03-02"), FactValue.OfJson("application_language", Journeys.Json("""["rus"]"""))],
            FactValue.Of("reasons_for_flight", "Threats"), FactValue.Of("fear_on_return", "Harm"), FactValue.Of("interviewer_wish", "no_wish"))).DoneAsync();
        await test.StepAsync("case_officer", asylum, "channel_regular", Answers(persons, [FactValue.Of("channel", "regular"), FactValue.Of("channel_ground", "default")])).DoneAsync();
        await test.StepAsync("case_officer", asylum, "schedule_interview", Answers(persons, [FactValue.Of("interview_on", "2026-03-20"), FactValue.Of("interview_place", "Room 2"), FactValue.Of("interview_invitation_given", "2026-03-05")])).DoneAsync();
        await test.StepAsync("case_officer", asylum, "interview", Answers(persons, [],
            FactValue.Of("interview_held_on", "2026-03-02"), FactValue.OfJson("interview_language", Journeys.Json("""["rus"]""")), FactValue.Of("interpreter", "Interpreter 7, Russian"),
            FactValue.Of("interpreter_check", "checked"), FactValue.Of("interviewer_sex", "F"), FactValue.Of("interviewer_wish_met", "no_wish"), FactValue.Of("counsel_present", "yes"), FactValue.Of("transcript", "Questions and answers"))).DoneAsync();
        await test.StepAsync("case_officer", asylum, "confirm_transcript", Answers(persons, [], FactValue.Of("transcript_confirmed_by_person", "confirms"), FactValue.Of("transcript_confirmed_on", "2026-03-02"))).DoneAsync();
        await test.StepAsync("case_officer", asylum, "assess", Answers(persons, [], FactValue.OfJson("facts_assessment", Journeys.Json("""[{"fact":"Threats","finding":"accepted","reasons":"Consistent"}]""")),
            FactValue.Of("risk_on_return", "Real"), FactValue.Of("proposed_outcome", outcome))).DoneAsync();
    }

    public static async Task DecideAsync(this TestNode test, StreamId asylum, IReadOnlyList<StreamId> persons, string outcome)
    {
        await test.StepAsync("case_officer", asylum, "decide", Answers(persons,
            [FactValue.Of("decision_level", "FI"), FactValue.Of("decided_on", "2026-03-02"), FactValue.Of("deciding_officer", "Decision maker 1"), FactValue.Of("remedy", "Appeal to the court within 30 days; you may stay.")],
            FactValue.Of("outcome", outcome), FactValue.Of("facts_accepted", "All"), FactValue.Of("law_applied", "1951 Convention art 1A(2)"), FactValue.Of("decision_reasons", "Reasons"))).DoneAsync();
        var proposal = (await test.GetAsync(asylum)).Proposals.Single(p => p.Open);
        var draft = test.Room.Begin(test.As("decision_maker"));
        await draft.ConfirmAsync(asylum, proposal.Id);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
        await test.StepAsync("case_officer", asylum, "notify", Answers(persons, [], FactValue.OfJson("notification_language", Journeys.Json("""["rus"]""")),
            FactValue.Of("notification_method", "in_person"), FactValue.Of("service_date", "2026-03-02"), FactValue.Of("service_proof", "Signed"))).DoneAsync();
    }
}
