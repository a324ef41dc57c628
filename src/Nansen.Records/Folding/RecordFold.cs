using System.Globalization;
using Nansen.Journal;

namespace Nansen.Records;

/// <summary>Folds entries into a record's state. The same entries give the same state in every office.</summary>
public static class RecordFold
{
    /// <summary>The state after all entries of a stream, in order; entries that cannot be opened are passed over.</summary>
    public static RecordState Fold(StreamId stream, IEnumerable<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var state = new RecordState(stream);
        foreach (var entry in entries)
            if (RecordEntry.Read(entry) is { } read) Apply(state, read);
            else state.Heads = [entry.Id];
        return state;
    }

    /// <summary>The state one entry later; the given state stays as it is.</summary>
    public static RecordState After(RecordState state, RecordEntry entry)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(entry);
        var next = new RecordState(state);
        Apply(next, entry);
        return next;
    }

    internal static void Apply(RecordState state, RecordEntry entry)
    {
        var head = entry.Head;
        state.Heads = [entry.Id];
        var fields = TakeFacts(state, entry);
        state.TimelineList.Add(new TimelineItem(entry.Id, head, fields));
        switch (head.Type)
        {
            case EntryTypes.Created: Create(state, head); break;
            case EntryTypes.Transitioned or EntryTypes.Decided: Transition(state, head); break;
            case EntryTypes.Linked: Link(state, entry); break;
            case EntryTypes.Unlinked: Unlink(state, head); break;
            case EntryTypes.StatusOpened: Open(state.StatusList, entry); break;
            case EntryTypes.StatusEnded: End(state.StatusList, head); break;
            case EntryTypes.AccountEntered: Open(state.AccountPeriodList, entry); break;
            case EntryTypes.AccountLeft: End(state.AccountPeriodList, head); break;
            case EntryTypes.Proposed: Propose(state, entry); break;
            case EntryTypes.Confirmed or EntryTypes.Declined: Answer(state, head); break;
            case EntryTypes.TaskOpened:
                state.TaskList.Add(new TaskState(entry.Id, head.Code ?? "", head.Word("role") ?? "", head.Until, false));
                break;
            case EntryTypes.TaskDone: FinishTask(state, head); break;
            case EntryTypes.Assigned: Assign(state, head); break;
            case EntryTypes.Noted: Note(state, entry); break;
            case EntryTypes.Attached or EntryTypes.LetterMade: Attach(state, entry); break;
            case EntryTypes.Prioritised: state.GoesFirst = head.Word(EntryHead.First) == "true"; break;
            case EntryTypes.DocumentIssued:
                state.IssuedDocument = head;
                state.State = "issued";
                break;
            case EntryTypes.DocumentExtended when state.IssuedDocument is { } issued: state.IssuedDocument = issued with { Until = head.Until }; break;
            case EntryTypes.DocumentVoided: state.State = "void"; break;
            default: break; // facts, decisions, searches and checks stand in the history and among the facts
        }
    }

    private static List<string> TakeFacts(RecordState state, RecordEntry entry)
    {
        var fields = new List<string>();
        // What is only proposed is no fact yet: it becomes one when the confirming entry repeats it.
        if (entry.Head.Type is EntryTypes.Proposed or EntryTypes.Attached) return fields;
        foreach (var part in entry.Parts)
        {
            if (part.Body.Facts is null) continue;
            StreamId? of = part.Body.Of is { } text && Guid.TryParse(text, out var person) ? new StreamId(person) : null;
            foreach (var fact in part.Body.Facts)
            {
                var key = new FactKey(fact.Field, of);
                if (!state.FactVersions.TryGetValue(key, out var versions)) state.FactVersions[key] = versions = [];
                versions.Add(new FactVersion(fact, part.Scope.Class, entry.Id, entry.Head.At, entry.Head.Actor));
                fields.Add(fact.Field);
            }
        }

        return fields;
    }

    private static void Create(RecordState state, EntryHead head)
    {
        (state.Type, state.Number, state.Office, state.State, state.CreatedOn) =
            (head.RecordType, head.Number ?? "", head.Office ?? "", head.To ?? "", head.On);
        (state.Code, state.Holder) = (head.Code, StreamId.TryParse(head.Other, out var holder) ? holder : null);
    }

    private static void Transition(RecordState state, EntryHead head)
    {
        if (head.Word("suspends") == "true") state.ResumeState = state.State;
        if (head.To is not null) state.State = head.To;
    }

    private static void Link(RecordState state, RecordEntry entry)
    {
        var head = entry.Head;
        if (Guid.TryParse(head.Other, out var other))
            state.LinkList.Add(new LinkState(entry.Id, head.Code ?? "", new StreamId(other), head.Word("role"), head.On, null, null, head.With));
    }

    private static void Unlink(RecordState state, EntryHead head)
    {
        var at = state.LinkList.FindIndex(l => l.Id.Value.ToString("N") == head.Refers);
        if (at >= 0) state.LinkList[at] = state.LinkList[at] with { Until = head.On, Reason = head.Reason };
    }

    private static void Open(List<StatusState> periods, RecordEntry entry)
    {
        var head = entry.Head;
        periods.Add(new StatusState(
            Guid.TryParse(head.Word("period"), out var period) ? period : Guid.Empty,
            head.Code ?? "", head.On, null, head.Reason ?? "", null,
            Guid.TryParse(head.Other, out var origin) ? new StreamId(origin) : null, entry.Id));
    }

    private static void End(List<StatusState> periods, EntryHead head)
    {
        var at = periods.FindLastIndex(s => s.Active && s.Code == head.Code);
        if (at >= 0) periods[at] = periods[at] with { Until = head.On, EndReason = head.Reason };
    }

    private static void Propose(RecordState state, RecordEntry entry) => state.ProposalList.Add(new ProposalState(
        entry.Id, entry.Head.Event ?? "", entry.Head.Actor, entry.Head.At, entry.Parts, entry.Head.With, null, null, entry.Head.Other));

    private static void Answer(RecordState state, EntryHead head)
    {
        var at = state.ProposalList.FindIndex(p => p.Open && p.Id.Value.ToString("N") == head.Refers);
        if (at >= 0) state.ProposalList[at] = state.ProposalList[at] with { Outcome = head.Type, AnsweredBy = head.Actor };
    }

    private static void FinishTask(RecordState state, EntryHead head)
    {
        var at = state.TaskList.FindIndex(t => !t.Done && t.Id.Value.ToString("N") == head.Refers);
        if (at >= 0) state.TaskList[at] = state.TaskList[at] with { Done = true };
    }

    private static void Assign(RecordState state, EntryHead head)
    {
        var role = head.Word("role") ?? "";
        if (head.Other is { Length: > 0 } actor) state.AssignedTo[role] = actor;
        else state.AssignedTo.Remove(role);
    }

    private static void Note(RecordState state, RecordEntry entry)
    {
        foreach (var part in entry.Parts.Where(p => p.Body.Text is not null))
            state.NoteList.Add(new NoteState(entry.Id, part.Body.Text!, entry.Head.At, entry.Head.Actor, part.Scope.Class, Of(part)));
    }

    private static void Attach(RecordState state, RecordEntry entry)
    {
        foreach (var part in entry.Parts)
            state.AttachmentList.Add(new AttachmentState(
                entry.Id, entry.Head.Code ?? "", part.Body.Facts is [var file, ..] ? file : null, part.Body.Text,
                entry.Head.At, entry.Head.Actor, part.Scope.Class, Of(part), entry.Head.With));
    }

    private static StreamId? Of(ClassedPart part) =>
        part.Body.Of is { } text && Guid.TryParse(text, CultureInfo.InvariantCulture, out var person) ? new StreamId(person) : null;
}
