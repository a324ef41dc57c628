using System.Globalization;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>
/// "Same person" is a link between two registrations, proposed by one officer and confirmed by another. No registration
/// is moved or rewritten; undoing the link restores exactly what was, and opens a review of each decision that relied on it.
/// </summary>
public sealed class SamePerson(RecordRoom room)
{
    /// <summary>Event name of the proposal.</summary>
    public const string Event = "same_person";

    /// <summary>Verdict: one person.</summary>
    public const string Same = "same";

    /// <summary>Verdict: two people.</summary>
    public const string NotSame = "not_same";

    /// <summary>Verdict: it cannot be said.</summary>
    public const string Unsure = "unsure";

    /// <summary>Word of a judgement that follows from another entry (a proposal declined, a link undone) and is no answer of its own.</summary>
    internal const string Follows = "follows";

    /// <summary>Proposes that two registrations are the same person, which the search showed the officer.</summary>
    public ValueTask<Outcome> ProposeAsync(Actor actor, StreamId person, StreamId other, double probability, BatchId? token = null, CancellationToken cancellation = default) =>
        AnswerAsync(actor, person, other, Same, new PairFinding(probability, PairFinding.Search), token, cancellation);

    /// <summary>Remembers "not the same" or "unsure", on both registrations.</summary>
    public ValueTask<Outcome> JudgeAsync(Actor actor, StreamId person, StreamId other, string verdict, BatchId? token = null, CancellationToken cancellation = default) =>
        AnswerAsync(actor, person, other, verdict, null, token, cancellation);

    /// <summary>The first officer's answer on a pair: "same" proposes the link to a second officer, "not_same" and "unsure" are remembered.</summary>
    /// <param name="actor">Who answers.</param>
    /// <param name="person">A registration of hers.</param>
    /// <param name="other">The other one, perhaps another office's.</param>
    /// <param name="verdict">same, not_same or unsure.</param>
    /// <param name="found">How the pair was found; null when nobody says.</param>
    /// <param name="token">Token of the submission.</param>
    /// <param name="cancellation">Cancels.</param>
    public async ValueTask<Outcome> AnswerAsync(Actor actor, StreamId person, StreamId other, string verdict, PairFinding? found, BatchId? token = null, CancellationToken cancellation = default)
    {
        var draft = room.Begin(actor, token);
        await DemandAsync(draft, person, [Actions.ProposeLink, Actions.ConfirmLink], cancellation);
        if (verdict == Same) await ProposeIn(draft, person, other, found ?? new PairFinding(0, PairFinding.Search), cancellation);
        else if (verdict is NotSame or Unsure) await JudgeIn(draft, person, other, verdict, found?.Words(), cancellation);
        else draft.Refuse(Problems.Plain("missing", "verdict", "Say whether this is the same person.", "Укажите, одно ли это лицо."));
        return await room.CommitAsync(draft, cancellation);
    }

    /// <summary>The second officer confirms: a link on both registrations. Periods that overlap count once from now on.</summary>
    public async ValueTask<Outcome> ConfirmAsync(Actor actor, StreamId person, EntryId proposal, BatchId? token = null, CancellationToken cancellation = default)
    {
        var draft = room.Begin(actor, token);
        await ConfirmIn(draft, person, proposal, cancellation);
        return await room.CommitAsync(draft, cancellation);
    }

    /// <summary>The second officer says no: remembered as not the same.</summary>
    public async ValueTask<Outcome> DeclineAsync(Actor actor, StreamId person, EntryId proposal, BatchId? token = null, CancellationToken cancellation = default)
    {
        var draft = room.Begin(actor, token);
        await DeclineIn(draft, person, proposal, cancellation);
        return await room.CommitAsync(draft, cancellation);
    }

    internal async ValueTask ConfirmIn(Draft draft, StreamId person, EntryId proposal, CancellationToken cancellation = default)
    {
        var state = await draft.GetAsync(person, cancellation);
        await DemandAsync(draft, person, [Actions.ConfirmLink], cancellation);
        if (Waiting(draft.Actor, draft, state, proposal) is not { } waiting || !StreamId.TryParse(waiting.Other, out var other)) return;
        await draft.EntryAsync(person, h => h with { Type = EntryTypes.Confirmed, Event = Event, Refers = proposal.ToString(), Other = other.ToString() }, null, cancellation);
        var evidence = new Dictionary<string, string>(waiting.With ?? new Dictionary<string, string>()) { ["proposal"] = proposal.ToString() };
        var before = new[] { await ClusterAsync(draft, person, cancellation), await ClusterAsync(draft, other, cancellation) };
        // The other registration may be another office's: what allows the link is the action and this one.
        foreach (var (from, to) in new[] { (person, other), (other, person) })
            await draft.EntryAsync(from, h => h with { Type = EntryTypes.Linked, Code = LinkKinds.SamePerson, Other = to.ToString(), With = evidence }, null, cancellation);
        Recount(draft, before, [await ClusterAsync(draft, person, cancellation)]);
    }

