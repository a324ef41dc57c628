using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>A pair that one model proposes and another does not.</summary>
/// <param name="Gained">The tried model proposes it and the present one does not; else the other way round.</param>
/// <param name="Left">The one registration's number.</param>
/// <param name="Right">The other's.</param>
/// <param name="Probability">How sure the model is that proposes it.</param>
/// <param name="Verdict">What officers said of it: same, not_same or unsure; null: nothing.</param>
/// <param name="LeftName">Name as written, for whoever asked for names.</param>
/// <param name="RightName">The other's.</param>
public sealed record ChangedPair(bool Gained, string Left, string Right, double Probability, string? Verdict, string LeftName, string RightName);

/// <summary>How many pairs a model proposes, and how they stand to what officers said.</summary>
/// <param name="Pairs">Pairs proposed.</param>
/// <param name="Same">Of these, found to be one person.</param>
/// <param name="NotSame">Of these, found to be two.</param>
/// <param name="MissedSame">Pairs found to be one person that it does not propose.</param>
public sealed record ModelCounts(int Pairs, int Same, int NotSame, int MissedSame);

/// <summary>Of the pairs that one model or the other proposes: how many the search before registration calls probable, and how many of these the same.</summary>
public sealed record SearchCounts(int Probable, int Same);

/// <summary>What another file of rules and weights would change on this register.</summary>
public sealed record TrialResult(int Registrations, ModelCounts Now, ModelCounts Tried, SearchCounts SearchNow, SearchCounts SearchTried, IReadOnlyList<ChangedPair> Changed);

/// <summary>Tries rules and weights on a register, and learns them from what its officers decided. Both read every registration's card, as a sweep does.</summary>
public sealed class MatchingTrial
{
    private readonly RecordRoom _room;
    private readonly MatchingModel _now;

    internal MatchingTrial(RecordRoom room, MatchingModel now) => (_room, _now) = (room, now);

    /// <summary>Links the register by the present model and by another; null when the actor may not.</summary>
    public async ValueTask<TrialResult?> TryAsync(Actor actor, MatchingModel tried, CancellationToken cancellation = default)
    {
        if (!await MayAsync(actor, "matching_trial", cancellation)) return null;
        var cards = await PersonSearch.CardsAsync(_room.Rows, cancellation);
        var said = await SaidAsync(cancellation);
        var before = Linked(cards, _now);
        var after = Linked(cards, tried);
        var changed = new List<ChangedPair>();
        foreach (var (from, other, gained) in new[] { (after, before, true), (before, after, false) })
            foreach (var (key, probability) in from.Where(p => !other.ContainsKey(p.Key)).OrderByDescending(p => p.Value).ThenBy(p => p.Key))
                if (await _room.Rows.RecordAsync(new(key.Item1), cancellation) is { } left && await _room.Rows.RecordAsync(new(key.Item2), cancellation) is { } right)
                    changed.Add(new ChangedPair(gained, left.Number, right.Number, Math.Round(probability, 4), said.GetValueOrDefault(key), left.Label, right.Label));
        var pairs = before.Keys.Union(after.Keys).ToList();
        return new TrialResult(cards.Count, Count(before, said), Count(after, said), Searched(cards, pairs, _now), Searched(cards, pairs, tried), changed);
    }

    /// <summary>The present model, improved by what officers decided on pairs; null when the actor may not.</summary>
    /// <exception cref="RegisterException">They have decided on too few.</exception>
    public async ValueTask<(MatchingModel Model, int Same, int NotSame)?> LearnAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!await MayAsync(actor, "matching_learned", cancellation)) return null;
        var said = (await SaidAsync(cancellation)).Where(s => s.Value != SamePerson.Unsure).ToList();
        if (said.Count == 0) throw new RegisterException("Officers have not decided on any pair of registrations yet; there is nothing to learn from.");
        var cards = await PersonSearch.CardsAsync(_room.Rows, cancellation);
        var records = CardRecords.Read(cards);
        var at = Enumerable.Range(0, records.Count).ToDictionary(r => CardRecords.CardOf(records, r));
        var pairs = said.Where(s => at.ContainsKey(s.Key.Item1) && at.ContainsKey(s.Key.Item2))
            .OrderBy(s => s.Key).Select(s => new LabelledPair(at[s.Key.Item1], at[s.Key.Item2], s.Value == SamePerson.Same)).ToList();
        return (LabelLearner.Learn(records, pairs, _now), pairs.Count(p => p.Same), pairs.Count(p => !p.Same));
    }

    private async ValueTask<bool> MayAsync(Actor actor, string what, CancellationToken cancellation)
    {
        var may = _room.Gate.May(actor, Actions.SweepDuplicates);
        await _room.LogAsync(actor, may ? _room.Gate.PurposeFor(actor, "individual") : "", what, null, may, 0, may ? null : "role", cancellation);
        return may;
    }

    private static Dictionary<(Guid, Guid), double> Linked(IReadOnlyList<PersonCard> cards, MatchingModel model)
    {
        var pairs = new Dictionary<(Guid, Guid), double>();
        foreach (var pair in DuplicateSweep.Link(cards, model)) pairs.TryAdd(QueuedPair.KeyOf(pair.Left, pair.Right), pair.Probability);
        return pairs;
    }

    private static SearchCounts Searched(IReadOnlyList<PersonCard> cards, IReadOnlyList<(Guid, Guid)> pairs, MatchingModel model)
    {
        var index = PersonIndex.Build(cards, model);
        var byId = cards.DistinctBy(c => c.Id).ToDictionary(c => c.Id);
        var bands = pairs.Where(p => byId.ContainsKey(p.Item1)).Select(p => index.Compare(PersonQuery.Of(byId[p.Item1]), p.Item2)?.Band).ToList();
        return new(bands.Count(b => b is MatchBand.Probable or MatchBand.Same), bands.Count(b => b is MatchBand.Same));
    }

    // The last word on each pair; a link that was undone says that they are two.
    private async ValueTask<IReadOnlyDictionary<(Guid, Guid), string>> SaidAsync(CancellationToken cancellation)
    {
        var said = new Dictionary<(Guid, Guid), string>();
        await _room.Rows.ReadAsync("select person, other, verdict from pair_decisions where verdict<>@p0 order by changed_at", r =>
            said[QueuedPair.KeyOf(RowQueries.StreamOf(r, 0).Value, RowQueries.StreamOf(r, 1).Value)] = r.GetString(2) == PairDecisionRows.Undone ? SamePerson.NotSame : r.GetString(2), cancellation, PairDecisionRows.Proposed);
        return said;
    }

    private static ModelCounts Count(Dictionary<(Guid, Guid), double> pairs, IReadOnlyDictionary<(Guid, Guid), string> said) => new(
        pairs.Count, said.Count(s => s.Value == SamePerson.Same && pairs.ContainsKey(s.Key)), said.Count(s => s.Value == SamePerson.NotSame && pairs.ContainsKey(s.Key)),
        said.Count(s => s.Value == SamePerson.Same && !pairs.ContainsKey(s.Key)));
}
