using System.Globalization;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>
/// Published figures beside the register's own, for a demonstration that is made like a State. Only the sums of a State's
/// years are shown: they are the publisher's, in the publisher's columns.
/// </summary>
internal static class PublishedSeries
{
    /// <summary>A year of the account: ours and the published one. Ours never has a gap.</summary>
    /// <param name="Year">The year.</param>
    /// <param name="Ours">Opening, in, out, closing.</param>
    /// <param name="Published">Opening, applied, decided, closing, gap.</param>
    public sealed record AccountYear(int Year, IReadOnlyList<decimal> Ours, IReadOnlyList<decimal?> Published)
    {
        /// <summary>Opening + in − out − closing of our own account: nought.</summary>
        public decimal OwnGap => Ours[0] + Ours[1] - Ours[2] - Ours[3];
    }

    /// <summary>Account of the asylum-seekers by year beside the published series of a State.</summary>
    public static IReadOnlyList<AccountYear> Account(FigureTable ours, string like, int from, int to)
    {
        var gaps = PublishedFigures.Shipped.Gaps([like], from, to).Rows.ToDictionary(r => r.Keys[1]);
        return [.. YearSums(ours, from, to).Select(y => new AccountYear(y.Year, y.Figures, gaps.TryGetValue(Text(y.Year), out var row) ? row.Values : [null, null, null, null, null]))];
    }

    /// <summary>Opening, in, out and closing of each year, whatever else the account is by.</summary>
    public static IEnumerable<(int Year, decimal[] Figures)> YearSums(FigureTable account, int from, int to)
    {
        for (var year = from; year <= to; year++)
        {
            var rows = account.Rows.Where(r => r.Keys[0] == Text(year)).ToList();
            yield return (year, [Sum(account, rows, m => m == "opening"), Sum(account, rows, IsIn), Sum(account, rows, IsOut), Sum(account, rows, m => m == "closing")]);
        }
    }

    /// <summary>Whether a line of an account adds to the stock.</summary>
    public static bool IsIn(string measure) => measure.StartsWith("in_", StringComparison.Ordinal) || measure is "aged_in" or "reclassified_in";

    /// <summary>Whether a line of an account takes from the stock.</summary>
    public static bool IsOut(string measure) => measure.StartsWith("out_", StringComparison.Ordinal) || measure is "aged_out" or "reclassified_out";

    /// <summary>The published table in the columns of one of the pack's, by year; null when none has its measures.</summary>
    public static FigureTable? Table(string code, IReadOnlyList<string> measures, string like)
    {
        var published = PublishedFigures.Shipped.Tables.GetValueOrDefault("unhcr_" + code.Replace('-', '_'));
        return published is null || measures.Any(m => !published.Measures.Contains(m)) ? null
            : published.Sum(["year"], measures, new Dictionary<string, Predicate<string>> { ["coa"] = coa => coa == like });
    }

    /// <summary>A year as tables write it.</summary>
    public static string Text(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    private static decimal Sum(FigureTable account, IReadOnlyList<FigureRow> rows, Predicate<string> which)
    {
        var sum = 0m;
        for (var m = 0; m < account.Measures.Count; m++)
            if (which(account.Measures[m]))
                foreach (var row in rows) sum += row.Values[m] ?? 0;
        return sum;
    }
}
