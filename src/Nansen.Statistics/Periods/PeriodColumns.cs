namespace Nansen.Statistics;

/// <summary>
/// Periods in columns, for accounts of many millions at once. Days are <see cref="DateOnly.DayNumber"/>s; a period is
/// active from its first day up to, not including, its last.
/// </summary>
public sealed class PeriodColumns
{
    /// <summary>In <see cref="Birth"/>: not known.</summary>
    public const int NoBirth = YearCounters.NoBirth;

    /// <summary>In <see cref="To"/>: not ended.</summary>
    public const int Open = YearCounters.Open;

    /// <summary>First days.</summary>
    public required int[] From { get; init; }

    /// <summary>Days of leaving, or <see cref="Open"/>.</summary>
    public required int[] To { get; init; }

    /// <summary>Birth days, or <see cref="NoBirth"/>.</summary>
    public required int[] Birth { get; init; }

    /// <summary>Origins, as places in <see cref="CooNames"/>.</summary>
    public required ushort[] Coo { get; init; }

    /// <summary>Sex: 0 F, 1 M, 2 U.</summary>
    public required byte[] Sex { get; init; }

    /// <summary>Statuses, as places in <see cref="StatusNames"/>.</summary>
    public required byte[] Status { get; init; }

    /// <summary>Codes of origins.</summary>
    public required IReadOnlyList<string> CooNames { get; init; }

    /// <summary>Codes of statuses.</summary>
    public required IReadOnlyList<string> StatusNames { get; init; }

    /// <summary>How many periods there are.</summary>
    public int Count => From.Length;

    /// <summary>The account of some years, with nothing after the horizon.</summary>
    public PeriodAccount Account(int fromYear, int toYear, DateOnly horizon) =>
        AccountOf(CountYears(fromYear, toYear, horizon.DayNumber));

    internal YearCounters CountYears(int fromYear, int toYear, int horizon) => YearCounters.InParts(Count, Groups, fromYear, toYear, horizon, (counters, start, end) =>
    {
        for (var i = start; i < end; i++) counters.Count(From[i], To[i], Birth[i], Group(i));
    });

    internal PeriodAccount AccountOf(YearCounters counters) => new(counters, group => new AccountKey(
        0, CooNames[group / StatusNames.Count / 3], PeriodJournal.SexCodes[group / StatusNames.Count % 3], StatusNames[group % StatusNames.Count], 0));

    internal int Groups => CooNames.Count * 3 * StatusNames.Count;

    internal int Group(int i) => (Coo[i] * 3 + Sex[i]) * StatusNames.Count + Status[i];
}
