using System.Globalization;
using System.Text;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>Why typed parts are no date; the text of each is <c>date.fault.…</c>.</summary>
public enum DateFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A day without a month.</summary>
    MonthMissing,

    /// <summary>A day or a month without a year.</summary>
    YearMissing,

    /// <summary>The year is not four digits.</summary>
    YearNotFourDigits,

    /// <summary>There is no such day: 31 February, month 13, letters.</summary>
    NoSuchDay,
}

/// <summary>A date as typed in three boxes, each of which may stay empty, and "about".</summary>
/// <param name="Day">Day of the month as typed.</param>
/// <param name="Month">Number of the month as typed.</param>
/// <param name="Year">Year as typed.</param>
/// <param name="About">Said as "about".</param>
public sealed record DateInput(string Day, string Month, string Year, bool About)
{
    /// <summary>Whether all three boxes are empty.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>Reads the parts; digits of any script count.</summary>
    public DateFault Read(out PartialDate date)
    {
        date = default;
        var (day, month, year) = (Ascii(Day), Ascii(Month), Ascii(Year));
        if (day.Length > 0 && month.Length == 0) return DateFault.MonthMissing;
        if (year.Length == 0) return DateFault.YearMissing;
        if (year.Length != 4 || !year.All(char.IsAsciiDigit)) return DateFault.YearNotFourDigits;
        var text = year + Part(month) + Part(day) + (About ? "~" : "");
        return PartialDate.TryParse(text, out date) ? DateFault.None : DateFault.NoSuchDay;
    }

    private static string Part(string digits) => digits.Length == 0 ? "" : "-" + digits.PadLeft(2, '0');

    private static string Ascii(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var letter in typed.Trim())
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(letter);
            text.Append(digit >= 0 ? (char)('0' + digit) : letter);
        }

        return text.ToString();
    }
}
