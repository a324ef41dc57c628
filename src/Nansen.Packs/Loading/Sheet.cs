using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Nansen.Packs;

/// <summary>What one loading carries along: how conditions are read, and which keys the readers asked for.</summary>
internal sealed record Reading(ConditionReader Conditions, ISet<string> Asked);

/// <summary>
/// A mapping of a pack file, read through its shape. Missing or malformed values read as empty: the shape check has
/// reported them already. Asking for a key the shape does not have is a mistake in the loader and throws.
/// </summary>
internal sealed class Sheet(string file, YamlNode node, Shape.Table shape, Reading reading)
{
    private readonly YamlMappingNode? _map = node as YamlMappingNode;

    internal Place PlaceOf(string? key = null) => Place.Of(file, key is null ? node : Find(key) ?? node);

    internal bool Has(string key) => Node(key) is not null;

    internal string Text(string key) => (Node(key) as YamlScalarNode)?.Value ?? "";

    internal string? MaybeText(string key) => Text(key) is { Length: > 0 } text ? text : null;

    internal bool Flag(string key) => Text(key) == "true";

    internal int? Whole(string key) =>
        int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal decimal? Number(string key) =>
        decimal.TryParse(Text(key), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal T Word<T>(string key)
        where T : struct, Enum => SnakeCase.Read(Text(key), default(T));

    internal SensitivityClass? Class(string key) => Enum.TryParse<SensitivityClass>(Text(key), out var value) ? value : null;

    /// <summary>Words of a list, or the one word given.</summary>
    internal IReadOnlyList<string> Words(string key) => Node(key) switch
    {
        YamlScalarNode one => [one.Value ?? ""],
        YamlSequenceNode many => [.. many.Children.OfType<YamlScalarNode>().Select(n => n.Value ?? "")],
        _ => [],
    };

    internal LocalText Local(string key) => MaybeLocal(key) ?? new LocalText(new Dictionary<string, string>());

    internal LocalText? MaybeLocal(string key) =>
        Node(key) is YamlMappingNode map ? new LocalText(Pairs(map).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal)) : null;

    /// <summary>Texts of a list, each by language.</summary>
    internal IReadOnlyList<LocalText> Locals(string key) => Node(key) is YamlSequenceNode list
        ? [.. list.Children.OfType<YamlMappingNode>().Select(map => new LocalText(Pairs(map).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal)))] : [];

    /// <summary>Free keys with plain values, in order.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Pairs(string key) => Node(key) is YamlMappingNode map ? [.. Pairs(map)] : [];

    internal Sheet? Child(string key) => Node(key) is YamlMappingNode map && shape.Find(key)!.Shape is Shape.Table inner ? Of(map, inner) : null;

    /// <summary>Free keys with tables, in order.</summary>
    internal IEnumerable<KeyValuePair<string, Sheet>> Tables(string key)
    {
        if (Node(key) is not YamlMappingNode map || shape.Find(key)!.Shape is not Shape.Map { Of: Shape.Table inner }) yield break;
        foreach (var (name, value) in map.Children)
            if (name is YamlScalarNode { Value: { } code }) yield return new(code, Of(value, inner));
    }

    /// <summary>Tables of a list, in order.</summary>
    internal IEnumerable<Sheet> Items(string key) =>
        Node(key) is YamlSequenceNode list && shape.Find(key)!.Shape is Shape.List { Of: Shape.Table inner }
            ? list.Children.Select(n => Of(n, inner))
            : [];

    internal Condition? Condition(string key) => Node(key) is { } condition ? reading.Conditions.Read(condition) : null;

    /// <summary>Free keys with conditions.</summary>
    internal IEnumerable<KeyValuePair<string, Condition>> Conditions(string key)
    {
        if (Node(key) is not YamlMappingNode map) yield break;
        foreach (var (name, value) in map.Children)
            if (name is YamlScalarNode { Value: { } code } && reading.Conditions.Read(value) is { } condition) yield return new(code, condition);
    }

    /// <summary>Free keys with free keys (measures).</summary>
    internal IEnumerable<KeyValuePair<string, IReadOnlyDictionary<string, string>>> Filters(string key)
    {
        if (Node(key) is not YamlMappingNode map) yield break;
        foreach (var (name, value) in map.Children)
            if (name is YamlScalarNode { Value: { } code })
                yield return new(code, value is YamlMappingNode filter ? Pairs(filter).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal) : new Dictionary<string, string>());
    }

    private Sheet Of(YamlNode value, Shape.Table inner) => new(file, value, inner, reading);

    private YamlNode? Node(string key)
    {
        if (shape.Find(key) is null) throw new InvalidOperationException($"The shape '{shape.Name}' has no key '{key}'.");
        reading.Asked.Add($"{shape.Name}.{key}");
        return Find(key);
    }

    private YamlNode? Find(string key)
    {
        if (_map is null) return shape.ShortForm == key ? node : null;
        return _map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(YamlMappingNode map) =>
        from pair in map.Children
        where pair.Key is YamlScalarNode && pair.Value is YamlScalarNode
        select new KeyValuePair<string, string>(((YamlScalarNode)pair.Key).Value ?? "", ((YamlScalarNode)pair.Value).Value ?? "");
}
