using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>Two pairs of eyes, history, no machine against a person: DP-08, 14, 18, 36, and what happens to stale and repeated submissions.</summary>
public class SeparationInvariants
{
    [Fact]
    public async Task DP08_Who_proposed_a_decision_does_not_take_it_in_any_of_her_roles()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await test.StepAsync("case_officer", asylum, "decide", AsylumSteps.Answers(persons,
            [FactValue.Of("decision_level", "FI"), FactValue.Of("decided_on", "2026-03-02"), FactValue.Of("deciding_officer", "Decision maker 1"), FactValue.Of("remedy", "None needed")],
            FactValue.Of("outcome", "REC-CONV"), FactValue.Of("facts_accepted", "All"), FactValue.Of("law_applied", "1A(2)"), FactValue.Of("decision_reasons", "Reasons"))).DoneAsync();
        (await test.ConfirmAsync(test.As("case_officer").In("decision_maker"), asylum)).Refused("same_officer");
        Assert.IsType<Outcome.Forbidden>(await test.ConfirmAsync(test.As("reviewer"), asylum));
        Assert.Equal("assessment", (await test.GetAsync(asylum)).State);
        Assert.IsType<Outcome.Done>(await test.ConfirmAsync(test.As("decision_maker"), asylum));
        Assert.Equal("decided", (await test.GetAsync(asylum)).State);
    }

    [Fact]
    public async Task DP08_Who_registered_does_not_approve_and_who_proposed_a_document_does_not_issue_it()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var draft = test.Room.Begin(test.As("registration_officer").In("reviewer"));
        await draft.TransitionAsync(persons[0], "approve", []);
        (await test.Room.CommitAsync(draft)).Refused("same_officer");

        await test.OpenAsylumAsync(persons);
        var proposed = (await test.Room.Rows.DocumentsInAsync("proposed", 5)).Single();
        (await test.Node.Documents.IssueAsync(test.As("registration_officer").In("document_officer"), proposed.Id)).Refused("same_officer");
        Assert.IsType<Outcome.Forbidden>(await test.Node.Documents.IssueAsync(test.As("case_officer"), proposed.Id));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.IssueAsync(test.As("document_officer"), proposed.Id)));
    }

    [Fact]
    public async Task DP14_A_corrected_value_stays_in_the_history_with_who_and_when_also_after_a_restart()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        test.Clock.Pass(3);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.RecordAsync(test.As("registration_officer", 2), persons[0], FactValue.Of("date_of_birth", "1991", FactSource.DocumentOriginal))));
        await test.ReopenAsync();
        var versions = (await test.GetAsync(persons[0])).Facts.Single(f => f.Key.Field == "date_of_birth").Value;
        Assert.Equal(["1990-05-03", "1991"], versions.Select(v => v.Value.Text));
        Assert.Equal([FactSource.Declared, FactSource.DocumentOriginal], versions.Select(v => v.Value.Source));
        Assert.Equal([test.As("registration_officer").Key, test.As("registration_officer", 2).Key], versions.Select(v => v.Actor));
        Assert.Equal(3, (versions[1].At - versions[0].At).Days);
    }

    [Fact]
    public async Task DP18_The_system_takes_and_proposes_no_step_that_may_go_against_a_person()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((BorderSteps.Unafraid("Omid", "Exampleson"), "focal_point"));
        var records = new[] { await test.OpenAsylumAsync(persons), await test.ScreenedAsync((await test.RegisterFamilyAsync((BorderSteps.Unafraid("Boris", "Specimen"), "focal_point"))).Persons[0]) };
        await test.ToAssessmentAsync(records[0], persons, "REJ-INC");
        foreach (var record in records)
        {
            var before = await test.GetAsync(record);
            foreach (var step in test.Node.Pack.RulesOf(before.Type)!.Transitions.Where(t => t.Adverse || t.Decision))
            {
                var draft = test.Room.Begin(Actor.System);
                await draft.TransitionAsync(record, step.Event, []);
                Assert.IsNotType<Outcome.Done>(await test.Room.CommitAsync(draft));
            }

            Assert.Equal(before.Timeline.Count, (await test.GetAsync(record)).Timeline.Count);
        }

        // A lapsed clock is shown and does nothing.
        test.Clock.Pass(900);
        await test.ReopenAsync();
        var late = await test.GetAsync(records[0]);
        Assert.Contains(test.Room.Clocks(late), c => c.Lapsed);
        Assert.Equal("assessment", late.State);
        Assert.Contains((await test.GetAsync(persons[0])).ActiveStatuses, s => s.Code == "asylum_seeker");
    }

    [Fact]
    public void DP18_Every_adverse_step_of_the_pack_waits_for_a_second_pair_of_eyes()
    {
        var pack = RegisterNode.LoadPack(new NodeSettings("UTO", "UT", true));
        Assert.All(pack.Procedures.Values.SelectMany(p => p.Transitions).Where(t => t.Adverse && t.Decision), t => Assert.NotEmpty(t.ConfirmedBy));
    }

    [Fact]
    public async Task DP36_Nobody_is_registered_without_the_notice_and_nothing_of_her_family_is_stored()
    {
        await using var test = await TestNode.StartAsync();
        var result = await test.Node.Groups.RegisterAsync(new RegisterGroup(test.As("registration_officer"), "registration_emergency", TestNode.Office, [],
        [
            new NewMember(Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point", []),
            new NewMember([.. Journeys.Person("Omid", "Exampleson", "1988", "M").Where(f => f.Field != "information_notice")], "spouse", []),
        ]));
        var refused = result.Outcome.Refused("missing");
        Assert.Contains(refused.Problems, p => p.Field == "information_notice" && p.Of == "1");
        Assert.Empty(await test.Room.Rows.CountsAsync());

        var draft = test.Room.Begin(test.As("registration_officer"));
        var person = draft.Create("individual", TestNode.Office, SubjectFacts.About(FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of("Amina", "Testova")]))));
        await draft.TransitionAsync(person, "submit", []);
        (await test.Room.CommitAsync(draft)).Refused("guard");
    }

    [Fact]
    public async Task A_stale_edit_is_refused_and_shows_what_changed()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var seen = (await test.GetAsync(persons[0])).Heads;
        Assert.IsType<Outcome.Done>(await test.RecordAsync(test.As("registration_officer"), persons[0], FactValue.Of("phone", "+000 1")));

        var late = test.Room.Begin(test.As("registration_officer", 2));
        late.Expect(persons[0], seen);
        await late.RecordFactsAsync(persons[0], SubjectFacts.About(FactValue.Of("phone", "+000 2")));
        var stale = Assert.IsType<Outcome.Stale>(await test.Room.CommitAsync(late));
        Assert.Equal(["phone"], Assert.Single(stale.Since).Fields);
        Assert.Equal("+000 1", stale.Record.Text("phone"));

        // And when both were read before either was written.
        var (one, two) = (test.Room.Begin(test.As("registration_officer")), test.Room.Begin(test.As("registration_officer", 2)));
        await one.RecordFactsAsync(persons[0], SubjectFacts.About(FactValue.Of("email", "a@example.org")));
        await two.RecordFactsAsync(persons[0], SubjectFacts.About(FactValue.Of("phone", "+000 3")));
        Assert.IsType<Outcome.Done>(await test.Room.CommitAsync(one));
        stale = Assert.IsType<Outcome.Stale>(await test.Room.CommitAsync(two));
        Assert.Equal(["email"], Assert.Single(stale.Since).Fields);
        Assert.Equal("+000 1", (await test.GetAsync(persons[0])).Text("phone"));
    }

    [Fact]
    public async Task The_same_submission_sent_twice_adds_once()
    {
        await using var test = await TestNode.StartAsync();
        var command = new RegisterGroup(test.As("registration_officer"), "registration_emergency", TestNode.Office, [], [new NewMember(Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point", [])]) { Token = BatchId.New(), QueueUnreviewed = true };
        Assert.False(Assert.IsType<Outcome.Done>((await test.Node.Groups.RegisterAsync(command)).Outcome).Again);
        var again = Assert.IsType<Outcome.Done>((await test.Node.Groups.RegisterAsync(command)).Outcome);
        Assert.True(again.Again);
        Assert.Contains(again.Records, r => r.Type == "individual" && r.Label == "Amina Testova");
        Assert.Equal(1, await test.IndividualsAsync());
        Assert.Equal(1, test.Node.Search.Index.Count);
    }
}
