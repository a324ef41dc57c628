using System.Runtime.CompilerServices;

namespace Nansen.Statistics;

/// <summary>
/// Years and birthdays of day numbers (<see cref="DateOnly.DayNumber"/>) by plain arithmetic. From March 1900 to
/// February 2100 every fourth year is a leap year, so 1,461 days are a cycle; other days take the calendar's own way.
/// </summary>
internal static class DayArithmetic
{
    private const int Cycle = 1461;

    /// <summary>1 March 1900, the first day of a cycle whose last day is a 29 February.</summary>
    private static readonly int March1900 = new DateOnly(1900, 3, 1).DayNumber;

    private static readonly int March2100 = new DateOnly(2100, 3, 1).DayNumber;

    /// <summary>The year of a day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Year(int day)
    {
        var since = (uint)(day - March1900);
        if (since >= (uint)(March2100 - March1900)) return DateOnly.FromDayNumber(day).Year;
        // Shifted to January 1901, whose cycles run 365, 365, 365, 366; before it is the rest of 1900.
        var shifted = (int)since - 306;
        if (shifted < 0) return 1900;
        var rest = shifted % Cycle;
        return 1901 + shifted / Cycle * 4 + (rest == Cycle - 1 ? 3 : rest / 365);
    }

    /// <summary>
    /// The 5th, 12th, 18th and 60th birthday. Someone born on 29 February has hers on 28 February in common years.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Birthdays BirthdaysOf(int birth)
    {
        var since = (uint)(birth - March1900);
        if (since >= (uint)(March2100 - March1900 - 61 * 366)) return Slowly(birth);
        var rest = (int)(since % Cycle);
        // Whole cycles for 4, 12, 16 and 60 years; the years left over meet a leap day or not. 29 February ends a cycle.
        var leapBorn = rest == Cycle - 1;
        var one = 365 + (rest >= 1095 && !leapBorn ? 1 : 0);
        var two = 730 + (rest >= 730 && !leapBorn ? 1 : 0);
        return new Birthdays(birth + Cycle + one, birth + 3 * Cycle, birth + 4 * Cycle + two, birth + 15 * Cycle);
    }

    private static Birthdays Slowly(int birth)
    {
        var born = DateOnly.FromDayNumber(birth);
        return new Birthdays(After(5), After(12), After(18), After(60));

        int After(int years) => born.Year + years > 9999 ? int.MaxValue : born.AddYears(years).DayNumber;
    }
}

/// <summary>The days on which a person passes into the next age group.</summary>
internal readonly record struct Birthdays(int Fifth, int Twelfth, int Eighteenth, int Sixtieth)
{
    /// <summary>The age group on a day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BandOn(int day) =>
        (day >= Fifth ? 1 : 0) + (day >= Twelfth ? 1 : 0) + (day >= Eighteenth ? 1 : 0) + (day >= Sixtieth ? 1 : 0);

    /// <summary>The day on which the person leaves an age group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Leaving(int band) => band switch { 0 => Fifth, 1 => Twelfth, 2 => Eighteenth, _ => Sixtieth };
}
