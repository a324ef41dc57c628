namespace Nansen.Statistics;

/// <summary>
/// Periods with years and age groups worked out once, in the order of their groups (origin, sex, status), for accounts asked
/// again and again: all that is counted of one group stays in the nearest cache.
/// </summary>
public sealed class PreparedColumns
{
    private readonly PeriodColumns periods;
    private readonly int[] groupStarts;
    private readonly short[] yearIn, yearOut, year5, year12, year18, year60;
    private readonly byte[] bandIn, bandOut;

    /// <summary>Works out years and age groups, with nothing after the horizon.</summary>
    public PreparedColumns(PeriodColumns periods, DateOnly horizon)
    {
        ArgumentNullException.ThrowIfNull(periods);
        this.periods = periods;
        var (n, last) = (periods.Count, horizon.DayNumber);
        (yearIn, yearOut, bandIn, bandOut) = (new short[n], new short[n], new byte[n], new byte[n]);
        (year5, year12, year18, year60) = (new short[n], new short[n], new short[n], new short[n]);
        groupStarts = new int[periods.Groups + 1];
        for (var i = 0; i < n; i++) groupStarts[periods.Group(i) + 1]++;
        for (var g = 0; g < periods.Groups; g++) groupStarts[g + 1] += groupStarts[g];
        var next = groupStarts.ToArray();
        for (var i = 0; i < n; i++) Prepare(i, next[periods.Group(i)]++, last);
    }

    /// <summary>The account of some years.</summary>
    public PeriodAccount Account(int fromYear, int toYear) => periods.AccountOf(CountYears(fromYear, toYear));

    internal YearCounters CountYears(int fromYear, int toYear) =>
        YearCounters.InParts(periods.Count, periods.Groups, fromYear, toYear, int.MaxValue, (counters, first, end) =>
        {
            var start = first;
            var group = Array.FindIndex(groupStarts, s => s > start) - 1;
            for (; start < end; group++)
            {
                var stop = Math.Min(groupStarts[group + 1], end);
                if (stop > start) CountGroup(counters, counters.Of(group), start, stop);
                start = stop;
            }
        });

    private void CountGroup(YearCounters counters, YearCounters.Group group, int start, int stop)
    {
        for (var i = start; i < stop; i++)
        {
            if (yearIn[i] == 0 || yearIn[i] > counters.LastYear) continue;
            group.In(bandIn[i], yearIn[i]);
            if (yearOut[i] != 0 && yearOut[i] <= counters.LastYear) group.Out(bandOut[i], yearOut[i]);
            for (int band = bandIn[i]; band < bandOut[i]; band++)
            {
                var year = band switch { 0 => year5[i], 1 => year12[i], 2 => year18[i], _ => year60[i] };
                if (year <= counters.LastYear) group.Birthday(band, year);
            }
        }
    }

    private void Prepare(int period, int place, int last)
    {
        var (from, to) = (periods.From[period], periods.To[period]);
        if (from > last || to < from) return;
        yearIn[place] = (short)DayArithmetic.Year(from);
        yearOut[place] = to <= last ? (short)DayArithmetic.Year(to) : (short)0;
        if (periods.Birth[period] == PeriodColumns.NoBirth)
        {
            bandIn[place] = bandOut[place] = AgeBand.Unknown;
            return;
        }

        var birthdays = DayArithmetic.BirthdaysOf(periods.Birth[period]);
        (bandIn[place], bandOut[place]) = ((byte)birthdays.BandOn(from), (byte)birthdays.BandOn(Math.Min(to, last)));
        (year5[place], year12[place]) = ((short)DayArithmetic.Year(birthdays.Fifth), (short)DayArithmetic.Year(birthdays.Twelfth));
        (year18[place], year60[place]) = ((short)DayArithmetic.Year(birthdays.Eighteenth), (short)DayArithmetic.Year(birthdays.Sixtieth));
    }
}
