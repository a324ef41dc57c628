namespace Nansen.Statistics;

/// <summary>Makes releases, and makes them again.</summary>
public static class Releasing
{
    /// <summary>Makes the files of a release and writes their hashes into it.</summary>
    /// <param name="book">The statistics book.</param>
    /// <param name="draft">The release; the hashes of its tables are filled in.</param>
    /// <param name="key">The statistician's secret of rounding.</param>
    public static (Release Release, IReadOnlyDictionary<string, byte[]> Files) Make(PeriodBook book, Release draft, CellKey key)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(draft);
        var shown = Tables(book, draft, key);
        var files = shown.ToDictionary(t => t.Key, t => Release.Csv(t.Value.Table), StringComparer.Ordinal);
        return (draft with { Tables = [.. draft.Tables.Select(t => t with { Sha256 = Release.Hash(files[t.Name]), LargestDeviation = shown[t.Name].LargestDeviation, Columns = TableColumn.Of(shown[t.Name].Table) })] }, files);
    }

    /// <summary>
    /// The tables of a release with how far they are from the true ones. Those of one base are rounded together, as one flow.
    /// </summary>
    /// <param name="book">The statistics book.</param>
    /// <param name="release">The release.</param>
    /// <param name="key">The statistician's secret of rounding.</param>
    /// <exception cref="NotSupportedException">It was rounded by rules that this program does not have.</exception>
    public static IReadOnlyDictionary<string, ProtectedTable> Tables(PeriodBook book, Release release, CellKey key)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(release);
        if (release.CountingRules != Release.Rules)
            throw new NotSupportedException($"Release {release.Number} was made by counting rules {release.CountingRules}; this program has rules {Release.Rules}. Its signature and hashes can be checked, but its files cannot be made again.");
        var shown = new Dictionary<string, ProtectedTable>(StringComparer.Ordinal);
        foreach (var together in release.Tables.GroupBy(t => t.RoundTo))
        {
            var truth = together.ToDictionary(t => t.Name, t => t.Count(book, release.KnownAt), StringComparer.Ordinal);
            var rounded = together.Key > 1 ? Rounding.Round(truth, release.Links, key, together.Key)
                : truth.ToDictionary(t => t.Key, t => new ProtectedTable(t.Value, 0, 0, []), StringComparer.Ordinal);
            foreach (var table in together) shown[table.Name] = rounded[table.Name] with { Table = table.Publish(rounded[table.Name].Table) };
        }

        return shown;
    }

    /// <summary>Makes the files of a release again from the book as it is today.</summary>
    /// <exception cref="InvalidOperationException">A file does not come out as published: the book, the secret or the rules have changed.</exception>
    public static IReadOnlyDictionary<string, byte[]> Reproduce(PeriodBook book, Release release, CellKey key)
    {
        var (again, files) = Make(book, release, key);
        foreach (var (then, now) in release.Tables.Zip(again.Tables))
            if (then.Sha256 != now.Sha256)
                throw new InvalidOperationException($"Table {then.Name} of release {release.Number} does not come out as it was published.");
        return files;
    }

    /// <summary>
    /// What a release restates of an earlier table: every cell of the spans both cover that differs, <c>_old</c> beside
    /// <c>_new</c>; a row that is not there is zeros.
    /// </summary>
    /// <param name="old">The earlier table.</param>
    /// <param name="now">The later one.</param>
    /// <param name="from">Only spans from this day; null for all.</param>
    /// <param name="until">Only spans that ended by this day; null for those up to the last row of the earlier table.</param>
    public static FigureTable Restatements(FigureTable old, FigureTable now, DateOnly? from = null, DateOnly? until = null)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        if (!old.Keys.SequenceEqual(now.Keys)) throw new ArgumentException("The two tables have different keys.", nameof(now));
        string[] measures = [.. old.Measures.Union(now.Measures)];
        var covered = Covered(old, from, until);
        var (before, after) = (Rows(old), Rows(now));
        var rows = before.Keys.Union(after.Keys).Select(k =>
        {
            var keys = (before.GetValueOrDefault(k) ?? after[k]).Keys;
            decimal?[] then = [.. measures.Select(m => Figure(old, before.GetValueOrDefault(k), m))], since = [.. measures.Select(m => Figure(now, after.GetValueOrDefault(k), m))];
            return (Keys: keys, Old: then, New: since);
        }).Where(r => !r.Old.SequenceEqual(r.New)).Select(r => new FigureRow(r.Keys, [.. r.Old, .. r.New])).Where(covered).ToList();
        rows.Sort(FigureTable.ByKeys);
        return new FigureTable(now.Keys, [.. measures.Select(m => m + "_old"), .. measures.Select(m => m + "_new")], rows);
    }

    /// <summary>
    /// What a release restates of one before it in a table that both have. A year that was not over when the earlier one
    /// came out has gone on since; that is no restatement.
    /// </summary>
    /// <returns>Null when they have no such table in common.</returns>
    public static FigureTable? Restatements(Release before, FigureTable old, Release after, FigureTable now, string table)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(now);
        if (before.Tables.FirstOrDefault(t => t.Name == table) is not { } then || after.Tables.FirstOrDefault(t => t.Name == table) is not { } since || !old.Keys.SequenceEqual(now.Keys)) return null;
        DateOnly[] ends = [then.Span.To, since.Span.To, Day(before), Day(after)];
        return Restatements(old, now, then.Span.From > since.Span.From ? then.Span.From : since.Span.From, ends.Min());

        static DateOnly Day(Release release) => DateOnly.FromDateTime(release.KnownAt.UtcDateTime);
    }

    /// <summary>Whether a row is of a span between two days, whole spans only at the end.</summary>
    internal static Func<FigureRow, bool> Covered(FigureTable table, DateOnly? from, DateOnly? until)
    {
        var time = Enumerable.Range(0, table.Keys.Count).FirstOrDefault(k => table.Keys[k] == "y" || Calendar.SpanNamed(table.Keys[k]) is not null, -1);
        if (time < 0) return _ => true;
        var span = Calendar.SpanNamed(table.Keys[time]) ?? Span.Year;
        var first = from is { } begin ? span.Name(span.Index(begin.DayNumber)) : "";
        var last = until is { } end ? span.Name(span.Index(end.DayNumber + 1) - 1) : table.Rows.Select(r => r.Keys[time]).Max(StringComparer.Ordinal);
        return row => string.CompareOrdinal(row.Keys[time], first) >= 0 && (last is null || string.CompareOrdinal(row.Keys[time], last) <= 0);
    }

    private static Dictionary<string, FigureRow> Rows(FigureTable table) => table.Rows.ToDictionary(r => string.Join('\u001f', r.Keys), StringComparer.Ordinal);

    private static decimal? Figure(FigureTable table, FigureRow? row, string measure) =>
        row is null || !table.Measures.Contains(measure) ? 0 : table.Value(row, measure);
}
