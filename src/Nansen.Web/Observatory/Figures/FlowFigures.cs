using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>From where to where: the flows of a population type in a year, on a map and as bands.</summary>
internal sealed class FlowFigures(ObservatoryWords words, ObservatoryView view)
{
    private const int OnMap = 60, InBands = 32, InTable = 40;

    private Texts T => words.T;

    private static PublishedFigures Data => PublishedFigures.Shipped;

    public static IReadOnlyList<ObservatoryFigure> Of(ObservatoryWords words, ObservatoryView view)
    {
        var flows = new FlowFigures(words, view);
        var all = flows.All();
        return [flows.Map(all), flows.Bands(all)];
    }

    // A flow belongs to the region when either end does.
    private FigureTable All()
    {
        var states = view.States.ToHashSet(StringComparer.Ordinal);
        var there = Data.Population.Sum(["coo", "coa"], [view.Type], FigureTables.Where("coa", [.. states]).Years(view.Year, view.Year));
        var from = Data.Population.Sum(["coo", "coa"], [view.Type], FigureTables.Where("coo", [.. states]).Years(view.Year, view.Year).And("coa", c => !states.Contains(c)));
        return there with { Rows = [.. there.Rows.Concat(from.Rows).Where(r => r.Values[0] is > 0).OrderByDescending(r => r.Values[0]).ThenBy(r => r.Keys[0], StringComparer.Ordinal).ThenBy(r => r.Keys[1], StringComparer.Ordinal)] };
    }

    private ObservatoryFigure Map(FigureTable all)
    {
        var states = view.States.ToHashSet(StringComparer.Ordinal);
        var drawn = all.Rows.Where(r => Data.ByCode.ContainsKey(r.Keys[1])).Take(OnMap)
            .Select(r => new MapFlow(Iso(r.Keys[0]), Iso(r.Keys[1]), r.Values[0]!.Value, states.Contains(r.Keys[1]))).ToList();
        return Figure("map", all, OnMap) with { Draw = () => FlowMap.Of(drawn, words.ShortOfIso, words.Number), Note = T["observatory.boundaries"] };
    }

    private ObservatoryFigure Bands(FigureTable all)
    {
        var across = all with { Rows = [.. all.Rows.Where(r => r.Keys[0] != r.Keys[1])] };
        var drawn = across.Rows.Take(InBands).Select(r => new Flow(words.Short(r.Keys[0]), words.Short(r.Keys[1]), r.Values[0]!.Value)).ToList();
        return Figure("bands", across, InBands) with { Draw = () => Sankey.Of(drawn, T["observatory.column.coo"], T["observatory.column.coa"], words.Number, words.Brief) };
    }

    private ObservatoryFigure Figure(string id, FigureTable table, int drawn)
    {
        var (sum, all) = (table.Rows.Take(drawn).Sum(r => r.Values[0] ?? 0), table.Rows.Sum(r => r.Values[0] ?? 0));
        return new(id, T[$"observatory.figure.flow-{id}.title", words.Measure(view.Type), ObservatoryWords.Year(view.Year), T[$"observatory.region.{view.Region}"]],
            all == 0 ? T["observatory.figure.nothing"] : T[$"observatory.figure.flow-{id}.text", Math.Min(drawn, table.Rows.Count), words.Number(sum), words.T.Percent(sum / all)],
            table with { Rows = [.. table.Rows.Take(InTable)] }, words.Source("unhcr"))
        { Whole = table };
    }

    private static string Iso(string code) => Data.ByCode.TryGetValue(code, out var country) ? country.Iso3 : code;
}
