using System.Globalization;

namespace Nansen.Values;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    /// <summary>Year, month and day.</summary>
    Day,

    /// <summary>Year and month.</summary>
    Month,

    /// <summary>Only the year.</summary>
    Year,

    /// <summary>Somewhere between two days, for example an age said at a date.</summary>
    Interval,
}

/// <summary>
/// A date as far as it is known: a day, a month, a year, or an interval. It never invents a part:
/// "1978" stays a year and is never written as 1 January (registration fields, section 5.0).
/// The written form is a subset of EDTF (ISO 8601-2): <c>1978-05-03</c>, <c>1978-05</c>, <c>1978</c>,
/// <c>1975-01-01/1980-12-31</c>, with <c>~</c> behind it when approximate.
/// </summary>
public readonly record struct PartialDate : IComparable<PartialDate>
{
    private PartialDate(DateOnly earliest, DateOnly latest, DatePrecision precision, bool approximate)
    {
        Earliest = earliest;
        Latest = latest;
        Precision = precision;
        Approximate = approximate;
    }

    /// <summary>The first day it can be.</summary>
    public DateOnly Earliest { get; }

    /// <summary>The last day it can be; never before <see cref="Earliest"/>.</summary>
    public DateOnly Latest { get; }

    /// <summary>How much is known.</summary>
    public DatePrecision Precision { get; }

    /// <summary>Said as "about".</summary>
    public bool Approximate { get; }

    /// <summary>The exact day, or null when less is known.</summary>
    public DateOnly? ExactDay => Precision == DatePrecision.Day && !Approximate ? Earliest : null;

    /// <summary>The year when it is certain, else null.</summary>
    public int? Year => Earliest.Year == Latest.Year ? Earliest.Year : null;

    /// <summary>An exact day.</summary>
    public static PartialDate OfDay(DateOnly day, bool approximate = false) => new(day, day, DatePrecision.Day, approximate);

    /// <summary>A month of a year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such month.</exception>
    public static PartialDate OfMonth(int year, int month, bool approximate = false)
    {
        var first = new DateOnly(year, month, 1);
        return new(first, first.AddMonths(1).AddDays(-1), DatePrecision.Month, approximate);
    }

    /// <summary>A year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such year.</exception>
    public static PartialDate OfYear(int year, bool approximate = false) =>
        new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), DatePrecision.Year, approximate);

    /// <summary>Any day from <paramref name="earliest"/> to <paramref name="latest"/>, both counted.</summary>
    /// <exception cref="ArgumentException">The interval ends before it begins.</exception>
    public static PartialDate Between(DateOnly earliest, DateOnly latest)
    {
        if (latest < earliest) throw new ArgumentException("The interval ends before it begins.", nameof(latest));
        return new(earliest, latest, DatePrecision.Interval, false);
    }

    /// <summary>The birth date of somebody who is <paramref name="age"/> completed years old on <paramref name="on"/>.</summary>
    public static PartialDate OfAge(int age, DateOnly on) => Between(on.AddYears(-age - 1).AddDays(1), on.AddYears(-age));

    /// <summary>
    /// Completed years on a day: the least and the most it can be. Someone born on 29 February has her birthday on
    /// 28 February in common years (statistics, section 0). Both are at least 0.
    /// </summary>
    public (int Least, int Most) AgeOn(DateOnly day) => (CompletedYears(Latest, day), CompletedYears(Earliest, day));

    /// <summary>Completed years from a birth day to a day, 0 when the day is before it.</summary>
    public static int CompletedYears(DateOnly birth, DateOnly day)
    {
        if (day <= birth) return 0;
        var years = day.Year - birth.Year;
        // AddYears puts 29 February on 28 February in common years, as the counting rule wants.
        return birth.AddYears(years) > day ? years - 1 : years;
    }

    /// <summary>Whether two dates can be the same day.</summary>
    public bool Overlaps(PartialDate other) => Earliest <= other.Latest && other.Earliest <= Latest;

    /// <summary>Orders by the earliest day, then the latest.</summary>
    public int CompareTo(PartialDate other) => (Earliest, Latest).CompareTo((other.Earliest, other.Latest));

    /// <summary>The written form that <see cref="TryParse"/> reads.</summary>
    public override string ToString()
    {
        var text = Precision switch
        {
            DatePrecision.Day => Iso(Earliest),
            DatePrecision.Month => Earliest.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            DatePrecision.Year => Earliest.ToString("yyyy", CultureInfo.InvariantCulture),
            _ => $"{Iso(Earliest)}/{Iso(Latest)}",
        };
        return Approximate ? text + "~" : text;
    }

    /// <summary>Reads the written form. Returns false, and no exception, for anything else.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        text = text.Trim();
        var approximate = text.EndsWith('~');
        if (approximate) text = text[..^1];
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            if (approximate
                || !TryParse(text[..slash], out var from) || !TryParse(text[(slash + 1)..], out var to)
                || to.Latest < from.Earliest) return false;
            date = Between(from.Earliest, to.Latest);
            return true;
        }

        if (TryExact(text, "yyyy-MM-dd", out var day)) date = OfDay(day, approximate);
        else if (TryExact(text, "yyyy-MM", out var month)) date = OfMonth(month.Year, month.Month, approximate);
        else if (text.Length == 4 && TryExact(text, "yyyy", out var year)) date = OfYear(year.Year, approximate);
        else return false;
        return true;
    }

    /// <summary>Reads the written form.</summary>
    /// <exception cref="FormatException">It is not a date in that form.</exception>
    public static PartialDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException($"Not a date: '{text}'. Write 1978-05-03, 1978-05 or 1978.");

    private static bool TryExact(string text, string format, out DateOnly value) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out value) && value.Year > 0;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
