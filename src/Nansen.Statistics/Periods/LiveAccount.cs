namespace Nansen.Statistics;

/// <summary>
/// An account that follows its journal: each new entry takes back what its period counted and counts it anew, so adding
/// entries costs by their number and not by the size of the journal.
/// </summary>
public sealed class LiveAccount
{
    private readonly PeriodJournal journal;
    private readonly int fromYear, toYear, horizon;
    private YearCounters counters;
    private int counted, room;

    internal LiveAccount(PeriodJournal journal, int fromYear, int toYear, DateOnly horizon)
    {
        (this.journal, this.fromYear, this.toYear, this.horizon) = (journal, fromYear, toYear, horizon.DayNumber);
        counters = journal.CountAll(fromYear, toYear, this.horizon);
        (counted, room) = (journal.Count, journal.StatusRoom);
    }

    /// <summary>Takes in the entries that were appended since.</summary>
    public void Follow()
    {
        if (room != journal.StatusRoom) counters = journal.CountAll(fromYear, toYear, horizon);
        else journal.CountSince(counted, counters);
        (counted, room) = (journal.Count, journal.StatusRoom);
    }

    /// <summary>The account as it is.</summary>
    public PeriodAccount Account() => journal.AccountOf(counters);
}
