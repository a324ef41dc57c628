using System.Globalization;
using System.Text;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Writes a person as another office might have: the name in other letters, the birth date damaged.</summary>
internal static class Respelling
{
    private static readonly (string Latin, string Cyrillic)[] Letters =
    [
        ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("sh", "ш"), ("ch", "ч"), ("ts", "ц"), ("ya", "я"), ("yu", "ю"), ("yo", "ё"), ("ee", "и"), ("ou", "у"), ("oo", "у"), ("th", "т"),
        ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "дж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"),
        ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "и"), ("z", "з"),
    ];

    /// <summary>The same person as registered a second time.</summary>
    public static DemoPerson Of(DemoPerson person, DemoRandom random)
    {
        var latin = person.Names.FirstOrDefault(n => n.Script == Script.Latn) ?? person.Names[0];
        var name = latin.Script == Script.Latn && random.Permille(600)
            ? new PersonName(latin.Parts.Select(p => p with { Text = Cyrillic(p.Text) }), "rus")
            : new PersonName(latin.Parts.Select(p => p with { Text = Slip(p.Text) }));
        return person with { Names = [name], Birth = Damaged(person, random), Relationship = "focal_point", ChildSituation = person.ChildSituation };
    }

    private static string Cyrillic(string text)
    {
        var plain = Plain(text);
        var written = new StringBuilder();
        for (var at = 0; at < plain.Length;)
        {
            var (latin, letter) = Letters.FirstOrDefault(l => plain.AsSpan(at).StartsWith(l.Latin));
            written.Append(letter ?? plain[at].ToString());
            at += latin?.Length ?? 1;
        }

        return char.ToUpperInvariant(written[0]) + written.ToString(1, written.Length - 1);
    }

    private static string Slip(string text) => text.Replace("ou", "u", StringComparison.Ordinal).Replace("ee", "i", StringComparison.Ordinal)
        .Replace("kh", "h", StringComparison.Ordinal).Replace("Al-", "El ", StringComparison.Ordinal).Replace("iy", "y", StringComparison.Ordinal);

    private static string Plain(string text) => new([.. text.Normalize(NormalizationForm.FormD).Replace('ı', 'i').Replace('ə', 'a')
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(char.ToLowerInvariant)]);

    private static string Damaged(DemoPerson person, DemoRandom random)
    {
        var born = person.Born;
        return random.Next(4) switch
        {
            0 when born.Day <= 12 => new DateOnly(born.Year, born.Day, born.Month).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            1 => born.Year.ToString(CultureInfo.InvariantCulture),
            2 => born.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}
