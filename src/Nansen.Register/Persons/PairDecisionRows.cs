using System.Globalization;
using Nansen.Journal;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>
/// One row for each time officers were asked whether two registrations are of one person: how it was found, what was said, and
/// how long it took. A link that is undone later was a wrong proposal, and its row says so.
/// </summary>
public sealed class PairDecisionRows : IRowFold
{
    /// <summary>The link was made and undone.</summary>
    internal const string Undone = "undone";

    /// <summary>Waits for the second officer.</summary>
    internal const string Proposed = "proposed";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tables { get; } = ["pair_decisions"];

    /// <inheritdoc/>
    public string Schema(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var (text, integer, bytes) = (dialect.Text, dialect.Integer, dialect.Bytes);
        return $"""
            create table pair_decisions (id {bytes} primary key, person {bytes} not null, other {bytes} not null, verdict {text} not null, found_by {text} not null,
              thousandths {integer} not null, found_at {integer}, made_at {integer} not null, decided_at {integer}, changed_at {integer} not null);
            create index pair_decisions_changed on pair_decisions (changed_at);
            create index pair_decisions_person on pair_decisions (person, other);
            """;
    }

    /// <inheritdoc/>
    public void Apply(IRowTransaction tx, IReadOnlyList<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
            if (entry.Book.Value.StartsWith("records", StringComparison.Ordinal) && RecordEntry.Read(entry) is { Head.RecordType: "individual" } read) Apply(tx, read);
    }

    private static void Apply(IRowTransaction tx, RecordEntry entry)
    {
        var head = entry.Head;
        if (!Guid.TryParse(head.Other, out var other)) return;
        var at = head.At.ToUnixTimeMilliseconds();
        switch (head.Type)
        {
            case EntryTypes.Proposed when head.Event == SamePerson.Event:
                Insert(tx, entry, other, Proposed, at, null);
                break;
            // The judgement stands on both registrations and is one decision.
            case EntryTypes.IdentityJudged when head.Word(SamePerson.Follows) is null && entry.Stream.Value.CompareTo(other) < 0:
                Insert(tx, entry, other, head.Code ?? "", at, head.Code == SamePerson.Unsure ? null : at);
                break;
            case EntryTypes.Confirmed or EntryTypes.Declined when head.Event == SamePerson.Event && Guid.TryParse(head.Refers, out var proposal):
                tx.Execute("update pair_decisions set verdict=@p1, decided_at=@p2, changed_at=@p2 where id=@p0", proposal, head.Type == EntryTypes.Confirmed ? SamePerson.Same : SamePerson.NotSame, at);
                break;
            case EntryTypes.Unlinked when head.Code == LinkKinds.SamePerson:
                tx.Execute("update pair_decisions set verdict=@p3, changed_at=@p2 where person=@p0 and other=@p1 and verdict=@p4", entry.Stream, other, at, Undone, SamePerson.Same);
                break;
        }
    }

    private static void Insert(IRowTransaction tx, RecordEntry entry, Guid other, string verdict, long at, long? decided)
    {
        var head = entry.Head;
        var probability = double.TryParse(head.Word(PairFinding.ProbabilityWord), CultureInfo.InvariantCulture, out var said) ? said : 0;
        long? found = long.TryParse(head.Word(PairFinding.AtWord), CultureInfo.InvariantCulture, out var since) ? since : null;
        tx.Execute("insert into pair_decisions values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p7)", entry.Id, entry.Stream, other, verdict,
            head.Word(PairFinding.ByWord) ?? PairFinding.Search, (long)Math.Round(probability * 1000), found, at, decided);
    }
}
