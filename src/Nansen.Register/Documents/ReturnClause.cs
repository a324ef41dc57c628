using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>Until when the issuing State takes the holder of a Convention travel document back (Schedules, paragraph 13).</summary>
internal static class ReturnClause
{
    private const string Parameter = "ctd.return_clause.months";

    /// <summary>The day: as long as the document is valid, or the pack's shorter time; the pack checker keeps it at three months or more.</summary>
    public static DateOnly Until(Pack pack, DateOnly issued, DateOnly expires) => ClockRules.DueAfter(pack, Parameter, issued) is var limit && limit < expires ? limit : expires;
}
