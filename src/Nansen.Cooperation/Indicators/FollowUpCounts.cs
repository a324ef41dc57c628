using System.Globalization;
using Nansen.Packs;

namespace Nansen.Cooperation;

/// <summary>Indicators of the follow-up itself (IND-26): counts of what is published, never of persons, so nothing is withheld.</summary>
internal static class FollowUpCounts
{
    private const int NothingWithheld = 1;

    /// <summary>Such an indicator today.</summary>
    internal static IndicatorReading Of(IndicatorReading reading, FollowUpBook book, IReadOnlyList<Commitment> commitments, IReadOnlyList<IndicatorReading> readings, DateOnly today)
    {
        var open = book.Actions.Where(a => !a.Closed).ToList();
        var (some, all) = reading.Indicator.Of switch
        {
            "evidence" => (commitments.Count(c => book.Actions.Any(a => a.Commitment == c.Code) || readings.Any(r => r.IsEvidence && r.Indicator.Commitments.Contains(c.Code))), commitments.Count),
            "overdue" => (open.Count(a => a.IsOverdue(today)), open.Count),
            _ => (book.Submissions.Count(s => s.Answered), book.Submissions.Count),
        };
        var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return reading with
        {
            Figures = all == 0 ? [] : [new IndicatorFigure(day, today, today) { Share = PublicShare.Of(some, all, NothingWithheld) }],
            Missing =
            [
                all == 0 ? Words.Of("Nothing to count yet: nothing of the kind is published.", "Пока нечего считать: ничего такого не опубликовано.")
                    : Words.Of("Counted for today; earlier year-ends are not kept.", "На сегодня; концы прежних лет не хранятся."),
            ],
        };
    }
}
