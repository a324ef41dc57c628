using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>Until when the issuing State takes the holder of a Convention travel document back (Schedules, paragraph 13).</summary>
internal static class ReturnClause
{
    private const string Parameter = "ctd.return_clause.months";

    private const int LeastMonths = 3;

    /// <summary>The first day to which the time may be limited for one person.</summary>
    public static DateOnly Earliest(DateOnly issued) => issued.AddMonths(LeastMonths);

    /// <summary>
    /// The day: as long as the document is valid, the pack's shorter time (its checker keeps that at three months or more), or
    /// what was decided for the person.
    /// </summary>
    public static DateOnly Until(Pack pack, DateOnly issued, DateOnly expires, DateOnly? limited = null) =>
        new[] { ClockRules.DueAfter(pack, Parameter, issued), expires, limited ?? expires }.Min();
}
