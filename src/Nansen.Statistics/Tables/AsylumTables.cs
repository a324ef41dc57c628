namespace Nansen.Statistics;

/// <summary>
/// The two asylum tables in the columns that UNHCR publishes (Refugee Data Finder), counted from the events
/// <see cref="Application"/> and <see cref="Decision"/>.
/// </summary>
public static class AsylumTables
{
    /// <summary>Event: an application; dimensions coo, procedure_type, app_type, dec_level, app_pc.</summary>
    public const string Application = "asylum_application";

    /// <summary>Event: a decision; dimensions coo, procedure_type, dec_level, dec_pc, outcome.</summary>
    public const string Decision = "asylum_decision";

    /// <summary>Applications of some years, <c>year,coo,coa,procedure_type,app_type,dec_level,app_pc,applied</c>.</summary>
    /// <param name="fromYear">First year.</param>
    /// <param name="toYear">Last year.</param>
    /// <param name="coa">Code of the State whose register this is.</param>
    public static EventQuery Applications(int fromYear, int toYear, string coa) =>
        new(Application, new DateOnly(fromYear, 1, 1), new DateOnly(toYear, 12, 31),
            ["year", "coo", "coa", "procedure_type", "app_type", "dec_level", "app_pc"])
        {
            Measure = "applied",
            Fixed = Asylum(coa),
        };

    /// <summary>
    /// Decisions of some years, <c>year,coo,coa,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total</c>;
    /// the dimension <c>outcome</c> is recognized, other, rejected or closed.
    /// </summary>
    /// <param name="fromYear">First year.</param>
    /// <param name="toYear">Last year.</param>
    /// <param name="coa">Code of the State whose register this is.</param>
    public static EventQuery Decisions(int fromYear, int toYear, string coa) =>
        new(Decision, new DateOnly(fromYear, 1, 1), new DateOnly(toYear, 12, 31), ["year", "coo", "coa", "procedure_type", "dec_level", "dec_pc"])
        {
            Spread = "outcome",
            SpreadOver = [new("recognized", "dec_recognized"), new("other", "dec_other"), new("rejected", "dec_rejected"), new("closed", "dec_closed")],
            Total = "dec_total",
            Fixed = Asylum(coa),
        };

    private static Dictionary<string, string> Asylum(string coa) => new() { ["coa"] = coa };
}
