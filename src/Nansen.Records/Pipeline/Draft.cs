using System.Text.Json;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Records;

/// <summary>
/// A change being put together: every step is checked against gate, pack and safeguards as it is added, and sees the
/// steps before it. <see cref="RecordRoom.CommitAsync"/> appends all of it or nothing.
/// </summary>
public sealed partial class Draft
{
    private readonly RecordRoom _room;
    private readonly Dictionary<StreamId, RecordState> _working = [];
    private readonly Dictionary<StreamId, IReadOnlyList<EntryId>> _expected = [];
    private readonly List<NewEntry> _entries = [];
    private readonly List<ReadOnlyMemory<byte>> _statistics = [];
    private readonly List<Problem> _problems = [];
    private readonly HashSet<StreamId> _touched = [];

    internal Draft(RecordRoom room, Actor actor, BatchId token, DateOnly on, string source, DateTimeOffset at) =>
        (_room, Actor, Token, On, Source, At) = (room, actor, token, on, source, at);

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <summary>Token of the submission: sent twice, it adds once.</summary>
    public BatchId Token { get; }

    /// <summary>Day it takes effect.</summary>
    public DateOnly On { get; }

    /// <summary>form, import, api, message or batch.</summary>
    public string Source { get; }

    /// <summary>When it is written down.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What stands against it so far.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Something was tried that is not this actor's to do.</summary>
    public string? ForbiddenBecause { get; private set; }

    internal (RecordState Record, IReadOnlyList<EntryId> Expected)? StaleRecord { get; private set; }

    internal IReadOnlyList<NewEntry> Entries => _entries;

    internal IReadOnlyList<ReadOnlyMemory<byte>> Statistics => _statistics;

    internal IEnumerable<RecordState> Touched => _touched.Select(id => _working[id]);

    private Pack Pack => _room.Pack;

    /// <summary>Says which version of a record the form was filled in on; a later one makes the draft stale.</summary>
    public void Expect(StreamId record, IReadOnlyList<EntryId> heads) => _expected[record] = heads;

    /// <summary>Adds a problem found by the caller.</summary>
    public void Refuse(Problem problem) => _problems.Add(problem);

    /// <summary>Makes the draft a forbidden one.</summary>
    public void Forbid(string reason) => ForbiddenBecause ??= reason;

    /// <summary>The record as it would be after the steps so far.</summary>
    public async ValueTask<RecordState> GetAsync(StreamId record, CancellationToken cancellation = default)
    {
        if (_working.TryGetValue(record, out var state)) return state;
        state = new RecordState(await _room.GetAsync(record, cancellation));
        if (_expected.TryGetValue(record, out var heads) && !heads.SequenceEqual(state.Heads)) StaleRecord ??= (new RecordState(state), heads);
        return _working[record] = state;
    }

    /// <summary>Makes a record. Its facts are checked for form and for the actor's right to record them.</summary>
    public StreamId Create(string recordType, string office, IReadOnlyList<SubjectFacts> facts, string? code = null, StreamId? other = null, IReadOnlyDictionary<string, string>? with = null)
    {
        var id = StreamId.New(_room.Ids);
        var type = Pack.Records[recordType];
        var state = new RecordState(id);
        _working[id] = state;
        var initial = Pack.Procedures.TryGetValue(recordType, out var procedure) ? procedure.InitialState : type.Lifecycle?.InitialState;
        Add(state, Head(EntryTypes.Created, recordType) with
        {
            Number = RecordNumber.New(type.NumberPrefix, _room.Ids),
            Office = office,
            To = recordType == "document" ? "proposed" : initial,
            Code = code,
            Other = other?.ToString(),
            Pack = $"{Pack.Code} {Pack.Version}",
            With = with,
        }, Parts(id, recordType, facts));
        return id;
    }

    /// <summary>Records or corrects facts. Values of before stay in the history.</summary>
    /// <param name="record">The record.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="reason">Why.</param>
    /// <param name="changedOn">
    /// The day from which the facts are so, when what stood there was right before. Null: it was wrong, and figures of the past are restated.
    /// </param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask RecordFactsAsync(StreamId record, IReadOnlyList<SubjectFacts> facts, string? reason = null, DateOnly? changedOn = null, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation)) return;
        if (changedOn > On)
        {
            _problems.Add(Records.Problems.Plain("day", "changed_on", $"{Iso(changedOn.Value)} has not come yet; record the change on the day.", $"{Iso(changedOn.Value)} ещё не наступило; запишите изменение в этот день."));
            return;
        }

