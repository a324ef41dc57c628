using System.Globalization;

namespace Nansen.Packs;

/// <summary>
/// What the Schedules to the 1951 and 1954 Conventions ask of a travel document issued under article 28. Such documents are
/// known by the code in their zone: PR for refugees, PS for stateless persons (Doc 9303-4).
/// </summary>
internal sealed class ScheduleRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        foreach (var document in Pack.Documents.Values.Where(d => d.MrzCode is "PR" or "PS")) Check(document, document.MrzCode == "PS");
    }

    private void Check(DocumentType document, bool stateless)
    {
        var what = $"the document {document.Code}";
        var nationality = stateless ? "XXA" : "XXB";
        if (document.Nationality != nationality) Error("schedule", document, "nationality", $"{what} writes {document.Nationality} as nationality", $"Write {nationality} (Doc 9303-3 section 5)");
        if (document.Level != 3) Error("schedule", document, "level", $"{what} has the security level {document.Level}", "Write 3: travel documents are machine readable (ICAO Annex 9)");
        if (!document.Stock) Error("schedule", document, "stock", $"{what} is not made on numbered blanks", "Write stock: true, so that every number is accounted for");
        if (Pack.Languages.Count < 2 || !Pack.Languages.Any(l => l is "en" or "fr"))
            Error("schedule", document, null, $"{what} would be in {string.Join(", ", Pack.Languages)} alone", "Have at least two languages in pack.yaml, one of them English or French (Schedule para 1)");
        CheckWords(document, stateless, what);
        CheckValidity(document, stateless, what);
        CheckFee(document, what);
    }

    /// <summary>Paragraph 1: the document says under which Convention it is; the 1954 one also that its holder is a stateless person.</summary>
    private void CheckWords(DocumentType document, bool stateless, string what)
    {
        if (!Pack.Drawings.TryGetValue(document.Code, out var drawing)) return;
        var day = stateless ? "28 September 1954" : "28 July 1951";
        foreach (var language in drawing.Title.ByLanguage.Keys.Where(l => l is "en"))
        {
            if (!drawing.Title.In(language).Contains(day, StringComparison.Ordinal)) Error("schedule", drawing, "title", $"{what} does not say that it is under the Convention of {day}", $"Write 'Convention of {day}' into its title (Schedule para 1)");
            if (stateless && !drawing.Notes.Any(n => n.In(language).Contains("is a stateless person", StringComparison.OrdinalIgnoreCase)))
                Error("schedule", drawing, "notes", $"{what} does not say that its holder is a stateless person", "Add a note that says so (1954 Convention, Schedule para 1)");
        }
    }

    /// <summary>Paragraph 5: one or two years for refugees, three months to two years for stateless persons; longer is practice by analogy with passports.</summary>
    private void CheckValidity(DocumentType document, bool stateless, string what)
    {
        if (!Pack.Parameters.TryGetValue(document.ValidityParameter, out var validity) || Months(validity) is not { } months) return;
        var least = stateless ? 3 : 12;
        if (months < least) Error("schedule", document, "validity_parameter", $"{what} is valid for {validity.Value} {validity.Unit}", $"Give it at least {least} months (Schedule para 5)");
    }

    /// <summary>Paragraph 3: not more than the lowest scale of charges for national passports.</summary>
    private void CheckFee(DocumentType document, string what)
    {
        if (Amount("ctd.fee") is not { } fee || Amount("passport.fee.lowest") is not { } passport)
            Error("schedule", document, null, $"{what} has no fee that can be compared with a passport's", "Add the parameters ctd.fee and passport.fee.lowest (Schedule para 3)");
        else if (fee > passport) Error("schedule", Pack.Parameters["ctd.fee"], "value", $"{what} costs {fee}, more than the cheapest passport at {passport}", $"Write at most {passport} (Schedule para 3)");
    }

    private decimal? Amount(string parameter) =>
        Pack.Parameters.TryGetValue(parameter, out var found) && decimal.TryParse(found.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static decimal? Months(Parameter parameter) => !decimal.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? null : parameter.Unit switch
    {
        "years" => value * 12,
        "months" => value,
        "weeks" => value * 12 / 53,
        "days" => value * 12 / 366,
        _ => null,
    };
}
