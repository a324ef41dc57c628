using Nansen.Journal;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Records;

/// <summary>A fact as somebody may see it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Of">In a case, the person it is about.</param>
/// <param name="Value">Current value.</param>
/// <param name="Before">Earlier values, oldest first.</param>
public sealed record VisibleFact(Field Field, StreamId? Of, FactVersion Value, IReadOnlyList<FactVersion> Before);

/// <summary>A step that could be taken now.</summary>
/// <param name="Step">The pack's transition.</param>
/// <param name="Obstacles">What stands in the way; empty when it can be taken.</param>
public sealed record OpenStep(Transition Step, IReadOnlyList<Problem> Obstacles);

/// <summary>
/// A record as one person may see it: the same filter for page, print, export and API (DP-05). What she may not see
/// is not there; nothing says that something was left out.
/// </summary>
public sealed class RecordView(Pack pack, RecordState record, Access access)
{
    /// <summary>The record.</summary>
    public RecordState Record => record;

    /// <summary>What the gate said.</summary>
    public Access Access => access;

    /// <summary>Its type.</summary>
    public RecordType Type => pack.Records[record.Type];

    /// <summary>Facts she may see, in the pack's order.</summary>
    public IReadOnlyList<VisibleFact> Facts { get; } = Visible(pack, record, access);

    /// <summary>A fact she may see, or null.</summary>
    public FactValue? Fact(string field, StreamId? of = null) => Facts.FirstOrDefault(f => f.Field.Code == field && f.Of == of)?.Value.Value;

    /// <summary>Notes she may see, newest first.</summary>
    public IReadOnlyList<NoteState> Notes => [.. record.Notes.Where(n => access.Sees(n.Class)).Reverse()];

    /// <summary>Files and letters she may see, newest first.</summary>
    public IReadOnlyList<AttachmentState> Attachments => [.. record.Attachments.Where(a => access.Sees(a.Class)).Reverse()];

    /// <summary>The history, newest first, without the names of fields she may not see.</summary>
    public IReadOnlyList<TimelineItem> Timeline => [.. record.Timeline
        .Select(t => t with { Fields = [.. t.Fields.Where(f => pack.FieldOf(record.Type, f) is { } known && access.Sees(known)).Distinct()] })
        .Where(t => t.Head.Type != EntryTypes.FactsRecorded || t.Fields.Count > 0)
        .Reverse()];

    /// <summary>Proposals that wait for a second pair of eyes.</summary>
    public IReadOnlyList<ProposalState> Waiting => [.. record.Proposals.Where(p => p.Open)];

    /// <summary>What a proposal holds, as far as she may see it.</summary>
    public IReadOnlyList<VisibleFact> FactsOf(ProposalState proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var facts = new List<VisibleFact>();
        foreach (var part in proposal.Parts)
            foreach (var fact in part.Body.Facts ?? [])
                if (pack.FieldOf(record.Type, fact.Field) is { } field && access.Sees(field))
                    facts.Add(new(field, StreamId.TryParse(part.Body.Of, out var of) ? of : null,
                        new FactVersion(fact, part.Scope.Class, proposal.Id, proposal.At, proposal.Actor), []));
        return facts;
    }

    private static List<VisibleFact> Visible(Pack pack, RecordState record, Access access)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(access);
        if (!pack.Records.TryGetValue(record.Type, out var type)) return [];
        var order = type.Fields.Keys.Select((code, i) => (code, i)).ToDictionary(x => x.code, x => x.i);
        return [.. record.Facts
            .Where(f => type.Fields.TryGetValue(f.Key.Field, out var field) && access.Sees(field))
            .OrderBy(f => order[f.Key.Field]).ThenBy(f => f.Key.Of?.Value)
            .Select(f => (f.Key.Of, Field: type.Fields[f.Key.Field], Versions: Versions(pack, type.Fields[f.Key.Field], f.Value, access)))
            .Where(f => f.Versions.Count > 0)
            .Select(f => new VisibleFact(f.Field, f.Of, f.Versions[^1], [.. f.Versions.Take(f.Versions.Count - 1)]))];
    }

    // Of a list of needs she sees those that her class reaches (section 3.3).
    private static List<FactVersion> Versions(Pack pack, Field field, IReadOnlyList<FactVersion> all, Access access) =>
        access.Role?.AlsoReads.Contains(field.Code) == true ? [.. all]
        : [.. all.Select(v => Sensitivity.UpTo(access.Ceiling, pack, field, v.Value) is { } value ? v with { Value = value } : null).OfType<FactVersion>()];
}
