using Nansen.Journal;
using Nansen.Matching;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>A registration that may be of the same person.</summary>
/// <param name="Person">The registration found.</param>
/// <param name="Number">Its number.</param>
/// <param name="Label">Its first name as written.</param>
/// <param name="Match">How alike, attribute by attribute.</param>
/// <param name="Judged">not_same or unsure when officers have said so before; null otherwise.</param>
public sealed record PersonMatch(StreamId Person, string Number, string Label, Candidate Match, string? Judged);

/// <summary>Finds earlier registrations before a person is registered (section 2(b), mandatory step 2).</summary>
public sealed class DuplicateSearch(RecordRoom room, PersonSearch search)
{
    /// <summary>Rules and weights by which it compares.</summary>
    public MatchingModel Model => search.Index.Model;

    /// <summary>Searches for one person. The query itself is logged by the caller's page or by the registration entry.</summary>
    public async ValueTask<IReadOnlyList<PersonMatch>> FindAsync(PersonQuery query, StreamId? known = null, int most = 10, CancellationToken cancellation = default)
    {
        // Whom another process registered a moment ago is found too.
        await room.FollowAsync(cancellation);
        var candidates = search.Index.Find(query, most);
        if (candidates.Count == 0) return [];
        var judged = known is { } person ? await JudgementsAsync(person, cancellation) : new Dictionary<StreamId, string>();
        var matches = new List<PersonMatch>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var id = new StreamId(candidate.Id);
            if (await room.Rows.RecordAsync(id, cancellation) is { } row)
                matches.Add(new PersonMatch(id, row.Number, row.Label, candidate, judged.GetValueOrDefault(id)));
        }

        return matches;
    }

    /// <summary>What officers have said about a person and others: the latest word for each.</summary>
    public async ValueTask<IReadOnlyDictionary<StreamId, string>> JudgementsAsync(StreamId person, CancellationToken cancellation = default)
    {
        var judged = new Dictionary<StreamId, string>();
        await room.Rows.ReadAsync("select other, verdict from identity_judgements where person=@p0 order by judged_at", r => judged[RowQueries.StreamOf(r, 0)] = r.GetString(1), cancellation, person);
        return judged;
    }

    /// <summary>Searches over the whole register by free words, for the search page; logged as one query.</summary>
    public async ValueTask<IReadOnlyList<PersonMatch>> SearchAsync(Actor actor, PersonQuery query, int most = 20, CancellationToken cancellation = default)
    {
        if (!room.Gate.May(actor, "search"))
        {
            await room.LogAsync(actor, "", "search", null, false, 0, "role", cancellation);
            return [];
        }

        var matches = await FindAsync(query, null, most, cancellation);
        await room.LogAsync(actor, room.Gate.PurposeFor(actor, "individual"), "search", null, true, matches.Count, null, cancellation);
        return matches;
    }
}
