using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>Profile of a State: who is there, who left it, how asylum is decided, and what does not add up.</summary>
internal sealed class StateFigures(ObservatoryWords words, ObservatoryView view)
{
    private const int First = 1991, Ranked = 12;

    private static readonly string[] Hosted = ["refugees", "asylum_seekers", "oip", "idps", "stateless", "ooc"];

    private readonly string state = view.State;

    private static PublishedFigures Data => PublishedFigures.Shipped;

    private string Name => words.Country(state);

    private string Iso => Data.ByCode[state].Iso3;

    private Texts T => words.T;

    public static IReadOnlyList<ObservatoryFigure> Of(ObservatoryWords words, ObservatoryView view)
    {
        var state = new StateFigures(words, view);
        return [state.HostedThere(), state.Originating(), state.Origins(), state.Destinations(), state.Ages(), state.Asylum(), state.Decisions(), state.Rates(), state.Balance(),
            state.Solutions(), state.Displaced(), state.Stateless(), state.Remittances("received"), state.Remittances("sent"), state.Migrants(), state.Treaties()];
    }

    private ObservatoryFigure HostedThere()
    {
        var table = Data.Population.Sum(["year"], Hosted, FigureTables.Where("coa", state)).EveryYear(First, ObservatoryView.LastYear).Trimmed().Reported();
        return Figure("hosted", table, "unhcr", Ends(table)) with { Draw = table.Columns(words) };
    }

    private ObservatoryFigure Originating()
    {
        var table = Data.Population.Sum(["year"], ["refugees", "asylum_seekers", "oip"], FigureTables.Where("coo", state)).EveryYear(First, ObservatoryView.LastYear).Trimmed().Reported();
        return Figure("originating", table, "unhcr", Ends(table)) with { Draw = table.Columns(words) };
    }

    private ObservatoryFigure Origins() => Ranking("origins", "coo", "coa");

    private ObservatoryFigure Destinations() => Ranking("destinations", "coa", "coo");

    // By far the longest list of a profile, so the table shows the first dozen and the file all.
    private ObservatoryFigure Ranking(string id, string by, string of)
    {
        var all = Data.Population.Sum([by], ["refugees", "asylum_seekers", "oip"], FigureTables.Where(of, state).Years(view.Year, view.Year).And(by, c => c != state));
        var whole = all with { Rows = [.. all.Rows.OrderByDescending(r => r.Values.Sum(v => v ?? 0)).ThenBy(r => r.Keys[0], StringComparer.Ordinal)] };
        var table = (whole with { Rows = [.. whole.Rows.Take(Ranked)] }).Reported();
        return Figure(id, table, "unhcr", T["observatory.figure.ranked", table.Rows.Count, whole.Rows.Count]) with { Draw = table.Bars(words), Whole = whole, Beside = true };
    }

    private ObservatoryFigure Ages()
    {
        string[] bands = ["0_4", "5_11", "12_17", "18_59", "60"];
        var sum = Data.Demographics.Sum(["pop_type"], where: FigureTables.Where(view.By, state).Years(view.Year, view.Year).And("pop_type", view.Ages.Equals));
        decimal? Of(string measure) => sum.Rows.Count == 0 ? null : sum.Value(sum.Rows[0], measure);
        var known = bands.Sum(b => (Of("f_" + b) ?? 0) + (Of("m_" + b) ?? 0));
        var total = Of("total") ?? 0;
        // Where nobody's age was given the file has noughts; they are no figures.
        decimal? Band(string side, string band) => known == 0 ? null : Of(side + band);
        var table = new FigureTable(["age"], ["women", "men"], [.. bands.Select(b => new FigureRow([b], [Band("f_", b), Band("m_", b)]))]);
        return Figure("ages", table, "unhcr", known == 0 ? T["observatory.figure.noAges"] : T["observatory.figure.ages.known", words.Number(known), words.Number(total), words.Percent(total == 0 ? 0 : known / total)]) with
        {
            Title = T[$"observatory.figure.ages.{view.By}", Name, T[$"observatory.ages.{view.Ages}"], ObservatoryWords.Year(view.Year)],
            Draw = () => AgeChart.Of([.. bands.Select(b => T[$"observatory.age.{b}"])], Side(0), Side(1), (words.Measure("women"), words.Measure("men")), words.Number, words.Brief),
            Beside = true,
        };
        List<decimal?> Side(int side) => [.. table.Rows.Select(r => r.Values[side])];
    }

