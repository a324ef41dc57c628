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

/// <summary>The same with years and age groups worked out once, for accounts asked again and again.</summary>
public sealed class PreparedColumns
{
    private readonly PeriodColumns periods;

    /// <summary>Works out years and age groups, with nothing after the horizon.</summary>
    public PreparedColumns(PeriodColumns periods, DateOnly horizon)
    {
        ArgumentNullException.ThrowIfNull(periods);
        this.periods = periods;
        var (n, last) = (periods.Count, horizon.DayNumber);
        (YearIn, YearOut, BandIn, BandOut) = (new short[n], new short[n], new byte[n], new byte[n]);
        (Year5, Year12, Year18, Year60) = (new short[n], new short[n], new short[n], new short[n]);
        for (var i = 0; i < n; i++)
        {
            var (from, to) = (periods.From[i], periods.To[i]);
            if (from > last || to < from) continue;
            YearIn[i] = (short)DayArithmetic.Year(from);
            YearOut[i] = to <= last ? (short)DayArithmetic.Year(to) : (short)0;
            if (periods.Birth[i] == PeriodColumns.NoBirth)
            {
                BandIn[i] = BandOut[i] = AgeBand.Unknown;
                continue;
            }

            var birthdays = DayArithmetic.BirthdaysOf(periods.Birth[i]);
            (BandIn[i], BandOut[i]) = ((byte)birthdays.BandOn(from), (byte)birthdays.BandOn(Math.Min(to, last)));
            (Year5[i], Year12[i]) = ((short)DayArithmetic.Year(birthdays.Fifth), (short)DayArithmetic.Year(birthdays.Twelfth));
            (Year18[i], Year60[i]) = ((short)DayArithmetic.Year(birthdays.Eighteenth), (short)DayArithmetic.Year(birthdays.Sixtieth));
        }
    }

    /// <summary>Year of entering; 0 for a period that does not count.</summary>
    public short[] YearIn { get; }

    /// <summary>Year of leaving; 0 while active.</summary>
    public short[] YearOut { get; }

    /// <summary>Age group on entering.</summary>
    public byte[] BandIn { get; }

    /// <summary>Age group on leaving or at the horizon.</summary>
    public byte[] BandOut { get; }

    /// <summary>Year of the 5th birthday.</summary>
    public short[] Year5 { get; }

    /// <summary>Year of the 12th birthday.</summary>
    public short[] Year12 { get; }

    /// <summary>Year of the 18th birthday.</summary>
    public short[] Year18 { get; }

    /// <summary>Year of the 60th birthday.</summary>
    public short[] Year60 { get; }

    /// <summary>The account of some years.</summary>
    public PeriodAccount Account(int fromYear, int toYear) => periods.AccountOf(CountYears(fromYear, toYear));

    internal YearCounters CountYears(int fromYear, int toYear) => YearCounters.InParts(periods.Count, periods.Groups, fromYear, toYear, int.MaxValue, (counters, start, end) =>
    {
        for (var i = start; i < end; i++)
        {
            if (YearIn[i] == 0 || counters.CountYears(YearIn[i], YearOut[i], BandIn[i], BandOut[i], periods.Group(i)) is not { } counts) continue;
            for (int band = BandIn[i]; band < BandOut[i]; band++)
                counters.CountBirthday(counts, band, band switch { 0 => Year5[i], 1 => Year12[i], 2 => Year18[i], _ => Year60[i] });
        }
    });
}
