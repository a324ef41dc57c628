using System.Runtime.InteropServices;

namespace Nansen.Statistics;

public sealed partial class PeriodJournal
{
    /// <summary>
    /// The entries behind one row as known at a day: for each period with a stock or a flow in it, the sequence numbers of
    /// all entries that made it what it was, in order.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<long>> Trace(AccountKey cell, DateOnly knownAt)
    {
        var limit = KnownBy(knownAt);
        var (origin, state, gender) = (IndexOf(coos, cell.Coo), IndexOf(statuses, cell.Status), SexCodes.IndexOf(cell.Sex, StringComparison.Ordinal));
        if (origin < 0 || state < 0 || gender < 0) return [];
        var counters = new YearCounters(1, cell.Year, cell.Year, knownAt.DayNumber);
        var traced = new List<IReadOnlyList<long>>();
        var (first, last) = (new DateOnly(cell.Year, 1, 1).DayNumber, new DateOnly(cell.Year, 12, 31).DayNumber);
        foreach (var i in CollectionsMarshal.AsSpan(Alike(origin * 3 + gender, state)))
        {
            if (from[i] > last || to[i] < first || i >= limit || superseded[i] < limit) continue;
            counters.Count(from[i], to[i], birth[i], 0);
            var touched = false;
            counters.Rows(0, (_, band, _) => touched |= band == cell.Band);
            counters.Clear(0);
            if (touched) traced.Add(EntriesUpTo(i));
        }

        return traced;
    }

    /// <summary>The periods that stand at a day, in columns of their own.</summary>
    public PeriodColumns StateAt(DateOnly knownAt)
    {
        var limit = KnownBy(knownAt);
        int[] standing = [.. Enumerable.Range(0, limit).Where(i => superseded[i] >= limit && to[i] >= from[i])];
        return new PeriodColumns
        {
            From = [.. standing.Select(i => from[i])],
            To = [.. standing.Select(i => to[i])],
            Birth = [.. standing.Select(i => birth[i])],
            Coo = [.. standing.Select(i => coo[i])],
            Sex = [.. standing.Select(i => sex[i])],
            Status = [.. standing.Select(i => (byte)status[i])],
            CooNames = coos.Names,
            StatusNames = statuses.Names,
        };
    }

    private List<long> EntriesUpTo(int version)
    {
        var entries = new List<long>();
        for (var v = version; v >= 0; v = earlier[v]) entries.Add(seqs[v]);
        entries.Reverse();
        return entries;
    }

    private static int IndexOf(CodeList codes, string name)
    {
        for (var i = 0; i < codes.Names.Count; i++)
            if (codes.Names[i] == name) return i;
        return -1;
    }
}
