using Nansen.Values;

namespace Nansen.Statistics;

/// <summary>Age groups cut at some birthdays, numbered from the youngest; the last number is for those whose age is not known well enough.</summary>
internal sealed class AgeGroups(params int[] birthdays)
{
    /// <summary>UNHCR's groups.</summary>
    public static AgeGroups Unhcr { get; } = new(5, 12, 18, 60);

    /// <summary>Eurostat's groups.</summary>
    public static AgeGroups Eurostat { get; } = new(14, 16, 18, 35, 65);

    /// <summary>The birthdays on which a person moves to the next group.</summary>
    public IReadOnlyList<int> Birthdays => birthdays;

    /// <summary>How many groups there are, the unknown one included.</summary>
    public int Count => birthdays.Length + 2;

    /// <summary>The group of those whose age is not known well enough.</summary>
    public int Unknown => birthdays.Length + 1;

    /// <summary>The group on a day of somebody born on an exact day.</summary>
    public int On(DateOnly birth, DateOnly day)
    {
        var (years, group) = (PartialDate.CompletedYears(birth, day), 0);
        while (group < birthdays.Length && years >= birthdays[group]) group++;
        return group;
    }

    /// <summary>The group on a day; unknown unless every day the birth date can be gives the same group.</summary>
    public int On(PartialDate? birth, DateOnly day)
    {
        if (birth is not { } known) return Unknown;
        var group = On(known.Earliest, day);
        return group == On(known.Latest, day) ? group : Unknown;
    }

    /// <summary>The crossings after a day, in order.</summary>
    public IReadOnlyList<BandCrossing> CrossingsAfter(PartialDate? birth, DateOnly day)
    {
        if (birth is not { } known) return [];
        var crossings = new List<BandCrossing>();
        var current = On(birth, day);
        foreach (var change in ChangeDays(known).Where(d => d > day).Order())
        {
            var group = On(birth, change);
            if (group == current) continue;
            current = group;
            // A month known exactly is a crossing in that month: the uncertain days inside it are not visible.
            if (crossings.Count > 0 && crossings[^1].MonthIndex == change.Year * 12 + change.Month - 1) crossings.RemoveAt(crossings.Count - 1);
            crossings.Add(new BandCrossing(change.Year, change.Month, group));
        }

        return crossings;
    }

    private IEnumerable<DateOnly> ChangeDays(PartialDate birth) =>
        from years in birthdays
        from born in birth.Earliest == birth.Latest ? [birth.Earliest] : new[] { birth.Earliest, birth.Latest }
        where born.Year + years < 9999
        select born.AddYears(years);
}
