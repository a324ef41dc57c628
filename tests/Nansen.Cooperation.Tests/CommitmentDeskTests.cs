using Nansen.Journal;
using Nansen.Records;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.Cooperation.Tests;

public sealed class CommitmentDeskTests
{
    [Fact]
    public async Task An_action_is_recorded_published_delayed_and_finished()
    {
        await using var up = await FollowUp.StartAsync();
        var action = FollowUp.Done(await up.Desk.AddActionAsync(up.Focal, "c14", FollowUp.Action()));

        var file = await up.Desk.OpenAsync("C14");
        var shown = Assert.Single(file!.Actions);
        Assert.Equal(("C14", "Train border guards", "Border Service", "planned", true), (shown.Commitment, shown.Title, shown.Body, shown.Status, shown.IsOverdue(up.Test.Room.Today)));
        Assert.Contains(file.Missing, m => m.In("en").StartsWith("Overdue since 2026-02-01", StringComparison.Ordinal));

        FollowUp.Done(await up.Desk.MoveActionAsync(up.Focal, action, "delay", [FactValue.Of("action_reason", "No trainer yet"), FactValue.Of("due_on", "2026-06-01")]));
        FollowUp.Done(await up.Desk.MoveActionAsync(up.Focal, action, "begin", []));
        FollowUp.Done(await up.Desk.MoveActionAsync(up.Focal, action, "finish", []));

        shown = Assert.Single((await up.Desk.OpenAsync("C14"))!.Actions);
        Assert.Equal(("done", true, "No trainer yet"), (shown.Status, shown.Closed, shown.Reason));
        Assert.Equal(["", "delay", "begin", "finish"], shown.History.Select(h => h.Event));
        Assert.Single((await up.Desk.SummaryAsync()).Commitments.Single(c => c.Commitment.Code == "C14").Actions);
    }

    [Fact]
    public async Task A_submission_is_published_unedited_answered_and_taken_up()
    {
        await using var up = await FollowUp.StartAsync();
        var id = FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C14", FollowUp.Text()));
        var file = await up.Desk.OpenAsync("C14");
        Assert.Equal("Nobody interprets at night.", Assert.Single(file!.Submissions).Text);
        Assert.Contains(file.Missing, m => m.In("en") == "Submissions without a reply: 1.");

        FollowUp.Done(await up.Desk.AnswerAsync(up.Focal, id, new SubmissionAnswer([FactValue.Of("reply", "A line opens in May.")], "take_up")));

        var shown = Assert.Single((await up.Desk.OpenAsync("C14"))!.Submissions);
        Assert.Equal(("taken_up", "A line opens in May.", up.Test.Room.Today), (shown.Status, shown.Reply, shown.RepliedOn!.Value));
        Assert.Equal(["", "acknowledge", "answer", "take_up"], (await up.Test.GetAsync(id)).Timeline.Select(t => t.Head.Event ?? ""));
    }

    [Fact]
    public async Task Answer_NotTakenUp_NeedsItsReason()
    {
        await using var up = await FollowUp.StartAsync();
        var id = FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C16", FollowUp.Text()));
        IReadOnlyList<FactValue> reply = [FactValue.Of("reply", "We looked at it.")];

        Assert.Equal("missing", FollowUp.Refused(await up.Desk.AnswerAsync(up.Focal, id, new SubmissionAnswer(reply, "not_take_up"))));
        Assert.Equal("missing", FollowUp.Refused(await up.Desk.AnswerAsync(up.Focal, id, new SubmissionAnswer([]))));
        Assert.Equal("submitted", (await up.Test.GetAsync(id)).State);
        FollowUp.Done(await up.Desk.AnswerAsync(up.Focal, id, new SubmissionAnswer(reply)));
        FollowUp.Done(await up.Desk.AnswerAsync(up.Focal, id, new SubmissionAnswer([], "not_take_up", [FactValue.Of("submission_reason", "No money this year.")])));
        Assert.Equal(("not_taken_up", "No money this year."), ((await up.Desk.PublishedAsync()).Submissions[0].Status, (await up.Desk.PublishedAsync()).Submissions[0].Reason));
    }

    [Theory]
    [InlineData("case_officer")]
    [InlineData("administrator")]
    [InlineData("public_reader")]
    public async Task Commands_OfOtherRoles_AreForbiddenAndWriteNothing(string role)
    {
        await using var up = await FollowUp.StartAsync();
        var id = FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C16", FollowUp.Text()));
        var other = up.Test.As(role);

        Assert.IsType<Outcome.Forbidden>(await up.Desk.AddActionAsync(other, "C16", FollowUp.Action()));
        Assert.IsType<Outcome.Forbidden>(await up.Desk.SubmitAsync(other, "C16", FollowUp.Text()));
        Assert.IsType<Outcome.Forbidden>(await up.Desk.AnswerAsync(other, id, new SubmissionAnswer([FactValue.Of("reply", "No.")])));
        Assert.IsType<Outcome.Forbidden>(await up.Desk.AnswerAsync(up.Partner, id, new SubmissionAnswer([FactValue.Of("reply", "No.")])));
        var book = await up.Desk.PublishedAsync();
        Assert.Equal((0, 1, "submitted"), (book.Actions.Count, book.Submissions.Count, book.Submissions[0].Status));
    }

