using Nansen.Journal;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Records;

/// <summary>A fact's place: the field and, in a case, the person it is about.</summary>
public readonly record struct FactKey(string Field, StreamId? Of = null);

/// <summary>One value a fact has had.</summary>
/// <param name="Value">The value with its envelope.</param>
/// <param name="Class">Class of the key it is sealed under.</param>
/// <param name="Entry">Entry that recorded it.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Actor">By whom.</param>
public sealed record FactVersion(FactValue Value, KeyClass Class, EntryId Entry, DateTimeOffset At, string Actor);

/// <summary>A link of a record.</summary>
public sealed record LinkState(EntryId Id, string Kind, StreamId Other, string? Role, DateOnly Since, DateOnly? Until, string? Reason, IReadOnlyDictionary<string, string>? With)
{
    /// <summary>Not ended.</summary>
    public bool Active => Until is null;
}

/// <summary>A status a person holds or held, or an account that a case is or was in.</summary>
/// <param name="Period">Random id of its period in the statistics book.</param>
/// <param name="Code">Status or account.</param>
/// <param name="Since">First day.</param>
/// <param name="Until">Day it ended, or null.</param>
/// <param name="Cause">Why it opened.</param>
/// <param name="EndReason">Why it ended.</param>
/// <param name="Case">Case whose decision opened it, or null.</param>
/// <param name="Entry">Entry that opened it.</param>
public sealed record StatusState(Guid Period, string Code, DateOnly Since, DateOnly? Until, string Cause, string? EndReason, StreamId? Case, EntryId Entry)
{
    /// <summary>Not ended.</summary>
    public bool Active => Until is null;
}

/// <summary>Something one officer proposed and another has to confirm.</summary>
public sealed record ProposalState(EntryId Id, string Event, string Actor, DateTimeOffset At, IReadOnlyList<ClassedPart> Parts, IReadOnlyDictionary<string, string>? With, string? Outcome, string? AnsweredBy, string? Other)
{
    /// <summary>Waiting for the second pair of eyes.</summary>
    public bool Open => Outcome is null;
}

/// <summary>A task on a role's worklist.</summary>
public sealed record TaskState(EntryId Id, string Code, string Role, DateOnly? Due, bool Done);

/// <summary>A note.</summary>
public sealed record NoteState(EntryId Id, string Text, DateTimeOffset At, string Actor, KeyClass Class, StreamId? Of);

/// <summary>An attached file or a letter.</summary>
public sealed record AttachmentState(EntryId Id, string Code, FactValue? File, string? Text, DateTimeOffset At, string Actor, KeyClass Class, StreamId? Of, IReadOnlyDictionary<string, string>? With);

/// <summary>A line of the history.</summary>
public sealed record TimelineItem(EntryId Id, EntryHead Head, IReadOnlyList<string> Fields);

/// <summary>
/// A record as its entries make it: a deterministic fold, never written to directly. A later state is a new object;
/// who holds this one keeps seeing what she saw.
/// </summary>
public sealed class RecordState
{
    internal readonly Dictionary<FactKey, List<FactVersion>> FactVersions;
    internal readonly List<LinkState> LinkList;
    internal readonly List<StatusState> StatusList;
    internal readonly List<StatusState> AccountPeriodList;
    internal readonly List<ProposalState> ProposalList;
    internal readonly List<TaskState> TaskList;
    internal readonly List<NoteState> NoteList;
    internal readonly List<AttachmentState> AttachmentList;
    internal readonly List<TimelineItem> TimelineList;
    internal readonly Dictionary<string, string> AssignedTo;

    internal RecordState(StreamId id)
    {
        Id = id;
        (FactVersions, LinkList, StatusList, ProposalList, TaskList, NoteList, AttachmentList, TimelineList, AssignedTo) = ([], [], [], [], [], [], [], [], []);
        (Heads, AccountPeriodList) = ([], []);
    }

    internal RecordState(RecordState other)
    {
        (Id, Type, Number, Office, State, ResumeState, CreatedOn, Heads) =
            (other.Id, other.Type, other.Number, other.Office, other.State, other.ResumeState, other.CreatedOn, other.Heads);
        (Code, Holder, IssuedDocument, GoesFirst) = (other.Code, other.Holder, other.IssuedDocument, other.GoesFirst);
        FactVersions = other.FactVersions.ToDictionary(f => f.Key, f => f.Value.ToList());
        (LinkList, StatusList, ProposalList) = ([.. other.LinkList], [.. other.StatusList], [.. other.ProposalList]);
        (TaskList, NoteList, AttachmentList, TimelineList) = ([.. other.TaskList], [.. other.NoteList], [.. other.AttachmentList], [.. other.TimelineList]);
        (AssignedTo, AccountPeriodList) = (new(other.AssignedTo), [.. other.AccountPeriodList]);
    }

