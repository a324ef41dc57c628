using System.Text.Json;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>What officers do, in words a test can be read by.</summary>
public static class Journeys
{
    /// <summary>Answers of the emergency registration for a synthetic person.</summary>
    public static IReadOnlyList<FactValue> Person(string given, string family, string born, string sex, string origin = "SYR", string? childSituation = null, string language = "rus")
    {
        var facts = new List<FactValue>
        {
            FactValue.OfJson("information_notice", Json("""[{"language":"rus","method":"oral","version":"1"}]""")),
            FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of(given, family)])),
            FactValue.Of("date_of_birth", born),
            FactValue.Of("sex_recorded", sex),
            FactValue.OfJson("nationalities", Json($$"""[{"state":"{{origin}}","grade":"declared"}]""")),
            FactValue.Of("country_of_origin", origin),
            FactValue.Of("population_group", "asylum_seeker"),
            FactValue.OfJson("languages", Json($"""["{language}"]""")),
            FactValue.Of("arrival_date", "2026-02-27"),
            FactValue.OfJson("current_address", Json("""{"text":"Reception centre, Border Town"}""")),
            FactValue.OfJson("no_disclosure_to", Json($"""["{origin}"]""")),
            FactValue.Of("fear_of_return", "yes"),
        };
        if (childSituation is not null) facts.Add(FactValue.Of("unaccompanied_separated", childSituation));
        return facts;
    }

    public static async Task<(StreamId Group, IReadOnlyList<StreamId> Persons)> RegisterFamilyAsync(this TestNode test, params (IReadOnlyList<FactValue> Facts, string Relationship)[] members)
    {
        var result = await test.Node.Groups.RegisterAsync(new RegisterGroup(test.As("registration_officer"), "registration_emergency", TestNode.Office, [],
            [.. members.Select(m => new NewMember(m.Facts, m.Relationship, []))]));
        Assert.IsType<Outcome.Done>(Explain(result.Outcome));
        return (result.Group!.Value, result.Persons);
    }

    public static async Task<Outcome> StepAsync(this TestNode test, string role, StreamId record, string eventCode, IReadOnlyList<SubjectFacts>? facts = null, int officer = 1)
    {
        var draft = test.Room.Begin(test.As(role, officer));
        await draft.TransitionAsync(record, eventCode, facts ?? []);
        return await test.Room.CommitAsync(draft);
    }

    public static async Task DoneAsync(this Task<Outcome> step) => Assert.IsType<Outcome.Done>(Explain(await step));

    public static async Task<RecordState> GetAsync(this TestNode test, StreamId record) => await test.Room.Begin(test.As("registration_officer")).GetAsync(record);

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static Outcome Explain(Outcome outcome)
    {
        if (outcome is Outcome.Refused refused) Assert.Fail("Refused: " + string.Join(" | ", refused.Problems.Select(p => $"{p.Code} {p.Field}: {p.Text}")));
        return outcome;
    }
}
