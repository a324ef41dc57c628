using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace Nansen.Values;

/// <summary>One form of one letter or letter group.</summary>
internal sealed record LetterForm(string Form, bool Official);

/// <summary>The rows of the shipped tables, one set a language, in the order in which they are asked.</summary>
internal sealed class TransliterationTables
{
    public const string Version = "ICAO 9303-3:2024-03; national 2026-01";

    private const string Initial = "^", Final = "$";

    private readonly FrozenDictionary<string, LetterForm>.AlternateLookup<ReadOnlySpan<char>> anywhere, initials, finals;

    private TransliterationTables(string rule, Dictionary<string, LetterForm> forms)
    {
        Rule = rule;
        (anywhere, initials, finals) = (At(""), At(Initial), At(Final));
        Longest = forms.Keys.Max(k => k.TrimStart('^', '$').Length);

        FrozenDictionary<string, LetterForm>.AlternateLookup<ReadOnlySpan<char>> At(string place) =>
            forms.Where(f => place.Length == 0 ? f.Key[0] is not ('^' or '$') : f.Key.StartsWith(place, StringComparison.Ordinal))
                .ToFrozenDictionary(f => f.Key[place.Length..], f => f.Value, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many letters the longest group has.</summary>
    public int Longest { get; }

    /// <summary>The name under which a transliteration by these tables is recorded.</summary>
    public string Rule { get; }

    private static readonly string[][] Icao = Rows("icao-9303-3.tsv");
    private static readonly string[][] National = Rows("national.tsv");

    /// <summary>Languages that differ from the plain table, by an exception of Doc 9303-3 or by a national form.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. Icao.Where(r => r.Length > 3).SelectMany(r => r[3].Split(';')).Select(e => e.Split('=')[0].Split('-')[0]).Where(l => l != "final")
            .Concat(National.Select(r => r[0])).Distinct().Order(StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, TransliterationTables> ByLanguage =
        Languages.Append("").ToFrozenDictionary(l => l, Build, StringComparer.Ordinal);

    /// <summary>The tables of a language; the plain ICAO table for one without rows of its own.</summary>
    public static TransliterationTables For(string? language) =>
        ByLanguage.TryGetValue(language?.ToLowerInvariant() ?? "", out var tables) ? tables : ByLanguage[""];

    /// <summary>The form of a letter (group) at its place in the component, or null.</summary>
    public LetterForm? Find(ReadOnlySpan<char> letters, bool initial, bool final)
    {
        if (initial && initials.TryGetValue(letters, out var first)) return first;
        if (final && finals.TryGetValue(letters, out var last)) return last;
        return anywhere.TryGetValue(letters, out var form) ? form : null;
    }

    private static TransliterationTables Build(string language)
    {
        var forms = new Dictionary<string, LetterForm>(StringComparer.Ordinal);
        // Georgian and Armenian letters belong to one language each here, so their rows serve every language.
        foreach (var row in National.Where(r => r[0] is "ka" or "hy")) AddNational(forms, row);
        foreach (var row in Icao)
        {
            var letter = row[1].StartsWith("U+", StringComparison.Ordinal)
                ? ((char)int.Parse(row[1].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
                : row[1];
            forms[letter] = new(Written(row[2].Split('/')[0]), true);
            foreach (var exception in row.Length > 3 ? row[3].Split(';') : [])
            {
                var (where, form) = (exception.Split('=')[0], exception.Split('=')[1]);
                if (where == "final") forms[Final + letter] = new(form, true);
                else if (where == language) forms[letter] = new(form, true);
                else if (where == language + "-initial") forms[Initial + letter] = new(form, true);
            }
        }

        foreach (var row in National.Where(r => r[0] == language)) AddNational(forms, row);
        return new(language.Length == 0 ? "icao-9303-3" : "icao-9303-3/" + language, forms);
    }

    private static void AddNational(Dictionary<string, LetterForm> forms, string[] row) =>
        forms[(row[3] == "initial" ? Initial : "") + row[1]] = new(Written(row[2]), row[4] == "yes");

    private static string Written(string form) => form == "-" ? "" : form;

    internal static string[][] Rows(string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith("." + file, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.Split('\t'))];
    }
}
