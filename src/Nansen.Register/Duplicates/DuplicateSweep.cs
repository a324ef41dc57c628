using System.Security.Cryptography;
using System.Text;
using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// Looks for double registrations over the whole register, as a job: links all cards with each other, weighs what it finds and
/// puts it into the <see cref="DuplicateQueue"/>. It proposes to officers and decides nothing: two of them make a link.
/// </summary>
public sealed class DuplicateSweep
{
    // So many pairs are weighed at a time, and so many before the work is put by.
    private const int Chunk = 200, PutBy = 2000;

    // So many registrations are asked of the search between two words on how far it is, and so many answers taken for each.
    private const int Asked = 1000, MostAnswers = 5;

    private readonly RecordRoom _room;
    private readonly PersonIndex _index;
    private readonly SweepFolder _folder;
    private readonly MatchingModel _model;
    private readonly PairStakes _stakes;

    internal DuplicateSweep(RecordRoom room, PersonIndex index, SweepFolder folder, MatchingModel model) =>
        (_room, _index, _folder, _model, _stakes) = (room, index, folder, model, new PairStakes(room));

    /// <summary>How far the sweep that runs is, or how the last one ended; null when there never was one.</summary>
    public SweepState? State
    {
        get
        {
            var state = _folder.State;
            // Its process has gone without a word: what it had put by is there, and the next sweep takes it up.
            return state is { Over: false } && !_folder.Taken ? state with { Phase = "stopped" } : state;
        }
    }

    /// <summary>Whether the sweep that runs has been asked to stop.</summary>
    public bool Stopping => _folder.StopAsked;

