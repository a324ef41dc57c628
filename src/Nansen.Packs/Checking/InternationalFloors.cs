namespace Nansen.Packs;

/// <summary>A limit that international law or the model sets; a pack cannot move it by editing its own floor.</summary>
/// <param name="Least">Least value, or null.</param>
/// <param name="Most">Greatest value, or null.</param>
/// <param name="Unit">Unit in which the limit is given.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record Floor(decimal? Least, decimal? Most, string Unit, string Source);

/// <summary>Floors and ceilings of section 2.17 that hold in every pack (notes for builders 1).</summary>
internal static class InternationalFloors
{
    internal static readonly IReadOnlyDictionary<string, Floor> ByParameter = new Dictionary<string, Floor>
    {
        ["asylum.accelerated.days"] = new(7, null, "days", "section 2.17"),
        ["asylum.border.weeks"] = new(null, 4, "weeks", "Directive 2013/32/EU art 43"),
        ["asylum.reopen.months"] = new(9, null, "months", "Directive 2013/32/EU art 28(2)"),
        ["appeal.days.regular"] = new(15, null, "days", "section 2.17; effective remedy"),
        ["appeal.days.accelerated"] = new(7, null, "days", "section 2.17; effective remedy"),
        ["refugee.permit.years"] = new(1, null, "years", "1951 Convention art 27"),
        ["humanitarian.permit.months"] = new(12, null, "months", "section 2.17"),
        ["stateless.permit.years"] = new(2, null, "years", "section 2.17"),
        ["stateless.child.window.open_age"] = new(null, 18, "years", "1961 Convention art 1(2)"),
        ["stateless.child.window.close_age"] = new(21, null, "years", "1961 Convention art 1(2)"),
        ["stateless.child.residence.before"] = new(null, 5, "years", "1961 Convention art 1(2)"),
        ["stateless.child.residence.total"] = new(null, 10, "years", "1961 Convention art 1(2)"),
        ["nationality.naturalisation.residence.years"] = new(null, 10, "years", "European Convention on Nationality art 6(3)"),
        ["vot.recovery.days"] = new(30, null, "days", "CETS 197 art 13"),
        ["detention.first_review.hours"] = new(null, 48, "hours", "UNHCR Detention Guidelines 2012"),
        ["detention.review.days.month1"] = new(null, 7, "days", "UNHCR Detention Guidelines 2012"),
        ["detention.review.days.after"] = new(null, 31, "days", "UNHCR Detention Guidelines 2012"),
        ["return.voluntary.days"] = new(7, null, "days", "Directive 2008/115/EC art 7"),
        ["ctd1951.validity.years"] = new(1, null, "years", "1951 Convention, Schedule para 5"),
        ["ctd1954.validity.months"] = new(3, null, "months", "1954 Convention, Schedule para 5"),
        ["ctd.consular_extension.months"] = new(null, 6, "months", "1951 and 1954 Conventions, Schedule para 6(2)"),
        ["ctd.return_clause.months"] = new(3, null, "months", "1951 and 1954 Conventions, Schedule para 13"),
        ["stats.min_cell"] = new(3, null, "persons", "section 2.17"),
        ["stats.min_cell.vot"] = new(5, null, "persons", "section 2.17"),
    };

    /// <summary>Events that SG-1 blocks in every pack.</summary>
    internal static readonly IReadOnlyList<string> RemovalLock =
        ["refuse_entry", "order_removal", "execute_removal", "extradite", "contact_country_of_origin"];

    /// <summary>Events that SG-2 blocks in every pack.</summary>
    internal static readonly IReadOnlyList<string> ChildLock = ["channel_accelerated", "refuse_entry"];

    /// <summary>Events that need a guardian under SG-2 in every pack.</summary>
    internal static readonly IReadOnlyList<string> GuardianFirst = ["schedule_interview", "interview"];
}
