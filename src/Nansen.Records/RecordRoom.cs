using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nansen.Journal;
using Nansen.Packs;

namespace Nansen.Records;

/// <summary>What a record room is made of.</summary>
public sealed record RecordRoomOptions
{
    /// <summary>Pack in force.</summary>
    public required Pack Pack { get; init; }

    /// <summary>The office's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where ids come from.</summary>
    public IIdSource Ids { get; init; } = IdSource.Random;

    /// <summary>Writes statistics entries.</summary>
    public required IStatisticsWriter Statistics { get; init; }

    /// <summary>Writes letters.</summary>
    public required ILetterWriter Letters { get; init; }

    /// <summary>Told of each commit.</summary>
    public IReadOnlyList<ICommitListener> Listeners { get; init; } = [];

    /// <summary>Up to which entry of the records and of the statistics book the listeners know already; null: all that stands there when first asked.</summary>
    public (long Records, long Statistics)? KnownTo { get; init; }
}

/// <summary>
/// The records of an office: read through the gate, changed only by drafts. It is the one place where the journal, the
/// pack and the gate meet.
/// </summary>
public sealed class RecordRoom
{
    private readonly RecordRoomOptions _options;
    private readonly StateCache _cache = new(8192);
    private readonly BooksFollower _follower;

    /// <summary>Opens the room on a journal whose rows are folded by <see cref="RecordRows"/> (alone or with others).</summary>
    public RecordRoom(IJournal journal, RecordRoomOptions options)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(options);
        (Journal, _options) = (journal, options);
        // Beside an embedded store another program writes now and then (an import from the command line), and the follower hears
        // of it at the next request; on PostgreSQL others write all the time, and nothing of this kind is remembered.
        Rows = new RowQueries(journal) { Memory = journal.Dialect == SqlDialect.Sqlite ? new CaseMemory(8192) : null };
        _follower = new BooksFollower(journal, options.Listeners, options.KnownTo, ForgetAsync);
        Gate = new Gate(options.Pack, Rows, options.Clock);
        OfficeStream = new StreamId(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("nansen:office:" + journal.Office)).AsSpan(0, 16)));
    }

    /// <summary>The books.</summary>
    public IJournal Journal { get; }

    /// <summary>Pack in force.</summary>
    public Pack Pack => _options.Pack;

    /// <summary>The gate.</summary>
    public Gate Gate { get; }

    /// <summary>Questions to the rows. They know nothing of the asker: pages ask through the gate.</summary>
    public RowQueries Rows { get; }

    /// <summary>The office's clock.</summary>
    public TimeProvider Clock => _options.Clock;

    /// <summary>Today by the office's clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    /// <summary>Stream under whose key the statistics and access books of the office are sealed.</summary>
    public StreamId OfficeStream { get; }

    internal IIdSource Ids => _options.Ids;

    internal IStatisticsWriter Statistics => _options.Statistics;

    internal ILetterWriter Letters => _options.Letters;

    /// <summary>128 bits that nothing else has, from the node's source of ids.</summary>
    public Guid NewId() => _options.Ids.NewId();

    /// <summary>Begins a change.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="token">Token of the submission; null: a new one.</param>
    /// <param name="on">Day it takes effect; null: today.</param>
    /// <param name="source">form, import, api, message or batch.</param>
    public Draft Begin(Actor actor, BatchId? token = null, DateOnly? on = null, string source = "form")
    {
        var now = Clock.GetUtcNow();
        return new Draft(this, actor, token ?? BatchId.New(Ids), on ?? DateOnly.FromDateTime(now.UtcDateTime), source, now);
    }

    /// <summary>
    /// Hears of what other processes wrote to the books: records, search index and accounts are then no older than this call.
    /// Pages and API do so at each request. Costs a look at the books' heads when nothing is new.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The store cannot be reached.</exception>
    public ValueTask FollowAsync(CancellationToken cancellation = default) => _follower.CatchUpAsync(cancellation);

    // What another process changed is read anew, and whose case it is is asked anew.
    private async ValueTask<IReadOnlyList<RecordState>> ForgetAsync(IReadOnlyCollection<StreamId> changed, CancellationToken cancellation)
    {
        foreach (var id in changed) _cache.Remove(id);
        var records = new List<RecordState>();
        foreach (var id in changed)
            if (await GetAsync(id, cancellation) is { Exists: true } state) records.Add(state);
        if (Rows.Memory is { } memory)
        {
            var persons = PersonsOf(records);
            memory.Begin(persons);
            memory.End(persons);
        }

        return records;
    }

    private HashSet<StreamId> PersonsOf(IEnumerable<RecordState> records) =>
        records.Where(r => Pack.Procedures.ContainsKey(r.Type)).SelectMany(r => r.Links.Select(l => l.Other)).ToHashSet();

    /// <summary>Appends a draft, all of it or nothing, and tells those who follow.</summary>
    public async ValueTask<Outcome> CommitAsync(Draft draft, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        try
        {
            // A submission sent again is answered as it was the first time, whatever has moved meanwhile.
            if ((draft.ForbiddenBecause is not null || draft.StaleRecord is not null || draft.Problems.Count > 0 || draft.Entries.Count == 0)
                && await DoneBeforeAsync(draft.Actor, draft.Token, cancellation) is { } again) return again;
            if (draft.ForbiddenBecause is { } reason)
            {
                await LogAsync(draft.Actor, "", "change", null, false, 0, reason, cancellation);
                return new Outcome.Forbidden();
            }

            if (draft.StaleRecord is { } stale) return Stale(stale.Record, stale.Expected);
            if (draft.Problems.Count > 0) return new Outcome.Refused(draft.Problems);
            if (draft.Entries.Count == 0) return new Outcome.Done([]);
            await draft.PrioritiseAsync(cancellation);
            var persons = Rows.Memory is null ? [] : PersonsOf(draft.Touched);
            Rows.Memory?.Begin(persons);
            try
            {
                return await AppendAsync(draft, cancellation);
            }
            finally
            {
                Rows.Memory?.End(persons);
            }
        }
        catch (JournalUnavailableException unavailable)
        {
            return new Outcome.Unavailable(unavailable.Message);
        }
    }

    /// <summary>What an actor's submission of this token did, when it has been carried out before; null when it has not.</summary>
    public async ValueTask<Outcome.Done?> DoneBeforeAsync(Actor actor, BatchId token, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (records, hers) = (new List<RecordState>(), false);
        foreach (var entries in (await Rows.EntriesOfAsync(token, Journal.Book(BookKind.Records), cancellation)).GroupBy(e => e.Record))
        {
            var state = await GetAsync(entries.Key, cancellation);
            hers |= state.Timeline.Any(t => t.Head.Actor == actor.Key && entries.Any(e => e.Entry == t.Id));
            records.Add(state);
        }

        return hers ? new Outcome.Done(records, true) : null;
    }

    /// <summary>A record's state for the machinery itself: guards, safeguards, jobs. Pages use <see cref="OpenAsync"/>.</summary>
    internal async ValueTask<RecordState> GetAsync(StreamId record, CancellationToken cancellation = default)
    {
        if (_cache.Get(record) is { } cached
            && (Journal.Dialect == SqlDialect.Sqlite || (await Journal.HeadsAsync(record, cancellation)).SequenceEqual(cached.Heads))) return cached;
        var state = RecordFold.Fold(record, await Journal.ReadStreamAsync(record, KeyClass.Special, cancellation));
        if (state.Exists) _cache.Put(state);
        return state;
    }

    /// <summary>
    /// Opens a record for somebody: asks the gate, writes the access book, and only then gives it. A record that does
    /// not exist and one that is not hers look the same.
    /// </summary>
    /// <returns>The record and what she may see of it, or null.</returns>
    public async ValueTask<(RecordState Record, Access Access)?> OpenAsync(Actor actor, StreamId record, string what, string? purpose = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var state = await GetAsync(record, cancellation);
        var access = state.Exists ? await Gate.OpenAsync(actor, state, purpose, cancellation) : null;
        var allowed = access is { Allowed: true };
        await LogAsync(actor, access?.Purpose ?? "", what, record, allowed, allowed ? 1 : 0, access?.Reason, cancellation);
        return allowed ? (state, access!) : null;
    }

    /// <summary>How long a record opened outside her assignment stays open to an officer (DP-03).</summary>
    public static TimeSpan BreakGlassLasts { get; } = TimeSpan.FromHours(4);

    /// <summary>
    /// Opens a record outside her normal assignment: with a reason, for four hours, told to the data-protection officer and to
    /// those who hold the record (DP-03).
    /// </summary>
    public async ValueTask<Outcome> BreakGlassAsync(Actor actor, StreamId record, string reason, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = Begin(actor, token);
        var state = await draft.GetAsync(record, cancellation);
        if (!Gate.May(actor, Actions.BreakGlass)) draft.Forbid("role");
        else if (!state.Exists || !Gate.Blank(actor, state.Type).Allowed) draft.Forbid("unknown");
        else if (string.IsNullOrWhiteSpace(reason))
            draft.Refuse(Problems.Plain("missing", "reason", "Say why you must open this record now.", "Укажите, почему эту запись нужно открыть сейчас."));
        else await GrantAsync(draft, state, reason.Trim(), cancellation);
        var outcome = await CommitAsync(draft, cancellation);
        if (outcome is Outcome.Done) await LogAsync(actor, Gate.PurposeFor(actor, state.Type), "break_glass", record, true, 1, null, cancellation);
        return outcome;
    }

    private static async ValueTask GrantAsync(Draft draft, RecordState state, string reason, CancellationToken cancellation)
    {
        var until = draft.At + BreakGlassLasts;
        var words = new Dictionary<string, string> { ["actor"] = draft.Actor.Key, ["expires"] = until.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture) };
        await draft.EntryAsync(state.Id, h => h with { Type = EntryTypes.AccessGranted, Code = Actions.BreakGlass, With = words },
            [new ClassedPart(new KeyScope(state.Id, KeyClass.Special), new PartBody { Text = reason })], cancellation);
        foreach (var role in state.Assignments.Where(a => a.Value != draft.Actor.Key).Select(a => a.Key).Order(StringComparer.Ordinal).Prepend("data_protection_officer"))
            await draft.EntryAsync(state.Id, h => h with { Type = EntryTypes.TaskOpened, Code = "review_break_glass", With = new Dictionary<string, string> { ["role"] = role } }, null, cancellation);
    }

    /// <summary>Several records at once without an entry each, for a list whose query is logged as one (DP-02); those not hers are left out.</summary>
    public async ValueTask<IReadOnlyList<(RecordState Record, Access Access)>> OpenManyAsync(Actor actor, IEnumerable<StreamId> records, string what, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var opened = new List<(RecordState, Access)>();
        foreach (var id in records)
        {
            var state = await GetAsync(id, cancellation);
            if (state.Exists && await Gate.OpenAsync(actor, state, null, cancellation) is { Allowed: true } access) opened.Add((state, access));
        }

        await LogAsync(actor, "", what, null, true, opened.Count, null, cancellation);
        return opened;
    }

    /// <summary>
    /// Steps that an actor's role may take (or propose) from the record's present state, each with what stands in its way:
    /// guards of the pack and safeguards. Computed by the same rules that refuse them.
    /// </summary>
    public async ValueTask<IReadOnlyList<OpenStep>> StepsAsync(Actor actor, RecordState record, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(record);
        if (Pack.RulesOf(record.Type) is not { } rules) return [];
        var situation = await SituationAsync(record, cancellation);
        var steps = new List<OpenStep>();
        foreach (var step in rules.Transitions.Where(t => t.From.Contains(record.State) && t.By.Contains(actor.Role)))
        {
            var obstacles = SafeguardRules.Against(situation, step.Event).Select(b => b.Safeguard).DistinctBy(s => s.Code).Select(Problems.Safeguard).ToList();
            if (CanJudge(step) && !situation.Holds(step.When)) obstacles.Add(Problems.Guard(step.WhenNot));
            if (step.OtherThan.Any(e => record.LastActorOf(e) == actor.Key)) obstacles.Add(Problems.SamePairOfEyes());
            if (record.Proposals.Any(p => p.Open && p.Event == step.Event)) obstacles.Add(Problems.AlreadyProposed());
            steps.Add(new OpenStep(step, obstacles));
        }

        return steps;
    }

    // A guard that asks about the step's own answers can only be judged when they are given.
    private bool CanJudge(Transition step) => step.Form is not { } form || step.When is not { } when
        || when.Predicates.All(p => p is { Name: Predicates.FactIs or Predicates.FactPresent, Field: { } field } && Pack.Forms[form].Questions.All(q => q.Field != field));

    /// <summary>Safeguards that are on for a person now.</summary>
    public async ValueTask<IReadOnlyList<Safeguard>> SafeguardsAsync(RecordState person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return SafeguardRules.On(await SituationAsync(person, cancellation), person);
    }

    /// <summary>Clocks of a case today.</summary>
    public IReadOnlyList<ClockReading> Clocks(RecordState record) => ClockRules.Read(Pack, record, Today);

    private async ValueTask<Situation> SituationAsync(RecordState record, CancellationToken cancellation)
    {
        var persons = new List<RecordState>();
        if (Pack.Records[record.Type].Kind == RecordKind.Individual) persons.Add(record);
        else foreach (var id in record.Holder is { } holder ? [holder] : record.Persons) persons.Add(await GetAsync(id, cancellation));
        var open = new Dictionary<StreamId, IReadOnlyCollection<string>>();
        foreach (var person in persons)
            open[person.Id] = [.. (await Rows.CasesOfAsync(person.Id, cancellation)).Where(c => !c.Closed).Select(c => c.Type)];
        return new Situation(Pack, Today, record, persons, id => open.GetValueOrDefault(id) ?? []);
    }

    /// <summary>One line in the access book: no log, no read (DP-02).</summary>
    public async ValueTask LogAsync(Actor actor, string purpose, string what, StreamId? record, bool allowed, int results, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var now = Clock.GetUtcNow();
        var words = new Dictionary<string, string> { ["n"] = results.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        if (!allowed && reason is not null) words["because"] = reason;
        var head = new EntryHead
        {
            Type = EntryTypes.Accessed,
            RecordType = "access",
            Actor = actor.Key,
            Role = actor.Role,
            Purpose = purpose,
            At = now,
            On = DateOnly.FromDateTime(now.UtcDateTime),
            Code = what,
            Other = record?.ToString(),
            Reason = allowed ? "allowed" : "denied",
            With = words,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(head, EntryJson.Default.EntryHead);
        await Journal.AppendAsync(new Batch(BatchId.New(Ids), [new NewEntry(BookKind.Access, OfficeStream, null, [new NewPart(new KeyScope(OfficeStream, KeyClass.Ordinary), body)])]), cancellation);
    }

    private async ValueTask<Outcome> AppendAsync(Draft draft, CancellationToken cancellation)
    {
        switch (await Journal.AppendAsync(new Batch(draft.Token, draft.Entries), cancellation))
        {
            case AppendResult.AlreadyAppended again:
                var records = new List<RecordState>();
                foreach (var id in again.Entries.Where(e => e.Book.Value.StartsWith("records", StringComparison.Ordinal)).Select(e => e.Stream).Distinct())
                    records.Add(await GetAsync(id, cancellation));
                return new Outcome.Done(records, true);
            case AppendResult.Stale stale:
                _cache.Remove(stale.Stream);
                var now = await GetAsync(stale.Stream, cancellation);
                return Stale(now, [.. now.Timeline.Select(t => t.Id).Except(stale.Since.Select(e => e.Id)).TakeLast(1)]);
            case AppendResult.Appended appended:
                var touched = draft.Touched.ToList();
                foreach (var state in touched) _cache.Put(state);
                await _follower.ToldAsync(appended.Entries, () => [.. touched.Select(t => _cache.Get(t.Id) ?? t)], draft.Statistics, draft.At);
                return new Outcome.Done(touched);
            case var unknown:
                throw new InvalidOperationException($"The journal answered {unknown}.");
        }
    }

    private static Outcome.Stale Stale(RecordState record, IReadOnlyList<EntryId> expected)
    {
        var known = record.Timeline.ToList().FindLastIndex(t => expected.Contains(t.Id));
        return new(record, [.. record.Timeline.Skip(known + 1)]);
    }
}
