using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>SG-1, SG-2 and SG-11: no path leads around them.</summary>
public class SafeguardInvariants
{
    [Theory]
    [InlineData("order_removal")]
    [InlineData("extradite")]
    public async Task SG1_Nobody_who_fears_to_return_is_ordered_out(string order)
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var removal = await test.OpenRemovalAsync(persons[0]);
        (await test.StepAsync("return_officer", removal, order, BorderSteps.RemovalOrder(persons[0]))).Refused("safeguard");
        (await test.StepAsync("return_officer", removal, "contact_country_of_origin", AsylumSteps.Answers(persons, [FactValue.Of("contact_purpose", "Papers")]))).Refused("safeguard");
        Assert.Empty((await test.GetAsync(removal)).Proposals);
        var step = Assert.Single(await test.Room.StepsAsync(test.As("return_officer"), await test.GetAsync(removal)), s => s.Step.Event == order);
        Assert.Contains(step.Obstacles, p => p.Code == "safeguard" && p.Text.In("en").StartsWith("SG-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SG1_A_proposed_removal_is_not_confirmed_once_a_claim_is_made()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((BorderSteps.Unafraid("Omid", "Exampleson"), "focal_point"));
        var removal = await test.OpenRemovalAsync(persons[0]);
        await test.StepAsync("return_officer", removal, "order_removal", BorderSteps.RemovalOrder(persons[0])).DoneAsync();
        await test.OpenAsylumAsync(persons);
        (await test.ConfirmAsync(test.As("return_officer", 2), removal)).Refused("safeguard");
        Assert.Equal("considered", (await test.GetAsync(removal)).State);
    }

    [Fact]
    public async Task SG1_An_ordered_removal_is_not_carried_out_once_a_claim_is_made()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((BorderSteps.Unafraid("Omid", "Exampleson"), "focal_point"));
        var removal = await test.OpenRemovalAsync(persons[0]);
        await test.StepAsync("return_officer", removal, "order_removal", BorderSteps.RemovalOrder(persons[0])).DoneAsync();
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.ConfirmAsync(test.As("return_officer", 2), removal)));
        await test.StepAsync("return_officer", removal, "notify_removal", AsylumSteps.Answers(persons, [], FactValue.Of("removal_service_date", "2026-03-02"), FactValue.OfJson("removal_language", Journeys.Json("""["rus"]""")))).DoneAsync();
        test.Clock.Pass(90);
        await test.OpenAsylumAsync(persons);
        (await test.StepAsync("return_officer", removal, "execute_removal")).Refused("safeguard");
        await test.StepAsync("return_officer", removal, "halt").DoneAsync();
    }

    [Fact]
    public async Task SG1_A_claim_recorded_between_check_and_commit_wins_the_race()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((BorderSteps.Unafraid("Omid", "Exampleson"), "focal_point"));
        var removal = await test.OpenRemovalAsync(persons[0]);
        await test.StepAsync("return_officer", removal, "order_removal", BorderSteps.RemovalOrder(persons[0])).DoneAsync();
        var checkedBefore = test.Room.Begin(test.As("return_officer", 2));
        await checkedBefore.ConfirmAsync(removal, (await test.GetAsync(removal)).Proposals[0].Id);
        Assert.Empty(checkedBefore.Problems);
        await test.OpenAsylumAsync(persons);
        Assert.IsType<Outcome.Stale>(await test.Room.CommitAsync(checkedBefore));
        Assert.Equal("considered", (await test.GetAsync(removal)).State);

        // The same for a sign of fear, which is a fact and no case.
        var (_, others) = await test.RegisterFamilyAsync((BorderSteps.Unafraid("Boris", "Specimen", "1975"), "focal_point"));
        var second = await test.OpenRemovalAsync(others[0]);
        await test.StepAsync("return_officer", second, "order_removal", BorderSteps.RemovalOrder(others[0])).DoneAsync();
        var racing = test.Room.Begin(test.As("return_officer", 2));
        await racing.ConfirmAsync(second, (await test.GetAsync(second)).Proposals[0].Id);
        Assert.IsType<Outcome.Done>(await test.RecordAsync(test.As("registration_officer"), others[0], FactValue.Of("fear_of_return", "unsure")));
        Assert.IsType<Outcome.Stale>(await test.Room.CommitAsync(racing));
    }

    [Fact]
    public async Task SG1_Entry_is_refused_to_nobody_who_fears_by_proposal_confirmation_or_the_system()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((BorderSteps.Unafraid("Omid", "Exampleson"), "focal_point"));
        var border = await test.ScreenedAsync(persons[0]);
        await test.StepAsync("border_guard", border, "refuse_entry", BorderSteps.BorderDecision(persons[0])).DoneAsync();
        Assert.IsType<Outcome.Done>(await test.RecordAsync(test.As("registration_officer"), persons[0], FactValue.Of("fear_of_return", "yes")));
        var colleague = await test.OfSameCaseAsync(border, test.As("border_guard", 2));
        (await test.ConfirmAsync(colleague, border)).Refused("safeguard");

        var system = test.Room.Begin(Actor.System);
        await system.TransitionAsync(border, "refuse_entry", BorderSteps.BorderDecision(persons[0]));
        Assert.IsNotType<Outcome.Done>(await test.Room.CommitAsync(system));

        var around = test.Room.Begin(test.As("border_guard"));
        foreach (var type in new[] { EntryTypes.Transitioned, EntryTypes.Decided, EntryTypes.Confirmed, EntryTypes.Proposed })
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await around.EntryAsync(border, h => h with { Type = type, Event = "refuse_entry", To = "border_decision_taken" }));
        Assert.Equal("screened", (await test.GetAsync(border)).State);
    }

    [Fact]
    public async Task SG2_The_matters_of_a_child_alone_go_first_until_she_is_found_not_to_be_alone()
    {
        await using var test = await TestNode.StartAsync();
        var adults = new List<StreamId>();
        foreach (var (given, family, born) in new[] { ("Omid", "Exampleson", "1975"), ("Zarina", "Third", "1961") })
            adults.Add((await test.RegisterFamilyAsync((Journeys.Person(given, family, born, "M"), "focal_point"))).Persons[0]);
        test.Clock.Pass(5);
        var child = (await test.RegisterFamilyAsync((Journeys.Person("Karim", "Testov", "2012", "M", childSituation: "unaccompanied"), "focal_point"))).Persons[0];
        var cases = new List<StreamId>();
        foreach (var person in adults.Append(child)) cases.Add(await test.OpenAsylumAsync([person]));

        var waiting = await WaitingAsync(test, ("individual", "submitted"));
        Assert.Equal((child, true), waiting[0]);
        Assert.Equal(adults.Select(a => (a, false)).Order(), waiting.Skip(1).Order());
        Assert.Equal((cases[2], true), (await WaitingAsync(test, ("asylum", "made")))[0]);
        Assert.Equal("SG-2", (await test.GetAsync(child)).Timeline.Single(t => t.Head.Type == EntryTypes.Prioritised).Head.Code);

        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.RecordAsync(test.As("registration_officer"), child, FactValue.Of("unaccompanied_separated", "with_family"))));
        Assert.DoesNotContain(await WaitingAsync(test, ("individual", "submitted")), w => w.First);
    }

    private static async Task<List<(StreamId Record, bool First)>> WaitingAsync(TestNode test, (string, string) state) =>
        [.. (await test.Room.Rows.WorklistAsync(test.As("reviewer"), [state], [], 0, 20)).Items.Where(i => i.Kind == "state").Select(i => (i.Record.Id, i.First))];

    [Fact]
    public async Task SG2_A_child_alone_is_heard_only_with_a_guardian_and_never_in_the_accelerated_channel()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Karim", "Testov", "2012", "M", childSituation: "unaccompanied"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        await test.StepAsync("registration_officer", asylum, "register").DoneAsync();
        await test.StepAsync("case_officer", asylum, "lodge", AsylumSteps.Answers(persons, [FactValue.Of("lodged_on", "2026-03-02"), FactValue.OfJson("application_language", Journeys.Json("""["rus"]"""))], FactValue.Of("reasons_for_flight", "Threats"))).DoneAsync();
        var channel = AsylumSteps.Answers(persons, [FactValue.Of("channel", "accelerated"), FactValue.Of("channel_ground", "default")]);
        (await test.StepAsync("case_officer", asylum, "channel_accelerated", channel)).Refused("safeguard");
        await test.StepAsync("case_officer", asylum, "channel_regular", AsylumSteps.Answers(persons, [FactValue.Of("channel", "regular")])).DoneAsync();
        var plan = AsylumSteps.Answers(persons, [FactValue.Of("interview_on", "2026-03-20"), FactValue.Of("interview_place", "Room 2")]);
        (await test.StepAsync("case_officer", asylum, "schedule_interview", plan)).Refused("safeguard");

        var (_, guardian) = await test.RegisterFamilyAsync((Journeys.Person("Nadira", "Guardianova", "1970", "F"), "focal_point"));
        var draft = test.Room.Begin(test.As("case_officer"));
        var link = await draft.LinkAsync(persons[0], LinkKinds.Guardian, guardian[0]);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
        await test.StepAsync("case_officer", asylum, "schedule_interview", plan).DoneAsync();

        // A guardian who is gone again is no guardian.
        var undo = test.Room.Begin(test.As("case_officer"));
        await undo.UnlinkAsync(persons[0], link, "resigned");
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(undo)));
        (await test.StepAsync("case_officer", asylum, "interview", AsylumSteps.Answers(persons, [], FactValue.Of("interview_held_on", "2026-03-02")))).Refused("safeguard");
    }

    [Fact]
    public async Task SG11_The_certificate_is_proposed_with_the_status_and_the_status_outlasts_all_but_a_final_decision()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        Assert.Equal("DOC-ASC", Assert.Single(await test.Room.Rows.DocumentsOfAsync(persons[0])).Kind);
        await test.ToAssessmentAsync(asylum, persons, "REJ-INC");
        await test.DecideAsync(asylum, persons, "REJ-INC");
        Assert.Contains((await test.GetAsync(persons[0])).ActiveStatuses, s => s.Code == "asylum_seeker");
        (await test.StepAsync("decision_maker", asylum, "become_final")).Refused("guard");
        Assert.Contains((await test.GetAsync(persons[0])).ActiveStatuses, s => s.Code == "asylum_seeker");
        var around = test.Room.Begin(test.As("case_officer"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await around.EntryAsync(persons[0], h => h with { Type = EntryTypes.StatusEnded, Code = "asylum_seeker" }));

        test.Clock.Pass(60);
        await test.StepAsync("decision_maker", asylum, "become_final").DoneAsync();
        Assert.DoesNotContain((await test.GetAsync(persons[0])).ActiveStatuses, s => s.Code == "asylum_seeker");
    }
}

internal static class BorderColleagues
{
    /// <summary>A colleague sees a border case that is not her own only when it is given to her.</summary>
    public static async Task<Actor> OfSameCaseAsync(this TestNode test, StreamId border, Actor colleague)
    {
        var draft = test.Room.Begin(test.As("border_guard"));
        await draft.AssignAsync(border, "border_guard", colleague.Key);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
        return colleague;
    }
}
