using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nansen.Statistics;

/// <summary>
/// SDMX-JSON 2.0 data messages: all dimensions at the observation, one entry a measure, null for a figure that is hidden or
/// not available.
/// </summary>
public static partial class SdmxJson
{
    /// <summary>Media type of the form.</summary>
    public const string MediaType = "application/vnd.sdmx.data+json; version=2.0.0";

    // As the cross-domain code lists of SDMX have it.
    private const string NotApplicable = "_Z";

    private const string Schema = "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json";

    /// <summary>Writes a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="flow">Its data flow.</param>
    /// <param name="message">Id of the message; what SDMX allows in none becomes a hyphen.</param>
    /// <param name="prepared">When it was prepared.</param>
    public static JsonObject Write(FigureTable table, SdmxDataflow flow, string message, DateTimeOffset prepared)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(flow);
        var places = table.Keys.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal)).ToArray();
        var observations = new JsonObject();
        foreach (var row in table.Rows)
        {
            var key = string.Join(':', row.Keys.Select((code, k) =>
            {
                var its = SdmxNames.Code(table.Keys[k], code);
                if (!places[k].TryGetValue(its, out var place)) places[k][its] = place = places[k].Count;
                return place;
            }));
            observations[key] = new JsonArray([.. row.Values.Select(v => v is { } figure ? JsonValue.Create(figure) : null)]);
        }

        var dimensions = table.Keys.Select((name, k) => (JsonNode)new JsonObject
        {
            ["id"] = SdmxNames.Id(SdmxNames.Component(name)),
            ["name"] = name,
            ["keyPosition"] = k,
            // The schema wants a value of each dimension at least; a table without rows has none.
            ["values"] = new JsonArray([.. places[k].Keys.DefaultIfEmpty(NotApplicable).Select(Value)]),
        });
        return new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["schema"] = Schema,
                ["id"] = MessageId(message),
                ["prepared"] = prepared.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                ["sender"] = new JsonObject { ["id"] = flow.Agency },
            },
            ["data"] = new JsonObject
            {
                ["structures"] = new JsonArray(new JsonObject
                {
                    ["dataSets"] = new JsonArray(0),
                    ["links"] = Links(flow),
                    ["dimensions"] = new JsonObject { ["observation"] = new JsonArray([.. dimensions]) },
                    ["measures"] = new JsonObject { ["observation"] = new JsonArray([.. table.Measures.Select(m => (JsonNode)new JsonObject { ["id"] = SdmxNames.Id(SdmxNames.Component(m)), ["name"] = m })]) },
                }),
                ["dataSets"] = new JsonArray(new JsonObject { ["structure"] = 0, ["action"] = "Replace", ["links"] = Links(flow), ["observations"] = observations }),
            },
        };
    }

    /// <summary>Reads the first data set of a message whose dimensions are all at the observation.</summary>
    /// <exception cref="FormatException">It is no such message.</exception>
    public static FigureTable Read(Stream json)
    {
        try
        {
            using var message = JsonDocument.Parse(json);
            var data = message.RootElement.GetProperty("data");
            var set = data.GetProperty("dataSets")[0];
            var structure = data.GetProperty("structures")[set.TryGetProperty("structure", out var number) ? number.GetInt32() : 0];
            var dimensions = structure.GetProperty("dimensions").GetProperty("observation").EnumerateArray().OrderBy(d => d.GetProperty("keyPosition").GetInt32()).ToList();
            var codes = dimensions.Select(d => d.TryGetProperty("values", out var values) ? values.EnumerateArray().Select(Code).ToArray() : []).ToArray();
            string[] keys = [.. dimensions.Select((d, k) => NameOf(d) ?? SdmxNames.Column(d.GetProperty("id").GetString()!, () => codes[k].FirstOrDefault("")))];
            string[] measures = [.. structure.GetProperty("measures").GetProperty("observation").EnumerateArray().Select(m => NameOf(m) ?? m.GetProperty("id").GetString()!.ToLowerInvariant())];
            return new FigureTable(keys, measures, [.. set.GetProperty("observations").EnumerateObject().Select(o =>
            {
                var places = o.Name.Split(':').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
                if (places.Length != keys.Length) throw new FormatException($"observation {o.Name} has {places.Length} dimensions, not {keys.Length}");
                return new FigureRow([.. places.Select((p, k) => SdmxNames.CodeBack(keys[k], codes[k][p]))],
                    [.. measures.Select((_, m) => o.Value[m].ValueKind == JsonValueKind.Null ? (decimal?)null : o.Value[m].GetDecimal())]);
            })]);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new FormatException(wrong is JsonException ? $"This is no JSON: {wrong.Message}"
                : "This is no SDMX-JSON 2.0 data message with flat observations; it needs data.structures with dimensions and measures at the observation, and data.dataSets with observations.", wrong);
        }
    }

    // The column as our own tables call it; the names of others are for people to read.
    private static string? NameOf(JsonElement component) =>
        component.TryGetProperty("name", out var name) && name.GetString() is { } text && SdmxNames.Id(SdmxNames.Component(text)) == component.GetProperty("id").GetString() ? text : null;

    private static string MessageId(string name) => name.Length > 0 && IdForm().IsMatch(name) ? name : "m" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-'));

    private static JsonArray Links(SdmxDataflow flow) => [new JsonObject { ["rel"] = "dataflow", ["urn"] = flow.Urn }];

    private static JsonObject Value(string code) =>
        IdForm().IsMatch(code) ? new JsonObject { ["id"] = code, ["name"] = code } : new JsonObject { ["value"] = code };

    private static string Code(JsonElement value) =>
        value.TryGetProperty("id", out var id) ? id.GetString()! : value.GetProperty("value").ToString();

    [GeneratedRegex("^[A-Za-z0-9_@$-]+$")]
    private static partial Regex IdForm();
}
