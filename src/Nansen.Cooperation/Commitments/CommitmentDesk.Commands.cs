using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Cooperation;

/// <summary>What a focal point says to a submission.</summary>
/// <param name="Reply">Answers to the form <c>submission_reply</c>; empty when it has a reply already.</param>
/// <param name="Outcome">take_up, not_take_up, or null while that is open.</param>
/// <param name="Reason">Answers to the form of the outcome, when it asks one: why it is not taken up.</param>
public sealed record SubmissionAnswer(IReadOnlyList<FactValue> Reply, string? Outcome = null, IReadOnlyList<FactValue>? Reason = null);

public sealed partial class CommitmentDesk
{
    private const string Acknowledge = "acknowledge", Answer = "answer";

    /// <summary>Records an action under a commitment (focal point).</summary>
    /// <param name="by">Who records it.</param>
    /// <param name="commitment">C1 … C73.</param>
    /// <param name="facts">Answers to the form <c>commitment_action</c>.</param>
    /// <param name="token">Token of the submission of the form.</param>
    /// <param name="on">Day it takes effect; null: today.</param>
    /// <param name="cancellation">Stops it.</param>
    public ValueTask<Outcome> AddActionAsync(Actor by, string commitment, IReadOnlyList<FactValue> facts, BatchId? token = null, DateOnly? on = null, CancellationToken cancellation = default) =>
        CreateAsync(by, Actions.PublishCommitment, FollowUpTypes.Action, commitment, facts, token, on, cancellation);

    /// <summary>Sends a submission about a commitment (organisation). It is published as it is.</summary>
    /// <param name="by">Who sends it.</param>
    /// <param name="commitment">C1 … C73.</param>
    /// <param name="facts">Answers to the form <c>submission</c>.</param>
    /// <param name="token">Token of the submission of the form.</param>
    /// <param name="on">Day it takes effect; null: today.</param>
    /// <param name="cancellation">Stops it.</param>
    public ValueTask<Outcome> SubmitAsync(Actor by, string commitment, IReadOnlyList<FactValue> facts, BatchId? token = null, DateOnly? on = null, CancellationToken cancellation = default) =>
        CreateAsync(by, Actions.Submit, FollowUpTypes.Submission, commitment, facts, token, on, cancellation);

    /// <summary>Takes an action one step on: begin, finish, delay or drop.</summary>
    public async ValueTask<Outcome> MoveActionAsync(Actor by, StreamId action, string step, IReadOnlyList<FactValue> facts, BatchId? token = null, DateOnly? on = null, IReadOnlyList<EntryId>? expected = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var draft = await BeginAsync(by, Actions.PublishCommitment, FollowUpTypes.Action, action, token, on, expected, cancellation);
        if (draft.ForbiddenBecause is null) await StepAsync(draft, action, step, facts, cancellation);
        return await node.Room.CommitAsync(draft, cancellation);
    }

    /// <summary>Replies to a submission and says whether it is taken up; the acknowledgement is made with it when there was none.</summary>
    public async ValueTask<Outcome> AnswerAsync(Actor by, StreamId submission, SubmissionAnswer answer, BatchId? token = null, DateOnly? on = null, IReadOnlyList<EntryId>? expected = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var draft = await BeginAsync(by, Actions.AnswerSubmission, FollowUpTypes.Submission, submission, token, on, expected, cancellation);
        if (draft.ForbiddenBecause is not null) return await node.Room.CommitAsync(draft, cancellation);
        var record = await draft.GetAsync(submission, cancellation);
        if (Leads(record, Acknowledge)) await StepAsync(draft, submission, Acknowledge, [], cancellation);
        if (answer.Reply.Count > 0 || Leads(await draft.GetAsync(submission, cancellation), Answer)) await StepAsync(draft, submission, Answer, answer.Reply, cancellation);
        if (answer.Outcome is { Length: > 0 } outcome && draft.Problems.Count == 0) await StepAsync(draft, submission, outcome, answer.Reason ?? [], cancellation);
        return await node.Room.CommitAsync(draft, cancellation);
    }

    /// <summary>Only acknowledges that a submission came in.</summary>
    public async ValueTask<Outcome> AcknowledgeAsync(Actor by, StreamId submission, BatchId? token = null, DateOnly? on = null, CancellationToken cancellation = default)
    {
        var draft = await BeginAsync(by, Actions.AnswerSubmission, FollowUpTypes.Submission, submission, token, on, null, cancellation);
        if (draft.ForbiddenBecause is null) await StepAsync(draft, submission, Acknowledge, [], cancellation);
        return await node.Room.CommitAsync(draft, cancellation);
    }

    private async ValueTask<Outcome> CreateAsync(Actor by, string right, string type, string commitment, IReadOnlyList<FactValue> facts, BatchId? token, DateOnly? on, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(facts);
        var draft = node.Room.Begin(by, token, on);
        if (!node.Room.Gate.May(by, right)) draft.Forbid("role");
        if (Find(commitment) is not { } known)
            draft.Refuse(Problems.Plain("unknown_commitment", "commitment", $"There is no commitment {commitment}; they are C1 to C73.", $"Обязательства {commitment} нет; они от C1 до C73."));
        else
        {
            var form = node.Pack.Forms[node.Pack.Records[type].Lifecycle!.OpeningForm!];
            foreach (var problem in FormRules.Check(node.Pack, form, new Situation(node.Pack, draft.On, null, [], _ => []), SubjectFacts.About(facts))) draft.Refuse(problem);
            draft.Create(type, by.Offices.Count > 0 ? by.Offices[0] : "", SubjectFacts.About([FactValue.Of("commitment", known.Code), .. facts]));
        }

        return await node.Room.CommitAsync(draft, cancellation);
    }

    // Only records of the room: the same command on another's id is as forbidden as on one that does not exist.
    private async ValueTask<Draft> BeginAsync(Actor by, string right, string type, StreamId record, BatchId? token, DateOnly? on, IReadOnlyList<EntryId>? expected, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        var draft = node.Room.Begin(by, token, on);
        if (!node.Room.Gate.May(by, right)) draft.Forbid("role");
        else
        {
            if (expected is { Count: > 0 }) draft.Expect(record, expected);
            if ((await draft.GetAsync(record, cancellation)).Type != type) draft.Forbid("unknown");
        }

        return draft;
    }

    private static ValueTask StepAsync(Draft draft, StreamId record, string step, IReadOnlyList<FactValue> facts, CancellationToken cancellation) =>
        draft.TransitionAsync(record, step, facts.Count > 0 ? SubjectFacts.About(facts) : [], cancellation);

    private bool Leads(RecordState record, string step) => node.Pack.RulesOf(record.Type)?.Transitions.Any(t => t.Event == step && t.From.Contains(record.State)) == true;
}
