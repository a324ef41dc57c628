using Nansen.Statistics;

namespace Nansen.Bench;

/// <summary>What must be quick by itself: new entries into an account, one cell traced, a table rounded.</summary>
internal static class StatisticsBenchSteps
{
    public static IEnumerable<StatisticsBench.Result> Run(PeriodJournal journal, DateOnly known, int fromYear, int toYear, int rounds)
    {
        var fresh = StatisticsBenchData.Periods(20_000, seed: 23);
        var live = journal.Live(fromYear, toYear, known);
        var (seq, day) = (journal.Count + 1L, Math.Max(known.DayNumber, journal.LastRecorded!.Value.DayNumber));
        yield return StatisticsBench.Under("10,000 new entries appended and taken into an account", 10, rounds, () =>
        {
            // New ids each round: those of the generator are taken by the journal already.
            var ids = Enumerable.Range(0, 10_000).Select(i => (Guid.NewGuid().ToByteArray(), Period: i)).ToArray();
            return () =>
            {
                foreach (var (id, period) in ids) AppendNew(journal, fresh, id, period, day, seq++);
                live.Follow();
            };
        });

        var cell = new AccountKey(2010, "9", 'F', "ref", 3);
        yield return StatisticsBench.Under($"one cell traced ({journal.Trace(cell, known).Count:N0} periods behind it)", 10, rounds, () => () => journal.Trace(cell, known));

        var table = new FigureTable(["year", "coo", "sex", "age"], ["persons"], [.. Enumerable.Range(0, 300_000).Select(i => new FigureRow(
            [$"{1996 + i % 30}", $"{i / 360}", i / 30 % 2 == 0 ? "F" : "M", AgeBand.Names[i / 60 % 6]], [i % 37]))]);
        yield return StatisticsBench.Under("rounding of a table of 300,000 cells", 1000, rounds, () => () => Rounding.Round(table, new CellKey("bench")));

        var rows = journal.Account(known, 2005, 2024).Rows.Take(50_000).ToList();
        var account = new FigureTable(
            ["y", "coo", "sex", "status", "ag"], ["opening", "inflow", "aged_in", "outflow", "aged_out", "closing"],
            [.. rows.Where(r => r.Key.Year <= rows[^1].Key.Year - 1 || rows[^1].Key.Year == 2005).Select(r => new FigureRow(
                [$"{r.Key.Year}", r.Key.Coo, $"{r.Key.Sex}", r.Key.Status, $"{r.Key.Band}"],
                [r.Figures.Opening, r.Figures.Inflow, r.Figures.AgedIn, r.Figures.Outflow, r.Figures.AgedOut, r.Figures.Closing]))]);
        yield return StatisticsBench.Under($"rounding of an account of {account.Rows.Count * 6:N0} figures", 1000, rounds, () => () => Rounding.Round(account, new CellKey("bench")));
        yield return StatisticsBench.Under("all published figures loaded", 500, rounds, () => () => PublishedFigures.Load(Values.Home.PathOf("data", "observatory")));
    }

    private static void AppendNew(PeriodJournal journal, PeriodColumns periods, byte[] id, int period, int day, long seq)
    {
        var entry = new PeriodEntry
        {
            Seq = seq,
            RecordedOn = day,
            Period = id.AsSpan(0, 15),
            Operation = PeriodOperation.Open,
            Birth = periods.Birth[period],
            Sex = periods.Sex[period],
            EffectiveOn = periods.From[period],
            Coo = "9"u8,
            Status = "ref"u8,
        };
        if (journal.Append(entry) is { } wrong) throw new InvalidOperationException(wrong);
    }
}