        Add(state, Head(EntryTypes.FactsRecorded, state.Type) with { Reason = reason, With = changedOn is { } day ? new Dictionary<string, string> { [EntryHead.ChangedOn] = Iso(day) } : null }, Parts(record, state.Type, facts));
        var fields = facts.SelectMany(f => f.Facts).Select(v => v.Field).ToHashSet(StringComparer.Ordinal);
        if (state.StatusList.Count > 0) Recount(state, fields, changedOn);
        await RecountCasesAsync(state, fields, changedOn, cancellation);
    }

    /// <summary>Links a record to another.</summary>
    public async ValueTask<EntryId> LinkAsync(StreamId record, string kind, StreamId other, string? role = null, IReadOnlyDictionary<string, string>? with = null, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation)) return default;
        var words = with is null ? [] : new Dictionary<string, string>(with);
        if (role is not null) words["role"] = role;
        if (kind == LinkKinds.Member) TakeOutOfGroup(state);
        return Add(state, Head(EntryTypes.Linked, state.Type) with { Code = kind, Other = other.ToString(), With = words.Count > 0 ? words : null });
    }

    /// <summary>Ends a link, or undoes it.</summary>
    public async ValueTask UnlinkAsync(StreamId record, EntryId link, string reason, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation)) return;
        if (state.Links.FirstOrDefault(l => l.Id == link) is { Active: true } found)
            Add(state, Head(EntryTypes.Unlinked, state.Type) with { Code = found.Kind, Other = found.Other.ToString(), Refers = link.ToString(), Reason = reason });
    }

    /// <summary>Adds a note, about a person or about the record.</summary>
    public async ValueTask NoteAsync(StreamId record, string text, SensitivityClass sensitivity, StreamId? of = null, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation)) return;
        Add(state, Head(EntryTypes.Noted, state.Type), [new ClassedPart(new KeyScope(of ?? record, Gate.KeyClassOf(sensitivity)), new PartBody { Of = of?.ToString(), Text = text })]);
    }

    /// <summary>Attaches a file that was put as a blob (or is small enough to stand inline).</summary>
    public async ValueTask AttachAsync(StreamId record, string kind, FactValue file, SensitivityClass sensitivity, StreamId? of = null, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation)) return;
        Add(state, Head(EntryTypes.Attached, state.Type) with { Code = kind }, [new ClassedPart(new KeyScope(of ?? record, Gate.KeyClassOf(sensitivity)), new PartBody { Of = of?.ToString(), Facts = [file] })]);
    }

    /// <summary>Gives the record to an officer in a role, or with null back to the pool.</summary>
    public async ValueTask AssignAsync(StreamId record, string role, string? actor, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation)) return;
        Add(state, Head(EntryTypes.Assigned, state.Type) with { Other = actor, With = new Dictionary<string, string> { ["role"] = role } });
    }

    /// <summary>Marks a task as done.</summary>
    public async ValueTask FinishTaskAsync(StreamId record, EntryId task, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation)) return;
        if (state.Tasks.FirstOrDefault(t => t.Id == task) is { Done: false } open)
            Add(state, Head(EntryTypes.TaskDone, state.Type) with { Code = open.Code, Refers = task.ToString() });
    }

    /// <summary>
    /// Records facts of the house itself (officers and the like, never a person, group, case or document) by an action
    /// alone: an administrator opens no record (DP-07) and still gives roles.
    /// </summary>
    public async ValueTask AdministerAsync(StreamId record, string action, IReadOnlyList<FactValue> facts, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!state.Exists || Pack.Records[state.Type].Kind != RecordKind.Other || (Actor.Role != Actor.System.Role && !_room.Gate.May(Actor, action)))
            Forbid("role");
        else
            Add(state, Head(EntryTypes.FactsRecorded, state.Type), [new ClassedPart(new KeyScope(record, KeyClass.Ordinary), new PartBody { Facts = facts })]);
    }

    /// <summary>
    /// Adds an entry of another type (searches, judgements, disclosures, documents); the caller has checked the action at the
    /// gate. What has a rule of its own is not written this way: a step of the pack's would pass by its guards and safeguards.
    /// </summary>
    /// <exception cref="InvalidOperationException">The entry is a step, a fact or a status.</exception>
    public async ValueTask<EntryId> EntryAsync(StreamId record, Func<EntryHead, EntryHead> head, IReadOnlyList<ClassedPart>? parts = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(head);
        var state = await GetAsync(record, cancellation);
        var made = head(Head("", state.Type));
        if (Ruled.Contains(made.Type) || (made.Event is { } step && Pack.RulesOf(state.Type)?.Transitions.Any(t => t.Event == step) == true))
            throw new InvalidOperationException($"An entry '{made.Type}' {made.Event} is made by the pipeline alone.");
        return Add(state, made, parts ?? []);
    }

    private static readonly HashSet<string> Ruled =
        [EntryTypes.Created, EntryTypes.FactsRecorded, EntryTypes.Transitioned, EntryTypes.Decided, EntryTypes.StatusOpened, EntryTypes.StatusEnded, EntryTypes.AccountEntered, EntryTypes.AccountLeft];

    /// <summary>Adds an entry of the statistics book, for rooms above that count what the pack's effects do not.</summary>
    public void Count(Guid stream, byte[] body) => AddStatistic(stream, body);

    internal void AddStatistic(Guid stream, byte[] body)
    {
        _statistics.Add(body);
        _entries.Add(new NewEntry(BookKind.Statistics, new StreamId(stream), null, [new NewPart(new KeyScope(_room.OfficeStream, KeyClass.Ordinary), body)]));
    }

    private EntryHead Head(string type, string recordType) => new()
    {
        Type = type,
        RecordType = recordType,
        Actor = Actor.Key,
        Role = Actor.Role,
        Purpose = _room.Gate.PurposeFor(Actor, recordType),
        At = At,
        On = On,
        Source = Source,
    };

    private EntryId Add(RecordState state, EntryHead head, IReadOnlyList<ClassedPart>? parts = null)
    {
        parts ??= [];
        var id = EntryId.New(_room.Ids);
        var sealedParts = new NewPart[parts.Count + 1];
        sealedParts[0] = new NewPart(new KeyScope(state.Id, KeyClass.Ordinary), JsonSerializer.SerializeToUtf8Bytes(head, EntryJson.Default.EntryHead));
        for (var i = 0; i < parts.Count; i++)
            sealedParts[i + 1] = new NewPart(parts[i].Scope, JsonSerializer.SerializeToUtf8Bytes(parts[i].Body, EntryJson.Default.PartBody));
        _entries.Add(new NewEntry(BookKind.Records, state.Id, state.Heads, sealedParts, id));
        RecordFold.Apply(state, new RecordEntry(id, state.Id, head, parts));
        _touched.Add(state.Id);
        return id;
    }

    // One part a (person, class): a fact about a person stands only under her key.
    private List<ClassedPart> Parts(StreamId record, string recordType, IReadOnlyList<SubjectFacts> facts)
    {
        var access = _room.Gate.Blank(Actor, recordType);
        var parts = new List<ClassedPart>();
        foreach (var about in facts)
            foreach (var group in about.Facts.Where(f => Check(f, recordType, about.Of, access)).GroupBy(f => Gate.KeyClassOf(Sensitivity.Of(Pack, Pack.FieldOf(recordType, f.Field)!, f))))
                parts.Add(new ClassedPart(new KeyScope(about.Of ?? record, group.Key), new PartBody { Of = about.Of?.ToString(), Facts = [.. group] }));
        return parts;
    }

    private bool Check(FactValue fact, string recordType, StreamId? of, Access access)
    {
        var problem = Pack.FieldOf(recordType, fact.Field) is not { } field ? Records.Problems.UnknownField(fact.Field)
            : Sensitivity.Of(Pack, field, fact) == SensitivityClass.S4 ? Records.Problems.NeedsCompartment(field)
            : fact.Source != FactSource.Computed && Actor.Role != Actor.System.Role && !access.Writes(field) ? Records.Problems.MayNotRecord(field)
            : FormRules.CheckValue(Pack, field, fact, On);
        if (problem is null) return true;
        _problems.Add(problem with { Of = of?.ToString() });
        return false;
    }

    private async ValueTask<bool> DemandAsync(RecordState record, CancellationToken cancellation)
    {
        if (!record.Exists)
        {
            Forbid("unknown");
            return false;
        }

        // A record made in this very draft is its maker's.
        if (record.Heads.Count == 1 && _entries.Exists(e => e.Stream == record.Id && e.After is [])) return true;
        var access = await _room.Gate.OpenAsync(Actor, record, null, cancellation);
        if (!access.Allowed) Forbid(access.Reason ?? "role");
        return access.Allowed;
    }
}
