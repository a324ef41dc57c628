using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Nansen.Web;

/// <summary>
/// All texts of the pages: the files <c>Texts/SUBJECT.LANGUAGE.json</c> joined. Nested objects make dotted keys; an
/// object of plural categories (<c>one</c>, <c>few</c>, <c>many</c>, <c>other</c>) is one text with several forms.
/// </summary>
public static class TextCatalog
{
    private static readonly FrozenSet<string> Categories = new[] { "one", "few", "many", "other" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, TextForms>>> Catalog = new(Load);

    /// <summary>The texts of a language by key.</summary>
    public static IReadOnlyDictionary<string, TextForms> Of(Language language) => Catalog.Value[language.Code];

    private static FrozenDictionary<string, FrozenDictionary<string, TextForms>> Load()
    {
        var byLanguage = Language.Offered.ToDictionary(l => l.Code, _ => new Dictionary<string, TextForms>(StringComparer.Ordinal), StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("texts/", StringComparison.Ordinal)))
        {
            var language = name.Split('.')[^2];
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var document = JsonDocument.Parse(stream);
            Collect(document.RootElement, "", byLanguage[language]);
        }

        var mirrored = byLanguage[Language.Mirrored.MadeFrom!]
            .ToDictionary(t => t.Key, t => t.Value.Map(InArabicLetters), StringComparer.Ordinal);
        byLanguage.Add(Language.Mirrored.Code, mirrored);
        return byLanguage.ToFrozenDictionary(l => l.Key, l => l.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static void Collect(JsonElement element, string path, Dictionary<string, TextForms> texts)
    {
        foreach (var member in element.EnumerateObject())
        {
            var key = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (member.Value.ValueKind == JsonValueKind.String)
                texts.Add(key, new TextForms(member.Value.GetString()!, null));
            else if (member.Value.EnumerateObject().All(m => Categories.Contains(m.Name)))
                texts.Add(key, new TextForms(null, member.Value.EnumerateObject().ToFrozenDictionary(m => m.Name, m => m.Value.GetString()!, StringComparer.Ordinal)));
            else
                Collect(member.Value, key, texts);
        }
    }

    private static string InArabicLetters(string english)
    {
        const string Latin = "abcdefghijklmnopqrstuvwxyz";
        const string Arabic = "ابسديفغهيجكلمنوبقرستوفوكيز";
        var text = new StringBuilder(english.Length);
        foreach (var letter in english)
        {
            var at = Latin.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            text.Append(at < 0 ? letter : Arabic[at]);
        }

        return text.ToString();
    }
}

/// <summary>One text: a single form, or one for each plural category.</summary>
/// <param name="Single">The form, when there is one.</param>
/// <param name="Plural">The forms by category, when the text counts its first argument.</param>
public sealed record TextForms(string? Single, IReadOnlyDictionary<string, string>? Plural)
{
    /// <summary>The form for a count; for a text without plurals always the same.</summary>
    public string For(Language language, long count) =>
        Single ?? (Plural!.TryGetValue(language.Plural(count), out var form) ? form : Plural.GetValueOrDefault("other") ?? Plural.Values.First());

    internal TextForms Map(Func<string, string> change) =>
        new(Single is null ? null : change(Single), Plural?.ToDictionary(f => f.Key, f => change(f.Value), StringComparer.Ordinal));
}
