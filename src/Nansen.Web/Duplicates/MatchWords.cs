using Nansen.Matching;
using Nansen.Packs;

namespace Nansen.Web;

/// <summary>Says how alike two registrations are; the matching knows codes, the pack their names.</summary>
internal static class MatchWords
{
    /// <summary>
    /// The likeness as a percentage. Never "100%": it is still a person who decides; and nothing for a find by a few
    /// letters, which says nothing of the same person.
    /// </summary>
    public static string Likeness(double probability, Texts texts) =>
        probability < 0.01 ? "–" : probability >= 0.99 ? texts["duplicates.over", texts.Percent(0.99m)] : texts.Percent((decimal)probability);

    /// <summary>Why one attribute speaks for or against, with codes said by their names.</summary>
    public static string Of(AttributeComparison compared, Pack pack, Texts texts)
    {
        var why = new Explanation(compared.Why.Key, [.. compared.Why.Arguments.Select(Apart)]).In(texts.Language.MadeFrom ?? texts.Language.Code);
        var list = compared.Attribute switch { "sex" => "sex", "origin" => "countries", _ => "" };
        if (!pack.Codes.TryGetValue(list, out var codes)) return why;
        return string.Join(' ', why.Split(' ').Select(w => codes.Find(w.TrimEnd(',', ';')) is { } item ? texts.Pick(item.Title.ByLanguage) + w[w.TrimEnd(',', ';').Length..] : w));
    }

    // Two names in a sentence keep their order when one or both are written from right to left (UAX #9, first strong isolate).
    private static string Apart(string value) => value.Any(letter => letter is >= '\u0590' and <= '\u08ff') ? $"\u2068{value}\u2069" : value;
}
