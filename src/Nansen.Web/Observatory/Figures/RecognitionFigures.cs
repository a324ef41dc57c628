using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>Recognition compared: by State that decides, or by State that people come from.</summary>
internal sealed class RecognitionFigures(ObservatoryWords words, ObservatoryView view)
{
    private static readonly string[] Outcomes = ["dec_recognized", "dec_other", "dec_rejected", "dec_closed"];

    private Texts T => words.T;

    private static PublishedFigures Data => PublishedFigures.Shipped;

    public static IReadOnlyList<ObservatoryFigure> Of(ObservatoryWords words, ObservatoryView view)
    {
        var page = new RecognitionFigures(words, view);
        var rates = Data.Rates([view.By], FigureTables.Where(view.By, [.. view.States]).Years(view.From, view.To));
        var table = rates with { Rows = [.. rates.Rows.OrderByDescending(r => r.Values[7] ?? -1).ThenBy(r => r.Keys[0], StringComparer.Ordinal)] };
        return [page.Compared(table), page.Outcome(table), page.Course()];
    }

    private ObservatoryFigure Compared(FigureTable rates)
    {
        var table = new FigureTable([view.By], ["refugee_rate", "protection_rate", "substantive"], [.. rates.Rows.Select(r => new FigureRow(r.Keys, [r.Values[6], r.Values[7], r.Values[5]]))]);
        return Figure("compared", table) with
        {
            Whole = rates,
            Draw = () => BarChart.Pairs([.. table.Rows.Select(r => (words.Short(r.Keys[0]), r.Values[0], r.Values[1]))], words.Measure("refugee_rate"), words.Measure("protection_rate"), v => T.Percent(v, 1), words.Percent, 1),
            Note = T["observatory.rateNote"],
            Beside = true,
        };
    }

    private ObservatoryFigure Outcome(FigureTable rates)
    {
        var table = new FigureTable([view.By], [.. Outcomes, "dec_total"], [.. rates.Rows.Select(r => new FigureRow(r.Keys, [.. r.Values.Take(5)]))]);
        return Figure("outcomes", table) with
        {
            Draw = () => BarChart.Of([.. table.Rows.Select(r => new Bar(words.Short(r.Keys[0]), [.. Outcomes.Select((m, i) => new BarPart(words.Measure(m), Palette.Of(m), r.Values[i]))], words.Cell("dec_total", r.Values[4])))], words.Number, words.Percent, 960),
        };
    }

    private ObservatoryFigure Course()
    {
        var rates = Data.Rates([view.By, "year"], FigureTables.Where(view.By, [.. view.States]));
        int[] years = [.. Enumerable.Range(ObservatoryView.FirstAsylum, ObservatoryView.LastYear - ObservatoryView.FirstAsylum + 1)];
        var shares = rates.Rows.ToDictionary(r => (r.Keys[0], r.Keys[1]), r => r.Values[7]);
        return Figure("course", new FigureTable([view.By, "year"], ["protection_rate", "substantive"], [.. rates.Rows.Select(r => new FigureRow(r.Keys, [r.Values[7], r.Values[5]]))])) with
        {
            Whole = rates,
            Draw = () => SmallMultiples.Of(years, [.. view.States.OrderBy(words.Country, StringComparer.Ordinal).Select(s => new SmallCourse(words.Short(s), Palette.Fjord, [.. years.Select(y => shares.GetValueOrDefault((s, ObservatoryWords.Year(y))))]))], words.Percent, 1),
        };
    }

    private ObservatoryFigure Figure(string id, FigureTable table) => new(id,
        T[$"observatory.figure.recognition-{id}.title", T[view.By == "coa" ? "observatory.by.deciding" : "observatory.by.origin"], ObservatoryWords.Year(view.From), ObservatoryWords.Year(view.To)],
        T[$"observatory.figure.recognition-{id}.text"], table, words.Source("unhcr"));
}
