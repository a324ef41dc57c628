using System.Globalization;
using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Cooperation;

/// <summary>Clocks of cases, counted by the rows themselves: no record and no person is read.</summary>
internal static class ClockCounts
{
    /// <summary>Persons in cases whose clock stopped, by how it ran.</summary>
    /// <param name="Stopped">Day it stopped.</param>
    /// <param name="Days">Days it ran, pauses left out.</param>
    /// <param name="InTime">Whether it stopped within its limit.</param>
    /// <param name="Persons">How many persons.</param>
    internal sealed record Run(DateOnly Stopped, int Days, bool InTime, long Persons)
    {
        /// <summary>A run as the rows have it.</summary>
        internal static Run Read(Pack pack, Clock clock, string startedOn, string dueOn, string stoppedOn, long persons)
        {
            var (started, due, stopped) = (Day(startedOn), Day(dueOn), Day(stoppedOn));
            // Each pause moved the due day on by its length.
            var paused = due.DayNumber - ClockRules.DueAfter(pack, clock.Parameter, started).DayNumber;
            return new Run(stopped, Math.Max(0, stopped.DayNumber - started.DayNumber - paused), stopped <= due, persons);
        }
    }

    // Participants whose link ended before left the case; the clock is no longer about them.
    internal const string FromClocks = """
        from record_clocks c join records r on r.id=c.record
        join record_links l on l.record=c.record and l.kind=@p2 and l.until is null
        """;

    internal const string OfClock = "where r.type=@p0 and c.code=@p1";

    /// <summary>Every way a clock ran until it stopped, with its persons.</summary>
    internal static async ValueTask<IReadOnlyList<Run>> StoppedAsync(RecordRoom room, Procedure procedure, Clock clock, CancellationToken cancellation)
    {
        var runs = new List<Run>();
        await room.Rows.ReadAsync($"select c.started, c.due, c.stopped, count(*) {FromClocks} {OfClock} and c.stopped is not null group by c.started, c.due, c.stopped",
            r => runs.Add(Run.Read(room.Pack, clock, r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3))), cancellation, procedure.Code, clock.Code, LinkKinds.Participant);
        return runs;
    }

    /// <summary>Persons whose clock runs on past its limit.</summary>
    internal static async ValueTask<long> StillLateAsync(RecordRoom room, Procedure procedure, Clock clock, CancellationToken cancellation)
    {
        var late = 0L;
        await room.Rows.ReadAsync($"select count(*) {FromClocks} {OfClock} and c.stopped is null and c.paused is null and c.due<@p3", r => late = r.GetInt64(0), cancellation, procedure.Code, clock.Code, LinkKinds.Participant, room.Today);
        return late;
    }

    /// <summary>Figures by year of stopping.</summary>
    internal static IReadOnlyList<IndicatorFigure> ByYear(IReadOnlyList<Run> runs, int threshold, DateOnly today) =>
    [
        .. runs.GroupBy(r => r.Stopped.Year).OrderBy(g => g.Key).Select(g =>
        {
            var persons = g.Sum(r => r.Persons);
            return Years.Figure(g.Key, today) with
            {
                Share = PublicShare.Of(g.Where(r => r.InTime).Sum(r => r.Persons), persons, threshold),
                MedianDays = persons < threshold ? null : Percentile(g, persons, 0.5m),
                NinetiethDays = persons < threshold ? null : Percentile(g, persons, 0.9m),
            };
        }),
    ];

    /// <summary>The least number of days within which that share of the persons was done (nearest rank).</summary>
    internal static int Percentile(IEnumerable<Run> runs, long persons, decimal share)
    {
        var wanted = (long)Math.Ceiling(persons * share);
        var seen = 0L;
        foreach (var run in runs.OrderBy(r => r.Days))
        {
            seen += run.Persons;
            if (seen >= wanted) return run.Days;
        }

        return 0;
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Calendar years as periods; the running one ends today.</summary>
internal static class Years
{
    public static IndicatorFigure Figure(int year, DateOnly today)
    {
        var last = new DateOnly(year, 12, 31);
        return new IndicatorFigure(year.ToString(CultureInfo.InvariantCulture), new DateOnly(year, 1, 1), last < today ? last : today);
    }
}
