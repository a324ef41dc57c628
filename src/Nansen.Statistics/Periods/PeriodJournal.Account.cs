namespace Nansen.Statistics;

public sealed partial class PeriodJournal
{
    /// <summary>
    /// The account of some years as known at a day, which is also its horizon: later entries do not exist, later
    /// events and birthdays have not happened, and years after it have no rows.
    /// </summary>
    /// <exception cref="InvalidOperationException">The journal is not <see cref="InOrder"/> and holds entries recorded after that day.</exception>
    public PeriodAccount Account(DateOnly knownAt, int fromYear, int toYear)
    {
        var last = Math.Min(toYear, knownAt.Year);
        var counters = CountYears(KnownBy(knownAt), fromYear, Math.Max(last, fromYear), knownAt.DayNumber);
        return last < fromYear ? PeriodAccount.Empty : new PeriodAccount(counters, KeyOf);
    }

    private int Group(int version) => (coo[version] * 3 + sex[version]) * statusRoom + status[version];

    private AccountKey KeyOf(int group)
    {
        var origin = group / statusRoom;
        return new AccountKey(0, coos.Names[origin / 3], SexCodes[origin % 3], statuses.Names[group % statusRoom], 0);
    }

    /// <summary>An account that takes in new entries as they are appended.</summary>
    public LiveAccount Live(int fromYear, int toYear, DateOnly horizon) => new(this, fromYear, toYear, horizon);

    internal int StatusRoom => statusRoom;

    internal YearCounters CountAll(int fromYear, int toYear, int horizon) => CountYears(Count, fromYear, toYear, horizon);

    internal PeriodAccount AccountOf(YearCounters counters) => new(counters, KeyOf);

    /// <summary>Counts the versions from a place on, taking back those they stand for.</summary>
    internal void CountSince(int start, YearCounters counters)
    {
        counters.Reserve(GroupCount);
        for (var i = start; i < Count; i++)
        {
            if (earlier[i] is >= 0 and var before) counters.Count(from[before], to[before], birth[before], Group(before), -1);
            counters.Count(from[i], to[i], birth[i], Group(i));
        }
    }

    private int GroupCount => coos.Names.Count * 3 * statusRoom;

    private YearCounters CountYears(int limit, int fromYear, int toYear, int horizon) =>
        YearCounters.InParts(limit, GroupCount, fromYear, toYear, horizon, (counters, start, end) =>
        {
            var room = statusRoom;
            for (var i = start; i < end; i++)
                if (superseded[i] >= limit) counters.Count(from[i], to[i], birth[i], (coo[i] * 3 + sex[i]) * room + status[i]);
        });
}
