using Nansen.Journal;
using Nansen.Records;
using Nansen.Register.Tests;

namespace Nansen.EndToEnd.Tests;

/// <summary>What a journey finds done already, done by the same officers without a browser.</summary>
public static class Prepared
{
    /// <summary>A registered and approved mother and her son; nobody else of the tests bears their names.</summary>
    public static async Task<(StreamId Group, IReadOnlyList<StreamId> Persons)> FamilyAsync(this Utopia utopia, string mother, string son, string family, int born)
    {
        var (group, persons) = await utopia.Test.RegisterFamilyAsync(
            (Journeys.Person(mother, family, $"{born}-05-03", "F"), "focal_point"),
            (Journeys.Person(son, family, $"{born + 24}-01", "M", childSituation: "with_family"), "child"));
        foreach (var person in persons) await utopia.Test.StepAsync("reviewer", person, "approve").DoneAsync();
        return (group, persons);
    }

    /// <summary>Somebody registered and approved alone.</summary>
    public static async Task<StreamId> PersonAsync(this Utopia utopia, string given, string family, string born, string sex = "F")
    {
        var (_, persons) = await utopia.Test.RegisterFamilyAsync((Journeys.Person(given, family, born, sex), "focal_point"));
        await utopia.Test.StepAsync("reviewer", persons[0], "approve").DoneAsync();
        return persons[0];
    }

    /// <summary>A claim lodged.</summary>
    public static async Task<StreamId> LodgedAsync(this Utopia utopia, IReadOnlyList<StreamId> persons)
    {
        var asylum = await utopia.Test.OpenAsylumAsync(persons);
        await utopia.Test.StepAsync("registration_officer", asylum, "register").DoneAsync();
        await utopia.Test.StepAsync("case_officer", asylum, "lodge", AsylumSteps.Answers(persons, [Values.FactValue.Of("lodged_on", "2026-03-02"), Values.FactValue.OfJson("application_language", Journeys.Json("""["rus"]"""))],
            Values.FactValue.Of("reasons_for_flight", "Threats at home"), Values.FactValue.Of("interviewer_wish", "no_wish"))).DoneAsync();
        return asylum;
    }

    /// <summary>A claim decided and notified.</summary>
    public static async Task<StreamId> DecidedAsync(this Utopia utopia, IReadOnlyList<StreamId> persons, string outcome)
    {
        var asylum = await utopia.Test.OpenAsylumAsync(persons);
        await utopia.Test.ToAssessmentAsync(asylum, persons, outcome);
        await utopia.Test.DecideAsync(asylum, persons, outcome);
        return asylum;
    }

    /// <summary>The record as it is.</summary>
    public static Task<RecordState> RecordAsync(this Utopia utopia, StreamId id) => utopia.Test.GetAsync(id);
}
