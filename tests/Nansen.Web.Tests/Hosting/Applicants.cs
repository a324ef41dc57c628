using Nansen.Journal;
using Nansen.Records;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

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

    /// <summary>The mother's certificate, issued.</summary>
    public static async Task<DocumentRow> CertificateAsync(this TestNode test)
    {
        var persons = await test.ApplicantsAsync();
        var proposed = (await test.Room.Rows.DocumentsInAsync("proposed", 10)).First(d => d.Person == persons[0]);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.IssueAsync(test.As("document_officer"), proposed.Id)));
        return (await test.Room.Rows.DocumentsInAsync("issued", 10)).Single();
    }
}
