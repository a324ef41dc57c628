using Nansen.Journal;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Records.Tests;

/// <summary>Time limits read off a history: start, working days, pauses, stop, lapse.</summary>
public class ClockTests
{
    private static readonly Pack Pack = PackLoader.Load(Home.PathOf("packs", "model")).Pack!;

    [Theory]
    [InlineData("2026-03-02", 3, "2026-03-05")] // Monday to Thursday
    [InlineData("2026-03-06", 1, "2026-03-09")] // Friday to Monday
    [InlineData("2026-03-07", 1, "2026-03-09")] // begun on a Saturday
    [InlineData("2026-03-02", 10, "2026-03-16")]
    public void DueAfter_WorkingDays_LeavesOutWeekends(string start, int days, string due) =>
        Assert.Equal(DateOnly.Parse(due), ClockRules.DueAfter(With(days, "working_days"), "test", DateOnly.Parse(start)));

    [Theory]
    [InlineData(25, "hours", "2026-02-02")]
    [InlineData(24, "hours", "2026-02-01")]
    [InlineData(2, "weeks", "2026-02-14")]
    [InlineData(1, "months", "2026-02-28")]
    [InlineData(3, "years", "2029-01-31")]
    [InlineData(30, "days", "2026-03-02")]
    public void DueAfter_EveryUnit(int number, string unit, string due) =>
        Assert.Equal(DateOnly.Parse(due), ClockRules.DueAfter(With(number, unit), "test", new DateOnly(2026, 1, 31)));

    [Fact]
    public void A_clock_starts_with_the_opening_as_packs_name_it()
    {
        var record = Asylum(("created", null, "made", "2026-03-02"));
        var clock = Assert.Single(ClockRules.Read(Pack, record, new DateOnly(2026, 3, 3)), c => c.Clock.Code == "registration");
        Assert.Equal(new DateOnly(2026, 3, 2), clock.Started);
    }

    [Fact]
    public void A_pause_moves_the_day_by_as_long_as_it_lasted_and_a_stop_ends_it()
    {
        var months = Pack.Parameters["asylum.first_instance.months"].Number;
        var lodged = new DateOnly(2026, 3, 2);
        var due = lodged.AddMonths(months);
        var record = Asylum(("created", null, "made", "2026-03-01"), ("transitioned", "lodge", "lodged", "2026-03-02"), ("transitioned", "suspend", "suspended", "2026-04-01"));
        Assert.Equal((due.AddDays(30), true, false), Of(record, new DateOnly(2026, 5, 1)));
        Assert.Equal((due.AddDays(60), true, false), Of(record, new DateOnly(2026, 5, 31)));

        RecordFold.Apply(record, Entry("transitioned", "resume", "preparation", "2026-05-11"));
        Assert.Equal((due.AddDays(40), false, false), Of(record, new DateOnly(2026, 6, 1)));
        Assert.Equal((due.AddDays(40), false, false), Of(record, due.AddDays(40)));
        Assert.Equal((due.AddDays(40), false, true), Of(record, due.AddDays(41)));

        RecordFold.Apply(record, Entry("transitioned", "notify", "notified", "2026-06-02"));
        Assert.Equal((due.AddDays(40), false, false), Of(record, due.AddYears(3)));
    }

    private static (DateOnly Due, bool Paused, bool Lapsed) Of(RecordState record, DateOnly today)
    {
        var reading = ClockRules.Read(Pack, record, today).Single(c => c.Clock.Code == "first_instance");
        return (reading.Due, reading.Paused, reading.Lapsed);
    }

    private static RecordState Asylum(params (string Type, string? Event, string To, string On)[] steps)
    {
        var record = new RecordState(StreamId.New());
        foreach (var (type, name, to, on) in steps) RecordFold.Apply(record, Entry(type, name, to, on));
        return record;
    }

    private static RecordEntry Entry(string type, string? name, string to, string on) => new(EntryId.New(), default, new EntryHead
    {
        Type = type,
        RecordType = "asylum",
        Actor = "a",
        Role = "case_officer",
        Purpose = "DET",
        At = DateTimeOffset.UnixEpoch,
        On = DateOnly.Parse(on),
        Event = name,
        To = to,
    }, []);

    private static Pack With(int number, string unit) =>
        Pack with { Parameters = new Dictionary<string, Parameter> { ["test"] = new("test", number.ToString(), unit, null, null, "TYP", "") } };
}
