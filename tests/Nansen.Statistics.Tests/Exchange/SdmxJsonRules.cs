using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nansen.Statistics.Tests;

/// <summary>
/// What the public schema of SDMX-JSON 2.0.0 data messages (sdmx-twg/sdmx-json) asks of a message with flat observations: required
/// members, forms of ids, enumerations, lists that must not be empty or hold one thing twice.
/// </summary>
internal static partial class SdmxJsonRules
{
    /// <summary>Everything that is wrong with a message.</summary>
    public static IReadOnlyList<string> Broken(JsonNode message)
    {
        var wrong = new List<string>();
        var (meta, data) = (message["meta"], message["data"]);
        Is(meta?["id"] is { } id && Id().IsMatch($"{id}"), "meta/id");
        Is(DateTimeOffset.TryParse($"{meta?["prepared"]}", CultureInfo.InvariantCulture, out _) && $"{meta?["prepared"]}".Contains('T', StringComparison.Ordinal), "meta/prepared");
        Is(meta?["sender"]?["id"] is { } sender && Id().IsMatch($"{sender}"), "meta/sender");
        foreach (var structure in Items(data?["structures"])) Structure(structure);
        foreach (var set in Items(data?["dataSets"])) DataSet(set);
        return wrong;

        void Is(bool right, string what)
        {
            if (!right) wrong.Add(what);
        }

        void Structure(JsonNode? structure)
        {
            Is(structure?["dimensions"] is JsonObject, "structure/dimensions");
            if (structure?["dataSets"] is { } sets) Is(sets.AsArray().Count > 0 && sets.AsArray().All(IsInteger), "structure/dataSets");
            Links(structure?["links"], "structure/links");
            Is(Members(structure?["dimensions"]).All(m => m is "dataSet" or "series" or "observation"), "structure/dimensions: member");
            Is(Members(structure?["measures"]).All(m => m is "observation"), "structure/measures: member");
            foreach (var dimension in Unique(structure?["dimensions"]?["observation"]))
            {
                Is(ComponentId().IsMatch($"{dimension?["id"]}"), "dimension/id");
                Is(dimension?["keyPosition"] is { } place && IsInteger(place), "dimension/keyPosition");
                Is(dimension?["values"] is JsonArray { Count: > 0 }, "dimension/values");
                foreach (var value in Unique(dimension!["values"]!))
                    Is((value?["id"] is not null && value["name"] is not null && Id().IsMatch($"{value["id"]}")) ^ (value?["value"] is not null), "dimension/values/value");
            }

            foreach (var measure in Unique(structure?["measures"]?["observation"])) Is(ComponentId().IsMatch($"{measure?["id"]}"), "measure/id");
        }

        void DataSet(JsonNode? set)
        {
            Is(set?["links"] is JsonArray, "dataSet/links");
            Links(set?["links"], "dataSet/links");
            Is(set?["structure"] is null || IsInteger(set["structure"]), "dataSet/structure");
            Is($"{set?["action"]}" is "" or "Information" or "Append" or "Replace" or "Delete", "dataSet/action");
            foreach (var (key, values) in set?["observations"]?.AsObject() ?? [])
                Is(Key().IsMatch(key) && values is JsonArray list && list.All(v => v is null or JsonValue), "dataSet/observations");
        }

        void Links(JsonNode? links, string where) =>
            Is(Items(links).All(l => l?["rel"] is not null && (l["href"] is not null || l["urn"] is not null)), where);

        IEnumerable<JsonNode?> Unique(JsonNode? list)
        {
            var items = Items(list).ToList();
            Is(items.Select(i => i?.ToJsonString()).Distinct().Count() == items.Count, "twice");
            return items;
        }
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? list) => list as JsonArray ?? [];

    private static IEnumerable<string> Members(JsonNode? of) => (of as JsonObject ?? []).Select(m => m.Key);

    private static bool IsInteger(JsonNode? number) => int.TryParse($"{number}", NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex("^[A-Za-z0-9_@$-]+$")]
    private static partial Regex Id();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$")]
    private static partial Regex ComponentId();

    [GeneratedRegex("^[0-9]+(:[0-9]+)*$")]
    private static partial Regex Key();
}