    [Fact]
    public async Task Commands_OnAPersonsRecord_AreForbidden()
    {
        await using var up = await FollowUp.StartAsync();
        var person = (await up.RegisterAsync(1))[0];

        Assert.IsType<Outcome.Forbidden>(await up.Desk.MoveActionAsync(up.Focal, person, "approve", []));
        Assert.IsType<Outcome.Forbidden>(await up.Desk.AnswerAsync(up.Focal, person, new SubmissionAnswer([])));
        Assert.Null(await up.Test.Room.OpenAsync(PublicReader.Actor, person, "view"));
        Assert.Null(await up.Test.Room.OpenAsync(up.Focal, person, "view"));
    }

    [Fact]
    public async Task Text_WithARecordNumber_IsRefused()
    {
        await using var up = await FollowUp.StartAsync();
        var person = await up.Test.GetAsync((await up.RegisterAsync(1))[0]);

        Assert.Equal("person_trace", FollowUp.Refused(await up.Desk.SubmitAsync(up.Partner, "C14", FollowUp.Text($"What of {person.Number}?"))));
        Assert.Equal("person_trace", FollowUp.Refused(await up.Desk.AddActionAsync(up.Focal, "C14", FollowUp.Action(title: $"Answer {person.Number}"))));
        var id = FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C14", FollowUp.Text()));
        Assert.Equal("person_trace", FollowUp.Refused(await up.Desk.AnswerAsync(up.Focal, id, new SubmissionAnswer([FactValue.Of("reply", $"See {person.Number}.")]))));
        Assert.Empty((await up.Desk.PublishedAsync()).Actions);
    }

    [Fact]
    public async Task Input_ThatIsWrong_IsNamedAndNothingIsWritten()
    {
        await using var up = await FollowUp.StartAsync();

        Assert.Equal("unknown_commitment", FollowUp.Refused(await up.Desk.AddActionAsync(up.Focal, "C74", FollowUp.Action())));
        Assert.Equal("missing", FollowUp.Refused(await up.Desk.AddActionAsync(up.Focal, "C1", [FactValue.Of("title", "Alone")])));
        Assert.Equal("malformed", FollowUp.Refused(await up.Desk.AddActionAsync(up.Focal, "C1", FollowUp.Action(due: "soon"))));
        Assert.Equal("unknown_field", FollowUp.Refused(await up.Desk.SubmitAsync(up.Partner, "C1", [.. FollowUp.Text(), FactValue.Of("names", "x")])));
        Assert.Empty((await up.Desk.PublishedAsync()).Actions);
    }

    [Fact]
    public async Task Submission_SentTwice_IsThereOnce()
    {
        await using var up = await FollowUp.StartAsync();
        var token = BatchId.New();

        FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C14", FollowUp.Text(), token));
        FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C14", FollowUp.Text(), token));

        Assert.Single((await up.Desk.PublishedAsync()).Submissions);
    }

    [Fact]
    public async Task Published_IsReadThroughTheGateAndOnlyWhenSomethingChanged()
    {
        await using var up = await FollowUp.StartAsync();
        FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C14", FollowUp.Text()));
        var first = await up.Desk.PublishedAsync();

        Assert.Same(first, await up.Desk.PublishedAsync());
        var logged = (await up.Test.Room.Rows.AccessesAsync(false, 100)).Where(a => a.Actor == PublicReader.Actor.Key).ToList();
        Assert.Single(logged);
        Assert.True(logged[0].Allowed);
        FollowUp.Done(await up.Desk.SubmitAsync(up.Partner, "C14", FollowUp.Text("More.")));
        Assert.Equal(2, (await up.Desk.PublishedAsync()).Submissions.Count);
    }

    [Fact]
    public async Task Open_NoSuchCommitment_IsNull()
    {
        await using var up = await FollowUp.StartAsync();
        Assert.Null(await up.Desk.OpenAsync("C74"));
        Assert.Null(await up.Desk.OpenAsync(null));
    }

    [Fact]
    public async Task Open_ACommitmentOfTreaties_HasEveryStateAndSaysWhatTheFileLacks()
    {
        await using var up = await FollowUp.StartAsync();

        var accession = await up.Desk.OpenAsync("C12");
        Assert.Equal(24, accession!.Treaties.Count);
        Assert.Contains(accession.Missing, m => m.In("en").Contains("14 March 2015", StringComparison.Ordinal));
        var trafficking = await up.Desk.OpenAsync("C42");
        Assert.Empty(trafficking!.Treaties);
        Assert.Contains(trafficking.Missing, m => m.In("en").Contains("the treaty file does not cover it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Demo_FillsOnceByTheSameCommands()
    {
        await using var up = await FollowUp.StartAsync();

        Assert.Equal(6, await CooperationDemo.FillAsync(up.Test.Node, up.Focal, up.Partner));
        Assert.Equal(0, await CooperationDemo.FillAsync(up.Test.Node, up.Focal, up.Partner));
        var book = await up.Desk.PublishedAsync();
        Assert.Equal(["delayed", "done", "planned", "under_way"], book.Actions.Select(a => a.Status).Order());
        Assert.Equal(["submitted", "taken_up"], book.Submissions.Select(s => s.Status).Order());
        Assert.True((await up.Test.Node.Journal.VerifyAsync()).Ok);
    }
}
