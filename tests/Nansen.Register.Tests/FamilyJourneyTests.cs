using Nansen.Documents;
using Nansen.Records;
using Nansen.Statistics;

namespace Nansen.Register.Tests;

public class FamilyJourneyTests
{
    [Fact]
    public async Task A_family_is_registered_claims_is_recognised_documented_and_counted()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync(
            (Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"),
            (Journeys.Person("Karim", "Testov", "2015-01", "M", childSituation: "with_family"), "child"));
        foreach (var person in persons) await test.StepAsync("reviewer", person, "approve").DoneAsync();
        var asylum = await test.OpenAsylumAsync(persons);
        Assert.Contains((await test.GetAsync(persons[1])).ActiveStatuses, s => s.Code == "asylum_seeker");

        // SG-11: a certificate is proposed for each of them, the child too, and a document officer issues it.
        var proposed = await test.Room.Rows.DocumentsInAsync("proposed", 10);
        Assert.Equal(2, proposed.Count(d => d.Kind == "DOC-ASC"));
        Journeys.Explain(await test.Node.Documents.IssueAsync(test.As("document_officer"), proposed.First(d => d.Person == persons[0]).Id));
        var issued = Assert.Single(await test.Room.Rows.DocumentsInAsync("issued", 10));
        var seal = Convert.FromHexString((await test.GetAsync(issued.Id)).Text("seal", persons[0]));
        var verdict = Verifier.Verify(seal, Documents.TrustFolder.Load(test.Node.Documents.TrustFolder), test.Clock.GetUtcNow());
        Assert.Equal(VerdictResult.Valid, verdict.Result);

        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await test.DecideAsync(asylum, persons, "REC-CONV");
        Assert.Equal(["refugee_convention"], (await test.GetAsync(persons[0])).ActiveStatuses.Select(s => s.Code));

        var account = test.Node.Statistics.Periods.Account(AccountQuery.Years(2026, 2026, "year", "coo", "sex", "age") with { Status = "asylum_seeker" });
        Assert.All(account.Rows, row => Assert.Equal(0, account.Value(row, "closing")));
        Assert.Equal(2, account.Rows.Sum(row => account.Value(row, "out_recognised")));
        Assert.Equal("2026,SYR,UTO,G,FI,P,2,0,0,0,2", test.Node.Statistics.Table("asylum-decisions", 2026, 2026)!.ToCsv().Split('\n')[1].Trim());
    }
}
