using Nansen.Journal;
using Nansen.Records;
using Nansen.Register;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.Cooperation.Tests;

public sealed class IndicatorReadingsTests
{
    [Fact]
    public async Task A_wish_handed_over_in_time_is_counted_under_the_regions_commitment()
    {
        await using var up = await FollowUp.StartAsync();
        await up.HandOverAsync(await up.WishAsync(await up.RegisterAsync(6)));

        var reading = await up.ReadAsync("IND-01");

        var figure = Assert.Single(reading.Figures);
        Assert.Equal(("2026", 6L, 6L, 1m), (figure.Period, figure.Share!.Value.Numerator.Value!.Value, figure.Share.Value.Denominator.Value!.Value, figure.Share.Value.Value!.Value));
        Assert.Equal((0, 0), (figure.MedianDays!.Value, figure.NinetiethDays!.Value));
        Assert.Contains("C14", reading.Indicator.Commitments);
        Assert.Equal(["border_referral/record_wish", "border_referral/raise_wish_later", "handover", "border_referral/accept_handover", "border_referral/withdraw_wish"], reading.Feed.Select(s => s.Code));
        Assert.Contains(reading.Indicator.Code, (await up.Desk.SummaryAsync()).Commitments.Single(c => c.Commitment.Code == "C14").Indicators);
    }

    [Fact]
    public async Task A_late_hand_over_lowers_the_share_and_an_open_one_is_named()
    {
        await using var up = await FollowUp.StartAsync();
        await up.HandOverAsync(await up.WishAsync(await up.RegisterAsync(6)));
        var late = await up.WishAsync(await up.RegisterAsync(7));
        await up.WishAsync(await up.RegisterAsync(5));
        up.Test.Clock.Pass(3);
        await up.HandOverAsync(late);

        var reading = await up.ReadAsync("IND-01");

        var share = Assert.Single(reading.Figures).Share!.Value;
        Assert.Equal((6L, 13L), (share.Numerator.Value!.Value, share.Denominator.Value!.Value));
        Assert.Equal((3, 3), (reading.Figures[0].MedianDays!.Value, reading.Figures[0].NinetiethDays!.Value));
        Assert.Equal(5, reading.StillLate!.Value.Value);
    }

