using Nansen.Journal;

namespace Nansen.Register.Tests;

/// <summary>Synthetic people who have asked for asylum.</summary>
public static class Applicants
{
    /// <summary>A mother and her child: a certificate is proposed for each.</summary>
    public static async Task<IReadOnlyList<StreamId>> ApplicantsAsync(this TestNode test)
    {
        var (_, persons) = await test.RegisterFamilyAsync(
            (Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"),
            (Journeys.Person("Karim", "Testov", "2015-01", "M", childSituation: "with_family"), "child"));
        foreach (var person in persons) await test.StepAsync("reviewer", person, "approve").DoneAsync();
        await test.OpenAsylumAsync(persons);
        return persons;
    }
}
