using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Says what is at stake in pairs of registrations, some hundred at a time, and leaves out those on which officers have decided.</summary>
internal sealed class PairStakes(RecordRoom room)
{
    // Of two made on one day the book says which came first.
    private sealed record Known(string Office, DateOnly CreatedOn, long Seq, PartialDate? Birth, Guid? Household);

    /// <summary>The pairs that are still open, with their stakes.</summary>
    public async ValueTask<IReadOnlyList<QueuedPair>> WeighAsync(IReadOnlyList<FoundPair> pairs, DateTimeOffset found, CancellationToken cancellation)
    {
        if (pairs.Count == 0) return [];
        object[] ids = [.. pairs.SelectMany(p => new[] { p.Left, p.Right }).Distinct().Select(id => (object)new StreamId(id))];
        var places = string.Join(',', Enumerable.Range(0, ids.Length).Select(i => $"@p{i}"));
        var known = new Dictionary<Guid, Known>();
        await room.Rows.ReadAsync($"select r.id, r.office, r.created_on, (select min(e.seq) from entries e where e.stream=r.id), c.birth, c.household from records r join person_cards c on c.id=r.id where r.id in ({places})", r =>
            known[RowQueries.StreamOf(r, 0).Value] = new(r.GetString(1), DateOnly.Parse(r.GetString(2), System.Globalization.CultureInfo.InvariantCulture), r.GetInt64(3),
                !r.IsDBNull(4) && PartialDate.TryParse(r.GetString(4), out var birth) ? birth : null, r.IsDBNull(5) ? null : RowQueries.StreamOf(r, 5).Value), cancellation, ids);
        var statuses = await OfAsync($"select distinct person from record_statuses where until is null and person in ({places})", ids, cancellation);
        var documents = await OfAsync($"select distinct person from record_documents where state='issued' and person in ({places})", ids, cancellation);
        var cases = await OfAsync($"select distinct l.other from record_links l join records r on r.id=l.record where l.kind='{LinkKinds.Participant}' and l.until is null and r.closed=0 and l.other in ({places})", ids, cancellation);
        var verdicts = await VerdictsAsync(places, ids, cancellation);
        var open = new List<QueuedPair>();
        foreach (var pair in pairs)
        {
            var verdict = verdicts.GetValueOrDefault(QueuedPair.KeyOf(pair.Left, pair.Right));
            if (verdict is not (null or "unsure") || !known.TryGetValue(pair.Left, out var left) || !known.TryGetValue(pair.Right, out var right)) continue;
            IEnumerable<string> Stakes()
            {
                bool Both(HashSet<Guid> of) => of.Contains(pair.Left) && of.Contains(pair.Right);
                if (Both(statuses)) yield return StakeCodes.Statuses;
                if (Both(documents)) yield return StakeCodes.Documents;
                if (Both(cases)) yield return StakeCodes.Cases;
                if (IsChild(left) || IsChild(right)) yield return StakeCodes.Child;
                if (left.Household is { } one && one == right.Household) yield return StakeCodes.Household;
            }

            var later = (left.CreatedOn, left.Seq).CompareTo((right.CreatedOn, right.Seq)) >= 0;
            open.Add(new QueuedPair(later ? pair.Left : pair.Right, later ? pair.Right : pair.Left, pair.Probability,
                [.. new[] { left.Office, right.Office }.Distinct()], [.. Stakes()], verdict == "unsure", found));
        }

        return open;
    }

    /// <summary>Registrations that are known to be of one person.</summary>
    public static async ValueTask<Clusters> ClustersAsync(RowQueries rows, CancellationToken cancellation)
    {
        var clusters = new Clusters();
        await rows.ReadAsync("select record, other from record_links where kind=@p0 and until is null", r => clusters.Join(RowQueries.StreamOf(r, 0).Value, RowQueries.StreamOf(r, 1).Value), cancellation, LinkKinds.SamePerson);
        return clusters;
    }

    private bool IsChild(Known person) => person.Birth is { } birth && birth.AgeOn(room.Today).Least < 18;

    // The latest word counts; a proposal that waits for its second officer is in her hands.
    private async ValueTask<IReadOnlyDictionary<(Guid, Guid), string>> VerdictsAsync(string places, object[] ids, CancellationToken cancellation)
    {
        var verdicts = new Dictionary<(Guid, Guid), string>();
        void Add(System.Data.Common.DbDataReader r) => verdicts[QueuedPair.KeyOf(RowQueries.StreamOf(r, 0).Value, RowQueries.StreamOf(r, 1).Value)] = r.GetString(2);
        await room.Rows.ReadAsync($"select person, other, verdict from identity_judgements where person in ({places}) order by judged_at", Add, cancellation, ids);
        await room.Rows.ReadAsync($"select record, other, 'proposed' from record_proposals where answered=0 and event='{SamePerson.Event}' and other is not null and record in ({places})", Add, cancellation, ids);
        return verdicts;
    }

    private async ValueTask<HashSet<Guid>> OfAsync(string sql, object[] ids, CancellationToken cancellation)
    {
        var found = new HashSet<Guid>();
        await room.Rows.ReadAsync(sql, r => found.Add(RowQueries.StreamOf(r, 0).Value), cancellation, ids);
        return found;
    }

    /// <summary>Registrations joined by links, directly or through others.</summary>
    internal sealed class Clusters
    {
        private readonly Dictionary<Guid, Guid> _of = [];

        public bool Same(Guid one, Guid two) => _of.ContainsKey(one) && RootOf(one) == RootOf(two);

        public void Join(Guid one, Guid two) => _of[RootOf(one)] = RootOf(two);

        private Guid RootOf(Guid id)
        {
            while (_of.TryGetValue(id, out var up) && up != id) id = up;
            _of.TryAdd(id, id);
            return id;
        }
    }
}
