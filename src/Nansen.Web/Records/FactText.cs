using System.Text.Json;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>Says a fact in the person's language.</summary>
public static class FactText
{
    /// <summary>The value in words; "unknown", "prefers not to say" and the like when there is none.</summary>
    public static string Of(Pack pack, Field field, FactValue fact, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(texts);
        if (!fact.HasValue) return texts["certainty." + fact.Certainty.ToString().ToLowerInvariant()];
        var list = pack.ListOf(field);
        string Name(string code) => list?.Find(code) is { } item ? texts.Pick(item.Title.ByLanguage) : code;
        return field.Type switch
        {
            FieldType.Names => string.Join(" · ", PersonNameJson.Read(fact.Value).Select(n => n.Text)),
            FieldType.Code or FieldType.Country => Name(fact.Text),
            FieldType.Codes or FieldType.Languages => string.Join(", ", Elements(fact.Value).Select(e => Name(e.ToString()))),
            FieldType.Needs => string.Join(", ", Elements(fact.Value).Select(e => Name(Word(e, "code")))),
            FieldType.Nationalities => string.Join(", ", Elements(fact.Value).Select(e => Name(Word(e, "state")))),
            FieldType.Place => string.Join(", ", new[] { Word(fact.Value, "text"), CountryName(pack, Word(fact.Value, "country"), texts) }.Where(t => t.Length > 0)),
            FieldType.Boolean => texts[fact.Text == "true" ? "answer.yes" : "answer.no"],
            FieldType.Date => PartialDate.TryParse(fact.Text, out var date) ? texts.Date(date) : fact.Text,
            FieldType.File => Word(fact.Value, "name"),
            FieldType.Rows => string.Join("; ", Elements(fact.Value).Select(e => RowText(pack, field, e, texts))),
            _ => fact.Text,
        };
    }

    private static string RowText(Pack pack, Field field, JsonElement row, Texts texts) => string.Join(", ", field.Columns
        .Select(c => (Column: c, Value: Word(row, c.Code))).Where(c => c.Value.Length > 0)
        .Select(c => c.Column.CodeList is { } list && pack.Codes.GetValueOrDefault(list)?.Find(c.Value) is { } item ? texts.Pick(item.Title.ByLanguage) : c.Value));

    private static string CountryName(Pack pack, string code, Texts texts) =>
        pack.Codes.GetValueOrDefault("countries")?.Find(code) is { } item ? texts.Pick(item.Title.ByLanguage) : code;

    private static IEnumerable<JsonElement> Elements(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private static string Word(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var word) ? word.ToString() : "";
}
