namespace Nansen.Statistics;

/// <summary>
/// Columns that are totals of other columns: <c>dec_total</c> of those that begin with <c>dec_</c>, <c>total</c> of all. Like rows
/// written <c>_T</c> they are no figures of their own: whoever sees a total and all of its parts but one knows the one.
/// </summary>
internal sealed class ColumnTotals
{
    private const string Word = "total";
    private readonly FigureTable given;

    private ColumnTotals(FigureTable given) => (this.given, Found) = (given, [.. Named(given).Where(t =>
        given.Rows.All(r => r.Values[t.Total] is { } total ? total == t.Parts.Sum(p => r.Values[p] ?? 0) : t.Parts.All(p => r.Values[p] is null)))]);

    /// <summary>The totals with their parts, by number of column.</summary>
    public IReadOnlyList<(int Total, int[] Parts)> Found { get; }

    /// <summary>The table without these columns.</summary>
    public FigureTable Cells
    {
        get
        {
            int[] kept = [.. Enumerable.Range(0, given.Measures.Count).Except(Found.Select(t => t.Total))];
            return given with { Measures = [.. kept.Select(m => given.Measures[m])], Rows = [.. given.Rows.Select(r => r with { Values = [.. kept.Select(m => r.Values[m])] })] };
        }
    }

    /// <summary>The totals of a table that add up in every row; of an account none, whose lines have names of their own.</summary>
    public static ColumnTotals Of(FigureTable table) => new(AccountShape.Of(table) is null ? table : table with { Measures = [] });

    /// <summary>The columns that are totals by their names.</summary>
    public static IEnumerable<(int Total, int[] Parts)> Named(FigureTable table)
    {
        bool IsTotal(string name) => name == Word || name.EndsWith("_" + Word, StringComparison.Ordinal);
        int[] Parts(string of) => [.. Enumerable.Range(0, table.Measures.Count).Where(m => !IsTotal(table.Measures[m]) && table.Measures[m].StartsWith(of, StringComparison.Ordinal))];
        return Enumerable.Range(0, table.Measures.Count).Where(m => IsTotal(table.Measures[m]))
            .Select(m => (Total: m, Parts: Parts(table.Measures[m][..^Word.Length]))).Where(t => t.Parts.Length > 0);
    }

    /// <summary>Puts the totals back as sums of what is shown.</summary>
    public FigureTable PutBack(FigureTable cells)
    {
        var places = given.Measures.Select(m => cells.Measures.ToList().IndexOf(m)).ToArray();
        var sums = Found.ToDictionary(t => t.Total, t => t.Parts);
        return given with
        {
            Rows = [.. cells.Rows.Select(r => r with
            {
                Values = [.. places.Select((p, m) => p >= 0 ? r.Values[p]
                    : sums[m].All(s => r.Values[places[s]] is null) ? null : (decimal?)sums[m].Sum(s => r.Values[places[s]] ?? 0))],
            })],
        };
    }

    /// <summary>Hides small cells, the parts and their total being one more key of the table.</summary>
    /// <exception cref="FormatException">There is more than one total, or a column that is in none.</exception>
    public ProtectedTable Suppress(int threshold, bool totals)
    {
        var (total, parts) = Found[0];
        if (Found.Count > 1 || parts.Length + 1 < given.Measures.Count)
            throw new FormatException($"the columns {string.Join(", ", Found.Select(t => given.Measures[t.Total]))} are totals of some columns; hide figures in a table of one total and its parts, or use --method round");
        // Of a single part the total shows what the part shows.
        string Code(int measure) => measure != total ? given.Measures[measure] : parts.Length > 1 ? Attack.Total : given.Measures[parts[0]];
        var hidden = Suppression.Suppress(new FigureTable([.. given.Keys, "column"], ["figure"],
            [.. given.Rows.SelectMany(r => parts.Select(p => new FigureRow([.. r.Keys, given.Measures[p]], [r.Values[p]])))]), threshold, totals: true);
        var figures = hidden.Table.Rows.ToDictionary(r => string.Join('\u001f', r.Keys), r => r.Values[0], StringComparer.Ordinal);
        decimal? Figure(IReadOnlyList<string> keys, int measure) =>
            figures.TryGetValue(string.Join('\u001f', [.. keys, Code(measure)]), out var shown) ? shown : 0;
        var rows = hidden.Table.Rows.Select(r => r.Keys.SkipLast(1).ToArray()).DistinctBy(k => string.Join('\u001f', k)).Where(k => totals || !k.Contains(Attack.Total));
        return hidden with
        {
            Table = given with { Rows = [.. rows.Select(k => new FigureRow(k, [.. given.Measures.Select((_, m) => Figure(k, m))]))] },
            Hidden = [.. hidden.Hidden.SelectMany(h => Enumerable.Range(0, given.Measures.Count).Where(m => Code(m) == h.Keys[^1])
                .Select(m => h with { Keys = [.. h.Keys.SkipLast(1)], Measure = given.Measures[m] }))],
        };
    }
}
