using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nansen.Packs;

/// <summary>
/// JSON Schemas (draft 2020-12) of the file kinds, so that editors complete and check pack files while they are written.
/// They are made from the shapes the loader checks with; rules that span files are the checker's alone.
/// </summary>
public static class PackSchemas
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schemas by file name, for example <c>procedure.json</c>; each ends with a line feed.</summary>
    public static IReadOnlyDictionary<string, string> All() =>
        Shapes.Kinds.ToDictionary(k => k.Key + ".json", k => Write(k.Value), StringComparer.Ordinal);

    private static string Write(Shape.Table shape)
    {
        var definitions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal) { ["local"] = LocalText(), ["condition"] = ConditionSchema() };
        var root = Table(shape, definitions);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"Nansen pack: {shape.Name}",
        };
        foreach (var (key, value) in root.ToList()) schema[key] = value?.DeepClone();
        schema["$defs"] = new JsonObject(definitions.Select(d => KeyValuePair.Create<string, JsonNode?>(d.Key, d.Value)));
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Of(Shape shape, IDictionary<string, JsonObject> definitions) => shape switch
    {
        Shape.Text { Pattern: null } => new() { ["type"] = new JsonArray("string", "number", "boolean") },
        Shape.Text text => new() { ["type"] = new JsonArray("string", "number", "boolean"), ["pattern"] = text.Pattern },
        Shape.OneOf words => new() { ["enum"] = Array(words.Allowed) },
        Shape.Whole whole => new() { ["type"] = "integer", ["minimum"] = whole.Least, ["maximum"] = whole.Most },
        Shape.Number => new() { ["type"] = "number" },
        Shape.Flag => new() { ["type"] = "boolean" },
        Shape.Local => Reference("local"),
        Shape.When => Reference("condition"),
        Shape.Words words => new() { ["anyOf"] = new JsonArray(Of(words.Of, definitions), ArrayOf(words.Of, words.Least, definitions)) },
        Shape.List list => ArrayOf(list.Of, list.Least, definitions),
        Shape.Map map => Map(map, definitions),
        Shape.Table table => Named(table, definitions),
        _ => throw new InvalidOperationException($"No schema for {shape}."),
    };

    /// <summary>Tables inside a file are definitions, written once.</summary>
    private static JsonObject Named(Shape.Table table, IDictionary<string, JsonObject> definitions)
    {
        if (!definitions.ContainsKey(table.Name))
        {
            definitions[table.Name] = [];
            var written = Table(table, definitions);
            definitions[table.Name] = table.ShortForm is { } only
                ? new JsonObject { ["anyOf"] = new JsonArray(Of(table.Find(only)!.Shape, definitions), written) }
                : written;
        }

        return Reference(table.Name);
    }

    private static JsonObject Table(Shape.Table table, IDictionary<string, JsonObject> definitions)
    {
        var properties = new JsonObject();
        foreach (var key in table.Keys)
        {
            var schema = Of(key.Shape, definitions);
            schema["description"] = key.Says;
            properties[key.Name] = schema;
        }

        var written = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (table.Keys.Any(k => k.Required)) written["required"] = Array(table.Keys.Where(k => k.Required).Select(k => k.Name));
        if (table.ExactlyOneOf is { } choice) written["oneOf"] = new JsonArray([.. choice.Select(c => new JsonObject { ["required"] = new JsonArray(c) })]);
        return written;
    }

    private static JsonObject Map(Shape.Map map, IDictionary<string, JsonObject> definitions)
    {
        var written = new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(map.Of, definitions) };
        if (map.KeyPattern is { } pattern) written["propertyNames"] = new JsonObject { ["pattern"] = pattern };
        return written;
    }

    private static JsonObject ArrayOf(Shape item, int least, IDictionary<string, JsonObject> definitions)
    {
        var written = new JsonObject { ["type"] = "array", ["items"] = Of(item, definitions) };
        if (least > 0) written["minItems"] = least;
        return written;
    }

    private static JsonObject LocalText() => new()
    {
        ["type"] = "object",
        ["description"] = "A text in each language of the pack, by ISO 639-1 code.",
        ["additionalProperties"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        ["propertyNames"] = new JsonObject { ["pattern"] = "^[a-z]{2}$" },
        ["minProperties"] = 1,
    };

    private static JsonObject ConditionSchema()
    {
        var conditions = new JsonObject { ["type"] = "array", ["items"] = Reference("condition"), ["minItems"] = 1 };
        var properties = new JsonObject { ["all"] = conditions, ["any"] = conditions.DeepClone(), ["not"] = Reference("condition") };
        foreach (var (name, form) in ConditionReader.Forms) properties[name] = PredicateSchema(form);
        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties, ["minProperties"] = 1, ["maxProperties"] = 1 };
    }

    private static JsonObject PredicateSchema(PredicateForm form)
    {
        var word = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
        var words = new JsonObject { ["anyOf"] = new JsonArray(word.DeepClone(), new JsonObject { ["type"] = "array", ["items"] = word.DeepClone(), ["minItems"] = 1 }) };
        return form switch
        {
            PredicateForm.Field => new() { ["type"] = "string" },
            PredicateForm.FieldIs => new() { ["type"] = "object", ["additionalProperties"] = words, ["minProperties"] = 1, ["maxProperties"] = 1 },
            PredicateForm.Number => word,
            _ => words,
        };
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/$defs/" + name };

    private static JsonArray Array(IEnumerable<string> words) => new([.. words.Select(w => JsonValue.Create(w))]);
}
