namespace Nansen.Statistics;

public sealed partial class PeriodJournal
{
    /// <summary>
    /// What changed between two days of knowledge, for years up to that of the first: every differing cell and, when
    /// asked, the entries recorded after the first day and by the second that touch it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The journal is not <see cref="InOrder"/>; give the older account instead.</exception>
    public IReadOnlyList<RestatedCell> RestatementBetween(DateOnly knownThen, DateOnly knownNow, bool causes) =>
        RestatementSince(Account(knownThen, FirstYear, knownThen.Year), knownThen, knownNow, causes);

    /// <summary>The same, against an account made earlier.</summary>
    public IReadOnlyList<RestatedCell> RestatementSince(
        PeriodAccount then, DateOnly knownThen, DateOnly knownNow, bool causes)
    {
        var now = Account(knownNow, FirstYear, knownThen.Year);
        var cells = Restatement.Between(then, now);
        if (!causes || cells.Count == 0) return cells;
        var behind = cells.ToDictionary(c => c.Key, _ => new List<long>());
        var known = KnownBy(knownNow);
        var counters = new YearCounters(GroupCount, FirstYear, Math.Max(FirstYear, knownThen.Year), knownNow.DayNumber);
        for (var i = 0; i < known; i++)
            if (recorded[i] > knownThen.DayNumber)
                foreach (var key in Touched(i, earlier[i], counters)) behind.GetValueOrDefault(key)?.Add(seqs[i]);
        return [.. cells.Select(c => c with { Causes = behind[c.Key] })];
    }

    /// <summary>The cells that one entry changes: its version counted, the version before it taken back.</summary>
    private List<AccountKey> Touched(int version, int before, YearCounters counters)
    {
        var group = Group(version);
        counters.Count(from[version], to[version], birth[version], group);
        var groups = new List<int> { group };
        if (before >= 0)
        {
            counters.Count(from[before], to[before], birth[before], Group(before), -1);
            if (Group(before) != group) groups.Add(Group(before));
        }

        var touched = new List<AccountKey>();
        foreach (var g in groups)
        {
            counters.Rows(g, (year, band, _) => touched.Add(KeyOf(g) with { Year = year, Band = band }));
            counters.Clear(g);
        }

        return touched;
    }
}
