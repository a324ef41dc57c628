namespace Nansen.Web;

/// <summary>
/// A language of the pages: its code, direction, plurals and how it writes numbers. The program runs without ICU
/// (invariant globalization), so what a language needs is said here, once.
/// </summary>
public sealed class Language
{
    private readonly Func<long, string> plural;

    private Language(string code, string name, string group, string point, Func<long, string> plural, bool rightToLeft = false, string? madeFrom = null)
    {
        Code = code;
        Name = name;
        GroupSeparator = group;
        DecimalSeparator = point;
        this.plural = plural;
        RightToLeft = rightToLeft;
        MadeFrom = madeFrom;
    }

    /// <summary>English.</summary>
    public static Language English { get; } = new("en", "English", ",", ".", n => n == 1 ? "one" : "other");

    /// <summary>Russian, with its three plural forms (CLDR).</summary>
    public static Language Russian { get; } = new("ru", "Русский", "\u00A0", ",", n => (n % 10, n % 100) switch
    {
        (1, not 11) => "one",
        ( >= 2 and <= 4, not (>= 12 and <= 14)) => "few",
        _ => "many",
    });

    /// <summary>English spelt in Arabic letters: proves that every page stands right to left. Offered by a demo only.</summary>
    public static Language Mirrored { get; } = new("en-Arab", "Mirrored", ",", ".", n => n == 1 ? "one" : "other", rightToLeft: true, madeFrom: "en");

    /// <summary>Languages that people are offered.</summary>
    public static IReadOnlyList<Language> Offered { get; } = [English, Russian];

    /// <summary>BCP 47 code, also the value of the page's <c>lang</c>.</summary>
    public string Code { get; }

    /// <summary>Its own name for itself.</summary>
    public string Name { get; }

    /// <summary>Whether pages stand right to left.</summary>
    public bool RightToLeft { get; }

    /// <summary>The page's <c>dir</c>.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";

    /// <summary>Between thousands.</summary>
    public string GroupSeparator { get; }

    /// <summary>Before the decimals.</summary>
    public string DecimalSeparator { get; }

    /// <summary>The language whose texts it borrows, when it has none of its own.</summary>
    public string? MadeFrom { get; }

    /// <summary>The CLDR plural category of a count.</summary>
    public string Plural(long count) => plural(Math.Abs(count));

    /// <summary>The language of a code or of a longer tag (<c>ru-RU</c>), or null.</summary>
    public static Language? Find(string? code)
    {
        if (string.IsNullOrWhiteSpace(code)) return null;
        if (code.Equals(Mirrored.Code, StringComparison.OrdinalIgnoreCase)) return Mirrored;
        var first = code.Split('-')[0];
        return Offered.FirstOrDefault(l => l.Code.Equals(first, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
