using Nansen.Records;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register.Tests;

public class FamilyJourneyTests
{
    [Fact]
    public async Task A_family_is_registered_claims_is_recognised_documented_and_counted()
    {
        await using var test = await TestNode.StartAsync();
        var (group, persons) = await test.RegisterFamilyAsync(
            (Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"),
            (Journeys.Person("Karim", "Testov", "2015-01", "M", childSituation: "with_family"), "child"));
        Assert.Equal("submitted", (await test.GetAsync(persons[0])).State);
        foreach (var person in persons) await test.StepAsync("reviewer", person, "approve").DoneAsync();

        var draft = test.Room.Begin(test.As("registration_officer"));
        var asylum = await draft.OpenCaseAsync("asylum", TestNode.Office, persons, SubjectFacts.About(
            FactValue.Of("made_how", "in_person"), FactValue.Of("authority", "G"), FactValue.Of("application_type", "N"), FactValue.Of("application_level", "FI"), FactValue.Of("legal_aid_information", "yes")));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
        Assert.Contains((await test.GetAsync(persons[1])).ActiveStatuses, s => s.Code == "asylum_seeker");

        await test.Node.Room.Journal.CheckpointAsync();
        var stock = test.Node.Statistics.Periods.Account(AccountQuery.Years(2026, 2026, "year", "coo", "sex", "age") with { Status = "asylum_seeker" });
        Assert.Equal(2, stock.Rows.Count);
        Assert.NotEqual(group, persons[0]);
    }
}