    /// <summary>Asks the sweep that runs, of whatever process, to stop; it does so at its next step and keeps what it has.</summary>
    public async ValueTask<bool> StopAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!await MayAsync(actor, cancellation)) return false;
        _folder.AskToStop(true);
        return true;
    }

    /// <summary>Runs a sweep to its end, or goes on with one that was stopped.</summary>
    /// <param name="actor">Who may sweep; her role is asked at the gate, and the sweep stands in the access book.</param>
    /// <param name="told">Told how far it is.</param>
    /// <param name="cancellation">Stops it; what it has is kept.</param>
    /// <returns>How it ended; null when she may not.</returns>
    /// <exception cref="RegisterException">Another sweep is running.</exception>
    public async ValueTask<SweepState?> RunAsync(Actor actor, Action<SweepState>? told = null, CancellationToken cancellation = default)
    {
        if (!await MayAsync(actor, cancellation)) return null;
        using var held = _folder.Take() ?? throw new RegisterException("A sweep is running already. Wait for it to end, or stop it first.");
        _folder.AskToStop(false);
        var state = new SweepState { Phase = "reading", By = actor.Name, Started = _room.Clock.GetUtcNow() };
        void Tell(SweepState now)
        {
            _folder.State = state = now;
            told?.Invoke(now);
            if (_folder.StopAsked) throw new OperationCanceledException();
            cancellation.ThrowIfCancellationRequested();
        }

        try
        {
            Tell(state);
            var work = await LinkAsync(() => state, Tell, cancellation);
            var queue = await WeighAsync(work, () => state, Tell, cancellation);
            var known = _folder.Queue.ToDictionary(p => p.Key);
            queue = [.. queue.Select(p => known.TryGetValue(p.Key, out var before) ? p with { Found = before.Found } : p)];
            _folder.Queue = queue;
            _folder.Work = null;
            state = state with { Phase = "done", Part = 1, Queued = queue.Count, Added = queue.Count(p => !known.ContainsKey(p.Key)) };
            await _room.LogAsync(actor, _room.Gate.PurposeFor(actor, "individual"), "duplicate_sweep", null, true, queue.Count, null, cancellation);
        }
        catch (OperationCanceledException)
        {
            state = state with { Phase = "stopped" };
        }
        catch (Exception failure) when (failure is JournalUnavailableException or IOException)
        {
            state = state with { Phase = "failed", Failure = failure.Message };
        }

        _folder.AskToStop(false);
        _folder.State = state = state with { Ended = _room.Clock.GetUtcNow() };
        told?.Invoke(state);
        return state;
    }

    private async ValueTask<bool> MayAsync(Actor actor, CancellationToken cancellation)
    {
        if (_room.Gate.May(actor, Actions.SweepDuplicates)) return true;
        await _room.LogAsync(actor, "", "duplicate_sweep", null, false, 0, "role", cancellation);
        return false;
    }

    // The linkage of a sweep that was stopped while weighing still holds when nothing was written since.
    private async ValueTask<SweepWork> LinkAsync(Func<SweepState> now, Action<SweepState> tell, CancellationToken cancellation)
    {
        await _room.FollowAsync(cancellation);
        var head = (await _room.Journal.HeadOfAsync(BookKind.Records, cancellation)).Seq;
        var rules = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_model.Write())));
        if (_folder.Work is { } left && left.Head == head && left.Rules == rules)
        {
            tell(now() with { Phase = "weighing", Registrations = left.Registrations, Pairs = left.Pairs.Count });
            return left;
        }

        var cards = await PersonSearch.CardsAsync(_room.Rows, cancellation);
        tell(now() with { Phase = "linking", Registrations = cards.Count });
        var pairs = Link(cards, _model, part => tell(now() with { Part = part / 2 }));
        pairs.AddRange(Ask(cards, part => tell(now() with { Part = (1 + part) / 2 })));
        var work = new SweepWork(head, rules, cards.Count, [.. pairs.GroupBy(p => QueuedPair.KeyOf(p.Left, p.Right)).Select(g => g.First())], 0, 0, []);
        _folder.Work = work;
        tell(now() with { Phase = "weighing", Part = 0, Pairs = work.Pairs.Count });
        return work;
    }

    /// <summary>The pairs that a model calls the same, or that are as likely as what the search shows an officer; the likeliest first.</summary>
    internal static List<FoundPair> Link(IReadOnlyList<PersonCard> cards, MatchingModel model, Action<double>? told = null)
    {
        if (cards.Count < 2) return [];
        var records = CardRecords.Read(cards, everyName: true);
        var steps = 0;
        // The linkage has five steps; how long each takes depends on the register.
        var result = Linker.Run(records, new LinkageOptions { Model = model, Progress = (_, _) => told?.Invoke(Math.Min(1, steps++ / 5.0)) });
        var undecided = result.Review.Where(p => p.Probability >= model.Records.ProbableFrom);
        return [.. result.Matches.Concat(undecided).OrderByDescending(p => p.Probability)
            .Select(p => new FoundPair(CardRecords.CardOf(records, p.Left), CardRecords.CardOf(records, p.Right), p.Probability)).Where(p => p.Left != p.Right)];
    }

    /// <summary>
    /// What the search before registration would say of each registration were it to come now: it finds some that the linkage
    /// does not, because it weighs by how rare names are, and spellings and dates together.
    /// </summary>
    private List<FoundPair> Ask(IReadOnlyList<PersonCard> cards, Action<double> told)
    {
        var found = new List<FoundPair>();
        for (var from = 0; from < cards.Count; from += Asked)
        {
            found.AddRange(cards.Skip(from).Take(Asked).AsParallel().AsOrdered().SelectMany(card =>
                _index.Find(PersonQuery.Of(card), MostAnswers).Where(c => c.Band != MatchBand.Possible).Select(c => new FoundPair(card.Id, c.Id, c.Probability))));
            told(Math.Min(1, (double)(from + Asked) / cards.Count));
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<QueuedPair>> WeighAsync(SweepWork work, Func<SweepState> now, Action<SweepState> tell, CancellationToken cancellation)
    {
        var clusters = await PairStakes.ClustersAsync(_room.Rows, cancellation);
        var (kept, decided, at) = (work.Kept.ToList(), work.Decided, work.Weighed);
        while (at < work.Pairs.Count)
        {
            var chunk = work.Pairs.Skip(at).Take(Chunk).ToList();
            var weighed = await _stakes.WeighAsync([.. chunk.Where(p => !clusters.Same(p.Left, p.Right))], now().Started, cancellation);
            kept.AddRange(weighed);
            decided += chunk.Count - weighed.Count;
            at += chunk.Count;
            if (at % PutBy == 0 || _folder.StopAsked || cancellation.IsCancellationRequested) _folder.Work = work with { Weighed = at, Decided = decided, Kept = kept };
            tell(now() with { Part = (double)at / work.Pairs.Count, Decided = decided });
        }

        return kept;
    }
}
