using System.Globalization;

namespace Nansen.Register;

/// <summary>
/// Days as letters say them: in words, so that nobody takes the month for the day. The program runs without ICU, so the names of the
/// months stand here; in a language that is not among them a day is written as 2026-04-01.
/// </summary>
internal static class LetterDates
{
    private static readonly Dictionary<string, string[]> Months = new(StringComparer.Ordinal)
    {
        ["en"] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["ru"] = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    };

    /// <summary>A day in words.</summary>
    public static string InWords(DateOnly day, string language) => Months.TryGetValue(language, out var months)
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Day} {months[day.Month - 1]} {day.Year}")
        : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
