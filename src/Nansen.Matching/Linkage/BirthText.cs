using System.Globalization;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>Birth dates as files write them: several forms, with a time behind, in Arabic or Persian digits, by the Solar Hijri calendar of Iran and Afghanistan.</summary>
internal static class BirthText
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "dd/MM/yyyy", "d.M.yyyy", "d/M/yyyy", "yyyy/MM/dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d-M-yyyy"];

    // Nobody in a register was born in these years of the common era; by the Solar Hijri calendar they are 1911 to 2032.
    private const int FirstSolar = 1290, LastSolar = 1410, SolarYear = 621;

    private static readonly PersianCalendar Solar = new();

    /// <summary>A packed day, as <see cref="BirthComparison.Packed"/> has it, or minus the year when only that is known; 0 when it cannot be read.</summary>
    public static int Read(string text)
    {
        text = WithoutTime(Digits(text.Trim()));
        if (DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Day(day.Year, day.Month, day.Day);
        if (PartialDate.TryParse(text, out var partial) && partial.Year is { } year) return year is >= FirstSolar and <= LastSolar ? -(year + SolarYear) : -year;
        // A day or month that cannot be is still evidence: damaged digits are compared as they are.
        if (text.Length == 8 && text.All(char.IsAsciiDigit)) return Parts(text[..4], text[4..6], text[6..]);
        return text.Length == 10 && text[4] is '-' or '/' && text[7] == text[4] ? Parts(text[..4], text[5..7], text[8..]) : 0;
    }

    private static int Parts(string year, string month, string day) =>
        int.TryParse(year, out var y) && int.TryParse(month, out var m) && int.TryParse(day, out var d) && m < 16 && d < 32 ? Day(y, m, d) : 0;

    private static int Day(int year, int month, int day)
    {
        if (year is < FirstSolar or > LastSolar || month is < 1 or > 12 || day < 1 || day > Solar.GetDaysInMonth(year, month)) return (year << 9) | (month << 5) | day;
        // The first day of a year stands for "only the year is known" there as 1 January does elsewhere.
        return month == 1 && day == 1 ? -(year + SolarYear) : BirthComparison.Packed(DateOnly.FromDateTime(Solar.ToDateTime(year, month, day, 0, 0, 0, 0)));
    }

    private static string WithoutTime(string text) => text.Length > 10 && text[10] is 'T' or ' ' ? text[..10] : text;

    private static string Digits(string text)
    {
        foreach (var letter in text)
            if (letter is (>= '٠' and <= '٩') or (>= '۰' and <= '۹'))
                return string.Concat(text.Select(c => c is >= '٠' and <= '٩' ? (char)(c - '٠' + '0') : c is >= '۰' and <= '۹' ? (char)(c - '۰' + '0') : c));
        return text;
    }
}
