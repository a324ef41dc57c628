using Nansen.Packs;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Cooperation;

/// <summary>An indicator of some persons of a year: one sex, one age group, one State of origin.</summary>
/// <param name="Dimension">sex, age or coo.</param>
/// <param name="Code">Their code; <see cref="IndicatorGroups.Others"/> for all whose own group would be too small.</param>
/// <param name="Share">Their share. Never withheld: small groups stand together.</param>
public sealed record IndicatorGroup(string Dimension, string Code, PublicShare Share)
{
    /// <summary>For clocks: median of the days they ran, pauses left out.</summary>
    public int? MedianDays { get; init; }

    /// <summary>For clocks: the days within which nine of ten stopped.</summary>
    public int? NinetiethDays { get; init; }
}

/// <summary>
/// Indicators by sex, age and origin (section 2.19: where the minimum cell allows). Groups in which any column that is counted is from
/// 1 to below the threshold stand together with others until none is, so nothing can be worked out by taking one figure from another, and indicators of one table group alike.
/// </summary>
public static class IndicatorGroups
{
    /// <summary>Code of those who stand together.</summary>
    public const string Others = "others";

    private static readonly string[] Dimensions = ["sex", "age", "coo"];

    /// <summary>The groups of a ratio in one year; none of a dimension where too few would stand apart.</summary>
    internal static IReadOnlyList<IndicatorGroup> Of(RegisterNode node, Indicator indicator, int year, int threshold)
    {
        var (above, below) = (IndicatorFeed.ColumnsOf(indicator.Of), IndicatorFeed.ColumnsOf(indicator.Against ?? ""));
        // Two tables may be about other persons, and cases have no sex and no age.
        if (IndicatorFeed.TermsOf(indicator.Of).Count + IndicatorFeed.TermsOf(indicator.Against ?? "").Count > 2 || above.Table != below.Table || !node.Pack.Tables.TryGetValue(above.Table, out var table) || table.Cases || table.Kind is TableKind.Account or TableKind.Movements) return [];
        string[] columns = [.. above.Columns.Union(below.Columns)];
        return [.. Dimensions.SelectMany(d => By(node, table.Code, d, year, columns) is { } cells
            ? Publishable(cells, threshold, above.Columns.Select(c => Array.IndexOf(columns, c)).ToArray(), below.Columns.Select(c => Array.IndexOf(columns, c)).ToArray())
                .Select(c => new IndicatorGroup(d, c.Code, PublicShare.Of(c.Above, c.Below, threshold)))
            : [])];
    }

    /// <summary>
    /// Cells of which none tells of few persons, in the order given, the others last. Each has the counts of the columns; above and below say which
    /// columns add up to numerator and denominator.
    /// </summary>
    internal static IReadOnlyList<(string Code, long Above, long Below)> Publishable(IReadOnlyList<(string Code, long[] Counts)> cells, int threshold, int[] above, int[] below)
    {
        bool Small((string Code, long[] Counts) cell) => cell.Counts.Append(Sum(cell, below) - Sum(cell, above)).Any(c => PublicCount.IsSmall(Math.Abs(c), threshold));
        var shown = cells.Where(c => !Small(c)).ToList();
        var rest = cells.Where(Small).ToList();
        while (rest.Count > 0 && shown.Count > 0 && (rest.Count == 1 || Small(Together(rest))))
        {
            var next = shown.MinBy(c => Sum(c, below));
            shown.Remove(next);
            rest.Add(next);
        }

        if (rest.Count > 0 && (shown.Count == 0 || Small(Together(rest)))) return [];
        if (rest.Count > 0) shown.Add(Together(rest));
        return shown.Count < 2 ? [] : [.. shown.Where(c => Sum(c, below) > 0).Select(c => (c.Code, Sum(c, above), Sum(c, below)))];

        static long Sum((string Code, long[] Counts) cell, int[] columns) => columns.Sum(c => cell.Counts[c]);
    }

    private static (string Code, long[] Counts) Together(List<(string Code, long[] Counts)> cells) =>
        (Others, [.. Enumerable.Range(0, cells[0].Counts.Length).Select(i => cells.Sum(c => c.Counts[i]))]);

    private static List<(string Code, long[] Counts)>? By(RegisterNode node, string code, string dimension, int year, string[] columns)
    {
        if (node.Statistics.TableQuery(code, year, year) is not { } query) return null;
        var table = node.Statistics.Periods.Table(query with { Keys = [.. query.Keys.Where(k => k.Always is null && k.Source is "year"), new TableKey(dimension, dimension)] });
        return [.. table.Rows.Select(r => (r.Keys[^1], columns.Select(c => (long)(table.Value(r, c) ?? 0)).ToArray()))];
    }
}
