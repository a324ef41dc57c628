using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>The region as a whole: how many, since when, where, what changed in the last year, and who is bound by what.</summary>
internal sealed class RegionFigures(ObservatoryWords words, ObservatoryView view)
{
    private const int First = 1991, Changes = 15;

    private static readonly string[] Shown = ["refugees", "asylum_seekers", "oip", "idps", "stateless", "ooc"];

    private Texts T => words.T;

    private static PublishedFigures Data => PublishedFigures.Shipped;

    private string RegionName => T[$"observatory.region.{view.Region}"];

    public static IReadOnlyList<ObservatoryFigure> Of(ObservatoryWords words, ObservatoryView view)
    {
        var region = new RegionFigures(words, view);
        return [region.Hosted(), region.Originating(), region.States(), region.Ranking(), region.News(), region.Treaties()];
    }

    /// <summary>The figures at the head of the page: each type in the year and the year before.</summary>
    public static IReadOnlyList<(string Measure, decimal? Now, decimal? Before)> Head(ObservatoryView view)
    {
        var table = Data.Population.Sum(["year"], Shown, FigureTables.Where("coa", [.. view.States]).Years(view.Year - 1, view.Year)).EveryYear(view.Year - 1, view.Year);
        return [.. Shown.Select((m, i) => (m, table.Rows[1].Values[i], table.Rows[0].Values[i]))];
    }

    private ObservatoryFigure Hosted()
    {
        var table = Data.Population.Sum(["year"], Shown, FigureTables.Where("coa", [.. view.States])).EveryYear(First, ObservatoryView.LastYear).Trimmed();
        return Figure("hosted", table, "unhcr") with { Draw = table.Columns(words) };
    }

    private ObservatoryFigure Originating()
    {
        var table = Data.Population.Sum(["year"], ["refugees", "asylum_seekers", "oip"], FigureTables.Where("coo", [.. view.States])).EveryYear(First, ObservatoryView.LastYear).Trimmed();
        return Figure("originating", table, "unhcr") with { Draw = table.Columns(words) };
    }

    private ObservatoryFigure States()
    {
        var sums = Data.Population.Sum(["coa", "year"], [view.Type], FigureTables.Where("coa", [.. view.States]).Years(First, ObservatoryView.LastYear));
        var values = sums.Rows.ToDictionary(r => (r.Keys[0], r.Keys[1]), r => r.Values[0]);
        int[] years = [.. Enumerable.Range(First, ObservatoryView.LastYear - First + 1)];
        string[] states = [.. view.States.OrderBy(words.Country, StringComparer.Ordinal)];
        var table = new FigureTable(["year"], states, [.. years.Select(y => new FigureRow([ObservatoryWords.Year(y)], [.. states.Select(s => values.GetValueOrDefault((s, ObservatoryWords.Year(y))))]))]);
        return Figure("states", sums, "unhcr") with
        {
            Title = T["observatory.figure.states.title", words.Measure(view.Type), RegionName],
            Draw = () => SmallMultiples.Of(years, [.. states.Select((s, i) => new SmallCourse(words.Short(s), Palette.Of(view.Type), [.. table.Rows.Select(r => r.Values[i])]))], words.Brief),
        };
    }

    private ObservatoryFigure Ranking()
    {
        var there = Data.Population.Sum(["coa"], [view.Type], FigureTables.Where("coa", [.. view.States]).Years(view.Year, view.Year)).Named(["there"], ["state"]);
        var from = Data.Population.Sum(["coo"], [view.Type], FigureTables.Where("coo", [.. view.States]).Years(view.Year, view.Year)).Named(["from"], ["state"]);
        var both = there.Beside(from);
        var table = both with { Rows = [.. both.Rows.OrderByDescending(r => r.Values[0] ?? 0)] };
        return Figure("ranking", table, "unhcr") with
        {
            Title = T["observatory.figure.ranking.title", words.Measure(view.Type), ObservatoryWords.Year(view.Year)],
            Draw = () => BarChart.Of([.. table.Rows.Select(r => new Bar(words.Short(r.Keys[0]), [new BarPart(words.Measure("there"), Palette.Of(view.Type), r.Values[0])], words.Cell("there", r.Values[0])))], words.Number),
            Beside = true,
        };
    }

    // What moved most from the year before: by State and type.
    private ObservatoryFigure News()
    {
        var sums = Data.Population.Sum(["coa", "year"], Shown, FigureTables.Where("coa", [.. view.States]).Years(view.Year - 1, view.Year));
        var rows = sums.Rows.GroupBy(r => r.Keys[0]).SelectMany(g => Shown.Select((m, i) =>
            (State: g.Key, Measure: m, Before: Of(g, view.Year - 1, i), Now: Of(g, view.Year, i)))).Where(c => c.Before != c.Now)
            .OrderByDescending(c => Math.Abs((c.Now ?? 0) - (c.Before ?? 0))).ToList();
        var whole = new FigureTable(["state", "measure"], ["before", "now", "change"], [.. rows.Select(c => new FigureRow([c.State, c.Measure], [c.Before, c.Now, c.Now is null || c.Before is null ? null : c.Now - c.Before]))]);
        return Figure("news", whole with { Rows = [.. whole.Rows.Take(Changes)] }, "unhcr") with { Whole = whole };
        static decimal? Of(IEnumerable<FigureRow> rows, int year, int measure) => rows.FirstOrDefault(r => r.Keys[1] == ObservatoryWords.Year(year))?.Values[measure];
    }

    private ObservatoryFigure Treaties()
    {
        var acts = Data.Treaties.ToDictionary(t => (t.Instrument, t.Iso3));
        var rows = view.States.OrderBy(words.Country, StringComparer.Ordinal).Select(s => new FigureRow(
            [s, .. ObservatoryWords.Instruments.Select(i => acts.TryGetValue((i, Data.ByCode[s].Iso3), out var act) ? act.BoundSince.Length > 0 ? act.BoundSince : act.Signed.Length > 0 ? "s " + act.Signed : "" : "")], []));
        return Figure("treaties", new FigureTable(["state", .. ObservatoryWords.Instruments], [], [.. rows]), "treaties");
    }

    private ObservatoryFigure Figure(string id, FigureTable table, string source) =>
        new(id, T[$"observatory.figure.region-{id}.title", RegionName, ObservatoryWords.Year(view.Year)], T[$"observatory.figure.region-{id}.text"], table, words.Source(source));
}
