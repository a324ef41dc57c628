using System.Text.Json;
using Nansen.Journal;
using Nansen.Packs;

namespace Nansen.Records;

/// <summary>
/// Rows of all records, folded from their entries in the appending transaction: what lists, worklists and the gate ask
/// for. Ordinary data only; they can be thrown away and rebuilt.
/// </summary>
public sealed class RecordRows(Pack pack) : IRowFold
{
    /// <inheritdoc/>
    public int Version => 3;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tables { get; } =
        ["records", "record_links", "record_statuses", "record_tasks", "record_assignments", "record_clocks", "record_proposals", "record_documents", "record_grants", "record_accesses", "record_firsts"];

    /// <inheritdoc/>
    public string Schema(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var (text, integer, bytes) = (dialect.Text, dialect.Integer, dialect.Bytes);
        return $"""
            create table records (id {bytes} primary key, type {text} not null, number {text} not null, office {text} not null, state {text} not null,
              closed {integer} not null, label {text} not null, created_on {text} not null, changed_at {integer} not null, entries {integer} not null, maker {text} not null);
            create unique index records_number on records (number);
            create index records_type on records (type, state, changed_at);
            create table record_links (id {bytes} primary key, record {bytes} not null, kind {text} not null, other {bytes} not null, role {text}, since {text} not null, until {text});
            create index record_links_record on record_links (record);
            create index record_links_other on record_links (other, kind);
            create table record_statuses (id {bytes} primary key, person {bytes} not null, status {text} not null, since {text} not null, until {text}, cause {text} not null, end_cause {text});
            create index record_statuses_person on record_statuses (person);
            create index record_statuses_active on record_statuses (status, until);
            create table record_tasks (id {bytes} primary key, record {bytes} not null, code {text} not null, role {text} not null, due {text}, done {integer} not null);
            create index record_tasks_role on record_tasks (role, done, due);
            create table record_assignments (record {bytes} not null, role {text} not null, actor {text} not null, primary key (record, role));
            create index record_assignments_actor on record_assignments (actor);
            create table record_clocks (record {bytes} not null, code {text} not null, started {text} not null, due {text} not null, stopped {text}, paused {text}, primary key (record, code));
            create index record_clocks_due on record_clocks (stopped, due);
            create table record_proposals (id {bytes} primary key, record {bytes} not null, event {text} not null, actor {text} not null, made_at {integer} not null, answered {integer} not null, other {bytes});
            create index record_proposals_open on record_proposals (answered, event);
            create table record_documents (id {bytes} primary key, person {bytes} not null, kind {text} not null, state {text} not null, number {text}, issued_on {text}, expires_on {text}, reason {text}, proposed_on {text} not null);
            create index record_documents_person on record_documents (person);
            create index record_documents_number on record_documents (number);
            create index record_documents_state on record_documents (state, proposed_on);
            create table record_grants (id {bytes} primary key, record {bytes} not null, actor {text} not null, expires_at {integer} not null);
            create index record_grants_record on record_grants (record, actor);
            create table record_firsts (person {bytes} primary key);
            create table record_accesses (id {bytes} primary key, record {bytes}, actor {text} not null, role {text} not null, purpose {text} not null, what {text} not null, allowed {integer} not null, results {integer} not null, at {integer} not null);
            create index record_accesses_record on record_accesses (record, at);
            """;
    }

    /// <inheritdoc/>
    public void Apply(IRowTransaction tx, IReadOnlyList<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
        {
            if (entry.Book.Value.StartsWith("statistics", StringComparison.Ordinal)) continue;
            if (entry.Parts.Count == 0 || entry.Parts[0].Body is not { } bytes) continue;
            if (JsonSerializer.Deserialize(bytes.Span, EntryJson.Default.EntryHead) is not { } head) continue;
            if (head.Type == EntryTypes.Accessed) Access(tx, entry, head);
            else Record(tx, entry, head);
        }
    }