    /// <summary>Random id of the record, never reused.</summary>
    public StreamId Id { get; }

    /// <summary>Record type code.</summary>
    public string Type { get; internal set; } = "";

    /// <summary>Printable number with a check digit.</summary>
    public string Number { get; internal set; } = "";

    /// <summary>Office that keeps it.</summary>
    public string Office { get; internal set; } = "";

    /// <summary>State of its lifecycle; empty when it has none.</summary>
    public string State { get; internal set; } = "";

    /// <summary>State to go back to after a suspension.</summary>
    public string? ResumeState { get; internal set; }

    /// <summary>The day it came into being.</summary>
    public DateOnly CreatedOn { get; internal set; }

    /// <summary>The entries that a next one must name as its predecessors.</summary>
    public IReadOnlyList<EntryId> Heads { get; internal set; }

    /// <summary>For a document: its kind, for example DOC-ASC.</summary>
    public string? Code { get; internal set; }

    /// <summary>For a document: whose it is.</summary>
    public StreamId? Holder { get; internal set; }

    /// <summary>For a document: the head of the entry that issued it.</summary>
    public EntryHead? IssuedDocument { get; internal set; }

    /// <summary>For an individual: a safeguard puts her matters before others (SG-2).</summary>
    public bool GoesFirst { get; internal set; }

    /// <summary>Whether any entry has been folded.</summary>
    public bool Exists => Type.Length > 0;

    /// <summary>Facts by field and person, newest value last.</summary>
    public IEnumerable<KeyValuePair<FactKey, IReadOnlyList<FactVersion>>> Facts =>
        FactVersions.Select(f => KeyValuePair.Create(f.Key, (IReadOnlyList<FactVersion>)f.Value));

    /// <summary>Links in the order they were made, ended ones too.</summary>
    public IReadOnlyList<LinkState> Links => LinkList;

    /// <summary>Statuses in the order they opened.</summary>
    public IReadOnlyList<StatusState> Statuses => StatusList;

    /// <summary>For a case: when it was in which account of cases, in the order it entered.</summary>
    public IReadOnlyList<StatusState> AccountPeriods => AccountPeriodList;

    /// <summary>Proposals, answered ones too.</summary>
    public IReadOnlyList<ProposalState> Proposals => ProposalList;

    /// <summary>Tasks, done ones too.</summary>
    public IReadOnlyList<TaskState> Tasks => TaskList;

    /// <summary>Notes.</summary>
    public IReadOnlyList<NoteState> Notes => NoteList;

    /// <summary>Attached files and letters.</summary>
    public IReadOnlyList<AttachmentState> Attachments => AttachmentList;

    /// <summary>The complete history, oldest first.</summary>
    public IReadOnlyList<TimelineItem> Timeline => TimelineList;

    /// <summary>Role → actor the record is assigned to.</summary>
    public IReadOnlyDictionary<string, string> Assignments => AssignedTo;

    /// <summary>The current value of a fact, or null when it was never recorded.</summary>
    public FactValue? Fact(string field, StreamId? of = null) =>
        FactVersions.TryGetValue(new(field, of), out var versions) ? versions[^1].Value : null;

    /// <summary>The current value as text; empty when there is none.</summary>
    public string Text(string field, StreamId? of = null) => Fact(field, of)?.Text ?? "";

    /// <summary>Individuals that a case or group is about, whose link has not ended.</summary>
    public IEnumerable<StreamId> Persons => LinkList
        .Where(l => l.Active && l.Kind is LinkKinds.Participant or LinkKinds.Member && l.Active)
        .Select(l => l.Other).Distinct();

    /// <summary>Statuses that have not ended.</summary>
    public IEnumerable<StatusState> ActiveStatuses => StatusList.Where(s => s.Active);

    /// <summary>Who last carried out (or, with four eyes, proposed) an event; null when it has not happened.</summary>
    public string? LastActorOf(string eventCode) => TimelineList.LastOrDefault(t => t.Head.Event == eventCode && t.Head.Type != EntryTypes.Confirmed)?.Head.Actor;

    /// <summary>Names in all scripts, when the record has any.</summary>
    public IReadOnlyList<PersonName> Names => Fact("names") is { HasValue: true } names ? PersonNameJson.Read(names.Value) : [];

    /// <summary>Birth date as far as it is known.</summary>
    public PartialDate? Birth => Fact("date_of_birth") is { HasValue: true } birth && PartialDate.TryParse(birth.Text, out var date) ? date : null;

    /// <summary>What a list shows: the first name, or the number.</summary>
    public string Label => Names is [var first, ..] ? first.Text : Text("title") is { Length: > 0 } title ? title : Number;
}
