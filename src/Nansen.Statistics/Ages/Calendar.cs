namespace Nansen.Statistics;

/// <summary>Years, quarters and months as spans in which flows are counted.</summary>
internal enum Span
{
    Whole,
    Year,
    Quarter,
    Month,
}

internal static class Calendar
{
    /// <summary>The last day (day number) of a month counted from year 0.</summary>
    public static int LastDayOfMonth(int monthIndex)
    {
        var (year, month) = (monthIndex / 12, monthIndex % 12 + 1);
        return new DateOnly(year, month, DateTime.DaysInMonth(year, month)).DayNumber;
    }

    public static int MonthIndex(int dayNumber)
    {
        var day = DateOnly.FromDayNumber(dayNumber);
        return day.Year * 12 + day.Month - 1;
    }

    /// <summary>The span that a day falls into, counted from year 0.</summary>
    public static int Index(this Span span, int dayNumber) => span switch
    {
        Span.Whole => 0,
        Span.Year => MonthIndex(dayNumber) / 12,
        Span.Quarter => MonthIndex(dayNumber) / 3,
        _ => MonthIndex(dayNumber),
    };

    /// <summary>How the span is written: 2024, 2024-Q1, 2024-03.</summary>
    public static string Name(this Span span, int index) => span switch
    {
        Span.Whole => "",
        Span.Year => $"{index:0000}",
        Span.Quarter => $"{index / 4:0000}-Q{index % 4 + 1}",
        _ => $"{index / 12:0000}-{index % 12 + 1:00}",
    };

    public static Span? SpanNamed(string name) => name switch
    {
        "year" => Span.Year,
        "quarter" => Span.Quarter,
        "month" => Span.Month,
        _ => null,
    };
}
