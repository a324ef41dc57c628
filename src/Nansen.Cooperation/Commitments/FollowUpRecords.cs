using Nansen.Journal;
using Nansen.Records;

namespace Nansen.Cooperation;

/// <summary>Codes of the record types of the room.</summary>
public static class FollowUpTypes
{
    /// <summary>An action under a commitment.</summary>
    public const string Action = "commitment_action";

    /// <summary>A submission by an organisation.</summary>
    public const string Submission = "submission";
}

/// <summary>What is done under a commitment, as published.</summary>
/// <param name="Id">The record.</param>
/// <param name="Number">Its printable number.</param>
/// <param name="Commitment">C1 … C73.</param>
/// <param name="Title">What is done.</param>
/// <param name="Body">Responsible body.</param>
/// <param name="Status">State of its lifecycle: planned, under_way, delayed, done or dropped.</param>
/// <param name="Closed">Nothing more is to come.</param>
/// <param name="Starts">When it begins, as far as known.</param>
/// <param name="Due">When it is due, as far as known.</param>
/// <param name="Budget">Budget and its source.</param>
/// <param name="Text">More about it.</param>
/// <param name="Reason">Why it is delayed or dropped.</param>
/// <param name="History">Event and day, oldest first; the first is its recording.</param>
public sealed record CommitmentAction(
    StreamId Id, string Number, string Commitment, string Title, string Body, string Status, bool Closed, Values.PartialDate? Starts, Values.PartialDate? Due, string Budget, string Text, string Reason, IReadOnlyList<(string Event, DateOnly On)> History)
{
    /// <summary>Whether it should have been done before a day.</summary>
    public bool IsOverdue(DateOnly today) => !Closed && Due is { } due && due.Latest < today;
}

/// <summary>What an organisation says about a commitment, as published, with the reply.</summary>
/// <param name="Id">The record.</param>
/// <param name="Number">Its printable number.</param>
/// <param name="Commitment">C1 … C73.</param>
/// <param name="Title">Subject.</param>
/// <param name="Organisation">Who submitted it.</param>
/// <param name="Languages">Language of the text.</param>
/// <param name="Text">The text, unedited.</param>
/// <param name="Status">State of its lifecycle: submitted, acknowledged, answered, taken_up or not_taken_up.</param>
/// <param name="SubmittedOn">Day it came in.</param>
/// <param name="Reply">The reply; empty while there is none.</param>
/// <param name="RepliedOn">Day of the reply.</param>
/// <param name="Reason">Why it is not taken up.</param>
public sealed record Submission(
    StreamId Id, string Number, string Commitment, string Title, string Organisation, IReadOnlyList<string> Languages, string Text, string Status, DateOnly SubmittedOn, string Reply, DateOnly? RepliedOn, string Reason)
{
    /// <summary>Whether it has a reply.</summary>
    public bool Answered => Reply.Length > 0;
}

/// <summary>Everything published under commitments at one moment.</summary>
/// <param name="Actions">In the order they were recorded.</param>
/// <param name="Submissions">In the order they came in.</param>
public sealed record FollowUpBook(IReadOnlyList<CommitmentAction> Actions, IReadOnlyList<Submission> Submissions);

/// <summary>Turns records, as the public may see them, into what is published.</summary>
internal static class FollowUpReader
{
    public static CommitmentAction Action(RecordView view)
    {
        var record = view.Record;
        return new CommitmentAction(
            record.Id, record.Number, Text(view, "commitment"), Text(view, "title"), Text(view, "responsible_body"), record.State, StateClosed(view),
            Date(view, "starts_on"), Date(view, "due_on"), Text(view, "budget"), Text(view, "action_text"), Text(view, "action_reason"),
            [.. record.Timeline.Where(t => t.Head.Type is EntryTypes.Created or EntryTypes.Transitioned).Select(t => (t.Head.Event ?? "", t.Head.On))]);
    }

    public static Submission Submission(RecordView view)
    {
        var record = view.Record;
        return new Submission(
            record.Id, record.Number, Text(view, "commitment"), Text(view, "title"), Text(view, "organisation"), LanguagesOf(view), Text(view, "submission_text"), record.State,
            record.CreatedOn, Text(view, "reply"), record.Timeline.LastOrDefault(t => t.Fields.Contains("reply"))?.Head.On, Text(view, "submission_reason"));
    }

    private static bool StateClosed(RecordView view) => view.Type.Lifecycle?.States.GetValueOrDefault(view.Record.State)?.Closed == true;

    private static string Text(RecordView view, string field) => view.Fact(field)?.Text ?? "";

    private static Values.PartialDate? Date(RecordView view, string field) => Values.PartialDate.TryParse(Text(view, field), out var date) ? date : null;

    private static List<string> LanguagesOf(RecordView view) =>
        view.Fact("submission_language") is { HasValue: true, Value.ValueKind: System.Text.Json.JsonValueKind.Array } fact ? [.. fact.Value.EnumerateArray().Select(e => e.ToString())] : [];
}
