using Nansen.Journal;
using Nansen.Records;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>By what persons and cases are counted, and what becomes of the figures when it changes or proves wrong.</summary>
public sealed class DimensionTests
{
    [Fact]
    public async Task Who_moves_leaves_one_area_and_comes_into_another_on_the_day()
    {
        await using var test = await TestNode.StartAsync();
        var person = await ApplicantAsync(test, FactValue.Of("place_of_stay", "UT-BOR"), FactValue.Of("location_type", "R"));
        test.Clock.Set(new DateOnly(2027, 5, 1));
        await RecordAsync(test, person, new DateOnly(2027, 3, 9), FactValue.Of("place_of_stay", "UT-CAP"));

        Assert.Equal("""
            year,type,place,location,opening,other_in,moved_in,other_out,moved_out,closing
            2026,asylum_seeker,UT-BOR,R,0,1,0,0,0,1
            2027,asylum_seeker,UT-BOR,R,1,0,0,0,1,0
            2027,asylum_seeker,UT-CAP,R,0,0,1,0,0,1
            """, Csv(test, "population-places", 2026, 2027));
    }

    [Fact]
    public async Task An_area_recorded_wrong_restates_the_past()
    {
        await using var test = await TestNode.StartAsync();
        var person = await ApplicantAsync(test, FactValue.Of("place_of_stay", "UT-BOR"));
        var then = test.Clock.GetUtcNow();
        test.Clock.Set(new DateOnly(2027, 5, 1));
        await RecordAsync(test, person, null, FactValue.Of("place_of_stay", "UT-NOR"));

        Assert.Equal("""
            year,type,place,location,opening,other_in,moved_in,other_out,moved_out,closing
            2026,asylum_seeker,UT-NOR,unknown,0,1,0,0,0,1
            2027,asylum_seeker,UT-NOR,unknown,1,0,0,0,0,1
            """, Csv(test, "population-places", 2026, 2027));
        var restated = test.Node.Statistics.Periods.Restatement(test.Node.Statistics.TableQuery("population-places", 2026, 2026)!, then, test.Clock.GetUtcNow());
        Assert.Equal(["UT-BOR", "UT-NOR"], restated.Select(r => r.Keys[2]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(restated, r => Assert.NotEmpty(r.Causes));
    }

    [Fact]
    public async Task A_move_recorded_to_the_wrong_area_is_put_right_from_the_day_of_the_move()
    {
        await using var test = await TestNode.StartAsync();
        var person = await ApplicantAsync(test, FactValue.Of("place_of_stay", "UT-BOR"));
        test.Clock.Set(new DateOnly(2027, 5, 1));
        await RecordAsync(test, person, new DateOnly(2027, 3, 9), FactValue.Of("place_of_stay", "UT-CAP"));
        await RecordAsync(test, person, null, FactValue.Of("place_of_stay", "UT-SOU"));

        Assert.Equal("""
            year,type,place,location,opening,other_in,moved_in,other_out,moved_out,closing
            2027,asylum_seeker,UT-BOR,unknown,1,0,0,0,1,0
            2027,asylum_seeker,UT-SOU,unknown,0,0,1,0,0,1
            """, Csv(test, "population-places", 2027, 2027));
    }

    [Fact]
    public async Task A_change_that_has_not_come_is_refused()
    {
        await using var test = await TestNode.StartAsync();
        var person = await ApplicantAsync(test);
        var draft = test.Room.Begin(test.As("registration_officer"));
        await draft.RecordFactsAsync(person, SubjectFacts.About(FactValue.Of("place_of_stay", "UT-CAP")), "moved", new DateOnly(2030, 1, 1));
        Assert.Contains("has not come yet", Assert.IsType<Outcome.Refused>(await test.Room.CommitAsync(draft)).Problems.Single().Text.In("en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refugees_are_counted_by_the_legal_basis_and_applicants_by_the_channel_of_their_case()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await ApplicantsAsync(test);
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        Assert.Equal([("regular", 2m)], Stock(test, "asylum-pending").Select(r => (r.Keys[1], r.Values[0]!.Value)).GroupBy(r => r.Item1).Select(g => (g.Key, g.Sum(r => r.Value))));
        await test.DecideAsync(asylum, persons, "REC-CONV");
        Assert.Empty(Stock(test, "asylum-pending"));
        Assert.All(Stock(test, "protection-basis"), r => Assert.Equal("REC-CONV", r.Keys[2]));
        Assert.Equal(2, Stock(test, "protection-basis").Sum(r => r.Values[0]));
    }

    [Fact]
    public async Task A_family_is_so_many_persons_and_one_case()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await ApplicantsAsync(test);
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await test.DecideAsync(asylum, persons, "REC-CONV");

        Assert.Equal((2m, 1m), (Total(test, "asylum-applications", "applied"), Total(test, "asylum-applications-cases", "applied")));
        Assert.Equal((2m, 1m), (Total(test, "asylum-decisions", "dec_recognized"), Total(test, "asylum-decisions-cases", "dec_recognized")));
        Assert.All(test.Node.Statistics.Table("asylum-decisions-cases", 2026, 2026)!.Rows, r => Assert.Equal(["2026", "SYR", "UTO", "G", "FI", "C"], r.Keys));
        Assert.Empty(test.Node.Statistics.Periods.Table(test.Node.Statistics.TableQuery("asylum-decisions-cases", 2026, 2026)! with { Where = new Dictionary<string, string> { ["unit"] = "P|unknown" } }).Rows);
    }

    [Fact]
    public async Task Interviews_of_a_child_alone_are_counted_with_the_guardian_appointed_before()
    {
        await using var test = await TestNode.StartAsync();
        var (_, child) = await test.RegisterFamilyAsync((Journeys.Person("Karim", "Testov", "2012", "M", childSituation: "unaccompanied"), "focal_point"));
        var (_, guardian) = await test.RegisterFamilyAsync((Journeys.Person("Nadira", "Guardianova", "1970", "F"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(child);
        var draft = test.Room.Begin(test.As("case_officer"));
        await draft.LinkAsync(child[0], LinkKinds.Guardian, guardian[0]);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
        await test.ToAssessmentAsync(asylum, child, "REC-CONV");

        Assert.Equal("2026,SYR,M,12-17,1,1", Csv(test, "asylum-guardians", 2026, 2026).Split(Environment.NewLine)[1]);
        await test.DecideAsync(asylum, child, "REC-CONV");
        // The decision cites no country information.
        Assert.Equal("2026,SYR,M,12-17,1,0", Csv(test, "asylum-coi", 2026, 2026).Split(Environment.NewLine)[1]);
    }

    [Fact]
    public async Task Pending_applicants_are_counted_in_Eurostats_age_groups()
    {
        await using var test = await TestNode.StartAsync();
        await test.OpenAsylumAsync(await ApplicantsAsync(test));
        var rows = test.Node.Statistics.Table("migr_asypenctzm", 2026, 2026)!.Rows;
        Assert.Equal(["Y18-34", "Y_LT14"], rows.Where(r => r.Values[0] > 0).Select(r => r.Keys[4]).Distinct().Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<FigureRow> Stock(TestNode test, string table) => test.Node.Statistics.Table(table, 2026, 2026)!.Rows;

    private static decimal Total(TestNode test, string code, string measure) =>
        test.Node.Statistics.Table(code, 2026, 2026) is { } table ? table.Rows.Sum(r => table.Value(r, measure) ?? 0) : -1;

    private static string Csv(TestNode test, string table, int from, int to) => test.Node.Statistics.Table(table, from, to)!.ToCsv().TrimEnd('\n').ReplaceLineEndings();

    private static async Task<IReadOnlyList<StreamId>> ApplicantsAsync(TestNode test)
    {
        var (_, persons) = await test.RegisterFamilyAsync(
            (Journeys.Person("Amina", "Testova", "1995-05-03", "F"), "focal_point"),
            (Journeys.Person("Karim", "Testov", "2015-01", "M", childSituation: "with_family"), "child"));
        foreach (var person in persons) await test.StepAsync("reviewer", person, "approve").DoneAsync();
        return persons;
    }

    private static async Task<StreamId> ApplicantAsync(TestNode test, params FactValue[] more)
    {
        var (_, persons) = await test.RegisterFamilyAsync(([.. Journeys.Person("Amina", "Testova", "1990-05-03", "F"), .. more], "focal_point"));
        await test.StepAsync("reviewer", persons[0], "approve").DoneAsync();
        await test.OpenAsylumAsync(persons);
        return persons[0];
    }

    private static async Task RecordAsync(TestNode test, StreamId person, DateOnly? changedOn, params FactValue[] facts)
    {
        var draft = test.Room.Begin(test.As("registration_officer"));
        await draft.RecordFactsAsync(person, SubjectFacts.About([.. facts, FactValue.Of("correction_reason", "she said so")]), "she said so", changedOn);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
    }
}
