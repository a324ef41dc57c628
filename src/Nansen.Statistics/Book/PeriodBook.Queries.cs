namespace Nansen.Statistics;

public sealed partial class PeriodBook
{
    /// <summary>
    /// The account: key columns, then <c>opening</c>, <c>in_CAUSE</c>…, <c>aged_in</c>, <c>aged_out</c>,
    /// <c>out_CAUSE</c>…, <c>closing</c>. Every row balances, each opening is the closing before it, and rows of
    /// zeros are left out. The ageing lines are there when <c>age</c> is a key, those of reclassification when it occurs.
    /// </summary>
    /// <exception cref="ArgumentException">The question cannot be answered as put.</exception>
    public FigureTable Account(AccountQuery query)
    {
        var account = new AccountBuilder(query, Look(query?.AsKnownAt));
        account.Run();
        return account.Table();
    }

    /// <summary>A flow table: events counted by their codes.</summary>
    public FigureTable Table(EventQuery query) => EventTable.Of(query, Look(query?.AsKnownAt));

    /// <summary>The number of persons (periods) that hold a status after a day.</summary>
    public long Stock(string status, DateOnly after) =>
        (long)Account(new AccountQuery(after, after, ["status"]) { Status = status }).Rows.Sum(r => r.Values[^1] ?? 0);

    /// <summary>
    /// The periods behind one row of an account: each with the references of the entries that made it what it is,
    /// in order of arrival.
    /// </summary>
    /// <param name="query">The account.</param>
    /// <param name="keys">The key columns of the row.</param>
    public IReadOnlyList<TracedPeriod> Trace(AccountQuery query, IReadOnlyList<string> keys)
    {
        var look = Look(query?.AsKnownAt);
        var behind = new AccountBuilder(query, look).Behind(keys).ToDictionary(id => id, _ => new List<long>());
        for (var i = 0; i < look.Limit; i++)
        {
            if (behind.TryGetValue(look.Entries[i].About, out var references)) references.Add(look.Entries[i].Reference);
        }

        return [.. behind.Select(b => new TracedPeriod(b.Key, b.Value))];
    }

    private Snapshot Look(DateTimeOffset? knownAt)
    {
        lock (gate)
        {
            var limit = entryCount;
            if (knownAt is { } at)
            {
                var (low, high) = (0, entryCount);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    if (entries[middle].KnownTicks <= at.UtcTicks) low = middle + 1;
                    else high = middle;
                }

                limit = low;
            }

            return new Snapshot(
                limit, versions.AsMemory(0, versionCount), events.AsMemory(0, eventCount), entries, codeSets.All, codeSets.Count,
                [.. causeNumbers.OrderBy(c => c.Value).Select(c => c.Key)]);
        }
    }

    /// <summary>
    /// The book at one moment. The arrays may be shared with the writer: it only adds behind the counts, and marks a
    /// version superseded by an entry that is not below the limit, which changes nothing here.
    /// </summary>
    private sealed record Snapshot(
        int Limit, ReadOnlyMemory<PeriodVersion> Versions, ReadOnlyMemory<CountedEvent> Events, ArrivedEntry[] Entries,
        CodeSet[] Codes, int CodeCount, string[] Causes);
}

/// <summary>A period behind a figure, and the journal references of its entries.</summary>
/// <param name="Period">The random id of the period.</param>
/// <param name="Entries">References as given to <see cref="PeriodBook.Append"/>.</param>
public sealed record TracedPeriod(Guid Period, IReadOnlyList<long> Entries);
