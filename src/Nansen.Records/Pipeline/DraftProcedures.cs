using Nansen.Journal;
using Nansen.Packs;

namespace Nansen.Records;

/// <summary>The part of a draft that carries procedures on: transitions, four eyes, safeguards and effects.</summary>
public sealed partial class Draft
{
    /// <summary>Opens a case about persons, with the opening form's facts, and does what the pack says opening does.</summary>
    public async ValueTask<StreamId> OpenCaseAsync(string procedure, string office, IReadOnlyList<StreamId> persons, IReadOnlyList<SubjectFacts> facts, StreamId? cameFrom = null, CancellationToken cancellation = default)
    {
        var rules = Pack.Procedures[procedure];
        if (Actor.Role != Actor.System.Role && cameFrom is null && !rules.OpenedBy.Contains(Actor.Role)) Forbid("role");
        if (rules.OpeningForm is { } form && cameFrom is null) CheckForm(form, null, await PersonsAsync(persons, cancellation), facts);
        var id = Create(procedure, office, facts);
        foreach (var person in persons) await LinkAsync(id, LinkKinds.Participant, person, cancellation: cancellation);
        if (cameFrom is { } origin) await LinkAsync(id, LinkKinds.CameFrom, origin, cancellation: cancellation);
        await CarryOutAsync(_working[id], rules.OpeningEffects, cancellation);
        return id;
    }