    private void Record(IRowTransaction tx, Entry entry, EntryHead head)
    {
        var at = head.At.ToUnixTimeMilliseconds();
        switch (head.Type)
        {
            case EntryTypes.Created:
                tx.Execute("insert into records values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,1,@p9)", entry.Stream, head.RecordType, head.Number ?? "", head.Office ?? "",
                    head.To ?? "", Closed(head.RecordType, head.To), Label(entry) ?? head.Number ?? "", head.On, at, head.Actor);
                if (head.RecordType == "document")
                    tx.Execute("insert into record_documents values (@p0,@p1,@p2,'proposed',null,null,null,null,@p3)", entry.Stream, Id(head.Other), head.Code ?? "", head.On);
                Clocks(tx, entry.Stream, head, ClockRules.Opening);
                return;
            case EntryTypes.Transitioned or EntryTypes.Decided:
                tx.Execute("update records set state=coalesce(@p1,state), closed=case when @p1 is null then closed else @p2 end, changed_at=@p3, entries=entries+1 where id=@p0",
                    entry.Stream, head.To, Closed(head.RecordType, head.To), at);
                if (head.RecordType == "document" && head.To is not null)
                    tx.Execute("update record_documents set state=@p1 where id=@p0", entry.Stream, head.To);
                Clocks(tx, entry.Stream, head, head.Event ?? "");
                return;
        }

        tx.Execute("update records set label=coalesce(@p1,label), changed_at=@p2, entries=entries+1 where id=@p0", entry.Stream, Label(entry), at);
        Detail(tx, entry, head, at);
    }

