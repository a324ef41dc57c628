using Nansen.Packs;

namespace Nansen.Cooperation;

/// <summary>An indicator counted for one period.</summary>
/// <param name="Period">Year, day or (for treaties) instrument that the figure is of.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day counted.</param>
public sealed record IndicatorFigure(string Period, DateOnly From, DateOnly To)
{
    /// <summary>For percentages: the share with numerator and denominator.</summary>
    public PublicShare? Share { get; init; }

    /// <summary>For numbers: the number. Never of persons.</summary>
    public long? Number { get; init; }

    /// <summary>For clocks: median of the days they ran, pauses left out; null when too few.</summary>
    public int? MedianDays { get; init; }

    /// <summary>For clocks: the days within which nine of ten stopped; null when too few.</summary>
    public int? NinetiethDays { get; init; }
}

/// <summary>A step on the way from what happens in a case to a commitment.</summary>
/// <param name="Kind">event, clock, table, status, document, record, file or indicator.</param>
/// <param name="Code">Code of it in the pack.</param>
/// <param name="Title">Its name.</param>
/// <param name="Detail">More: the limit and its law, where it is counted.</param>
public sealed record FeedStep(string Kind, string Code, LocalText Title, LocalText? Detail = null);

/// <summary>An indicator as computed: the figures, and all a reader needs to judge them.</summary>
/// <param name="Indicator">The pack's definition with its method text.</param>
/// <param name="Figures">By period, oldest first; empty when nothing can be counted.</param>
/// <param name="Feed">From the case to the indicator.</param>
/// <param name="Source">Where the figures were counted, and as known when.</param>
/// <param name="KnownAt">When they were counted.</param>
/// <param name="Threshold">Counts of persons from 1 to one less than this are withheld.</param>
/// <param name="StillLate">For clocks: persons whose clock runs on past its limit today; they stand in no year's figures yet.</param>
/// <param name="Missing">What the figures do not say, or why there are none.</param>
public sealed record IndicatorReading(
    Indicator Indicator, IReadOnlyList<IndicatorFigure> Figures, IReadOnlyList<FeedStep> Feed, LocalText Source, DateTimeOffset KnownAt, int Threshold, PublicCount? StillLate, IReadOnlyList<LocalText> Missing)
{
    /// <summary>The latest figure by sex, age and origin; none where too few would stand apart, or where it is counted neither from a table nor by a clock. Not for the public.</summary>
    public IReadOnlyList<IndicatorGroup> Groups { get; init; } = [];

    /// <summary>Whether it shows what was done for its commitments: it has figures, and not of the follow-up itself.</summary>
    public bool IsEvidence => Figures.Count > 0 && Indicator.Kind != IndicatorKind.FollowUp;

    /// <summary>The latest figure, or null.</summary>
    public IndicatorFigure? Latest => Figures.Count > 0 ? Figures[^1] : null;
}
