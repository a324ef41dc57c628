using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>A page of the queue.</summary>
/// <param name="Pairs">The costliest and surest first.</param>
/// <param name="Total">How many wait.</param>
public sealed record QueuePage(IReadOnlyList<QueuedPair> Pairs, int Total);

/// <summary>
/// Pairs that a sweep found and on which officers have not decided: ordered by how sure and how costly. What was decided since
/// the sweep is left out; what officers were unsure of comes last.
/// </summary>
public sealed class DuplicateQueue
{
    private readonly RecordRoom _room;
    private readonly SweepFolder _folder;
    private readonly SamePerson _identity;
    private (DateTime Written, IReadOnlyList<QueuedPair> Pairs) _read = (default, []);

    internal DuplicateQueue(RecordRoom room, SweepFolder folder, SamePerson identity) => (_room, _folder, _identity) = (room, folder, identity);

    /// <summary>A page of what waits for an officer: pairs of which her offices keep one registration at least.</summary>
    public async ValueTask<QueuePage> PageAsync(Actor actor, int skip, int most, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!Answers(actor)) return new([], 0);
        var hers = (await OpenAsync(cancellation)).Where(p => p.Offices.Any(actor.Offices.Contains)).OrderByDescending(p => p.Weight).ThenBy(p => p.Found).ThenBy(p => p.Key).ToList();
        return new([.. hers.Skip(skip).Take(most)], hers.Count);
    }

    /// <summary>A pair that waits, whichever way round; null when it does not.</summary>
    public async ValueTask<QueuedPair?> FindAsync(StreamId one, StreamId two, CancellationToken cancellation = default)
    {
        var key = QueuedPair.KeyOf(one.Value, two.Value);
        return (await OpenAsync(cancellation)).FirstOrDefault(p => p.Key == key);
    }

    /// <summary>An officer's answer on a pair of the queue: same, not_same or unsure.</summary>
    public async ValueTask<Outcome> AnswerAsync(Actor actor, QueuedPair pair, string verdict, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(actor);
        var (person, other) = (new StreamId(pair.Person), new StreamId(pair.Other));
        // One of the two must be hers; the proposal stands on that one.
        if (await _room.Rows.RecordAsync(person, cancellation) is { } row && !actor.Offices.Contains(row.Office)) (person, other) = (other, person);
        return await _identity.AnswerAsync(actor, person, other, verdict, new PairFinding(pair.Probability, PairFinding.Sweep, pair.Found), token, cancellation);
    }

    /// <summary>Whether somebody's role answers for pairs at all.</summary>
    public bool Answers(Actor actor) => _room.Gate.May(actor, Actions.ProposeLink) || _room.Gate.May(actor, Actions.ConfirmLink);

    /// <summary>All pairs that wait, in no order; for the register's measure of itself.</summary>
    internal async ValueTask<IReadOnlyList<QueuedPair>> OpenAsync(CancellationToken cancellation = default)
    {
        if (_folder.QueueWritten is var written && written != _read.Written) _read = (written, _folder.Queue);
        var pairs = _read.Pairs;
        if (pairs.Count == 0 || _folder.State is not { } state) return pairs;
        var since = new Dictionary<(Guid, Guid), string>();
        // A sweep left out what was decided before it; of what came later the last word counts.
        await _room.Rows.ReadAsync("select person, other, verdict from pair_decisions where changed_at>=@p0 order by changed_at", r =>
            since[QueuedPair.KeyOf(RowQueries.StreamOf(r, 0).Value, RowQueries.StreamOf(r, 1).Value)] = r.GetString(2), cancellation, pairs.Min(p => p.Found).ToUnixTimeMilliseconds());
        return [.. pairs.Where(p => since.GetValueOrDefault(p.Key) is null or SamePerson.Unsure).Select(p => since.ContainsKey(p.Key) ? p with { Unsure = true } : p)];
    }
}
