using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nansen.Matching;
using Nansen.Packs;

namespace Nansen.Register;

/// <summary>
/// The rules and weights of the matching as a file of a pack: what the file says replaces what ships, what it does not say
/// stays. One and the same file is tried, learned and put into force.
/// </summary>
public static class MatchingFile
{
    /// <summary>The model that rules make of the shipped one.</summary>
    /// <exception cref="RegisterException">A weight has a name that the matching does not know.</exception>
    public static MatchingModel ModelOf(MatchingRules? rules)
    {
        if (rules is null) return MatchingModel.Shipped;
        var model = JsonNode.Parse(MatchingModel.Shipped.Write())!.AsObject();
        if (rules.NamesBar is { } bar) model["namesBar"] = bar;
        Replace(model["names"]!.AsObject(), rules.Names, name => name, "names");
        Replace(model["records"]!.AsObject(), rules.Records, Camel, "records");
        foreach (var (attribute, belief) in rules.Linkage)
            model["linkage"]![attribute] = new JsonObject(belief.Lists.Select(l => KeyValuePair.Create<string, JsonNode?>(l.Name, new JsonArray([.. l.Shares.Select(s => JsonValue.Create(s))]))));
        return MatchingModel.Read(model.ToJsonString());
    }

    /// <summary>The model of a file: JSON as the library writes it, or YAML as it stands in a pack.</summary>
    /// <exception cref="RegisterException">It is neither, or has faults; the first is named with its line.</exception>
    public static MatchingModel Read(string path)
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return MatchingModel.Read(File.ReadAllText(path));
        var (rules, findings) = PackLoader.ReadMatching(Path.GetFileName(path), File.ReadAllBytes(path));
        return rules is null ? throw new RegisterException(findings is [var first, ..] ? first.ToString() : $"{path} is no file of kind matching.") : ModelOf(rules);
    }

    /// <summary>The whole of a model as a file of a pack.</summary>
    public static string Write(MatchingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var json = JsonNode.Parse(model.Write())!.AsObject();
        var text = new StringBuilder("""
            # yaml-language-server: $schema=../schema/matching.json
            kind: matching

            # How names and records are compared. What is left out of this file is as the matching ships it; to change a weight,
            # try the file on your own register first: nansen match try --model FILE --data DIR.

            # Two names are called one from this probability on.

            """.ReplaceLineEndings("\n"));
        text.Append(CultureInfo.InvariantCulture, $"names_bar: {Number(json["namesBar"])}\n\n# Two whole names side by side: weights (nats) of what is seen; their sum is the log-odds.\nnames:\n");
        foreach (var (name, weight) in json["names"]!.AsObject()) text.Append(CultureInfo.InvariantCulture, $"  \"{name}\": {Number(weight)}\n");
        text.Append("\n# The search: evidence (bits) by attribute, and from which probability a candidate is probable, and the same.\nrecords:\n");
        foreach (var (name, weight) in json["records"]!.AsObject()) text.Append(CultureInfo.InvariantCulture, $"  {JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}: {Number(weight)}\n");
        text.Append("\n# The linkage of whole registers: how levels of agreement spread, from \"different\" upwards, before the register's own pairs are seen.\nlinkage:\n");
        foreach (var (attribute, belief) in json["linkage"]!.AsObject())
        {
            text.Append(CultureInfo.InvariantCulture, $"  {attribute}:\n");
            foreach (var (name, shares) in belief!.AsObject())
                text.Append(CultureInfo.InvariantCulture, $"    {name}: [{string.Join(", ", shares!.AsArray().Select(Number))}]\n");
        }

        return text.ToString();
    }

    private static void Replace(JsonObject weights, IReadOnlyDictionary<string, decimal> by, Func<string, string> keyOf, string section)
    {
        foreach (var (name, weight) in by)
            weights[keyOf(name)] = weights.ContainsKey(keyOf(name)) ? weight
                : throw new RegisterException($"The matching knows no weight '{name}' under '{section}'. Known are: {string.Join(", ", weights.Select(w => w.Key))}.");
    }

    private static string Camel(string snake) => JsonNamingPolicy.CamelCase.ConvertName(string.Concat(snake.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..])));

    private static string Number(JsonNode? number) => number!.GetValue<decimal>().ToString(CultureInfo.InvariantCulture);
}