    /// <summary>
    /// Takes a case (or a record with a lifecycle) one step on. With four eyes this only proposes; nothing changes until
    /// another officer confirms.
    /// </summary>
    public async ValueTask TransitionAsync(StreamId record, string eventCode, IReadOnlyList<SubjectFacts> facts, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation)) return;
        if (FindTransition(state, eventCode) is not { } step) return;
        if (!step.By.Contains(Actor.Role) && Actor.Role != Actor.System.Role)
        {
            Forbid("role");
            return;
        }

        // Nothing that may go against a person happens by rule alone, not even as a proposal (DP-18).
        if (Actor.Role == Actor.System.Role && (step.Adverse || step.Decision))
        {
            Forbid("system");
            return;
        }

        var persons = await PersonsOfAsync(state, cancellation);
        if (step.Form is { } form) CheckForm(form, state, persons, facts, step.Decision);
        else if (facts.Count > 0) _problems.AddRange(facts.SelectMany(f => f.Facts).Select(f => Records.Problems.UnknownField(f.Field)));
        // The guard may ask about answers given just now, so it is read as if they stood.
        await CheckAsync(state, step, persons, facts, cancellation);
        if (_problems.Count > 0) return;
        if (step.ConfirmedBy.Count == 0) await CarryOutAsync(state, step, persons, facts, null, cancellation);
        else if (state.Proposals.Any(p => p.Open && p.Event == eventCode)) _problems.Add(Records.Problems.AlreadyProposed());
        else Add(state, Head(EntryTypes.Proposed, state.Type) with { Event = eventCode }, Parts(record, state.Type, facts));
    }

    /// <summary>The second pair of eyes confirms: the proposed step is checked anew and carried out.</summary>
    public async ValueTask ConfirmAsync(StreamId record, EntryId proposal, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation) || Waiting(state, proposal) is not { } waiting) return;
        if (FindTransition(state, waiting.Event) is not { } step || !MayAnswer(waiting, step)) return;
        var persons = await PersonsOfAsync(state, cancellation);
        var facts = waiting.Parts.Where(p => p.Body.Facts is not null)
            .Select(p => new SubjectFacts(StreamId.TryParse(p.Body.Of, out var of) ? of : null, p.Body.Facts!)).ToList();
        await CheckAsync(state, step, persons, facts, cancellation);
        if (_problems.Count > 0) return;
        Add(state, Head(EntryTypes.Confirmed, state.Type) with { Event = waiting.Event, Refers = proposal.ToString() });
        await CarryOutAsync(state, step, persons, null, waiting.Parts, cancellation);
    }

    /// <summary>The second pair of eyes says no, with a reason for the first.</summary>
    public async ValueTask DeclineAsync(StreamId record, EntryId proposal, string reason, CancellationToken cancellation = default)
    {
        var state = await GetAsync(record, cancellation);
        if (!await DemandAsync(state, cancellation) || Waiting(state, proposal) is not { } waiting) return;
        if (FindTransition(state, waiting.Event) is not { } step || !MayAnswer(waiting, step)) return;
        if (string.IsNullOrWhiteSpace(reason))
            _problems.Add(Records.Problems.Plain("missing", "reason", "Say why, so that your colleague can mend it.", "Укажите причину, чтобы коллега могла исправить."));
        else
            Add(state, Head(EntryTypes.Declined, state.Type) with { Event = waiting.Event, Refers = proposal.ToString() },
                [new ClassedPart(new KeyScope(record, KeyClass.Special), new PartBody { Text = reason })]);
    }

    /// <summary>Opens a status for a person, its period in the accounts, and what her safeguards then give her.</summary>
    internal async ValueTask OpenStatusAsync(StreamId person, string status, string cause, StreamId? source, IReadOnlyDictionary<string, string>? dimensions = null, CancellationToken cancellation = default)
    {
        var state = await GetAsync(person, cancellation);
        if (state.ActiveStatuses.Any(s => s.Code == status)) return;
        var period = _room.Ids.NewId();
        Add(state, Head(EntryTypes.StatusOpened, state.Type) with
        {
            Code = status,
            Reason = cause,
            Other = source?.ToString(),
            With = new Dictionary<string, string> { ["period"] = period.ToString("N") },
        });
        RecordState? record = source is { } id ? await GetAsync(id, cancellation) : null;
        AddStatistic(period, _room.Statistics.PeriodOpened(period, status, cause, state, record, dimensions ?? new Dictionary<string, string>(), On));
        foreach (var replaced in Pack.Statuses[status].Replaces) await EndStatusAsync(person, replaced, "replaced_by_other_status", cancellation);
        await GiveSafeguardsAsync(state, source, cancellation);
    }

    /// <summary>Ends a status with a cause.</summary>
    internal async ValueTask EndStatusAsync(StreamId person, string status, string cause, CancellationToken cancellation = default)
    {
        var state = await GetAsync(person, cancellation);
        if (state.ActiveStatuses.LastOrDefault(s => s.Code == status) is not { } active) return;
        Add(state, Head(EntryTypes.StatusEnded, state.Type) with { Code = status, Reason = cause });
        AddStatistic(active.Period, _room.Statistics.PeriodClosed(active.Period, cause, state, On));
    }

    /// <summary>Proposes a document for a person; another officer confirms and issues it. Does nothing when one waits or is valid.</summary>
    public async ValueTask<StreamId?> ProposeDocumentAsync(StreamId person, string kind, CancellationToken cancellation = default) =>
        await _room.Rows.HasDocumentAsync(person, kind, On, cancellation) ? null : await ProposeDocumentAsync(person, kind, [], cancellation);

    /// <summary>Proposes a document in place of an issued one, which stays valid until then. Does nothing when one waits already.</summary>
    public async ValueTask<StreamId?> RenewDocumentAsync(StreamId person, string kind, string replaces, CancellationToken cancellation = default) =>
        await _room.Rows.HasDocumentAsync(person, kind, DateOnly.MaxValue, cancellation) ? null
            : await ProposeDocumentAsync(person, kind, [Values.FactValue.Of("replaces_number", replaces, Values.FactSource.Computed)], cancellation);

    private async ValueTask<StreamId?> ProposeDocumentAsync(StreamId person, string kind, IReadOnlyList<Values.FactValue> facts, CancellationToken cancellation)
    {
        if (!_proposedDocuments.Add((person, kind))) return null;
        var holder = await GetAsync(person, cancellation);
        return Create("document", holder.Office, SubjectFacts.About([Values.FactValue.Of("document_kind", kind, Values.FactSource.Computed), .. facts]), kind, person);
    }

    private readonly HashSet<(StreamId Person, string Kind)> _proposedDocuments = [];

    private Transition? FindTransition(RecordState state, string eventCode)
    {
        var rules = Pack.RulesOf(state.Type);
        var step = rules?.Transitions.FirstOrDefault(t => t.Event == eventCode && t.From.Contains(state.State));
        if (step is not null) return step;
        var named = rules?.Transitions.FirstOrDefault(t => t.Event == eventCode);
        if (named is null) Forbid("event");
        else
        {
            var title = rules!.States.TryGetValue(state.State, out var s) ? s.Title : new LocalText(new Dictionary<string, string> { ["en"] = state.State });
            _problems.Add(Records.Problems.WrongState(named.Title.In("en"), named.Title.In("ru"), title.In("en"), title.In("ru")));
        }

        return null;
    }

    private ProposalState? Waiting(RecordState state, EntryId proposal)
    {
        var waiting = state.Proposals.FirstOrDefault(p => p.Id == proposal && p.Open);
        if (waiting is null) _problems.Add(Records.Problems.NothingToConfirm());
        return waiting;
    }

    private bool MayAnswer(ProposalState waiting, Transition step)
    {
        if (!step.ConfirmedBy.Contains(Actor.Role)) Forbid("role");
        else if (waiting.Actor == Actor.Key) _problems.Add(Records.Problems.SamePairOfEyes());
        else return true;
        return false;
    }

    private void CheckForm(string form, RecordState? record, IReadOnlyList<RecordState> persons, IReadOnlyList<SubjectFacts> facts, bool anew = true) =>
        _problems.AddRange(FormRules.Check(Pack, Pack.Forms[form], SituationOf(record, persons), facts, anew));

    private async ValueTask CheckAsync(RecordState state, Transition step, IReadOnlyList<RecordState> persons, IReadOnlyList<SubjectFacts> facts, CancellationToken cancellation)
    {
        await LoadOpenCasesAsync(persons, cancellation);
        var asked = facts.Count == 0 ? state : FormRules.WithAnswers(state, facts, At);
        var situation = SituationOf(asked, persons);
        if (step.OtherThan.Any(e => state.LastActorOf(e) == Actor.Key)) _problems.Add(Records.Problems.SamePairOfEyes());
        if (!situation.Holds(step.When)) _problems.Add(Records.Problems.Guard(step.WhenNot));
        foreach (var safeguard in SafeguardRules.Against(situation, step.Event).Select(b => b.Safeguard).DistinctBy(s => s.Code))
            _problems.Add(Records.Problems.Safeguard(safeguard));
    }

    private async ValueTask CarryOutAsync(RecordState state, Transition step, IReadOnlyList<RecordState> persons, IReadOnlyList<SubjectFacts>? facts, IReadOnlyList<ClassedPart>? parts, CancellationToken cancellation)
    {
        // The check itself stands in each person's own stream: a fact recorded meanwhile makes this draft stale, so that
        // no removal slips past a claim made in the same minute.
        if (SafeguardRules.Concerns(Pack, step.Event))
            foreach (var person in persons)
                Add(person, Head(EntryTypes.SafeguardChecked, person.Type) with { Event = step.Event, Other = state.Id.ToString() });
        var to = step.To == "$resume" ? state.ResumeState : step.To;
        Add(state, Head(step.Decision ? EntryTypes.Decided : EntryTypes.Transitioned, state.Type) with
        {
            Event = step.Event,
            From = state.State,
            To = to,
            Pack = step.Decision ? $"{Pack.Code} {Pack.Version} {Pack.Digest[..16]}" : null,
            With = step.Suspends ? new Dictionary<string, string> { ["suspends"] = "true" } : null,
        }, parts ?? Parts(state.Id, state.Type, facts ?? []));
        Recount(state, persons, facts?.SelectMany(f => f.Facts).Select(f => f.Field) ?? parts?.SelectMany(p => p.Body.Facts ?? []).Select(f => f.Field) ?? []);
        await CarryOutAsync(state, step.Effects, cancellation);
    }

    private async ValueTask CarryOutAsync(RecordState state, IReadOnlyList<Effect> effects, CancellationToken cancellation)
    {
        if (effects.Count == 0) return;
        var persons = await PersonsOfAsync(state, cancellation);
        await LoadOpenCasesAsync(persons, cancellation);
        foreach (var effect in effects)
        {
            if (effect.Kind is EffectKind.AccountIn or EffectKind.AccountOut)
            {
                if (Pack.RecordAccountOf(effect.Code) is { Persons: { } declared }) MoveGroup(state, effect, declared, persons.Count);
                else if (persons.Count > 0 && SituationOf(state, [persons[0]]).Holds(effect.When)) MoveCase(state, effect, persons[0]);
                continue;
            }

            if (effect.Kind is EffectKind.Task or EffectKind.OpenCase or EffectKind.CountCase)
            {
                if (SituationOf(state, persons).Holds(effect.When)) await OnceAsync(state, effect, persons, cancellation);
                continue;
            }

            foreach (var person in persons)
                if (SituationOf(state, [person]).Holds(effect.When)) await ForPersonAsync(state, effect, person, cancellation);
        }
    }

    private async ValueTask OnceAsync(RecordState state, Effect effect, IReadOnlyList<RecordState> persons, CancellationToken cancellation)
    {
        if (effect.Kind == EffectKind.Task) OpenTask(state, effect.Code, effect.Reason ?? "", effect.DueDays);
        else if (effect.Kind == EffectKind.CountCase)
        {
            // Who stands first in the case stands for it: the principal applicant.
            if (persons.Count > 0) AddStatistic(_room.Ids.NewId(), _room.Statistics.CaseCounted(effect.Code, Dimensions(state, effect, persons[0]), persons[0], On));
        }
        else await OpenCaseAsync(effect.Code, state.Office, [.. persons.Select(p => p.Id)], FollowingFacts(state, effect), state.Id, cancellation);
    }

    // An opened case takes over the answers the effect names: dimension = field there, value = $field here or a fixed word.
    private static List<SubjectFacts> FollowingFacts(RecordState state, Effect effect)
    {
        var facts = new List<Values.FactValue>();
        foreach (var (field, from) in effect.Dimensions)
        {
            if (!from.StartsWith('$')) facts.Add(Values.FactValue.Of(field, from, Values.FactSource.Computed));
            else if (state.Fact(from[1..]) is { } fact) facts.Add(fact with { Field = field });
        }

        return facts.Count > 0 ? [new SubjectFacts(null, facts)] : [];
    }

    private async ValueTask ForPersonAsync(RecordState state, Effect effect, RecordState person, CancellationToken cancellation)
    {
        switch (effect.Kind)
        {
            case EffectKind.OpenStatus: await OpenStatusAsync(person.Id, effect.Code, effect.Reason ?? "", state.Id, Dimensions(state, effect, person), cancellation); break;
            case EffectKind.EndStatus: await EndStatusAsync(person.Id, effect.Code, effect.Reason ?? "", cancellation); break;
            case EffectKind.ProposeDocument: await ProposeDocumentAsync(person.Id, effect.Code, cancellation); break;
            case EffectKind.Count: AddStatistic(_room.Ids.NewId(), _room.Statistics.Counted(effect.Code, Dimensions(state, effect, person), person, On)); break;
            case EffectKind.Letter: WriteLetter(state, effect, person); break;
            default: throw new InvalidOperationException($"Effect {effect.Kind} is not for single persons.");
        }
    }

    private Dictionary<string, string> Dimensions(RecordState state, Effect effect, RecordState person)
    {
        var dimensions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, word) in effect.Dimensions)
            dimensions[name] = DimensionWords.Of(Pack, state, person, word);
        return dimensions;
    }

    private void OpenTask(RecordState state, string code, string role, int? dueDays)
    {
        if (state.Tasks.Any(t => !t.Done && t.Code == code)) return;
        Add(state, Head(EntryTypes.TaskOpened, state.Type) with
        {
            Code = code,
            Until = dueDays is { } days ? On.AddDays(days) : null,
            With = new Dictionary<string, string> { ["role"] = role },
        });
    }

    private void WriteLetter(RecordState state, Effect effect, RecordState person)
    {
        var (text, language) = _room.Letters.Write(Pack.Letters[effect.Code], state, person, On);
        // A letter of a case says why somebody is protected; one about a document does not, and who hands it over reads it.
        var secrecy = Pack.Records[state.Type].Kind == RecordKind.Document ? KeyClass.Ordinary : KeyClass.Special;
        Add(state, Head(EntryTypes.LetterMade, state.Type) with
        {
            Code = effect.Code,
            Other = person.Id.ToString(),
            With = new Dictionary<string, string> { ["language"] = language },
        }, [new ClassedPart(new KeyScope(person.Id, secrecy), new PartBody { Of = person.Id.ToString(), Text = text })]);
    }

    private async ValueTask GiveSafeguardsAsync(RecordState person, StreamId? source, CancellationToken cancellation)
    {
        await LoadOpenCasesAsync([person], cancellation);
        foreach (var safeguard in SafeguardRules.On(SituationOf(null, [person]), person))
        {
            foreach (var kind in safeguard.Proposes) await ProposeDocumentAsync(person.Id, kind, cancellation);
            if (source is not { } id) continue;
            foreach (var (task, role) in safeguard.Tasks) OpenTask(await GetAsync(id, cancellation), task, role, null);
        }
    }

    /// <summary>
    /// Last of all steps: writes down for each person whom the draft changed whether a safeguard now puts her matters first, where
    /// that is not what stands in the books. Worklists cannot see the facts that decide it.
    /// </summary>
    internal async ValueTask PrioritiseAsync(CancellationToken cancellation)
    {
        var persons = Touched.Where(r => r.Exists && Pack.Records[r.Type].Kind == RecordKind.Individual).ToList();
        if (persons.Count == 0 || Pack.Safeguards.All(s => !s.Priority)) return;
        await LoadOpenCasesAsync(persons, cancellation);
        var situation = SituationOf(null, persons);
        foreach (var person in persons)
        {
            var by = SafeguardRules.On(situation, person).FirstOrDefault(s => s.Priority);
            if (by is not null == person.GoesFirst) continue;
            Add(person, Head(EntryTypes.Prioritised, person.Type) with { Code = by?.Code, With = new Dictionary<string, string> { [EntryHead.First] = by is null ? "false" : "true" } });
        }
    }

    private async ValueTask<IReadOnlyList<RecordState>> PersonsOfAsync(RecordState record, CancellationToken cancellation) =>
        Pack.Records[record.Type].Kind == RecordKind.Individual ? [record]
        : record.Holder is { } holder ? await PersonsAsync([holder], cancellation)
        : await PersonsAsync([.. record.Persons], cancellation);

    private async ValueTask<IReadOnlyList<RecordState>> PersonsAsync(IReadOnlyList<StreamId> ids, CancellationToken cancellation)
    {
        var persons = new List<RecordState>(ids.Count);
        foreach (var id in ids) persons.Add(await GetAsync(id, cancellation));
        return persons;
    }

    private readonly Dictionary<StreamId, IReadOnlyCollection<string>> _openCases = [];

    private async ValueTask LoadOpenCasesAsync(IReadOnlyList<RecordState> persons, CancellationToken cancellation)
    {
        foreach (var person in persons)
        {
            var rows = await _room.Rows.CasesOfAsync(person.Id, cancellation);
            var open = rows.Where(r => !_working.ContainsKey(r.Id) && !r.Closed).Select(r => r.Type).ToHashSet();
            foreach (var pending in _working.Values)
                if (Pack.Procedures.ContainsKey(pending.Type) && Pack.RulesOf(pending.Type) is { } rules && rules.States.TryGetValue(pending.State, out var s) && !s.Closed && pending.Persons.Contains(person.Id))
                    open.Add(pending.Type);
            _openCases[person.Id] = open;
        }
    }

    private Situation SituationOf(RecordState? record, IReadOnlyList<RecordState> persons) =>
        new(Pack, On, record, persons, id => _openCases.GetValueOrDefault(id) ?? []);
}