    internal async ValueTask DeclineIn(Draft draft, StreamId person, EntryId proposal, CancellationToken cancellation = default)
    {
        var state = await draft.GetAsync(person, cancellation);
        await DemandAsync(draft, person, [Actions.ConfirmLink], cancellation);
        if (Waiting(draft.Actor, draft, state, proposal) is not { } waiting || !StreamId.TryParse(waiting.Other, out var other)) return;
        await draft.EntryAsync(person, h => h with { Type = EntryTypes.Declined, Event = Event, Refers = proposal.ToString(), Other = other.ToString() }, null, cancellation);
        await JudgeIn(draft, person, other, NotSame, new Dictionary<string, string> { [Follows] = proposal.ToString() }, cancellation);
    }

    /// <summary>Undoes the link on both sides, restores the accounts, and opens a review of each decision taken while it held.</summary>
    public async ValueTask<Outcome> UndoAsync(Actor actor, StreamId person, StreamId other, string reason, BatchId? token = null, CancellationToken cancellation = default)
    {
        var draft = room.Begin(actor, token);
        await DemandAsync(draft, person, [Actions.ConfirmLink], cancellation);
        if (string.IsNullOrWhiteSpace(reason))
            draft.Refuse(Problems.Plain("missing", "reason", "Say why the link is undone.", "Укажите причину отмены связи."));
        // Two that only a third binds have no link of their own to undo: to say so is better than to seem to have done it.
        if (!(await draft.GetAsync(person, cancellation)).Links.Any(l => l.Active && l.Kind == LinkKinds.SamePerson && l.Other == other))
            draft.Refuse(Problems.Plain("not_linked", "reason", "These two registrations are not linked with each other; nothing was undone.", "Эти две регистрации не связаны между собой; ничего не отменено."));
        var before = await ClusterAsync(draft, person, cancellation);
        foreach (var (from, to) in new[] { (person, other), (other, person) })
        {
            var state = await draft.GetAsync(from, cancellation);
            foreach (var link in state.Links.Where(l => l.Active && l.Kind == LinkKinds.SamePerson && l.Other == to).ToList())
            {
                await ReviewDecisionsAsync(draft, from, link, cancellation);
                await draft.EntryAsync(from, h => h with { Type = EntryTypes.Unlinked, Code = link.Kind, Other = to.ToString(), Refers = link.Id.ToString(), Reason = reason }, null, cancellation);
            }
        }

        Recount(draft, [before], [await ClusterAsync(draft, person, cancellation), await ClusterAsync(draft, other, cancellation)]);
        await JudgeIn(draft, person, other, NotSame, new Dictionary<string, string> { [Follows] = EntryTypes.Unlinked }, cancellation);
        return await room.CommitAsync(draft, cancellation);
    }

    /// <summary>All registrations linked to one, itself included.</summary>
    public async ValueTask<IReadOnlyList<StreamId>> ClusterAsync(StreamId person, CancellationToken cancellation = default)
    {
        var found = new List<StreamId> { person };
        for (var i = 0; i < found.Count; i++)
            await room.Rows.ReadAsync("select other from record_links where record=@p0 and kind=@p1 and until is null", r =>
            {
                var other = RowQueries.StreamOf(r, 0);
                if (!found.Contains(other)) found.Add(other);
            }, cancellation, found[i], LinkKinds.SamePerson);
        return found;
    }

    internal static async ValueTask ProposeIn(Draft draft, StreamId person, StreamId other, PairFinding found, CancellationToken cancellation)
    {
        if (person == other)
        {
            draft.Refuse(Problems.Plain("same_registration", "verdict", "This is one and the same registration; choose another.", "Это одна и та же регистрация; выберите другую."));
            return;
        }

        var state = await draft.GetAsync(person, cancellation);
        if (state.Proposals.Any(p => p.Open && p.Event == Event && p.Other == other.ToString()) || state.Links.Any(l => l.Active && l.Kind == LinkKinds.SamePerson && l.Other == other)) return;
        await draft.EntryAsync(person, h => h with { Type = EntryTypes.Proposed, Event = Event, Other = other.ToString(), With = found.Words() }, null, cancellation);
    }