    private ObservatoryFigure Asylum()
    {
        var table = ByYear(Data.Applications, ["applied"]).Beside(ByYear(Data.Decisions, ["dec_total"])).Beside(ByYear(Data.Population, ["asylum_seekers"]))
            .EveryYear(ObservatoryView.FirstAsylum, ObservatoryView.LastYear).Trimmed();
        return Figure("asylum", table, "unhcr", Ends(table)) with { Draw = table.Lines(words) };
    }

    private ObservatoryFigure Decisions()
    {
        var table = ByYear(Data.Decisions, ["dec_recognized", "dec_other", "dec_rejected", "dec_closed"]).EveryYear(ObservatoryView.FirstAsylum, ObservatoryView.LastYear).Trimmed();
        return Figure("decisions", table, "unhcr", Ends(table)) with { Draw = table.Columns(words) };
    }

    private ObservatoryFigure Rates()
    {
        var rates = Data.Rates(["year"], FigureTables.Where("coa", state));
        var whole = rates.EveryYear(ObservatoryView.FirstAsylum, ObservatoryView.LastYear).Trimmed();
        int[] shown = [6, 7, 5];
        var table = new FigureTable(["year"], ["refugee_rate", "protection_rate", "substantive"], [.. whole.Rows.Select(r => new FigureRow(r.Keys, [.. shown.Select(s => r.Values[s])]))]);
        var lines = table with { Measures = ["refugee_rate", "protection_rate"] };
        return Figure("rates", table, "unhcr", T["observatory.figure.rates.text"]) with { Draw = lines.Lines(words), Whole = whole, Note = T["observatory.rateNote"] };
    }

    private ObservatoryFigure Balance()
    {
        var gaps = Data.Gaps([state], ObservatoryView.FirstAsylum + 1, ObservatoryView.LastYear);
        var table = new FigureTable(["year"], gaps.Measures, [.. gaps.Rows.Select(r => r with { Keys = [r.Keys[1]] })]).Trimmed();
        var series = new FigureTable(["year"], ["gap"], [.. table.Rows.Select(r => r with { Values = [r.Values[4]] })]);
        var balanced = table.Rows.Count(r => r.Values[4] == 0);
        return Figure("balance", table, "unhcr", T["observatory.figure.balance.text", balanced, table.Rows.Count]) with { Draw = series.Columns(words), Note = T["observatory.balanceNote"] };
    }

    private ObservatoryFigure Solutions()
    {
        var table = Data.Solutions.Sum(["year"], ["returned_refugees", "returned_idps"], FigureTables.Where("coo", state))
            .Beside(Data.Solutions.Sum(["year"], ["naturalisation", "resettlement"], FigureTables.Where("coa", state)))
            .Beside(Data.Solutions.Sum(["year"], ["resettlement"], FigureTables.Where("coo", state)).Named(["resettled_from"]))
            .EveryYear(First, ObservatoryView.LastYear).Trimmed().Reported();
        return Figure("solutions", table, "unhcr", T["observatory.figure.solutions.text"]) with
        {
            Draw = () => SmallMultiples.Of(table.YearsOf(), [.. table.Measures.Select((m, i) => new SmallCourse(words.Measure(m), Palette.Of(m, i), [.. table.Rows.Select(r => r.Values[i])]))], words.Brief),
        };
    }

