namespace Nansen.Journal;

/// <summary>
/// Hybrid logical time: milliseconds since 1970 (48 bits) and a counter (16 bits) for what happens within one.
/// It only orders what <c>after</c> leaves unordered. It never follows a clock that is far ahead.
/// </summary>
/// <param name="Value">Milliseconds shifted left by 16, plus the counter.</param>
public readonly record struct HybridTime(long Value) : IComparable<HybridTime>
{
    /// <summary>How far a clock may have gone back before its own past is no longer followed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>The first time of a millisecond.</summary>
    public static HybridTime At(DateTimeOffset instant) => new(instant.ToUnixTimeMilliseconds() << 16);

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Milliseconds => Value >> 16;

    /// <summary>The counter within the millisecond.</summary>
    public int Counter => (int)(Value & 0xFFFF);

    /// <summary>The instant, to the millisecond.</summary>
    public DateTimeOffset Instant => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>
    /// The time to write next: the clock's, or one more than this when the clock stands still or went back a little.
    /// When it went back by more than <see cref="Tolerance"/>, this time was the wrong one and is left behind.
    /// </summary>
    public HybridTime Next(DateTimeOffset now)
    {
        var clock = At(now);
        if (clock.Value > Value) return clock;
        return Milliseconds - clock.Milliseconds > (long)Tolerance.TotalMilliseconds ? clock : new(Value + 1);
    }

    /// <summary>Later than.</summary>
    public static bool operator >(HybridTime left, HybridTime right) => left.Value > right.Value;

    /// <summary>Earlier than.</summary>
    public static bool operator <(HybridTime left, HybridTime right) => left.Value < right.Value;

    /// <inheritdoc/>
    public int CompareTo(HybridTime other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => $"{Instant:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}+{Counter}";
}
