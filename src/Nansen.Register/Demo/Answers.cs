using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>What is written into the forms. Words that many share are made once.</summary>
internal static class Answers
{
    private static readonly ConcurrentDictionary<(string Field, string Value), FactValue> Known = new();

    /// <summary>A code or a sentence that many answers share.</summary>
    public static FactValue Is(string field, string value) => Known.GetOrAdd((field, value), k => FactValue.Of(k.Field, k.Value));

    /// <summary>A list of codes, or rows, given as JSON.</summary>
    public static FactValue Json(string field, string json) => Known.GetOrAdd((field, json), k =>
    {
        using var document = JsonDocument.Parse(k.Value);
        return FactValue.OfJson(k.Field, document.RootElement.Clone());
    });

    public static FactValue Day(string field, DateOnly day) => Is(field, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static FactValue Language(string field, string language) => Json(field, $"[\"{language}\"]");

    /// <summary>Answers about the record itself.</summary>
    public static SubjectFacts Case(params IReadOnlyList<FactValue> facts) => new(null, facts);

    /// <summary>The same answers for each person, after those about the record.</summary>
    public static IReadOnlyList<SubjectFacts> For(IReadOnlyList<StreamId> persons, SubjectFacts? shared, params IReadOnlyList<FactValue> each)
    {
        var all = new List<SubjectFacts>(persons.Count + 1);
        if (shared is not null) all.Add(shared);
        foreach (var person in persons) all.Add(new SubjectFacts(person, each));
        return all;
    }

    /// <summary>The basic registration of a person of a family that came shortly before a day; the State of origin in the pack's code.</summary>
    public static IReadOnlyList<FactValue> Registration(DemoPerson person, string state, string language, DateOnly on, int number, bool photo)
    {
        var facts = new List<FactValue>
        {
            Json("information_notice", $$"""[{"version":"1","language":"{{language}}","method":"oral_interpreter"}]"""),
            FactValue.OfJson("names", PersonNameJson.Write(person.Names)),
            FactValue.Of("date_of_birth", person.Birth),
            Is("sex_recorded", person.Sex),
            Json("nationalities", state is "XXX" or "XXA" ? "[]" : $$"""[{"state":"{{state}}","grade":"{{(number % 3 == 0 ? "document_seen_original" : "declared")}}"}]"""),
            Is("country_of_origin", state),
            Is("population_group", "asylum_seeker"),
            Language("languages", language),
            Day("arrival_date", on.AddDays(-3 - number % 40)),
            Json("current_address", $$"""{"text":"{{(number % 5 == 0 ? "Reception centre, Border Town" : $"House {number % 200 + 1}, Specimen Street, Utopia City")}}"}"""),
            Is("place_of_stay", number % 5 == 0 ? "UT-BOR" : "UT-CAP"),
            Is("location_type", number % 5 == 0 ? "R" : "U"),
            Is("accommodation_type", number % 5 == 0 ? "R" : "I"),
            Json("no_disclosure_to", state is "XXX" or "XXA" ? "[]" : $"[\"{state}\"]"),
            Is("fear_of_return", "yes"),
            Json("place_of_birth", $$"""{"text":"Place {{number % 60 + 1}}","state":"{{state}}"}"""),
            Is("marital_status", person.Relationship == "spouse" ? "married" : person.ChildSituation is not null ? "single" : number % 2 == 0 ? "married" : "single"),
        };
        if (person.ChildSituation is { } situation) facts.Add(Is("unaccompanied_separated", situation));
        if (photo) facts.Add(SilhouettePhoto.Of(number));
        return facts;
    }
}
