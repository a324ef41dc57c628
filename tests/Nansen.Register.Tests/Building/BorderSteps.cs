using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>Border and removal procedures, step by step, and people of whom nothing speaks against them.</summary>
public static class BorderSteps
{
    /// <summary>A grown person who says she fears nothing: no safeguard but confidentiality is on.</summary>
    public static IReadOnlyList<FactValue> Unafraid(string given, string family, string born = "1980-02-01") =>
        [.. Journeys.Person(given, family, born, "M").Where(f => f.Field != "fear_of_return"), FactValue.Of("fear_of_return", "no")];

    public static async Task<StreamId> OpenAsync(this TestNode test, string role, string procedure, StreamId person, params IReadOnlyList<FactValue> facts)
    {
        var draft = test.Room.Begin(test.As(role));
        var id = await draft.OpenCaseAsync(procedure, TestNode.Office, [person], SubjectFacts.About(facts));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
        return id;
    }

    public static Task<StreamId> OpenRemovalAsync(this TestNode test, StreamId person) =>
        test.OpenAsync("return_officer", "removal", person, FactValue.Of("removal_ground", "Stay over the permitted time"));

    public static IReadOnlyList<SubjectFacts> RemovalOrder(StreamId person) => AsylumSteps.Answers([person],
        [FactValue.Of("removal_ground", "Stay"), FactValue.Of("destination", "UTO"), FactValue.Of("removal_remedy", "Court, 30 days")],
        FactValue.Of("individual_examination", "Examined"), FactValue.Of("removal_reasons", "Reasons"));

    /// <summary>A border case screened with the answer that no protection is sought.</summary>
    public static async Task<StreamId> ScreenedAsync(this TestNode test, StreamId person)
    {
        var border = await test.OpenAsync("border_guard", "border_referral", person,
            FactValue.Of("encountered_at", "2026-03-02"), FactValue.Of("encounter_place", "North gate"), FactValue.Of("encounter_kind", "crossing_point"));
        await test.StepAsync("border_guard", border, "screen", AsylumSteps.Answers([person], [FactValue.OfJson("language_spoken", Journeys.Json("""["rus"]"""))],
            FactValue.Of("questions_understood", "yes"), FactValue.Of("protection_wish", "no"))).DoneAsync();
        return border;
    }

    public static IReadOnlyList<SubjectFacts> BorderDecision(StreamId person, string outcome = "refused_entry") => AsylumSteps.Answers([person],
        [FactValue.Of("second_check", "Asked again, same answers"), FactValue.Of("border_remedy", "Court, 30 days")],
        FactValue.Of("questions_understood", "yes"), FactValue.Of("border_outcome", outcome), FactValue.Of("border_reasons", "Reasons"));

    public static async Task<Outcome> ConfirmAsync(this TestNode test, Actor actor, StreamId record)
    {
        var draft = test.Room.Begin(actor);
        await draft.ConfirmAsync(record, (await test.GetAsync(record)).Proposals.Single(p => p.Open).Id);
        return await test.Room.CommitAsync(draft);
    }

    public static async Task<Outcome> RecordAsync(this TestNode test, Actor actor, StreamId record, params IReadOnlyList<FactValue> facts)
    {
        var draft = test.Room.Begin(actor);
        await draft.RecordFactsAsync(record, SubjectFacts.About(facts));
        return await test.Room.CommitAsync(draft);
    }

    /// <summary>The same person at the same desk, acting in another of her roles.</summary>
    public static Actor In(this Actor actor, string role) => actor with { Role = role };

    public static Outcome.Refused Refused(this Outcome outcome, string code)
    {
        var refused = Assert.IsType<Outcome.Refused>(outcome);
        Assert.Contains(refused.Problems, p => p.Code == code);
        return refused;
    }
}
