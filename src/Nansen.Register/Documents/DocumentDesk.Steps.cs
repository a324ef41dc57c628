using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// The part of the desk that makes a document step by step (section 2(l)): entitlement, identity and security reasons are
/// checked, a second officer approves, a numbered blank is personalised, its quality checked, and it is handed over.
/// </summary>
public sealed partial class DocumentDesk
{
    // Steps with work of their own; every other step of the pack is the pipeline's alone.
    private const string Issue = "issue", Void = "void", Approve = "approve", Personalise = "personalise", Spoil = "spoil", HandOver = "hand_over", PassQuality = "pass_quality", Withdrawn = "withdrawn", ReturnedToIssuer = "returned_to_issuer", Extend = "extend";

    /// <summary>Takes a document one step on; what the step makes (number, zone, seal, the blank used) is made with it.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="document">The document.</param>
    /// <param name="step">The pack's event.</param>
    /// <param name="facts">Answers of the step's form.</param>
    /// <param name="token">Token of the submission.</param>
    /// <param name="heads">The version the form was filled in on; a later one makes it stale.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<Outcome> StepAsync(Actor actor, StreamId document, string step, IReadOnlyList<SubjectFacts> facts, BatchId? token = null, IReadOnlyList<EntryId>? heads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(facts);
        if (step == Issue) return await IssueAsync(actor, document, token, cancellation: cancellation);
        if (step == Void) return await VoidAsync(actor, document, facts, Word(facts, "void_reason"), token, cancellation);
        var draft = room.Begin(actor, token);
        if (heads is { Count: > 0 }) draft.Expect(document, heads);
        var record = await draft.GetAsync(document, cancellation);
        if (record.Code is null || record.Holder is not { } holder || !room.Pack.Documents.TryGetValue(record.Code, out var type)) draft.Forbid("unknown");
        else
        {
            if (step == Approve && record.Timeline[0].Head.Actor == actor.Key) draft.Refuse(Problems.SamePairOfEyes());
            await draft.TransitionAsync(document, step, facts, cancellation);
            if (IsClean(draft) && step == Personalise) await PersonaliseAsync(draft, record, await draft.GetAsync(holder, cancellation), type, Word(facts, "blank_number"), cancellation);
            else if (IsClean(draft) && step == PassQuality) RefuseUndrawable(draft, record, await draft.GetAsync(holder, cancellation));
            else if (IsClean(draft) && step == ReturnedToIssuer) await draft.EntryAsync(document, h => h with { Type = EntryTypes.DocumentVoided, Reason = ReturnedToIssuer }, null, cancellation);
            else if (IsClean(draft) && step == Extend) await ExtendAsync(draft, record, holder, Word(facts, "extended_until"), cancellation);
            else if (IsClean(draft) && step == HandOver) await HandOverAsync(draft, record, holder, cancellation);
        }

