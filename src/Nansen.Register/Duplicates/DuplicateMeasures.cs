using Nansen.Records;

namespace Nansen.Register;

/// <summary>What became of proposals of one band of probability.</summary>
/// <param name="From">The band's lower end.</param>
/// <param name="To">Its upper end.</param>
/// <param name="Confirmed">Found to be one person.</param>
/// <param name="Refuted">Found to be two people, links undone later among them.</param>
/// <param name="Unsure">Officers were not sure.</param>
/// <param name="Waiting">Proposed, and not yet answered by a second officer.</param>
public sealed record ProposalBand(double From, double To, int Confirmed, int Refuted, int Unsure, int Waiting)
{
    /// <summary>Proposals decided.</summary>
    public int Decided => Confirmed + Refuted;

    /// <summary>Share of the decided that were right; null when none was decided.</summary>
    public double? Precision => Decided == 0 ? null : (double)Confirmed / Decided;
}

/// <summary>What became of the proposals of one finder: search, import or sweep.</summary>
public sealed record FinderMeasure(string By, int Confirmed, int Refuted, int Unsure, int Waiting);

/// <summary>The register's matching as measured by its own officers' decisions.</summary>
public sealed record DuplicateMeasures
{
    /// <summary>By probability, the highest band first.</summary>
    public required IReadOnlyList<ProposalBand> Bands { get; init; }

    /// <summary>By what found the pairs.</summary>
    public required IReadOnlyList<FinderMeasure> Finders { get; init; }

    /// <summary>Links that were confirmed and undone later; they count as refuted.</summary>
    public required int Undone { get; init; }

    /// <summary>Days from finding a pair to the last officer's word: half were decided within so many; null when none was.</summary>
    public required double? MedianDays { get; init; }

    /// <summary>Nine of ten were decided within so many days.</summary>
    public required double? NinetiethDays { get; init; }

    /// <summary>How many decisions the days are counted from.</summary>
    public required int Timed { get; init; }

    /// <summary>Pairs in the queue of the sweep.</summary>
    public required int Queued { get; init; }

    /// <summary>Days the pairs of the queue have waited: half of them so many or less.</summary>
    public required double? QueuedMedianDays { get; init; }

    /// <summary>Days the oldest has waited.</summary>
    public required double? QueuedOldestDays { get; init; }

    /// <summary>Proposals that wait for a second officer.</summary>
    public required int Waiting { get; init; }

    /// <summary>Days the oldest of these has waited.</summary>
    public required double? WaitingOldestDays { get; init; }
}

/// <summary>Measures the proposals of the matching by what officers decided. It counts and shows no person.</summary>
public sealed class DuplicateMeter
{
    private static readonly double[] Ends = [1.001, 0.95, 0.8, 0.5, 0];

    private readonly RecordRoom _room;
    private readonly DuplicateQueue _queue;

    internal DuplicateMeter(RecordRoom room, DuplicateQueue queue) => (_room, _queue) = (room, queue);

    private sealed record Decision(string Verdict, string By, double Probability, long? Found, long Made, long? Decided);

    /// <summary>Counts over the whole register.</summary>
    public async ValueTask<DuplicateMeasures> MeasureAsync(CancellationToken cancellation = default)
    {
        var decisions = new List<Decision>();
        await _room.Rows.ReadAsync("select verdict, found_by, thousandths, found_at, made_at, decided_at from pair_decisions", r => decisions.Add(new(
            r.GetString(0), r.GetString(1), r.GetInt64(2) / 1000.0, r.IsDBNull(3) ? null : r.GetInt64(3), r.GetInt64(4), r.IsDBNull(5) ? null : r.GetInt64(5))), cancellation);
        var now = _room.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        // An officer who answers as the search shows a candidate takes no time that could be measured.
        var days = decisions.Where(d => d.Decided is not null && (d.Found is not null || d.Decided > d.Made)).Select(d => Days((d.Found ?? d.Made), d.Decided!.Value)).Order().ToList();
        var queued = (await _queue.OpenAsync(cancellation)).Select(p => Days(p.Found.ToUnixTimeMilliseconds(), now)).Order().ToList();
        var waiting = decisions.Where(d => d.Verdict == PairDecisionRows.Proposed).Select(d => Days(d.Made, now)).Order().ToList();
        return new DuplicateMeasures
        {
            Bands = [.. Ends.Zip(Ends.Skip(1)).Select(e => BandOf(e.Second, Math.Min(1, e.First), decisions.Where(d => d.Probability >= e.Second && d.Probability < e.First).ToList()))],
            Finders = [.. decisions.GroupBy(d => d.By).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => BandOf(0, 1, [.. g])).Zip(
                decisions.Select(d => d.By).Distinct().Order(StringComparer.Ordinal), (b, by) => new FinderMeasure(by, b.Confirmed, b.Refuted, b.Unsure, b.Waiting))],
            Undone = decisions.Count(d => d.Verdict == PairDecisionRows.Undone),
            MedianDays = Quantile(days, 0.5),
            NinetiethDays = Quantile(days, 0.9),
            Timed = days.Count,
            Queued = queued.Count,
            QueuedMedianDays = Quantile(queued, 0.5),
            QueuedOldestDays = Quantile(queued, 1),
            Waiting = waiting.Count,
            WaitingOldestDays = Quantile(waiting, 1),
        };
    }

    private static ProposalBand BandOf(double from, double to, List<Decision> of) => new(from, to,
        of.Count(d => d.Verdict == SamePerson.Same), of.Count(d => d.Verdict is SamePerson.NotSame or PairDecisionRows.Undone),
        of.Count(d => d.Verdict == SamePerson.Unsure), of.Count(d => d.Verdict == PairDecisionRows.Proposed));

    private static double Days(long from, long to) => Math.Max(0, to - from) / 86_400_000.0;

    // The least of the values that so large a share of them does not exceed.
    private static double? Quantile(List<double> ordered, double share) =>
        ordered.Count == 0 ? null : Math.Round(ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Count) - 1, 0, ordered.Count - 1)], 2);
}
