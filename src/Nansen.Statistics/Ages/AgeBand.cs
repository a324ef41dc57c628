using Nansen.Values;

namespace Nansen.Statistics;

/// <summary>A month in which somebody passes into another age group, and the group she passes into.</summary>
/// <param name="Year">Year of the crossing.</param>
/// <param name="Month">Month of the crossing, 1 to 12.</param>
/// <param name="Band">Number of the group she is in afterwards.</param>
public readonly record struct BandCrossing(int Year, int Month, int Band)
{
    /// <summary>Months since year 0, so that crossings compare as whole numbers.</summary>
    public int MonthIndex => Year * 12 + Month - 1;
}

/// <summary>
/// The age groups of displacement statistics: 0–4, 5–11, 12–17, 18–59, 60+ and unknown, numbered 0 to 5
/// (UNHCR standard profile STD; domain/statistics, sections 0 and 1.1).
/// </summary>
public static class AgeBand
{
    /// <summary>The group of those whose age is not known well enough.</summary>
    public const int Unknown = 5;

    /// <summary>How many groups there are.</summary>
    public const int Count = 6;

    /// <summary>The names in tables, in the order of the numbers.</summary>
    public static IReadOnlyList<string> Names { get; } = ["0-4", "5-11", "12-17", "18-59", "60+", "unknown"];

    /// <summary>The birthdays on which a person moves to the next group.</summary>
    public static IReadOnlyList<int> Birthdays => AgeGroups.Unhcr.Birthdays;

    /// <summary>The group on a day of somebody born on an exact day.</summary>
    public static int On(DateOnly birth, DateOnly day) => AgeGroups.Unhcr.On(birth, day);

    /// <summary>The group on a day; unknown unless every day the birth date can be gives the same group.</summary>
    public static int On(PartialDate? birth, DateOnly day) => AgeGroups.Unhcr.On(birth, day);

    /// <summary>
    /// The crossings after a day, in order: what a period opened on that day writes down instead of a birth date.
    /// Where the birth date is not exact to the month the person passes through "unknown" while the group is not certain.
    /// </summary>
    public static IReadOnlyList<BandCrossing> CrossingsAfter(PartialDate? birth, DateOnly day) => AgeGroups.Unhcr.CrossingsAfter(birth, day);
}