    private ObservatoryFigure Displaced()
    {
        var table = ByYear(Data.Population, ["idps"]).Named(["idps_unhcr"]).Beside(ByYear(Data.InternallyDisplaced, ["total"]).Named(["idps_idmc"]))
            .EveryYear(First, ObservatoryView.LastYear).Trimmed();
        // UNHCR's table has nought for States it has no figure on; IDMC's simply has no row.
        return Figure("idps", table, "idmc", T["observatory.figure.idps.text"]) with { Draw = table.Lines(words) };
    }

    private ObservatoryFigure Stateless()
    {
        var table = ByYear(Data.Population, ["stateless"]).EveryYear(First, ObservatoryView.LastYear).Trimmed();
        return Figure("stateless", table, "unhcr", Ends(table)) with { Draw = table.Columns(words), Note = T["observatory.statelessNote"] };
    }

    private ObservatoryFigure Remittances(string way)
    {
        var (by, of) = way == "received" ? ("sender", "receiver") : ("receiver", "sender");
        var whole = Data.Remittances.Sum([by], ["usd_million"], FigureTables.Where(of, Iso));
        var table = whole.Largest(Ranked);
        return Figure($"remittances-{way}", table, "remittances", T["observatory.figure.remittances.text", words.Number(Math.Round(whole.Rows.Sum(r => r.Values[0] ?? 0)))]) with
        {
            Title = T[$"observatory.figure.remittances.{way}", Name],
            Draw = table.Bars(words),
            Whole = whole.Largest(int.MaxValue),
            Beside = true,
        };
    }

    private ObservatoryFigure Migrants()
    {
        var sums = Data.MigrantStock.Sum(["year", "sex"], ["migrants"], FigureTables.Where("iso3", Iso));
        var bySex = sums.Rows.ToDictionary(r => (r.Keys[0], r.Keys[1]), r => r.Values[0]);
        var table = new FigureTable(["year"], ["migrants_women", "migrants_men"], [.. sums.Rows.Select(r => r.Keys[0]).Distinct().Select(y =>
            new FigureRow([y], [bySex.GetValueOrDefault((y, "F")), bySex.GetValueOrDefault((y, "M"))]))]);
        return Figure("migrants", table, "desa", T["observatory.figure.migrants.text"]) with { Draw = table.Columns(words) };
    }

    private ObservatoryFigure Treaties()
    {
        var acts = Data.Treaties.Where(t => t.Iso3 == Iso).ToDictionary(t => t.Instrument, StringComparer.Ordinal);
        var table = new FigureTable(["instrument", "signed", "bound_since", "bound_by"], [], [.. ObservatoryWords.Instruments.Select(i =>
            acts.TryGetValue(i, out var act) ? new FigureRow([i, act.Signed, act.BoundSince, act.BoundBy], []) : new FigureRow([i, "", "", ""], []))]);
        return Figure("treaties", table, "treaties", T["observatory.figure.treaties.text"]);
    }

    private FigureTable ByYear(PublishedTable of, IReadOnlyList<string> measures) => of.Sum(["year"], measures, FigureTables.Where("coa", state));

    private ObservatoryFigure Figure(string id, FigureTable table, string source, string text)
    {
        var key = $"observatory.figure.{id}.title";
        return new(id, T.Has(key) ? T[key, Name, ObservatoryWords.Year(view.Year)] : "", text, table, words.Source(source));
    }

    // First and last year in words: what a chart of years tells at a glance.
    private string Ends(FigureTable table)
    {
        if (table.Rows.Count == 0) return T["observatory.figure.nothing"];
        string Row(FigureRow r) => string.Join(", ", table.Measures.Select((m, i) => (m, v: r.Values[i])).Where(c => c.v is not (null or 0)).Select(c => T["observatory.named", words.Measure(c.m), words.Say(c.m, c.v!.Value)]));
        var (first, last) = (table.Rows[0], table.Rows[^1]);
        return first == last ? T["observatory.figure.one", last.Keys[0], Row(last)] : T["observatory.figure.ends", first.Keys[0], Row(first), last.Keys[0], Row(last)];
    }
}
