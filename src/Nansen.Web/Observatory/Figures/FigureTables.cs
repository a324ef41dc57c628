using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>Turning sums of the published tables into the tables and series that are shown.</summary>
internal static class FigureTables
{
    /// <summary>Rows whose code is one of some.</summary>
    public static Dictionary<string, Predicate<string>> Where(string column, params IReadOnlyCollection<string> codes)
    {
        if (codes.Count == 1) return new() { [column] = codes.First().Equals };
        var set = codes.ToHashSet(StringComparer.Ordinal);
        return new() { [column] = set.Contains };
    }

    /// <summary>And one more condition.</summary>
    public static Dictionary<string, Predicate<string>> And(this Dictionary<string, Predicate<string>> where, string column, Predicate<string> test)
    {
        where[column] = test;
        return where;
    }

    /// <summary>And years from one to another.</summary>
    public static Dictionary<string, Predicate<string>> Years(this Dictionary<string, Predicate<string>> where, int from, int to)
    {
        var (first, last) = (ObservatoryWords.Year(from), ObservatoryWords.Year(to));
        return where.And("year", y => string.CompareOrdinal(y, first) >= 0 && string.CompareOrdinal(y, last) <= 0);
    }

    /// <summary>Every year of a table by year, also those it does not have, so that a gap shows as a gap.</summary>
    public static FigureTable EveryYear(this FigureTable table, int from, int to)
    {
        var rows = table.Rows.ToDictionary(r => r.Keys[0], StringComparer.Ordinal);
        return table with { Rows = [.. Enumerable.Range(from, to - from + 1).Select(ObservatoryWords.Year).Select(y => rows.GetValueOrDefault(y) ?? new FigureRow([y], new decimal?[table.Measures.Count]))] };
    }

    /// <summary>From the first year with a figure to the last.</summary>
    public static FigureTable Trimmed(this FigureTable table)
    {
        var rows = table.Rows.ToList();
        bool Blank(FigureRow r) => r.Values.All(v => v is null or 0);
        var first = rows.FindIndex(r => !Blank(r));
        return first < 0 ? table with { Rows = [] } : table with { Rows = rows[first..(rows.FindLastIndex(r => r.Values.Any(v => v is not null)) + 1)] };
    }

    /// <summary>Without the measures that nothing was reported for.</summary>
    public static FigureTable Reported(this FigureTable table)
    {
        int[] kept = [.. Enumerable.Range(0, table.Measures.Count).Where(m => table.Rows.Any(r => r.Values[m] is not (null or 0)))];
        return new FigureTable(table.Keys, [.. kept.Select(m => table.Measures[m])], [.. table.Rows.Select(r => r with { Values = [.. kept.Select(m => r.Values[m])] })]);
    }

    /// <summary>The largest rows by their first figure.</summary>
    public static FigureTable Largest(this FigureTable table, int count) => table with { Rows = [.. table.Rows.Where(r => r.Values[0] is > 0).OrderByDescending(r => r.Values[0]).Take(count)] };

    /// <summary>Two tables with the same keys side by side.</summary>
    public static FigureTable Beside(this FigureTable left, FigureTable right)
    {
        static string Name(FigureRow row) => string.Join('\u001f', row.Keys);
        var lefts = left.Rows.ToDictionary(Name, StringComparer.Ordinal);
        var rights = right.Rows.ToDictionary(Name, StringComparer.Ordinal);
        var rows = lefts.Keys.Union(rights.Keys).Order(StringComparer.Ordinal).Select(k => new FigureRow(
            (lefts.GetValueOrDefault(k) ?? rights[k]).Keys,
            [.. lefts.GetValueOrDefault(k)?.Values ?? new decimal?[left.Measures.Count], .. rights.GetValueOrDefault(k)?.Values ?? new decimal?[right.Measures.Count]]));
        return new FigureTable(left.Keys, [.. left.Measures, .. right.Measures], [.. rows]);
    }

    /// <summary>The same table under other names.</summary>
    public static FigureTable Named(this FigureTable table, IReadOnlyList<string> measures, IReadOnlyList<string>? keys = null) => table with { Measures = measures, Keys = keys ?? table.Keys };

    /// <summary>The years in the first column.</summary>
    public static IReadOnlyList<int> YearsOf(this FigureTable table) => [.. table.Rows.Select(r => int.Parse(r.Keys[0], System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>A measure as a series in time.</summary>
    public static IReadOnlyList<TimeSeries> Series(this FigureTable table, ObservatoryWords words) =>
        [.. table.Measures.Select((m, i) => new TimeSeries(words.Measure(m), Palette.Of(m, i), [.. table.Rows.Select(r => r.Values[i])]))];

    /// <summary>A figure of columns by year.</summary>
    public static Func<ChartDrawing> Columns(this FigureTable table, ObservatoryWords words) => () => TimeChart.Columns(table.YearsOf(), table.Series(words), words.Number, words.Brief);

    /// <summary>A figure of lines by year.</summary>
    public static Func<ChartDrawing> Lines(this FigureTable table, ObservatoryWords words) => table.Measures.All(ObservatoryWords.IsRate)
        ? () => TimeChart.Lines(table.YearsOf(), table.Series(words), v => words.T.Percent(v, 1), words.Percent)
        : () => TimeChart.Lines(table.YearsOf(), table.Series(words), words.Number, words.Brief);

    /// <summary>A figure of bars, one a row, named by the first key.</summary>
    public static Func<ChartDrawing> Bars(this FigureTable table, ObservatoryWords words) => () => BarChart.Of(
        [.. table.Rows.Select(r => new Bar(words.ShortKey(table.Keys[0], r.Keys[0]), [.. table.Measures.Select((m, i) => new BarPart(words.Measure(m), Palette.Of(m, i), r.Values[i]))], words.Number(r.Values.Sum(v => v ?? 0))))], words.Number);
}
