namespace Nansen.Packs;

/// <summary>How an indicator is computed.</summary>
public enum IndicatorKind
{
    /// <summary>Share of cases in which a clock was kept, of those in which it ended.</summary>
    ClockKept,

    /// <summary>Ratio of two counts.</summary>
    Ratio,

    /// <summary>Share of persons of a status who hold a document.</summary>
    DocumentCoverage,

    /// <summary>Number of treaty actions since a date.</summary>
    TreatyActions,

    /// <summary>Share of what is published under the commitments: with evidence, overdue or answered.</summary>
    FollowUp,

    /// <summary>Not counted yet: it waits for a procedure that the pack does not have.</summary>
    Waits,
}

/// <summary>An indicator (section 2.19).</summary>
/// <param name="Code">IND-01 ….</param>
/// <param name="Title">Name.</param>
/// <param name="Kind">How it is computed.</param>
/// <param name="Of">By kind: <c>procedure/clock</c>; <c>table/column</c> or <c>table/column+column</c>; statuses; treaty codes (both separated by commas); evidence, overdue or answered.</param>
/// <param name="Against">Denominator of a ratio, written as <paramref name="Of"/>.</param>
/// <param name="Unit">percent, days or number.</param>
/// <param name="Target">Target value, or null.</param>
/// <param name="Commitments">Commitments it serves.</param>
/// <param name="Method">How to read it.</param>
public sealed record Indicator(string Code, LocalText Title, IndicatorKind Kind, string Of, string? Against, string Unit, decimal? Target, IReadOnlyList<string> Commitments, LocalText Method)
{
    /// <summary>What an indicator that is not counted yet waits for.</summary>
    public LocalText? WaitsFor { get; init; }
}

/// <summary>A commitment of the Minsk 2004 Conclusions (section 1).</summary>
/// <param name="Code">C1 … C73.</param>
/// <param name="Theme">Heading it stands under.</param>
/// <param name="Title">The commitment in our own words.</param>
/// <param name="MeansOfSystem">What the system does for it.</param>
/// <param name="Users">User groups.</param>
/// <param name="Procedures">Sections of the procedures it leads to.</param>
/// <param name="Instruments">Treaty codes whose status answers it, if any.</param>
public sealed record Commitment(string Code, string Theme, LocalText Title, LocalText MeansOfSystem, IReadOnlyList<string> Users, IReadOnlyList<string> Procedures, IReadOnlyList<string> Instruments);