        var outcome = await room.CommitAsync(draft, cancellation);
        // A spoiled document's number was never issued, and a replaced or returned one is void: verifiers must know both.
        if (outcome is Outcome.Done && step is HandOver or Spoil or ReturnedToIssuer) await PublishVoidListAsync(cancellation);
        return outcome;
    }

    /// <summary>The last day of documents whose holders are to be reminded now.</summary>
    public DateOnly RenewalsBy => ClockRules.DueAfter(room.Pack, "document.renewal.days", room.Today);

    /// <summary>Proposes a new document in place of one that expires, is damaged, lost or stolen; handing it over makes the old one void.</summary>
    public async ValueTask<Outcome> RenewAsync(Actor actor, StreamId document, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token);
        var old = await draft.GetAsync(document, cancellation);
        if (old.Code is null || old.Holder is not { } person || !room.Pack.Documents.TryGetValue(old.Code, out var type) || !type.ProposedBy.Contains(actor.Role)) draft.Forbid("role");
        else
        {
            var holder = await draft.GetAsync(person, cancellation);
            if (!(await room.Gate.OpenAsync(actor, old, null, cancellation)).Allowed) draft.Forbid("place");
            if (type.Statuses.Count > 0 && !holder.ActiveStatuses.Any(s => type.Statuses.Contains(s.Code)))
                draft.Refuse(Problems.Plain("not_entitled", null, $"{holder.Label} holds no status that entitles to this document.", $"{holder.Label}: нет статуса, дающего право на этот документ."));
            else if (old.IssuedDocument?.Word("number") is not { } number || await draft.RenewDocumentAsync(person, old.Code, number, cancellation) is null)
                draft.Refuse(Problems.Plain("already_documented", null, "A new document already waits to be made.", "Новый документ уже оформляется."));
        }

        return await room.CommitAsync(draft, cancellation);
    }

    /// <summary>A second officer confirms what a colleague proposed of a document; a withdrawn one is void from then on, and listed.</summary>
    public async ValueTask<Outcome> ConfirmAsync(Actor actor, StreamId document, EntryId proposal, BatchId? token = null, IReadOnlyList<EntryId>? heads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token);
        if (heads is { Count: > 0 }) draft.Expect(document, heads);
        await draft.ConfirmAsync(document, proposal, cancellation);
        if (IsClean(draft) && (await draft.GetAsync(document, cancellation)).State == "void")
            await draft.EntryAsync(document, h => h with { Type = EntryTypes.DocumentVoided, Reason = Withdrawn }, null, cancellation);
        return await PublishedAfterAsync(draft, cancellation);
    }

    private static bool IsClean(Draft draft) => draft.Problems.Count == 0 && draft.ForbiddenBecause is null;

    private static string Word(IReadOnlyList<SubjectFacts> facts, string field) => facts.SelectMany(f => f.Facts).LastOrDefault(f => f.Field == field)?.Text.Trim() ?? "";

    // The number is the blank's where there are blanks: it is printed on it already.
    private async ValueTask PersonaliseAsync(Draft draft, RecordState record, RecordState holder, DocumentType type, string blank, CancellationToken cancellation)
    {
        var number = type.Stock ? await TakeBlankAsync(draft, record, type.Code, blank.ToUpperInvariant(), cancellation) : NewNumber();
        if (number is null) return;
        var until = ClockRules.DueAfter(room.Pack, type.ValidityParameter, draft.On);
        var limit = record.Text("return_limited_until") is { Length: > 0 } limited ? PartialDate.Parse(limited).Earliest : (DateOnly?)null;
        if (limit < ReturnClause.Earliest(draft.On))
            draft.Refuse(Problems.Plain("return_limit", null, $"The time to return is limited to {Iso(limit.Value)}, less than three months from now: limit it anew.", $"Срок возвращения ограничен {Iso(limit.Value)}, меньше чем через три месяца: ограничьте его заново."));
        if (Sealed(draft, holder, type, number, draft.On, until, limit) is not [{ Body.Facts: { } made }]) return;
        await draft.RecordFactsAsync(record.Id, [new SubjectFacts(holder.Id, made)], cancellation: cancellation);
        RefuseUndrawable(draft, await draft.GetAsync(record.Id, cancellation), holder);
    }

    // Schedules, paragraph 6(2): by six months at most from the day that is printed on it; the pack's checker lets no parameter say more.
    private async ValueTask ExtendAsync(Draft draft, RecordState record, StreamId holder, string wanted, CancellationToken cancellation)
    {
        var printed = PartialDate.Parse(record.Text("valid_until", holder)).Earliest;
        var last = ClockRules.DueAfter(room.Pack, "ctd.consular_extension.months", printed);
        var asked = PartialDate.Parse(wanted).Earliest;
        if (record.IssuedDocument?.Until is { } until && until != printed)
            draft.Refuse(Problems.Plain("extension", "extended_until", $"The document was extended once, until {Iso(until)}: it is renewed now.", $"Документ уже продлевался, до {Iso(until)}: теперь он заменяется."));
        else if (asked <= printed || asked > last)
            draft.Refuse(Problems.Plain("extension", "extended_until", $"The document is valid until {Iso(printed)}: it can be extended until {Iso(last)} at most.", $"Документ действителен до {Iso(printed)}: его можно продлить самое большее до {Iso(last)}."));
        else await draft.EntryAsync(record.Id, h => h with { Type = EntryTypes.DocumentExtended, Until = asked }, null, cancellation);
    }

    private async ValueTask HandOverAsync(Draft draft, RecordState record, StreamId holder, CancellationToken cancellation)
    {
        await draft.EntryAsync(record.Id, h => h with
        {
            Type = EntryTypes.DocumentIssued,
            Code = record.Code,
            Until = PartialDate.Parse(record.Text("valid_until", holder)).Earliest,
            Other = holder.ToString(),
            With = new Dictionary<string, string> { ["number"] = record.Text("document_number", holder) },
        }, null, cancellation);
        if (record.Text("replaces_number") is not { Length: > 0 } number || await room.Rows.DocumentAsync(number, cancellation) is not { State: "issued" } old) return;
        FactValue[] why = [FactValue.Of("void_reason", "replaced"), FactValue.Of("void_reported_on", Iso(draft.On))];
        await draft.TransitionAsync(old.Id, Void, SubjectFacts.About(why), cancellation);
        if (IsClean(draft)) await draft.EntryAsync(old.Id, h => h with { Type = EntryTypes.DocumentVoided, Reason = "replaced" }, null, cancellation);
    }
}
