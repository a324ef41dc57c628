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
        var rows = new List<PeriodAccountRow>();
        if (last >= fromYear)
            for (var group = 0; group < counters.GroupCount; group++)
                counters.Rows(group, (year, band, figures) => rows.Add(new PeriodAccountRow(KeyOf(year, group, band), figures)));
        return new PeriodAccount(rows);
    }

    private int Group(int version) => (coo[version] * 3 + sex[version]) * statuses.Names.Count + status[version];

    private AccountKey KeyOf(int year, int group, int band)
    {
        var (statusCount, origin) = (statuses.Names.Count, group / statuses.Names.Count);
        return new AccountKey(year, coos.Names[origin / 3], SexCodes[origin % 3], statuses.Names[group % statusCount], band);
    }

    private YearCounters CountYears(int limit, int fromYear, int toYear, int horizon)
    {
        var groupCount = coos.Names.Count * 3 * statuses.Names.Count;
        var halves = new YearCounters[limit < 50_000 ? 1 : Environment.ProcessorCount];
        Parallel.For(0, halves.Length, part =>
        {
            var counters = new YearCounters(groupCount, fromYear, toYear, horizon);
            var end = (int)((long)limit * (part + 1) / halves.Length);
            for (var i = (int)((long)limit * part / halves.Length); i < end; i++)
                if (superseded[i] >= limit) counters.Count(from[i], to[i], birth[i], Group(i));
            halves[part] = counters;
        });
        foreach (var other in halves.AsSpan(1)) halves[0].Add(other);
        return halves[0];
    }
}
