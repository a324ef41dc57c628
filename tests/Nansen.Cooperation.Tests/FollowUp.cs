using Nansen.Journal;
using Nansen.Records;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.Cooperation.Tests;

/// <summary>A node with the desks of the follow-up, and people at the border for the clocks to count.</summary>
public sealed class FollowUp : IAsyncDisposable
{
    private static readonly string[] Given =
    [
        "Amina", "Boglarka", "Chinwe", "Dorothea", "Esperanza", "Fikret", "Guadalupe", "Hyacinth", "Ilkka", "Jovanka", "Kwabena", "Ludmila", "Mbali", "Nguyet",
        "Oluwaseun", "Philippa", "Qiong", "Rosalind", "Siobhan", "Thandiwe", "Ulrike",
    ];
    private static readonly string[] Families = ["Testova", "Quispe", "Zwolinski"];
    private int _families;

    private FollowUp(TestNode test)
    {
        Test = test;
        Indicators = new IndicatorReadings(test.Node, TreatyRegister.Shipped);
        Desk = new CommitmentDesk(test.Node, TreatyRegister.Shipped, Indicators);
    }

    public TestNode Test { get; }

    public IndicatorReadings Indicators { get; }

    public CommitmentDesk Desk { get; }

    public Actor Focal => Test.As("focal_point");

    public Actor Partner => Test.As("ngo_partner");

    public static async Task<FollowUp> StartAsync() => new(await TestNode.StartAsync());

    /// <summary>Counted anew, whatever was counted before.</summary>
    public async Task<IndicatorReading> ReadAsync(string code)
    {
        using var fresh = new IndicatorReadings(Test.Node, TreatyRegister.Shipped);
        return (await fresh.AllAsync()).Single(r => r.Indicator.Code == code);
    }

    /// <summary>Registers a family nobody will take for another: each has a surname and years of its own.</summary>
    public async Task<IReadOnlyList<StreamId>> RegisterAsync(int persons)
    {
        var family = Families[_families];
        var year = 1950 + (15 * _families);
        var registered = await Test.RegisterFamilyAsync(
            [.. Enumerable.Range(0, persons).Select(i => (Journeys.Person(Given[(7 * _families) + i], family, $"{year + i}-05-03", "F"), i == 0 ? "focal_point" : "other_relative"))]);
        _families++;
        return registered.Persons;
    }

    /// <summary>A family of six is recognised and an older one of six refused; all are women of one origin.</summary>
    public async Task DecideForAndAgainstSixAsync()
    {
        foreach (var outcome in new[] { "REC-CONV", "REJ-CRED" })
        {
            var persons = await RegisterAsync(6);
            foreach (var person in persons) await Test.StepAsync("reviewer", person, "approve").DoneAsync();
            var asylum = await Test.OpenAsylumAsync(persons);
            await Test.ToAssessmentAsync(asylum, persons, outcome);
            await Test.DecideAsync(asylum, persons, outcome);
            if (outcome == "REC-CONV") await RegisterAsync(1);
        }
    }

    /// <summary>A wish for protection, recorded today.</summary>
    public async Task<StreamId> WishAsync(IReadOnlyList<StreamId> persons)
    {
        var day = Test.Room.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var draft = Test.Room.Begin(Test.As("registration_officer"));
        var id = await draft.OpenCaseAsync("border_referral", TestNode.Office, persons, SubjectFacts.About(
            FactValue.Of("encountered_at", day), FactValue.Of("encounter_place", "Border Town"), FactValue.Of("encounter_kind", "crossing_point")));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await Test.Room.CommitAsync(draft)));
        await Test.StepAsync("registration_officer", id, "record_wish", AsylumSteps.Answers(persons, [FactValue.OfJson("language_spoken", Journeys.Json("""["rus"]"""))],
            FactValue.Of("protection_wish", "yes"), FactValue.Of("wish_words", "I cannot go back"), FactValue.Of("leaflet_given", "yes"))).DoneAsync();
        return id;
    }

    public Task HandOverAsync(StreamId referral) => Test.StepAsync("registration_officer", referral, "accept_handover",
        SubjectFacts.About(FactValue.Of("handed_over_on", Test.Room.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))).DoneAsync();

    /// <summary>An appeal against a notified decision, from its lodging to the notice of its result.</summary>
    public async Task AppealAsync(StreamId asylum, IReadOnlyList<StreamId> persons, string result, string outcome)
    {
        var day = Test.Room.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await Test.StepAsync("appeal_body", asylum, "lodge_appeal", SubjectFacts.About(FactValue.Of("appeal_lodged_on", day), FactValue.Of("appeal_type", "A"), FactValue.Of("appeal_level", "AR"), FactValue.Of("appeal_against", "whole"))).DoneAsync();
        await Test.StepAsync("appeal_body", asylum, "admit_appeal").DoneAsync();
        await Test.StepAsync("appeal_body", asylum, "decide_appeal", AsylumSteps.Answers(persons, [FactValue.Of("appeal_result", result), FactValue.Of("remedy", "Court, 30 days")],
            FactValue.Of("appeal_outcome", outcome), FactValue.Of("appeal_reasons", "Reasons"))).DoneAsync();
        var draft = Test.Room.Begin(Test.As("appeal_body", 2));
        await draft.ConfirmAsync(asylum, (await Test.GetAsync(asylum)).Proposals.Single(p => p.Open).Id);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await Test.Room.CommitAsync(draft)));
        await Test.StepAsync("appeal_body", asylum, "notify_appeal", AsylumSteps.Answers(persons, [], FactValue.OfJson("appeal_notification_language", Journeys.Json("""["rus"]""")),
            FactValue.Of("appeal_service_date", day), FactValue.Of("appeal_service_proof", "Signed"))).DoneAsync();
    }

    public static IReadOnlyList<FactValue> Action(string title = "Train border guards", string body = "Border Service", string due = "2026-02-01") =>
        [FactValue.Of("title", title), FactValue.Of("responsible_body", body), FactValue.Of("due_on", due)];

    public static IReadOnlyList<FactValue> Text(string text = "Nobody interprets at night.") =>
        [FactValue.Of("title", "Interpreters"), FactValue.Of("organisation", "Open Door"), FactValue.Of("submission_text", text)];

    public static StreamId Done(Outcome outcome) => Assert.IsType<Outcome.Done>(Journeys.Explain(outcome)).Records[0].Id;

    public static string Refused(Outcome outcome) => Assert.IsType<Outcome.Refused>(outcome).Problems[0].Code;

    public async ValueTask DisposeAsync()
    {
        Desk.Dispose();
        Indicators.Dispose();
        await Test.DisposeAsync();
    }
}
