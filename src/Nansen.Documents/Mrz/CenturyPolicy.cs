using Nansen.Values;

namespace Nansen.Documents;

/// <summary>
/// Decides the century of a zone's two-digit years. Doc 9303 has no rule for it, so it is a policy of the reader: nobody is
/// born after today, and papers expire in this century or, for old ones, no more than <see cref="ExpiryYearsAhead"/> ahead.
/// </summary>
/// <param name="Today">The day of reading.</param>
/// <param name="ExpiryYearsAhead">How far ahead an expiry is believed.</param>
public sealed record CenturyPolicy(DateOnly Today, int ExpiryYearsAhead = 50)
{
    /// <summary>The birth date as far as it is known, or null when the field is no date. The latest century that is not after today.</summary>
    public PartialDate? Birth(ReadOnlySpan<char> yymmdd)
    {
        if (yymmdd.Length != 6 || !TwoDigits(yymmdd, 0, out var year)) return null;
        var century = Today.Year / 100 * 100;
        if (Make(century + year, yymmdd) is not { } date) return Make(century - 100 + year, yymmdd);
        return date.Earliest > Today ? Make(century - 100 + year, yymmdd) : date;
    }

    /// <summary>The day of expiry, or null when the field is empty or no date.</summary>
    public DateOnly? Expiry(ReadOnlySpan<char> yymmdd)
    {
        if (yymmdd.Length != 6 || !TwoDigits(yymmdd, 0, out var year)) return null;
        var full = Today.Year / 100 * 100 + year;
        if (full > Today.Year + ExpiryYearsAhead) full -= 100;
        else if (full < Today.Year - (100 - ExpiryYearsAhead)) full += 100;
        return Make(full, yymmdd)?.ExactDay;
    }

    internal static bool IsDay(ReadOnlySpan<char> yymmdd) =>
        TwoDigits(yymmdd, 0, out _) && TwoDigits(yymmdd, 2, out var month) && month is >= 1 and <= 12
        && TwoDigits(yymmdd, 4, out var day) && day >= 1
        // 2000 was a leap year and 1900 was not: 29 February of year 00 may be meant.
        && day <= (month == 2 ? 29 : DateTime.DaysInMonth(2000, month))
        && (month != 2 || day < 29 || (yymmdd[0] - '0') * 10 + (yymmdd[1] - '0') is var year && year % 4 == 0);

    internal static bool IsPartial(ReadOnlySpan<char> yymmdd)
    {
        if (yymmdd is "<<<<<<") return true;
        if (!TwoDigits(yymmdd, 0, out _)) return false;
        if (yymmdd[2..] is "<<<<") return true;
        return TwoDigits(yymmdd, 2, out var month) && month is >= 1 and <= 12 && yymmdd[4..] is "<<";
    }

    private static PartialDate? Make(int year, ReadOnlySpan<char> yymmdd)
    {
        if (yymmdd[2..] is "<<<<") return PartialDate.OfYear(year);
        if (!TwoDigits(yymmdd, 2, out var month) || month is < 1 or > 12) return null;
        if (yymmdd[4..] is "<<") return PartialDate.OfMonth(year, month);
        if (!TwoDigits(yymmdd, 4, out var day) || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return PartialDate.OfDay(new DateOnly(year, month, day));
    }

    private static bool TwoDigits(ReadOnlySpan<char> text, int at, out int value)
    {
        value = 0;
        if (!char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1])) return false;
        value = (text[at] - '0') * 10 + (text[at + 1] - '0');
        return true;
    }
}
