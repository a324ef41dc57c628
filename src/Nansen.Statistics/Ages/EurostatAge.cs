using Nansen.Values;

namespace Nansen.Statistics;

/// <summary>
/// The age groups of the European asylum tables (Regulation 862/2007; domain/statistics, section 1.4), which cut across
/// UNHCR's. A counted event writes down its group on the day, in the dimension <c>age_eu</c>.
/// </summary>
public static class EurostatAge
{
    /// <summary>Eurostat's code for an age not known well enough.</summary>
    public const string Unknown = "UNK";

    /// <summary>The codes in order: below 14, 14–15, 16–17, 18–34, 35–64, 65 and over, unknown.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["Y_LT14", "Y14-15", "Y16-17", "Y18-34", "Y35-64", "Y_GE65", Unknown];

    /// <summary>The group on a day; unknown unless every day the birth date can be gives the same one.</summary>
    public static string On(PartialDate? birth, DateOnly day)
    {
        if (birth is not { } known) return Unknown;
        var code = On(known.Earliest, day);
        return code == On(known.Latest, day) ? code : Unknown;
    }

    private static string On(DateOnly birth, DateOnly day) => Codes[PartialDate.CompletedYears(birth, day) switch
    {
        < 14 => 0,
        < 16 => 1,
        < 18 => 2,
        < 35 => 3,
        < 65 => 4,
        _ => 5,
    }];
}
