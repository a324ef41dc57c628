using Nansen.Packs;

namespace Nansen.Cooperation;

/// <summary>
/// Which event or clock of which procedure feeds which indicator: read off the pack alone, so that the line from a
/// person's case to a commitment can be shown to anybody.
/// </summary>
public static class IndicatorFeed
{
    /// <summary>The steps that lead to an indicator.</summary>
    public static IReadOnlyList<FeedStep> Of(Pack pack, Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(indicator);
        return indicator.Kind switch
        {
            IndicatorKind.ClockKept => OfClock(pack, indicator),
            IndicatorKind.Ratio => OfTable(pack, indicator),
            IndicatorKind.DocumentCoverage => OfDocuments(pack, indicator),
            IndicatorKind.FollowUp => OfFollowUp(pack, indicator),
            IndicatorKind.Waits => [],
            _ => OfTreaties(pack, indicator),
        };
    }

    /// <summary>The procedure and clock of an indicator of that kind.</summary>
    internal static (Procedure Procedure, Clock Clock) ClockOf(Pack pack, Indicator indicator)
    {
        var parts = indicator.Of.Split('/');
        var procedure = pack.Procedures[parts[0]];
        return (procedure, procedure.Clocks.First(c => c.Code == parts[1]));
    }

    /// <summary>The tables that one side of a ratio adds up.</summary>
    internal static IReadOnlyList<string> TermsOf(string side) => side.Split(" + ", StringSplitOptions.TrimEntries);

    /// <summary>The table and columns of one of them.</summary>
    internal static (string Table, IReadOnlyList<string> Columns) ColumnsOf(string side) =>
        side.Split('/') is [var table, var columns] ? (table, columns.Split('+')) : (side, []);

    /// <summary>A list of codes as indicators write it.</summary>
    internal static IReadOnlyList<string> WordsOf(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static List<FeedStep> OfClock(Pack pack, Indicator indicator)
    {
        var (procedure, clock) = ClockOf(pack, indicator);
        var limit = pack.Parameters[clock.Parameter];
        var steps = new List<FeedStep>();
        steps.AddRange(clock.Starts.Select(e => Event(procedure, e, "starts the clock", "запускает отсчёт")));
        steps.Add(new FeedStep("clock", clock.Code, clock.Title, Words.Of($"{limit.Code} = {limit.Value} {limit.Unit}; {clock.Law}", $"{limit.Code} = {limit.Value} {limit.Unit}; {clock.Law}")));
        steps.AddRange(clock.Stops.Select(e => Event(procedure, e, "stops it", "останавливает отсчёт")));
        return steps;
    }

    private static List<FeedStep> OfTable(Pack pack, Indicator indicator)
    {
        var steps = new List<FeedStep>();
        foreach (var code in TermsOf(indicator.Of).Concat(TermsOf(indicator.Against ?? "")).Select(s => ColumnsOf(s).Table).Distinct())
        {
            if (!pack.Tables.TryGetValue(code, out var table)) continue;
            steps.AddRange(TableSource.Of(pack, table).Feeds.Where(f => f.Effect.Kind is not EffectKind.EndStatus and not EffectKind.AccountOut)
                .Select(f => Event(f.Procedure, f.Event, "counts it in the statistics book", "учитывает в книге статистики")).DistinctBy(s => s.Code));
            steps.Add(new FeedStep("table", table.Code, table.Title));
        }

        return steps;
    }

    private static List<FeedStep> OfDocuments(Pack pack, Indicator indicator)
    {
        var statuses = WordsOf(indicator.Of).Where(pack.Statuses.ContainsKey).Select(s => pack.Statuses[s]).ToList();
        return
        [
            .. statuses.Select(s => new FeedStep("status", s.Code, s.Title)),
            .. statuses.Select(s => s.Document).OfType<string>().Distinct().Where(pack.Documents.ContainsKey).Select(d => new FeedStep("document", d, pack.Documents[d].Title)),
        ];
    }

    private static List<FeedStep> OfFollowUp(Pack pack, Indicator indicator)
    {
        var record = indicator.Of == "answered" ? FollowUpTypes.Submission : FollowUpTypes.Action;
        return [new FeedStep("record", record, pack.Records.GetValueOrDefault(record)?.Title ?? Words.Of(record, record))];
    }

    private static List<FeedStep> OfTreaties(Pack pack, Indicator indicator) =>
        [.. WordsOf(indicator.Of).Select(i => new FeedStep("file", i, pack.Codes.GetValueOrDefault("instruments")?.Find(i)?.Title ?? Words.Of(i, i)))];

    private static FeedStep Event(Procedure procedure, string code, string en, string ru)
    {
        var title = procedure.Transitions.FirstOrDefault(t => t.Event == code)?.Title ?? procedure.Title;
        return new FeedStep("event", $"{procedure.Code}/{code}", title, Words.Of(l => $"{procedure.Title.In(l)}: {en}", l => $"{procedure.Title.In(l)}: {ru}"));
    }
}