    internal static async ValueTask JudgeIn(Draft draft, StreamId person, StreamId other, string verdict, IReadOnlyDictionary<string, string>? words, CancellationToken cancellation)
    {
        await draft.EntryAsync(person, h => h with { Type = EntryTypes.IdentityJudged, Code = verdict, Other = other.ToString(), With = words }, null, cancellation);
        await draft.EntryAsync(other, h => h with { Type = EntryTypes.IdentityJudged, Code = verdict, Other = person.ToString(), With = words }, null, cancellation);
    }

    private static ProposalState? Waiting(Actor actor, Draft draft, RecordState state, EntryId proposal)
    {
        var waiting = state.Proposals.FirstOrDefault(p => p.Id == proposal && p.Open && p.Event == Event);
        if (waiting is null) draft.Refuse(Problems.NothingToConfirm());
        else if (waiting.Actor == actor.Key) draft.Refuse(Problems.SamePairOfEyes());
        return draft.Problems.Count == 0 && draft.ForbiddenBecause is null ? waiting : null;
    }

    // The action must be hers, and one of the two registrations; the other may be another office's.
    private async ValueTask DemandAsync(Draft draft, StreamId person, IReadOnlyList<string> actions, CancellationToken cancellation)
    {
        var state = await draft.GetAsync(person, cancellation);
        if (!actions.Any(a => room.Gate.May(draft.Actor, a))) draft.Forbid("role");
        else if (!state.Exists) draft.Forbid("unknown");
        else if (!(await room.Gate.OpenAsync(draft.Actor, state, null, cancellation)).Allowed) draft.Forbid("place");
    }

    // The cluster as it stands in the draft, links made and undone in it included.
    private static async ValueTask<IReadOnlyList<RecordState>> ClusterAsync(Draft draft, StreamId person, CancellationToken cancellation)
    {
        var found = new List<RecordState> { await draft.GetAsync(person, cancellation) };
        for (var i = 0; i < found.Count; i++)
            foreach (var link in found[i].Links.Where(l => l.Active && l.Kind == LinkKinds.SamePerson).ToList())
                if (found.TrueForAll(f => f.Id != link.Other)) found.Add(await draft.GetAsync(link.Other, cancellation));
        return found;
    }

    // What counted in the clusters of before and does not in those of now leaves the accounts; what counts again comes back.
    private static void Recount(Draft draft, IReadOnlyList<IReadOnlyList<RecordState>> before, IReadOnlyList<IReadOnlyList<RecordState>> now)
    {
        var (counted, counts) = (before.SelectMany(Counted).ToHashSet(), now.SelectMany(Counted).ToHashSet());
        foreach (var person in now.SelectMany(c => c).DistinctBy(p => p.Id))
            foreach (var status in person.Statuses)
                if (counted.Contains(status.Period) && !counts.Contains(status.Period)) draft.Count(status.Period, RegisterStatistics.PeriodVoided(status.Period));
                else if (counts.Contains(status.Period) && !counted.Contains(status.Period)) draft.Count(status.Period, RegisterStatistics.PeriodRestored(status.Period));
    }

    // Of overlapping periods of one status the earliest counts for the person.
    private static IEnumerable<Guid> Counted(IReadOnlyList<RecordState> cluster)
    {
        foreach (var code in cluster.SelectMany(p => p.Statuses).GroupBy(s => s.Code))
        {
            var kept = new List<StatusState>();
            foreach (var status in code.OrderBy(s => s.Since).ThenBy(s => s.Period))
                if (kept.TrueForAll(k => !Overlap(k, status))) kept.Add(status);
            foreach (var status in kept) yield return status.Period;
        }
    }

    private static bool Overlap(StatusState a, StatusState b) =>
        a.Since < (b.Until ?? DateOnly.MaxValue) && b.Since < (a.Until ?? DateOnly.MaxValue);

    private async ValueTask ReviewDecisionsAsync(Draft draft, StreamId person, LinkState link, CancellationToken cancellation)
    {
        foreach (var row in await room.Rows.CasesOfAsync(person, cancellation))
        {
            var record = await draft.GetAsync(row.Id, cancellation);
            if (!record.Timeline.Any(t => t.Head.Type == EntryTypes.Decided && t.Head.On >= link.Since)) continue;
            await draft.EntryAsync(row.Id, h => h with
            {
                Type = EntryTypes.TaskOpened,
                Code = "review_decision_after_unlink",
                With = new Dictionary<string, string> { ["role"] = "decision_maker" },
            }, null, cancellation);
        }
    }
}
