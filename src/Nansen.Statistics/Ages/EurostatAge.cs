using Nansen.Values;

namespace Nansen.Statistics;

/// <summary>
/// The age groups of the European asylum tables (Regulation 862/2007; domain/statistics, section 1.4), which cut across
/// UNHCR's. A counted event writes down its group on the day, in the dimension <c>age_eu</c>; a period its group and its later
/// crossings beside UNHCR's.
/// </summary>
public static class EurostatAge
{
    /// <summary>Eurostat's code for an age not known well enough.</summary>
    public const string Unknown = "UNK";

    /// <summary>The codes in order: below 14, 14–15, 16–17, 18–34, 35–64, 65 and over, unknown.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["Y_LT14", "Y14-15", "Y16-17", "Y18-34", "Y35-64", "Y_GE65", Unknown];

    /// <summary>The group on a day; unknown unless every day the birth date can be gives the same one.</summary>
    public static string On(PartialDate? birth, DateOnly day) => Codes[NumberOn(birth, day)];

    /// <summary>The place in <see cref="Codes"/> of the group on a day.</summary>
    public static int NumberOn(PartialDate? birth, DateOnly day) => AgeGroups.Eurostat.On(birth, day);

    /// <summary>The crossings after a day, in order, by the places of the groups in <see cref="Codes"/>.</summary>
    public static IReadOnlyList<BandCrossing> CrossingsAfter(PartialDate? birth, DateOnly day) => AgeGroups.Eurostat.CrossingsAfter(birth, day);
}
