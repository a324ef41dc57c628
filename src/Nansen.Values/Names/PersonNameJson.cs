using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nansen.Values;

/// <summary>
/// The form in which names stand in a fact's value: <c>{"parts":[{"k":"given","t":"Ann"}],"lang":"en"}</c>;
/// several names of one person (one a script) are an array of them.
/// </summary>
public static class PersonNameJson
{
    private static readonly Dictionary<string, NamePartKind> Kinds =
        Enum.GetValues<NamePartKind>().ToDictionary(k => k.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Writes names as a JSON array.</summary>
    public static JsonElement Write(IEnumerable<PersonName> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var array = new JsonArray();
        foreach (var name in names)
        {
            var parts = new JsonArray();
            foreach (var part in name.Parts)
                parts.Add(new JsonObject { ["k"] = part.Kind.ToString().ToLowerInvariant(), ["t"] = part.Text });
            var one = new JsonObject { ["parts"] = parts };
            if (name.Language is not null) one["lang"] = name.Language;
            array.Add(one);
        }

        return JsonSerializer.SerializeToElement(array);
    }

    /// <summary>Reads an array of names; anything that is not a name is left out.</summary>
    public static IReadOnlyList<PersonName> Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return [];
        var names = new List<PersonName>();
        foreach (var one in value.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("parts", out var parts) || parts.ValueKind != JsonValueKind.Array) continue;
            var read = parts.EnumerateArray()
                .Where(p => p.ValueKind == JsonValueKind.Object)
                .Select(p => new NamePart(
                    Kinds.GetValueOrDefault(Text(p, "k"), NamePartKind.Whole), Text(p, "t")))
                .Where(p => p.Text.Length > 0).ToList();
            if (read.Count > 0) names.Add(new PersonName(read, Text(one, "lang") is { Length: > 0 } lang ? lang : null));
        }

        return names;
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
}
