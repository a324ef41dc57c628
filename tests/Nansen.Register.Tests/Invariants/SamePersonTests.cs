using Nansen.Journal;
using Nansen.Records;
using Nansen.Statistics;

namespace Nansen.Register.Tests;

public class SamePersonTests
{
    [Fact]
    public async Task A_link_is_proposed_by_one_and_confirmed_by_another_officer()
    {
        await using var test = await TestNode.StartAsync();
        var (one, two) = await TwiceAsync(test);
        Assert.IsType<Outcome.Forbidden>(await test.Node.Identity.ProposeAsync(test.As("document_officer"), one, two, 0.9));
        Assert.IsType<Outcome.Forbidden>(await test.Node.Identity.ProposeAsync(test.As("registration_officer") with { Offices = ["ELSEWHERE"] }, one, two, 0.9));
        Assert.IsType<Outcome.Done>(await test.Node.Identity.ProposeAsync(test.As("registration_officer"), one, two, 0.9));
        var proposal = (await test.GetAsync(one)).Proposals.Single().Id;
        (await test.Node.Identity.ConfirmAsync(test.As("registration_officer").In("reviewer"), one, proposal)).Refused("same_officer");
        Assert.IsType<Outcome.Forbidden>(await test.Node.Identity.ConfirmAsync(test.As("case_officer"), one, proposal));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.ConfirmAsync(test.As("reviewer"), one, proposal)));
        (await test.Node.Identity.ConfirmAsync(test.As("reviewer", 2), one, proposal)).Refused("nothing_to_confirm");
        Assert.Equal(new[] { one, two }.Order(), (await test.Node.Identity.ClusterAsync(two)).Order());
    }

    [Fact]
    public async Task Undoing_a_link_restores_facts_statuses_and_accounts_exactly_and_opens_reviews()
    {
        await using var test = await TestNode.StartAsync();
        var (one, two) = await TwiceAsync(test);
        var (firstCase, _) = (await test.OpenAsylumAsync([one]), test.Clock);
        test.Clock.Pass(40);
        await test.OpenAsylumAsync([two]);
        var before = (Facts(await test.GetAsync(one)), Facts(await test.GetAsync(two)), Account(test));
        Assert.Equal(2, Closing(test));

        await test.Node.Identity.ProposeAsync(test.As("registration_officer"), one, two, 0.9);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.ConfirmAsync(test.As("reviewer"), one, (await test.GetAsync(one)).Proposals.Single().Id)));
        Assert.Equal(1, Closing(test));
        await test.ToAssessmentAsync(firstCase, [one], "REC-CONV");
        await DecideOnlyAsync(test, firstCase, one);

        (await test.Node.Identity.UndoAsync(test.As("reviewer"), one, two, "")).Refused("missing");
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.UndoAsync(test.As("reviewer"), one, two, "Different mothers")));
        Assert.Equal(before, (Facts(await test.GetAsync(one)), Facts(await test.GetAsync(two)), Account(test)));
        Assert.Contains((await test.GetAsync(firstCase)).Tasks, t => t.Code == "review_decision_after_unlink" && !t.Done);
        Assert.Single(await test.Node.Identity.ClusterAsync(one));
        Assert.Equal("not_same", (await test.Node.Duplicates.JudgementsAsync(one))[two]);

        await test.ReopenAsync();
        Assert.Equal(before.Item3, Account(test));
    }

    [Theory]
    [InlineData(false, "asylum-pending", "regular")]
    [InlineData(true, "protection-basis", "REC-CONV")]
    public async Task Undoing_a_link_counts_channel_and_legal_basis_again(bool decided, string table, string code)
    {
        await using var test = await TestNode.StartAsync();
        var (one, two) = await TwiceAsync(test);
        foreach (var person in new[] { one, two })
        {
            var asylum = await test.OpenAsylumAsync([person]);
            await test.ToAssessmentAsync(asylum, [person], "REC-CONV");
            if (decided) await test.DecideAsync(asylum, [person], "REC-CONV");
        }

        string Csv() => test.Node.Statistics.Table(table, 2026, 2026)!.ToCsv();
        var before = Csv();
        Assert.Contains(code, before, StringComparison.Ordinal);
        await LinkAsync(test, one, two);
        Assert.NotEqual(before, Csv());
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.UndoAsync(test.As("reviewer"), one, two, "Different")));
        Assert.Equal(before, Csv());
    }

    [Fact]
    public async Task Undoing_a_link_counts_a_move_before_it_and_one_meanwhile_again()
    {
        await using var test = await TestNode.StartAsync();
        var (one, two) = await TwiceAsync(test);
        foreach (var person in new[] { one, two }) await test.OpenAsylumAsync([person]);
        test.Clock.Pass(40);
        await MoveAsync(test, [one, two], "UT-CAP");
        await LinkAsync(test, one, two);
        test.Clock.Pass(40);
        await MoveAsync(test, [one, two], "UT-SOU");
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.UndoAsync(test.As("reviewer"), one, two, "Different")));

        var places = test.Node.Statistics.Table("population-places", 2026, 2026)!;
        Assert.Equal([("unknown", 2m, 0m), ("UT-CAP", 2m, 0m), ("UT-SOU", 0m, 2m)],
            places.Rows.Select(r => (r.Keys[2], places.Value(r, "moved_out") ?? 0, places.Value(r, "closing") ?? 0)).OrderByDescending(r => r.Item1 == "unknown"));
    }

    private static async Task MoveAsync(TestNode test, IEnumerable<StreamId> persons, string place)
    {
        var draft = test.Room.Begin(test.As("registration_officer"));
        foreach (var person in persons)
            await draft.RecordFactsAsync(person, SubjectFacts.About(Values.FactValue.Of("place_of_stay", place)), "moved", draft.On);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
    }

    [Fact]
    public async Task Two_that_are_not_linked_with_each_other_have_nothing_to_undo_and_nobody_is_linked_with_herself()
    {
        await using var test = await TestNode.StartAsync();
        var (one, two) = await TwiceAsync(test);
        var three = (await test.RegisterFamilyAsync((Journeys.Person("Zarina", "Third", "1961", "F"), "focal_point"))).Persons[0];
        await LinkAsync(test, one, two);
        await LinkAsync(test, two, three);
        (await test.Node.Identity.UndoAsync(test.As("reviewer"), one, three, "Different")).Refused("not_linked");
        Assert.Empty(await test.Node.Duplicates.JudgementsAsync(one));
        Assert.Equal(3, (await test.Node.Identity.ClusterAsync(one)).Count);
        (await test.Node.Identity.ProposeAsync(test.As("registration_officer"), one, one, 0.9)).Refused("same_registration");
    }

    [Fact]
    public async Task Undoing_one_of_two_links_leaves_the_other_counted_once()
    {
        await using var test = await TestNode.StartAsync();
        var (one, two) = await TwiceAsync(test);
        var three = (await test.RegisterFamilyAsync((Journeys.Person("Zarina", "Third", "1961", "F"), "focal_point"))).Persons[0];
        foreach (var person in new[] { one, two, three }) await test.OpenAsylumAsync([person]);
        await LinkAsync(test, one, two);
        await LinkAsync(test, one, three);
        Assert.Equal(1, Closing(test));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.UndoAsync(test.As("reviewer"), one, two, "Different")));
        Assert.Equal(2, Closing(test));
    }

    private static async Task<(StreamId One, StreamId Two)> TwiceAsync(TestNode test) => (
        (await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"))).Persons[0],
        (await test.RegisterFamilyAsync((Journeys.Person("Omid", "Exampleson", "1975", "M"), "focal_point"))).Persons[0]);

    private static async Task LinkAsync(TestNode test, StreamId one, StreamId two)
    {
        await test.Node.Identity.ProposeAsync(test.As("registration_officer"), one, two, 0.9);
        var proposal = (await test.GetAsync(one)).Proposals.Single(p => p.Open).Id;
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.ConfirmAsync(test.As("reviewer"), one, proposal)));
    }

    private static async Task DecideOnlyAsync(TestNode test, StreamId asylum, StreamId person)
    {
        await test.StepAsync("case_officer", asylum, "decide", AsylumSteps.Answers([person],
            [Values.FactValue.Of("decision_level", "FI"), Values.FactValue.Of("decided_on", "2026-03-02"), Values.FactValue.Of("deciding_officer", "Decision maker 1"), Values.FactValue.Of("remedy", "None needed")],
            Values.FactValue.Of("outcome", "REC-CONV"), Values.FactValue.Of("facts_accepted", "All"), Values.FactValue.Of("law_applied", "1A(2)"), Values.FactValue.Of("decision_reasons", "Reasons"))).DoneAsync();
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.ConfirmAsync(test.As("decision_maker"), asylum)));
    }

    private static string Facts(RecordState person) => string.Join('\n', person.Facts.OrderBy(f => f.Key.Field).Select(f => $"{f.Key.Field}={string.Join('|', f.Value.Select(v => v.Value.Value.ToString()))}"))
        + string.Join('\n', person.Statuses.Select(s => $"{s.Code} {s.Since} {s.Until} {s.Cause}"));

    private static string Account(TestNode test) => test.Node.Statistics.Periods.Account(Query).ToCsv();

    private static decimal Closing(TestNode test)
    {
        var account = test.Node.Statistics.Periods.Account(Query);
        return account.Rows.Sum(r => account.Value(r, "closing") ?? 0);
    }

    private static readonly AccountQuery Query = AccountQuery.Years(2026, 2026, "year", "coo", "sex", "age") with { Status = "asylum_seeker" };
}
