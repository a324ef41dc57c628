using System.Globalization;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>What the publisher restated between two releases, and which published series do not balance.</summary>
internal static class QualityFigures
{
    private const int Ranked = 20, Shown = 100;

    /// <summary>What changed between two releases.</summary>
    public static IReadOnlyList<ObservatoryFigure> Vintages(ObservatoryWords words, ObservatoryView view)
    {
        var changes = PublishedFigures.Shipped.Vintages(view.Old, view.New);
        var rows = changes.Rows.Where(r => view.State.Length == 0 || r.Keys[0] == view.State || r.Keys[1] == view.State)
            .Select(r => (r.Keys, Change: Number(r.Keys[5]) - Number(r.Keys[4]))).OrderByDescending(r => Math.Abs(r.Change ?? Number(r.Keys[5]) ?? Number(r.Keys[4]) ?? 0)).ToList();
        var whole = new FigureTable(["coo", "coa", "year", "measure", "old", "new"], ["change"], [.. rows.Select(r => new FigureRow(r.Keys, [r.Change]))]);
        var years = rows.GroupBy(r => r.Keys[2]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new FigureRow([g.Key],
            [g.Count(r => r.Keys[4].Length > 0 && r.Keys[5].Length > 0), g.Count(r => r.Keys[4].Length == 0), g.Count(r => r.Keys[5].Length == 0)])).ToList();
        var byYear = new FigureTable(["year"], ["restated", "added", "withdrawn"], years);
        if (years.Count > 0) byYear = byYear.EveryYear(Math.Max(1991, Int(years[0].Keys[0])), Math.Max(1991, Int(years[^1].Keys[0])));
        var largest = rows.Where(r => r.Change is not null).Take(Ranked).ToList();
        var table = new FigureTable(["coo", "coa", "year", "measure", "old", "new"], ["change"], [.. largest.Select(r => new FigureRow(r.Keys, [r.Change]))]);
        return
        [
            Figure(words, view, "vintages-years", byYear) with { Draw = byYear.Columns(words) },
            Figure(words, view, "vintages-largest", table) with
            {
                Draw = () => BarChart.Pairs([.. largest.Select(r => ($"{words.Short(r.Keys[0])} → {words.Short(r.Keys[1])}, {r.Keys[2]}, {words.Measure(r.Keys[3])}", Number(r.Keys[4]), Number(r.Keys[5])))],
                    words.T["observatory.releaseNamed", view.Old], words.T["observatory.releaseNamed", view.New], words.Number, words.Brief, width: 960),
            },
            Figure(words, view, "vintages-all", whole with { Rows = [.. whole.Rows.Take(Shown)] }) with { Whole = whole, Text = words.T["observatory.figure.vintages-all.text", whole.Rows.Count, Math.Min(Shown, whole.Rows.Count)] },
        ];
    }

    /// <summary>By how much opening + applied − decided misses the closing, State by State and year by year.</summary>
    public static IReadOnlyList<ObservatoryFigure> Balance(ObservatoryWords words, ObservatoryView view)
    {
        int[] years = [.. Enumerable.Range(ObservatoryView.FirstAsylum + 1, ObservatoryView.LastYear - ObservatoryView.FirstAsylum)];
        var gaps = PublishedFigures.Shipped.Gaps([.. view.States], years[0], years[^1]);
        var byState = gaps.Rows.GroupBy(r => r.Keys[0]).OrderBy(g => words.Country(g.Key), StringComparer.Ordinal).ToList();
        var table = new FigureTable(["state", "year"], gaps.Measures, [.. byState.SelectMany(g => g)]);
        var balanced = gaps.Rows.Count(r => r.Values[4] == 0 && r.Values.Any(v => v != 0));
        var living = gaps.Rows.Count(r => r.Values.Any(v => v != 0));
        var summary = new FigureTable(["state"], ["years_living", "years_balanced", "gap_sum"], [.. byState.Select(g => new FigureRow([g.Key],
            [g.Count(r => r.Values.Any(v => v != 0)), g.Count(r => r.Values[4] == 0 && r.Values.Any(v => v != 0)), g.Sum(r => Math.Abs(r.Values[4] ?? 0))]))]);
        return
        [
            Figure(words, view, "balance-tiles", table) with
            {
                Text = words.T["observatory.figure.balance-tiles.text", balanced, living],
                Draw = () => TileChart.Of([.. byState.Select(g => (words.Short(g.Key), (IReadOnlyList<decimal?>)[.. g.Select(r => r.Values.Any(v => v != 0) ? r.Values[4] : null)]))],
                    [.. years.Select(ObservatoryWords.Year)], words.Change, v => v == 0 ? "0" : (v > 0 ? "+" : "") + words.Brief(v)),
                Note = words.T["observatory.balanceNote"],
            },
            Figure(words, view, "balance-states", summary) with
            {
                Draw = () => BarChart.Of([.. summary.Rows.Select(r => new Bar(words.Short(r.Keys[0]), [new BarPart(words.Measure("years_balanced"), Palette.Fjord, r.Values[1]), new BarPart(words.Measure("years_open"), "#8b979c", r.Values[0] - r.Values[1])], $"{r.Values[1]} / {r.Values[0]}"))], words.Number),
                Beside = true,
            },
        ];
    }

    private static ObservatoryFigure Figure(ObservatoryWords words, ObservatoryView view, string id, FigureTable table) =>
        new(id, words.T[$"observatory.figure.{id}.title", id.StartsWith('v') ? view.Old : words.T[$"observatory.region.{view.Region}"], view.New], words.T[$"observatory.figure.{id}.text"], table, words.Source(id.StartsWith('v') ? "vintages" : "unhcr"));

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
