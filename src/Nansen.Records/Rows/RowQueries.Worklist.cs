using System.Globalization;
using Nansen.Journal;

namespace Nansen.Records;

/// <summary>A line of somebody's worklist.</summary>
/// <param name="Record">The record to work on.</param>
/// <param name="Kind">state, task or proposal.</param>
/// <param name="Code">State, task or event code.</param>
/// <param name="Due">Earliest day that a clock or the task is due.</param>
/// <param name="Mine">Assigned to the asker.</param>
/// <param name="Item">Id of the task or proposal; null for a state.</param>
/// <param name="Waiting">Since when.</param>
/// <param name="First">A safeguard of a person it is about puts it before others (SG-2).</param>
public sealed record WorkItem(RecordRow Record, string Kind, string Code, DateOnly? Due, bool Mine, EntryId? Item, DateTimeOffset Waiting, bool First);

/// <summary>What waits for somebody: a page of it, and how much there is in all.</summary>
/// <param name="Items">The page, the earliest due first.</param>
/// <param name="Total">How many items wait.</param>
public sealed record Worklist(IReadOnlyList<WorkItem> Items, int Total);

/// <summary>A proposal that waits for a second officer.</summary>
/// <param name="Record">The record it is about.</param>
/// <param name="Item">Its id.</param>
/// <param name="Other">The other record it names, or null.</param>
/// <param name="MadeAt">Since when.</param>
public sealed record OpenProposal(RecordRow Record, EntryId Item, StreamId? Other, DateTimeOffset MadeAt);

public sealed partial class RowQueries
{
    /// <summary>
    /// What waits for a role in an actor's offices: open tasks, records in states of that role's worklist, and proposals
    /// of others to confirm; what a safeguard puts first, then the earliest due. What a colleague of the role has taken is hers and left out.
    /// </summary>
    public async ValueTask<Worklist> WorklistAsync(Actor actor, IReadOnlyList<(string Type, string State)> states, IReadOnlyList<(string Type, string Event)> confirmable, int skip, int most, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(confirmable);
        if (actor.Offices.Count == 0) return new([], 0);
        var values = new List<object?> { actor.Role, actor.Key };
        string Value(string value)
        {
            values.Add(value);
            return "@p" + (values.Count - 1).ToString(CultureInfo.InvariantCulture);
        }

        string Pairs(IReadOnlyList<(string, string)> pairs, string first, string second) =>
            pairs.Count == 0 ? "1=0" : "(" + string.Join(" or ", pairs.Select(p => $"({first}={Value(p.Item1)} and {second}={Value(p.Item2)})")) + ")";

        var holder = $"left join record_assignments a on a.record=r.id and a.role=@p0 where (a.actor is null or a.actor=@p1) and r.office in ({string.Join(',', actor.Offices.Select(Value))})";
        // Which clocks run is asked of the record's own few, by its key: the index over all running ones is for other questions.
        // The tasks stand first: their columns tell the database the types of the nulls below.
        var sql = $"""
            select w.*, count(*) over (), case when exists (select 1 from record_firsts f where f.person=w.id)
              or exists (select 1 from record_links l join record_firsts f on f.person=l.other where l.record=w.id and l.until is null) then 1 else 0 end as ahead from (
              select {RecordColumns}, t.due, a.actor as holder, 'task' as kind, t.code as code, t.id as item, r.changed_at as waiting
                from record_tasks t join records r on r.id=t.record {holder} and t.role=@p0 and t.done=0
              union all
              select {RecordColumns}, (select min(c.due) from record_clocks c where c.record=r.id and coalesce(c.stopped, c.paused, '')=''), a.actor, 'state', r.state, null, r.changed_at
                from records r {holder} and {Pairs(states, "r.type", "r.state")}
              union all
              select {RecordColumns}, null, a.actor, 'proposal', p.event, p.id, p.made_at
                from record_proposals p join records r on r.id=p.record {holder} and p.answered=0 and p.actor<>@p1 and {Pairs(confirmable, "r.type", "p.event")}
            ) w order by ahead desc, coalesce(w.due, '9999'), w.waiting, w.number limit {most} offset {skip}
            """;
        var items = new List<WorkItem>();
        var total = 0;
        await ReadAsync(sql, r =>
        {
            total = (int)r.GetInt64(15);
            var mine = !r.IsDBNull(10) && r.GetString(10) == actor.Key;
            items.Add(new WorkItem(RecordOf(r), r.GetString(11), r.GetString(12), r.IsDBNull(9) ? null : Day(r.GetString(9)), mine, r.IsDBNull(13) ? null : EntryOf(r, 13), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(14)), r.GetInt64(16) == 1));
        }, cancellation, [.. values]);
        return new(items, total);
    }

    /// <summary>A page of what colleagues proposed by one event in an actor's offices, the longest waiting first, and how many there are.</summary>
    public async ValueTask<(IReadOnlyList<OpenProposal> Proposals, int Total)> ProposalsAsync(Actor actor, string type, string proposed, int skip, int most, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Offices.Count == 0) return ([], 0);
        var proposals = new List<OpenProposal>();
        var total = 0;
        await ReadAsync($"""
            select {RecordColumns}, p.id, p.other, p.made_at, count(*) over () from record_proposals p join records r on r.id=p.record
            where p.answered=0 and p.event=@p0 and p.actor<>@p1 and r.type=@p2 and r.office in ({string.Join(',', actor.Offices.Select((_, i) => $"@p{i + 3}"))})
            order by p.made_at, r.number limit {most} offset {skip}
            """, r =>
        {
            total = (int)r.GetInt64(12);
            proposals.Add(new OpenProposal(RecordOf(r), EntryOf(r, 9), r.IsDBNull(10) ? null : StreamOf(r, 10), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(11))));
        }, cancellation, [proposed, actor.Key, type, .. actor.Offices]);
        return (proposals, total);
    }
}
