namespace Nansen.Statistics;

public sealed partial class PeriodBook
{
    /// <summary>A table of any kind. In one of the account's lines every row balances.</summary>
    public FigureTable Table(TableQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Counted(query, Look(query.AsKnownAt), null);
    }

    /// <summary>
    /// The periods or events behind one figure, each with the references of the entries that made it what it is, in
    /// order of arrival.
    /// </summary>
    /// <param name="query">The table.</param>
    /// <param name="keys">The key columns of the row.</param>
    /// <param name="measure">The column; null: any of the row.</param>
    public IReadOnlyList<TracedPeriod> Trace(TableQuery query, IReadOnlyList<string> keys, string? measure = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(keys);
        var look = Look(query.AsKnownAt);
        var behind = new Dictionary<Guid, List<long>>();
        foreach (var (about, parts) in PartsOf(query, look, keys))
        {
            var table = Counted(query, look, parts);
            var column = measure is null ? -1 : table.Measures.ToList().IndexOf(measure);
            if (table.Rows.Any(r => r.Keys.SequenceEqual(keys) && (measure is null || r.Values[column] is { } figure && figure != 0))) behind[about] = [];
        }

        for (var i = 0; i < look.Limit; i++)
            if (behind.TryGetValue(look.Entries[i].About, out var references)) references.Add(look.Entries[i].Reference);
        return [.. behind.Select(b => new TracedPeriod(b.Key, b.Value))];
    }

    /// <summary>Every figure of a table that one entry changes: what it is without it and with it, when nothing later is known.</summary>
    /// <param name="query">The table.</param>
    /// <param name="reference">The entry, as it was given to <see cref="Append"/>.</param>
    public IReadOnlyList<TouchedCell> Touched(TableQuery query, long reference)
    {
        ArgumentNullException.ThrowIfNull(query);
        var look = Look(query.AsKnownAt);
        for (var i = 0; i < look.Limit; i++)
        {
            if (look.Entries[i].Reference != reference) continue;
            return Difference(query, look, PartsOf(look, [look.Entries[i].About]).Single().Value, i, i + 1);
        }

        return [];
    }

    private static FigureTable Counted(TableQuery query, Snapshot look, Parts? parts)
    {
        var shape = new TableShape(query);
        if (query.Figures == TableFigures.Events) return shape.Of(EventCounts.Of(query, shape.By, look, parts?.Events));
        var account = new AccountBuilder(new AccountQuery(query.From, query.To, shape.By) { Statuses = query.Of, Where = query.Where, AsKnownAt = query.AsKnownAt, Horizon = query.Horizon }, look);
        account.Run(parts?.Versions);
        return shape.Of(account.Table());
    }

    /// <summary>What stands, by what it is about; that whose codes cannot be in the row is left out.</summary>
    private static Dictionary<Guid, Parts> PartsOf(TableQuery query, Snapshot look, IReadOnlyList<string> keys)
    {
        var wanted = new bool[look.CodeCount];
        for (var codes = 0; codes < wanted.Length; codes++) wanted[codes] = query.Of.Contains(look.Codes[codes].Status) && CanBeIn(query, look.Codes[codes], keys);
        var parts = new Dictionary<Guid, Parts>();
        if (query.Figures == TableFigures.Events)
        {
            for (var i = 0; i < look.Events.Length; i++)
            {
                ref readonly var one = ref look.Events.Span[i];
                if (one.StandsAt(look.Limit) && wanted[one.Codes]) parts[look.Entries[one.Entry].About] = new Parts([], [i]);
            }

            return parts;
        }

        for (var i = 0; i < look.Versions.Length; i++)
        {
            ref readonly var version = ref look.Versions.Span[i];
            if (version.StandsAt(look.Limit) && (wanted[version.Codes] || (version.Changes?.Any(c => wanted[c.Codes]) ?? false)))
                parts[look.Entries[version.Entry].About] = new Parts([i], []);
        }

        return parts;
    }

    private static bool CanBeIn(TableQuery query, CodeSet codes, IReadOnlyList<string> keys)
    {
        for (var k = 0; k < query.Keys.Count && k < keys.Count; k++)
        {
            var key = query.Keys[k];
            if (key.Source is "age" or "age_eu" && query.Figures != TableFigures.Events) continue;
            if (Calendar.SpanNamed(key.Source) is not null && key.Always is null) continue;
            if (key.Word(key.Always is null ? codes.Value(EventCounts.Dimension(query, key.Source)) : "") != keys[k]) return false;
        }

        return true;
    }

    /// <summary>Every version and event about each of some periods and events, whether they stand or not.</summary>
    private static Dictionary<Guid, Parts> PartsOf(Snapshot look, IEnumerable<Guid> abouts)
    {
        var parts = abouts.Distinct().ToDictionary(a => a, _ => new Parts([], []));
        for (var i = 0; i < look.Versions.Length; i++)
            if (parts.TryGetValue(look.Entries[look.Versions.Span[i].Entry].About, out var of)) of.Versions.Add(i);
        for (var i = 0; i < look.Events.Length; i++)
            if (parts.TryGetValue(look.Entries[look.Events.Span[i].Entry].About, out var of)) of.Events.Add(i);
        return parts;
    }

    private static List<TouchedCell> Difference(TableQuery query, Snapshot look, Parts parts, int before, int after) =>
        TouchedCell.Between(Counted(query, look with { Limit = before }, parts), Counted(query, look with { Limit = after }, parts));

    /// <summary>Versions of a period, and events, by their places.</summary>
    private sealed record Parts(List<int> Versions, List<int> Events);
}
