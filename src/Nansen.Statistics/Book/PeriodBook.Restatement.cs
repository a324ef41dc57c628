namespace Nansen.Statistics;

public sealed partial class PeriodBook
{
    /// <summary>
    /// Every figure of a table that entries recorded between two instants changed, with the references of those entries.
    /// Both sides are counted up to the day of the older knowledge, so nothing changes by mere passing of time.
    /// </summary>
    /// <param name="query">The table; its own instant is not used.</param>
    /// <param name="then">The older knowledge.</param>
    /// <param name="now">The newer knowledge.</param>
    public IReadOnlyList<RestatedFigure> Restatement(TableQuery query, DateTimeOffset then, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (now < then) throw new ArgumentException("The newer knowledge is before the older.", nameof(now));
        query = query with { AsKnownAt = now, Horizon = DateOnly.FromDateTime(then.UtcDateTime) };
        var look = Look(now);
        var older = Look(then).Limit;
        var changed = TouchedCell.Between(Counted(query, look with { Limit = older }, null), Counted(query, look, null));
        if (changed.Count == 0) return [];

        var causes = changed.ToDictionary(c => c.Name, _ => new List<long>(), StringComparer.Ordinal);
        var parts = PartsOf(look, Enumerable.Range(older, look.Limit - older).Select(i => look.Entries[i].About));
        for (var i = older; i < look.Limit; i++)
        {
            foreach (var cell in Difference(query, look, parts[look.Entries[i].About], i, i + 1))
                if (causes.TryGetValue(cell.Name, out var references)) references.Add(look.Entries[i].Reference);
        }

        return [.. changed.Select(c => new RestatedFigure(c.Keys, c.Measure, c.Before, c.After, causes[c.Name]))];
    }
}

/// <summary>A figure that later knowledge changed, and the entries that did.</summary>
/// <param name="Keys">Its row.</param>
/// <param name="Measure">Its column.</param>
/// <param name="Old">As known then.</param>
/// <param name="New">As known now.</param>
/// <param name="Causes">References of the entries recorded in between that touch it.</param>
public sealed record RestatedFigure(IReadOnlyList<string> Keys, string Measure, decimal Old, decimal New, IReadOnlyList<long> Causes)
{
    /// <summary>The columns of a restatement: the table's keys, <c>measure</c>, <c>old</c>, <c>new</c>, and <c>causes</c> where asked for.</summary>
    public static void WriteCsv(IReadOnlyList<string> keys, IEnumerable<RestatedFigure> figures, bool causes, TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(figures);
        string[] more = causes ? ["causes"] : [];
        Csv.WriteLine(to, [.. keys, "measure", "old", "new", .. more]);
        foreach (var figure in figures)
        {
            if (causes) more = [string.Join(' ', figure.Causes)];
            Csv.WriteLine(to, [.. figure.Keys, figure.Measure, Text(figure.Old), Text(figure.New), .. more]);
        }
    }

    private static string Text(decimal figure) => figure.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
