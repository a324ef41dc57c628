using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>Two publishers on the same applications: what each has, how far apart they are, and why.</summary>
internal sealed class MirrorFigures(ObservatoryWords words, ObservatoryView view)
{
    private const int Ranked = 18;

    private Texts T => words.T;

    private string Who => view.Citizen.Length == 0 ? T["observatory.region.cis"] : words.Country(view.Citizen);

    public static IReadOnlyList<ObservatoryFigure> Of(ObservatoryWords words, ObservatoryView view)
    {
        var page = new MirrorFigures(words, view);
        var flows = PublishedFigures.Shipped.Mirror(view.Year, view.Year).Where(f => view.Citizen.Length == 0 || f.Coo == view.Citizen).ToList();
        return [page.Sides(flows), page.Reasons(flows), page.Flows(flows)];
    }

    private ObservatoryFigure Sides(List<MirrorFlow> flows)
    {
        var whole = new FigureTable(["coa_iso"], ["eurostat_first_time", "unhcr_new", "residue", "unhcr_all"], [.. flows.GroupBy(f => f.Coa)
            .Select(g => new FigureRow([g.Key], [Sum(g, f => f.Eurostat), Sum(g, f => f.New), Sum(g, f => f.Residue), Sum(g, f => f.All)]))
            .OrderByDescending(r => Math.Max(r.Values[0] ?? 0, r.Values[1] ?? 0)).ThenBy(r => r.Keys[0], StringComparer.Ordinal)]);
        var drawn = whole.Rows.Take(Ranked).ToList();
        return Figure("sides", whole) with
        {
            Draw = () => BarChart.Pairs([.. drawn.Select(r => (words.ShortOfIso(r.Keys[0]), r.Values[0], r.Values[1]))], words.Measure("eurostat_first_time"), words.Measure("unhcr_new"), words.Number, words.Brief, width: 960),
        };
    }

    private ObservatoryFigure Reasons(List<MirrorFlow> flows)
    {
        var table = new FigureTable(["reason"], ["flows", "eurostat_first_time", "unhcr_new", "residue"], [.. Enum.GetValues<MirrorReason>().Select(reason =>
        {
            var of = flows.Where(f => f.Reason == reason).ToList();
            return new FigureRow([Code(reason)], [of.Count, Sum(of, f => f.Eurostat), Sum(of, f => f.New), Sum(of, f => f.Residue)]);
        })]);
        return Figure("reasons", table) with
        {
            Draw = () => BarChart.Of([.. table.Rows.Select(r => new Bar(words.Key("reason", r.Keys[0]), [new BarPart(words.Measure("flows"), Palette.Fjord, r.Values[0])], words.Cell("flows", r.Values[0])))], words.Number, width: 960),
        };
    }

    private ObservatoryFigure Flows(List<MirrorFlow> flows)
    {
        var rows = flows.Where(f => f.Eurostat is not null || f.All is not null).OrderByDescending(f => Math.Abs(f.Residue ?? 0)).ThenBy(f => f.Coa, StringComparer.Ordinal).ThenBy(f => f.Coo, StringComparer.Ordinal)
            .Select(f => new FigureRow([f.Coa, f.Coo, f.Flag, f.InCases ? "cases" : "persons", Code(f.Reason)], [f.Eurostat, f.New, f.All, f.Residue])).ToList();
        return Figure("flows", new FigureTable(["coa_iso", "coo_iso", "flag", "in_cases", "reason"], ["eurostat_first_time", "unhcr_new", "unhcr_all", "residue"], rows));
    }

    private ObservatoryFigure Figure(string id, FigureTable table) => new(id, T[$"observatory.figure.mirror-{id}.title", Who, ObservatoryWords.Year(view.Year)], T[$"observatory.figure.mirror-{id}.text"], table, words.Source("mirror"));

    private static string Code(MirrorReason reason) => reason.ToString().ToLowerInvariant();

    private static decimal? Sum(IEnumerable<MirrorFlow> flows, Func<MirrorFlow, decimal?> of)
    {
        decimal? sum = null;
        foreach (var flow in flows)
            if (of(flow) is { } value) sum = (sum ?? 0) + value;
        return sum;
    }
}