    private static void Detail(IRowTransaction tx, Entry entry, EntryHead head, long at)
    {
        switch (head.Type)
        {
            case EntryTypes.Linked:
                tx.Execute("insert into record_links values (@p0,@p1,@p2,@p3,@p4,@p5,null)", entry.Id, entry.Stream, head.Code ?? "", Id(head.Other), head.Word("role"), head.On);
                break;
            case EntryTypes.Unlinked:
                tx.Execute("update record_links set until=@p1 where id=@p0", Id(head.Refers), head.On);
                break;
            case EntryTypes.StatusOpened:
                tx.Execute("insert into record_statuses values (@p0,@p1,@p2,@p3,null,@p4,null)", entry.Id, entry.Stream, head.Code ?? "", head.On, head.Reason ?? "");
                break;
            case EntryTypes.StatusEnded:
                tx.Execute("update record_statuses set until=@p2, end_cause=@p3 where person=@p0 and status=@p1 and until is null", entry.Stream, head.Code ?? "", head.On, head.Reason ?? "");
                break;
            case EntryTypes.TaskOpened:
                tx.Execute("insert into record_tasks values (@p0,@p1,@p2,@p3,@p4,0)", entry.Id, entry.Stream, head.Code ?? "", head.Word("role") ?? "", head.Until);
                break;
            case EntryTypes.TaskDone:
                tx.Execute("update record_tasks set done=1 where id=@p0", Id(head.Refers));
                break;
            case EntryTypes.Assigned when head.Other is not null:
                tx.Execute("insert into record_assignments values (@p0,@p1,@p2) on conflict (record, role) do update set actor=excluded.actor", entry.Stream, head.Word("role") ?? "", head.Other);
                break;
            case EntryTypes.Assigned:
                tx.Execute("delete from record_assignments where record=@p0 and role=@p1", entry.Stream, head.Word("role") ?? "");
                break;
            case EntryTypes.Proposed:
                tx.Execute("insert into record_proposals values (@p0,@p1,@p2,@p3,@p4,0,@p5)", entry.Id, entry.Stream, head.Event ?? "", head.Actor, at, head.Other is null ? null : Id(head.Other));
                break;
            case EntryTypes.Confirmed or EntryTypes.Declined:
                tx.Execute("update record_proposals set answered=1 where id=@p0", Id(head.Refers));
                break;
            case EntryTypes.Prioritised when head.Word(EntryHead.First) == "true":
                tx.Execute("insert into record_firsts values (@p0) on conflict do nothing", entry.Stream);
                break;
            case EntryTypes.Prioritised:
                tx.Execute("delete from record_firsts where person=@p0", entry.Stream);
                break;
            case EntryTypes.DocumentIssued:
                tx.Execute("update record_documents set state='issued', number=@p1, issued_on=@p2, expires_on=@p3 where id=@p0", entry.Stream, head.Word("number"), head.On, head.Until);
                tx.Execute("update records set state='issued', label=coalesce(@p1,label) where id=@p0", entry.Stream, head.Word("number"));
                break;
            case EntryTypes.DocumentExtended:
                tx.Execute("update record_documents set expires_on=@p1 where id=@p0", entry.Stream, head.Until);
                break;
            case EntryTypes.DocumentVoided:
                tx.Execute("update record_documents set state='void', reason=@p1 where id=@p0", entry.Stream, head.Reason);
                tx.Execute("update records set state='void' where id=@p0", entry.Stream);
                break;
            case EntryTypes.AccessGranted:
                tx.Execute("insert into record_grants values (@p0,@p1,@p2,@p3)", entry.Id, entry.Stream, head.Word("actor") ?? head.Actor, long.Parse(head.Word("expires") ?? "0", System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void Access(IRowTransaction tx, Entry entry, EntryHead head) =>
        tx.Execute("insert into record_accesses values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8)", entry.Id, head.Other is null ? null : Id(head.Other), head.Actor, head.Role, head.Purpose,
            head.Code ?? "", head.Reason == "allowed" ? 1 : 0, long.Parse(head.Word("n") ?? "0", System.Globalization.CultureInfo.InvariantCulture), head.At.ToUnixTimeMilliseconds());

    private void Clocks(IRowTransaction tx, StreamId record, EntryHead head, string eventCode)
    {
        if (pack.RulesOf(head.RecordType) is not { } procedure) return;
        foreach (var clock in procedure.Clocks)
        {
            if (clock.Starts.Contains(eventCode))
                tx.Execute("insert into record_clocks values (@p0,@p1,@p2,@p3,null,null) on conflict (record, code) do update set started=excluded.started, due=excluded.due, stopped=null, paused=null",
                    record, clock.Code, head.On, ClockRules.DueAfter(pack, clock.Parameter, head.On));
            if (clock.Stops.Contains(eventCode))
                tx.Execute("update record_clocks set stopped=@p2 where record=@p0 and code=@p1 and stopped is null", record, clock.Code, head.On);
            if (head.To is null || clock.Pauses.Count == 0) continue;
            if (clock.Pauses.Contains(head.To))
                tx.Execute("update record_clocks set paused=@p2 where record=@p0 and code=@p1 and stopped is null and paused is null", record, clock.Code, head.On);
            else Resume(tx, record, clock.Code, head.On);
        }
    }

    private static void Resume(IRowTransaction tx, StreamId record, string clock, DateOnly on)
    {
        string paused, due;
        using (var reader = tx.Query("select paused, due from record_clocks where record=@p0 and code=@p1 and paused is not null and stopped is null", record, clock))
        {
            if (!reader.Read()) return;
            (paused, due) = (reader.GetString(0), reader.GetString(1));
        }

        var still = on.DayNumber - DateOnly.Parse(paused, System.Globalization.CultureInfo.InvariantCulture).DayNumber;
        tx.Execute("update record_clocks set paused=null, due=@p2 where record=@p0 and code=@p1", record, clock,
            DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture).AddDays(still));
    }

    private int Closed(string recordType, string? state) =>
        state is not null
        && pack.RulesOf(recordType) is { } rules
        && rules.States.TryGetValue(state, out var s) && s.Closed ? 1 : 0;

    private static string? Label(Entry entry)
    {
        for (var i = 1; i < entry.Parts.Count; i++)
        {
            if (entry.Parts[i] is not { Body: { } bytes, Scope: { } scope } || scope.Subject != entry.Stream || scope.Class != KeyClass.Ordinary) continue;
            var facts = JsonSerializer.Deserialize(bytes.Span, EntryJson.Default.PartBody)?.Facts;
            if (facts?.LastOrDefault(f => f.Field is "names" or "title") is not { HasValue: true } fact) continue;
            return fact.Field == "title" ? fact.Text : Values.PersonNameJson.Read(fact.Value) is [var name, ..] ? name.Text : null;
        }

        return null;
    }

    private static Guid Id(string? text) => Guid.TryParse(text, out var id) ? id : Guid.Empty;
}
