using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// Suspicions about papers (section 2(l)): whoever the pack lets open an examination reports what she saw; an examiner
/// compares with a specimen, the holder is told and heard, and the paper is found genuine, false, or neither. An
/// examination has no effect on any other record: a claim, a status and its clocks stay as they are (SG-13).
/// </summary>
public sealed class ExaminationDesk(RecordRoom room)
{
    /// <summary>Type of the records.</summary>
    public const string RecordType = "examination";

    private const int Most = 500;

    private Procedure? Rules => room.Pack.RulesOf(RecordType);

    /// <summary>The form a suspicion is reported on; null when the pack knows no examinations.</summary>
    public Form? OpeningForm => Rules?.OpeningForm is { } form ? room.Pack.Forms[form] : null;

    /// <summary>Whether somebody may open an examination. Nobody without an account may: a public verification only informs.</summary>
    public bool MayOpen(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Rules is { } rules && rules.OpenedBy.Contains(actor.Role) && actor.Offices.Count > 0 && room.Gate.Blank(actor, RecordType).Allowed;
    }

    /// <summary>Opens an examination.</summary>
    /// <param name="actor">Who reports the suspicion.</param>
    /// <param name="facts">Answers of the opening form.</param>
    /// <param name="token">Token of the submission.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<(Outcome Outcome, StreamId Examination)> OpenAsync(Actor actor, IReadOnlyList<FactValue> facts, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(facts);
        var draft = room.Begin(actor, token);
        var id = default(StreamId);
        if (!MayOpen(actor)) draft.Forbid("role");
        else
        {
            var access = room.Gate.Blank(actor, RecordType);
            foreach (var problem in FormRules.Check(room.Pack, OpeningForm!, new Situation(room.Pack, draft.On, null, [], _ => []), SubjectFacts.About([.. facts]))) draft.Refuse(problem);
            if (facts.Any(f => room.Pack.FieldOf(RecordType, f.Field) is not { } field || !access.Writes(field))) draft.Forbid("field");
            string Word(string field) => facts.LastOrDefault(f => f.Field == field)?.Text.Trim() ?? "";
            var number = Normal(Word("paper_number"));
            var computed = new List<FactValue> { FactValue.Of("title", $"{number} {Word("paper_issuer")}", FactSource.Computed) };
            // The examiner finds the way to the register's own document; who reported the paper does not learn of it.
            if (number.Length > 0 && await room.Rows.DocumentAsync(number, cancellation) is { } own) computed.Add(FactValue.Of("registered_document", own.Id.ToString(), FactSource.Computed));
            id = draft.Create(RecordType, actor.Offices[0], SubjectFacts.About([.. facts, .. computed]));
        }

        return (await room.CommitAsync(draft, cancellation), id);
    }

    /// <summary>The examinations that somebody may see, those that are open first.</summary>
    public async ValueTask<IReadOnlyList<RecordState>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        var rows = await room.Rows.OfTypeAsync(RecordType, Most, cancellation);
        var opened = (await room.OpenManyAsync(actor, rows.Select(r => r.Id), "examinations", cancellation: cancellation)).ToDictionary(o => o.Record.Id, o => o.Record);
        return [.. rows.Where(r => opened.ContainsKey(r.Id)).OrderBy(r => r.Closed).Select(r => opened[r.Id])];
    }

    /// <summary>The same of one document of the register.</summary>
    public async ValueTask<IReadOnlyList<RecordState>> OfDocumentAsync(Actor actor, StreamId document, CancellationToken cancellation = default) =>
        [.. (await ListAsync(actor, cancellation)).Where(e => e.Text("registered_document") == document.ToString())];

    private static string Normal(string number) => number.Replace(" ", "", StringComparison.Ordinal).Replace("<", "", StringComparison.Ordinal).ToUpperInvariant();
}
