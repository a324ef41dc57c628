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
    private readonly int firstYear, lastYear, slots, firstDay, horizon;
    private int[]?[] groups;

    /// <param name="groupCount">How many groups there are at first.</param>
    /// <param name="firstYear">First year of the account; what was before is its opening.</param>
    /// <param name="lastYear">Last year.</param>
    /// <param name="horizon">Day number after which nothing is counted.</param>
    public YearCounters(int groupCount, int firstYear, int lastYear, int horizon)
    {
        (this.firstYear, this.lastYear) = (firstYear, lastYear);
        slots = lastYear - firstYear + 2;
        firstDay = new DateOnly(firstYear, 1, 1).DayNumber;
        this.horizon = Math.Min(horizon, new DateOnly(lastYear, 12, 31).DayNumber);
        groups = new int[groupCount][];
    }

    public int GroupCount => groups.Length;

    public int FirstYear => firstYear;

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

    /// <summary>The last year of the account.</summary>
    public int LastYear => lastYear;

    /// <summary>The counters of one group, for periods whose years and age groups are worked out already.</summary>
    public Group Of(int group) => new(groups[group] ??= new int[Lines * slots], firstYear, slots);

    /// <summary>The counters of one group, by age group and year.</summary>
    public readonly ref struct Group(int[] counts, int firstYear, int slots)
    {
        private readonly Span<int> counts = counts;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void In(int band, int year) => counts[(InLine + band) * slots + SlotOf(year)]++;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Out(int band, int year) => counts[(OutLine + band) * slots + SlotOf(year)]++;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Birthday(int band, int year) => counts[(BirthdayLine + band) * slots + SlotOf(year)]++;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private int SlotOf(int year) => Math.Max(0, year - firstYear + 1);
    }

    /// <summary>Counts in as many parts as there are cores, and adds them up.</summary>
    public static YearCounters InParts(int count, int groupCount, int fromYear, int toYear, int horizon, Action<YearCounters, int, int> countPart)
    {
        var parts = new YearCounters[count < 50_000 ? 1 : Environment.ProcessorCount];
        Parallel.For(0, parts.Length, part =>
        {
            var counters = new YearCounters(groupCount, fromYear, toYear, horizon);
            countPart(counters, (int)((long)count * part / parts.Length), (int)((long)count * (part + 1) / parts.Length));
            parts[part] = counters;
        });
        foreach (var other in parts.AsSpan(1)) parts[0].Add(other);
        return parts[0];
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

    /// <summary>Whether anything was ever counted of a group.</summary>
    public bool IsUsed(int group) => groups[group] is not null;

    /// <summary>Gives every row of a group that is not all zeros: by age group, and within it by year.</summary>
    public void Rows(int group, Action<int, int, CellFigures> row)
    {
        if (groups[group] is not { } counts) return;
        ReadOnlySpan<int> none = stackalloc int[slots];
        for (var band = 0; band < AgeBand.Count; band++)
        {
            var inflow = Line(InLine + band);
            var outflow = Line(OutLine + band);
            var agedIn = band is > 0 and < AgeBand.Unknown ? Line(BirthdayLine + band - 1) : none;
            var agedOut = band < AgeBand.Unknown - 1 ? Line(BirthdayLine + band) : none;
            var stock = inflow[0] + agedIn[0] - outflow[0] - agedOut[0];
            for (var slot = 1; slot < slots; slot++)
            {
                var figures = new CellFigures(stock, inflow[slot], agedIn[slot], outflow[slot], agedOut[slot]);
                if (!figures.IsZero) row(firstYear + slot - 1, band, figures);
                stock = figures.Closing;
            }
        }

        ReadOnlySpan<int> Line(int line) => counts.AsSpan(line * slots, slots);
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
