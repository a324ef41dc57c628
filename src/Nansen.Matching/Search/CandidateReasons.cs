using Nansen.Values;

namespace Nansen.Matching;

/// <summary>Puts the evidence for a candidate into words.</summary>
internal sealed class CandidateReasons(PersonIndex index, PersonQuery query, SearchTerms terms, CardHead row, uint household, HeldWord[] held)
{
    public CandidateReasoning Say(RowWorth worth)
    {
        var evidence = worth.Evidence;
        var birth = index.Births[row.Birth];
        var attributes = new List<AttributeComparison>();
        var warnings = new List<Explanation>();
        if (terms.Words.Length > 0 && held.Length > 0) attributes.Add(Names(evidence.Name, worth.Agreed));
        if (terms.Birth is not null || birth is not null) attributes.Add(BirthComparison.Explain(terms.Birth, birth, Round(evidence.Birth)));
        Add(attributes, "sex", query.Sex, SexText(row.Sex), evidence.Sex);
        Add(attributes, "origin", query.Origin, index.Origins[row.Origin], evidence.Origin);
        if (!string.IsNullOrWhiteSpace(query.Place) && index.Places[row.Place] is { Length: > 0 } place
            && PlaceNames.Compare(CodeList.PlainOf(query.Place), index.Places.Plain(row.Place)) == PlaceLevel.Close)
            attributes.Add(new("place", Agreement.Close, new("value.close", query.Place.Trim(), place), Round(evidence.Place)));
        else Add(attributes, "place", query.Place, index.Places[row.Place], evidence.Place);
        if (terms.Phone != 0 && row.Phone != 0)
            attributes.Add(new("phone", evidence.Phone > 0 ? Agreement.Same : Agreement.Different,
                evidence.Phone > 0 ? new("value.same", query.Phone ?? query.Words ?? "") : new("value.different", query.Phone ?? "", "…"), Round(evidence.Phone)));
        if (query.Household is not null && household != 0)
            attributes.Add(new("household", evidence.Household != 0 ? Agreement.Same : Agreement.Different,
                new(evidence.Household != 0 ? "household.same" : "household.different"), Round(evidence.Household)));
        Warn(warnings, worth.GivenConflict, evidence, birth);
        return new(attributes, warnings);
    }

    private void Warn(List<Explanation> warnings, bool givenConflict, Evidence evidence, PartialDate? birth)
    {
        if (evidence.Household != 0) warnings.Add(new("warn.household"));
        if (givenConflict)
            warnings.Add(new(BirthComparison.Compare(terms.Birth, birth) is BirthLevel.Same ? "warn.twin" : "warn.sibling"));
        if (evidence.Sex < 0) warnings.Add(new("warn.sex"));
        if (birth?.ExactDay is { Day: 1, Month: 1 } && BirthComparison.Compare(terms.Birth, birth) is BirthLevel.Default or BirthLevel.Year) warnings.Add(new("warn.default"));
        foreach (var word in terms.Words)
            if (word.Homoglyph is not null) warnings.Add(new("warn.homoglyph", word.Text));
        foreach (var word in held)
            if (word.Mixed) warnings.Add(new("warn.homoglyph", word.Text));
    }

    private AttributeComparison Names(double weight, int agreed)
    {
        var (asked, found) = (string.Join(' ', terms.Words.Select(w => w.Text)), string.Join(' ', held.Select(w => w.Text)));
        if (string.Equals(asked, found, StringComparison.OrdinalIgnoreCase)) return new("name", Agreement.Same, new("names.agree", asked, found), Round(weight));
        if (agreed > 0 && agreed == Math.Min(terms.Words.Length, held.Length))
            return new("name", weight > 0 ? Agreement.Equivalent : Agreement.Close, new(weight > 0 ? "names.agree" : "names.close", asked, found), Round(weight));
        return agreed > 0
            ? new("name", Agreement.Partial, new("names.part", asked, found), Round(weight))
            : new("name", Agreement.Different, new("names.differ", asked, found), Round(weight));
    }

    private static void Add(List<AttributeComparison> attributes, string attribute, string? asked, string? found, double weight)
    {
        if (string.IsNullOrWhiteSpace(asked)) return;
        if (string.IsNullOrWhiteSpace(found)) attributes.Add(new(attribute, Agreement.Missing, new("value.missing"), 0));
        else if (weight >= 0) attributes.Add(new(attribute, Agreement.Same, new("value.same", found), Round(weight)));
        else attributes.Add(new(attribute, Agreement.Different, new("value.different", asked, found), Round(weight)));
    }

    private static string? SexText(byte sex) => sex switch { 1 => "F", 2 => "M", 3 => "X", _ => null };

    private static double Round(double bits) => Math.Round(bits, 2);
}