    [Fact]
    public async Task Figures_OfFewPersons_AreWithheld()
    {
        await using var up = await FollowUp.StartAsync();
        await up.HandOverAsync(await up.WishAsync(await up.RegisterAsync(3)));

        var reading = await up.ReadAsync("IND-01");

        var figure = Assert.Single(reading.Figures);
        Assert.Equal(new PublicCount(1, 4), figure.Share!.Value.Denominator);
        Assert.Null(figure.MedianDays);
        Assert.Contains(reading.Missing, m => m.In("en").StartsWith("Counts of 1 to 4 persons", StringComparison.Ordinal));
        Assert.DoesNotContain("\"numerator\":3", FollowUpJson.Of(reading).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registration_coverage_counts_those_of_whom_only_the_group_is_known()
    {
        await using var up = await FollowUp.StartAsync();
        var persons = await up.RegisterAsync(6);
        foreach (var person in persons) await up.Test.StepAsync("reviewer", person, "approve").DoneAsync();
        Assert.Equal(1m, (await up.ReadAsync("IND-03")).Latest!.Share!.Value.Value);

        StreamId group = default;
        await up.Test.Room.Rows.ReadAsync("select record from record_links where kind=@p0 and other=@p1", r => group = RowQueries.StreamOf(r, 0), TestContext.Current.CancellationToken, LinkKinds.Member, persons[0]);
        await up.Test.StepAsync("registration_officer", group, "pre_register", SubjectFacts.About(
            FactValue.OfJson("focal_point_name", PersonNameJson.Write([PersonName.Of("Amina", "Testova")])), FactValue.Of("group_size_declared", "16"), FactValue.Of("token_number", "17"))).DoneAsync();
        var coverage = await up.ReadAsync("IND-03");
        Assert.Equal((6L, 16L), (coverage.Latest!.Share!.Value.Numerator.Value!.Value, coverage.Latest.Share.Value.Denominator.Value!.Value));
        // Of those in groups neither sex nor age is known: a share by sex would be wrong.
        Assert.Empty(coverage.Groups);
        Assert.Contains(coverage.Feed, s => s.Code == "recorded-in-groups");
        Assert.Contains(coverage.Feed, s => s.Code == "registration_group/pre_register");
    }

    [Fact]
    public async Task Decisions_are_counted_from_the_statistics_book_and_their_clock_from_the_case()
    {
        await using var up = await FollowUp.StartAsync();
        var persons = await up.RegisterAsync(5);
        foreach (var person in persons) await up.Test.StepAsync("reviewer", person, "approve").DoneAsync();
        var asylum = await up.Test.OpenAsylumAsync(persons);
        await up.Test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        up.Test.Clock.Pass(10);
        await up.Test.DecideAsync(asylum, persons, "REC-CONV");

        var rate = Assert.Single((await up.ReadAsync("IND-08")).Figures);
        Assert.Equal(("2026", 5L, 1m), (rate.Period, rate.Share!.Value.Denominator.Value!.Value, rate.Share.Value.Value!.Value));
        var duration = Assert.Single((await up.ReadAsync("IND-07")).Figures);
        Assert.Equal((10, 10, 1m), (duration.MedianDays!.Value, duration.NinetiethDays!.Value, duration.Share!.Value.Value!.Value));

        // Nobody holds an issued document yet.
        var documents = await up.ReadAsync("IND-05");
        Assert.Equal((0L, 5L), (documents.Latest!.Share!.Value.Numerator.Value!.Value, documents.Latest.Share.Value.Denominator.Value!.Value));
    }

    [Fact]
    public async Task Documents_issued_raise_the_coverage()
    {
        await using var up = await FollowUp.StartAsync();
        var persons = await up.RegisterAsync(5);
        foreach (var person in persons) await up.Test.StepAsync("reviewer", person, "approve").DoneAsync();
        await up.Test.OpenAsylumAsync(persons);
        foreach (var document in await up.Test.Room.Rows.DocumentsInAsync("proposed", 10))
            Journeys.Explain(await up.Test.Node.Documents.IssueAsync(up.Test.As("document_officer"), document.Id));

        Assert.Equal(1m, (await up.ReadAsync("IND-05")).Latest!.Share!.Value.Value);
    }

    [Fact]
    public async Task A_suspension_does_not_count_as_time()
    {
        await using var up = await FollowUp.StartAsync();
        var persons = await up.RegisterAsync(5);
        foreach (var person in persons) await up.Test.StepAsync("reviewer", person, "approve").DoneAsync();
        var asylum = await up.Test.OpenAsylumAsync(persons);
        await up.Test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await up.Test.StepAsync("case_officer", asylum, "suspend", Records.SubjectFacts.About(
            Values.FactValue.Of("suspension_ground", up.Test.Node.Pack.ListOf(up.Test.Node.Pack.FieldOf("asylum", "suspension_ground"))!.Items[0].Code), Values.FactValue.Of("suspension_until", "2026-06-10"))).DoneAsync();
        up.Test.Clock.Pass(100);
        await up.Test.StepAsync("case_officer", asylum, "resume").DoneAsync();
        up.Test.Clock.Pass(7);
        await up.Test.DecideAsync(asylum, persons, "REC-CONV");

        Assert.Equal(7, Assert.Single((await up.ReadAsync("IND-07")).Figures).MedianDays);
    }

    [Fact]
    public async Task An_empty_register_says_what_is_missing()
    {
        await using var up = await FollowUp.StartAsync();

        foreach (var reading in (await up.Indicators.AllAsync()).Where(r => r.Indicator.Kind != Packs.IndicatorKind.TreatyActions && r.Indicator.Code != "IND-26"))
        {
            Assert.Empty(reading.Figures);
            var waits = reading.Indicator.Kind == Packs.IndicatorKind.Waits || reading.Indicator.Code is "IND-13" or "IND-14" or "IND-15" or "IND-16" or "IND-17"
                or "IND-18" or "IND-19" or "IND-20" or "IND-21" or "IND-23" or "IND-27" or "IND-28" or "IND-29" or "IND-30";
            var (en, ru) = waits ? ("No source yet", "Источника пока нет") : ("Nothing to count yet", "Пока нечего считать");
            Assert.Contains(reading.Missing, m => m.In("en").StartsWith(en, StringComparison.Ordinal) && m.In("ru").StartsWith(ru, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Interviews_and_appeals_are_counted_when_they_are_held_and_decided()
    {
        await using var up = await FollowUp.StartAsync();
        var persons = await up.RegisterAsync(6);
        foreach (var person in persons) await up.Test.StepAsync("reviewer", person, "approve").DoneAsync();
        var asylum = await up.Test.OpenAsylumAsync(persons);
        up.Test.Clock.Pass(2);
        await up.Test.ToAssessmentAsync(asylum, persons, "REJ-CRED");
        await up.Test.DecideAsync(asylum, persons, "REJ-CRED");
        Assert.Empty((await up.ReadAsync("IND-09")).Figures);
        await up.AppealAsync(asylum, persons, "overturned", "REC-CONV");

        foreach (var code in new[] { "IND-09", "IND-10" })
        {
            var share = Assert.Single((await up.ReadAsync(code)).Figures).Share!.Value;
            Assert.Equal((6L, 6L), (share.Numerator.Value!.Value, share.Denominator.Value!.Value));
        }

        // Nobody asked for a team of her sex, so there is nothing to divide by.
        Assert.Empty((await up.ReadAsync("IND-10-team")).Figures);
        var registration = Assert.Single((await up.ReadAsync("IND-04")).Figures);
        Assert.Equal((2, 2, 6L), (registration.MedianDays!.Value, registration.NinetiethDays!.Value, registration.Share!.Value.Denominator.Value!.Value));
        Assert.Contains("asylum/notify_appeal", (await up.ReadAsync("IND-09")).Feed.Select(s => s.Code));
    }

    [Fact]
    public async Task An_appeal_upheld_or_withdrawn_changes_no_decision()
    {
        await using var up = await FollowUp.StartAsync();
        foreach (var (size, result) in new[] { (6, "upheld"), (5, "withdrawn") })
        {
            var persons = await up.RegisterAsync(size);
            foreach (var person in persons) await up.Test.StepAsync("reviewer", person, "approve").DoneAsync();
            var asylum = await up.Test.OpenAsylumAsync(persons);
            await up.Test.ToAssessmentAsync(asylum, persons, "REJ-CRED");
            await up.Test.DecideAsync(asylum, persons, "REJ-CRED");
            await up.AppealAsync(asylum, persons, result, "REJ-CRED");
        }

        var share = Assert.Single((await up.ReadAsync("IND-09")).Figures).Share!.Value;
        Assert.Equal((0L, 6L), (share.Numerator.Value!.Value, share.Denominator.Value!.Value));
    }

    [Fact]
    public async Task The_follow_up_counts_itself_and_is_no_evidence_of_itself()
    {
        await using var up = await FollowUp.StartAsync();
        var before = Assert.Single((await up.ReadAsync("IND-26")).Figures).Share!.Value;
        Assert.Empty((await up.ReadAsync("IND-26-overdue")).Figures);

        FollowUp.Done(await up.Desk.AddActionAsync(up.Focal, "C2", FollowUp.Action()));
        FollowUp.Done(await up.Desk.AddActionAsync(up.Focal, "C2", FollowUp.Action(due: "2027-02-01")));
        FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C14", FollowUp.Text()));

        var after = Assert.Single((await up.ReadAsync("IND-26")).Figures).Share!.Value;
        Assert.Equal((before.Numerator.Value + 1, 73L), (after.Numerator.Value, after.Denominator.Value));
        Assert.Equal((await up.Desk.SummaryAsync()).WithEvidence, after.Numerator.Value);
        Assert.Equal(0.5m, Assert.Single((await up.ReadAsync("IND-26-overdue")).Figures).Share!.Value.Value);
        Assert.Equal(0m, Assert.Single((await up.ReadAsync("IND-26-answered")).Figures).Share!.Value.Value);
    }

    [Fact]
    public async Task Treaty_actions_are_counted_by_instrument()
    {
        await using var up = await FollowUp.StartAsync();

        var figures = (await up.ReadAsync("IND-25")).Figures.ToDictionary(f => f.Period, f => f.Number);
        Assert.Equal((4L, 0L), (figures["CSSP54"]!.Value, figures["CMW90"]!.Value));
    }

    [Fact]
    public async Task Readings_name_method_source_and_time_and_every_feed_begins_in_the_pack()
    {
        await using var up = await FollowUp.StartAsync();
        foreach (var reading in await up.Indicators.AllAsync())
        {
            Assert.Equal(reading.Indicator.Kind == Packs.IndicatorKind.Waits, reading.Feed.Count == 0);
            Assert.NotEmpty(reading.Indicator.Method.In("ru"));
            Assert.NotEmpty(reading.Indicator.Commitments);
            if (reading.Indicator.Kind is not (Packs.IndicatorKind.TreatyActions or Packs.IndicatorKind.Waits)) Assert.Contains("as known at 2026-03-02", reading.Source.In("en"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Percentile_IsTheNearestRank()
    {
        List<ClockCounts.Run> runs = [new(default, 1, true, 5), new(default, 30, true, 4), new(default, 200, false, 1)];

        Assert.Equal((1, 30, 200), (ClockCounts.Percentile(runs, 10, 0.5m), ClockCounts.Percentile(runs, 10, 0.9m), ClockCounts.Percentile(runs, 10, 1m)));
    }
}
