namespace Nansen.Register;

/// <summary>The clock of a register that is lived in fast motion: it shows the day being lived, and goes a little with each step.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves to a day; on the same day, a moment on.</summary>
    public void Live(DateOnly day)
    {
        var now = GetUtcNow();
        var next = DateOnly.FromDateTime(now.UtcDateTime) == day ? now.AddMilliseconds(250) : new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero);
        Interlocked.Exchange(ref _ticks, next.UtcTicks);
    }
}
