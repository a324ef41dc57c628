using System.Runtime.CompilerServices;

namespace Nansen.Statistics;

/// <summary>
/// Inflows, outflows and birthdays by group, age group and year: everything an account of exact days is made from.
/// A group is one combination of origin, sex and status. Counting a period with weight −1 takes it back, so
/// an account follows its journal entry by entry.
/// </summary>
internal sealed class YearCounters
{
    /// <summary>In the column of birth days: not known.</summary>
    public const int NoBirth = int.MinValue;

    /// <summary>In the column of last days: not ended.</summary>
    public const int Open = int.MaxValue;

    private const int InLine = 0, OutLine = AgeBand.Count, BirthdayLine = 2 * AgeBand.Count, Lines = BirthdayLine + 4;
    private readonly int firstYear, slots, firstDay, horizon;
    private int[]?[] groups;

    /// <param name="groupCount">How many groups there are at first.</param>
    /// <param name="firstYear">First year of the account; what was before is its opening.</param>
    /// <param name="lastYear">Last year.</param>
    /// <param name="horizon">Day number after which nothing is counted.</param>
    public YearCounters(int groupCount, int firstYear, int lastYear, int horizon)
    {
        this.firstYear = firstYear;
        slots = lastYear - firstYear + 2;
        firstDay = new DateOnly(firstYear, 1, 1).DayNumber;
        this.horizon = Math.Min(horizon, new DateOnly(lastYear, 12, 31).DayNumber);
        groups = new int[groupCount][];
    }

    public int GroupCount => groups.Length;

    public int Years => slots - 1;

    /// <summary>Makes room for groups that came up later.</summary>
    public void Reserve(int groupCount)
    {
        if (groupCount > groups.Length) Array.Resize(ref groups, Math.Max(groupCount, groups.Length * 2));
    }

    /// <summary>Counts one period, active from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(int from, int to, int birth, int group, int weight = 1)
    {
        if (from > horizon || to < from) return;
        var counts = groups[group] ??= new int[Lines * slots];
        var end = Math.Min(to, horizon);
        int band = AgeBand.Unknown, lastBand = AgeBand.Unknown;
        if (birth != NoBirth)
        {
            var birthdays = DayArithmetic.BirthdaysOf(birth);
            band = birthdays.BandOn(from);
            lastBand = birthdays.BandOn(end);
            for (var b = band; b < lastBand; b++) counts[(BirthdayLine + b) * slots + Slot(birthdays.Leaving(b))] += weight;
        }

        counts[(InLine + band) * slots + Slot(from)] += weight;
        if (to <= horizon) counts[(OutLine + lastBand) * slots + Slot(to)] += weight;
    }

    /// <summary>Counts one period whose years and age groups are worked out already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(in PreparedPeriod period)
    {
        var counts = groups[period.Group] ??= new int[Lines * slots];
        counts[(InLine + period.BandIn) * slots + Math.Max(0, period.YearIn - firstYear + 1)]++;
        for (int b = period.BandIn; b < period.BandOut; b++)
            counts[(BirthdayLine + b) * slots + Math.Max(0, period.YearOfBirthday(b) - firstYear + 1)]++;
        if (period.YearOut != 0) counts[(OutLine + period.BandOut) * slots + Math.Max(0, period.YearOut - firstYear + 1)]++;
    }

    /// <summary>Forgets what was counted of a group.</summary>
    public void Clear(int group)
    {
        if (groups[group] is { } counts) Array.Clear(counts);
    }

    /// <summary>Adds what another thread counted.</summary>
    public void Add(YearCounters other)
    {
        Reserve(other.groups.Length);
        for (var g = 0; g < other.groups.Length; g++)
        {
            if (other.groups[g] is not { } theirs) continue;
            if (groups[g] is not { } ours) groups[g] = theirs;
            else for (var i = 0; i < ours.Length; i++) ours[i] += theirs[i];
        }
    }

    /// <summary>Gives every row of a group that is not all zeros.</summary>
    public void Rows(int group, Action<int, int, CellFigures> row)
    {
        if (groups[group] is not { } counts) return;
        for (var band = 0; band < AgeBand.Count; band++)
        {
            int At(int line, int slot) => counts[line * slots + slot];
            int AgedIn(int slot) => band is > 0 and < AgeBand.Unknown ? At(BirthdayLine + band - 1, slot) : 0;
            int AgedOut(int slot) => band < AgeBand.Unknown - 1 ? At(BirthdayLine + band, slot) : 0;
            var stock = At(InLine + band, 0) + AgedIn(0) - At(OutLine + band, 0) - AgedOut(0);
            for (var slot = 1; slot < slots; slot++)
            {
                var figures = new CellFigures(stock, At(InLine + band, slot), AgedIn(slot), At(OutLine + band, slot), AgedOut(slot));
                if (!figures.IsZero) row(firstYear + slot - 1, band, figures);
                stock = figures.Closing;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(int day) => day < firstDay ? 0 : DayArithmetic.Year(day) - firstYear + 1;
}

/// <summary>The figures of one row of an account; the closing follows from the others, so that it always balances.</summary>
/// <param name="Opening">Active before the first day.</param>
/// <param name="Inflow">Entered.</param>
/// <param name="AgedIn">Came from the age group below by a birthday.</param>
/// <param name="Outflow">Left.</param>
/// <param name="AgedOut">Went to the age group above by a birthday.</param>
public readonly record struct CellFigures(int Opening, int Inflow, int AgedIn, int Outflow, int AgedOut)
{
    /// <summary>Active after the last day.</summary>
    public int Closing => Opening + Inflow + AgedIn - Outflow - AgedOut;

    /// <summary>Nothing there and nothing happened.</summary>
    public bool IsZero => (Opening | Inflow | AgedIn | Outflow | AgedOut) == 0;
}

/// <summary>A period with years and age groups instead of dates.</summary>
internal readonly record struct PreparedPeriod(int Group, short YearIn, short YearOut, byte BandIn, byte BandOut, short Year5, short Year12, short Year18, short Year60)
{
    public int YearOfBirthday(int band) => band switch { 0 => Year5, 1 => Year12, 2 => Year18, _ => Year60 };
}
