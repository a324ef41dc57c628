using Nansen.Packs;

namespace Nansen.Records;

/// <summary>A clock as it stands.</summary>
/// <param name="Clock">The pack's rule.</param>
/// <param name="Started">Day it started.</param>
/// <param name="Due">Last day on which the limit is kept, pauses added.</param>
/// <param name="Stopped">Day it stopped, or null while it runs.</param>
/// <param name="Paused">Standing still now.</param>
/// <param name="Lapsed">It ran out, or was stopped too late.</param>
public sealed record ClockReading(Clock Clock, DateOnly Started, DateOnly Due, DateOnly? Stopped, bool Paused, bool Lapsed);

/// <summary>Reads the clocks of a case off its history. A breach never does anything against the person (section 2.0.1).</summary>
public static class ClockRules
{
    /// <summary>Event name by which clocks start when a case is opened.</summary>
    public const string Opening = "opened";

    /// <summary>All clocks of the record that apply to it and have started, the latest start of each.</summary>
    public static IReadOnlyList<ClockReading> Read(Pack pack, RecordState record, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(record);
        if (pack.RulesOf(record.Type) is not { Clocks.Count: > 0 } procedure) return [];
        var readings = new List<ClockReading>();
        var situation = new Situation(pack, today, record, [], _ => []);
        foreach (var clock in procedure.Clocks)
            if (situation.Holds(clock.When) && Read(pack, clock, Steps(record), today) is { } reading) readings.Add(reading);
        return readings;
    }

    /// <summary>The day a limit that starts on <paramref name="start"/> ends.</summary>
    public static DateOnly DueAfter(Pack pack, string parameter, DateOnly start)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var p = pack.Parameters[parameter];
        return p.Unit switch
        {
            "working_days" => AddWorkingDays(start, p.Number),
            "hours" => start.AddDays((p.Number + 23) / 24),
            "weeks" => start.AddDays(7 * p.Number),
            "months" => start.AddMonths(p.Number),
            "years" => start.AddYears(p.Number),
            _ => start.AddDays(p.Number),
        };
    }

    private static IEnumerable<(string Event, DateOnly On, string? To)> Steps(RecordState record) => record.Timeline
        .Where(t => t.Head.Type is EntryTypes.Created or EntryTypes.Transitioned or EntryTypes.Decided)
        .Select(t => (t.Head.Type == EntryTypes.Created ? Opening : t.Head.Event ?? "", t.Head.On, t.Head.To));

    private static ClockReading? Read(Pack pack, Clock clock, IEnumerable<(string Event, DateOnly On, string? To)> steps, DateOnly today)
    {
        DateOnly? started = null, due = null, stopped = null, pausedSince = null;
        foreach (var (name, on, to) in steps)
        {
            if (clock.Starts.Contains(name))
                (started, due, stopped, pausedSince) = (on, DueAfter(pack, clock.Parameter, on), null, null);
            if (started is null) continue;
            if (clock.Stops.Contains(name)) stopped ??= on;
            if (stopped is not null || to is null) continue;
            if (clock.Pauses.Contains(to)) pausedSince ??= on;
            else if (pausedSince is { } since)
            {
                due = due!.Value.AddDays(on.DayNumber - since.DayNumber);
                pausedSince = null;
            }
        }

        if (started is null) return null;
        if (pausedSince is { } still && stopped is null) due = due!.Value.AddDays(Math.Max(0, today.DayNumber - still.DayNumber));
        return new ClockReading(clock, started.Value, due!.Value, stopped, pausedSince is not null && stopped is null, (stopped ?? today) > due.Value);
    }

    private static DateOnly AddWorkingDays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) count--;
        }

        return day;
    }
}
