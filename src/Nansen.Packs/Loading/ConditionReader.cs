using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Nansen.Packs;

/// <summary>How the words of a predicate are written.</summary>
internal enum PredicateForm
{
    /// <summary><c>fact_present: names</c>.</summary>
    Field,

    /// <summary><c>fact_is: {outcome: [REJ-INC, REJ-CRED]}</c>, one field and its codes.</summary>
    FieldIs,

    /// <summary><c>age_under: 18</c>, or the code of a parameter.</summary>
    Number,

    /// <summary><c>status_active: [asylum_seeker]</c>.</summary>
    Words,
}

/// <summary>Reads conditions: a mapping with one key, either all, any or not, or the name of a predicate.</summary>
/// <param name="codes">Every code of the pack's lists: a word such as <c>REJ-*</c> in fact_is stands for all codes that begin so.</param>
/// <param name="parameters">Values of parameters, which a number may name.</param>
internal sealed class ConditionReader(IReadOnlyCollection<string> codes, IReadOnlyDictionary<string, string> parameters)
{
    internal static readonly IReadOnlyDictionary<string, PredicateForm> Forms = new Dictionary<string, PredicateForm>
    {
        [Predicates.FactPresent] = PredicateForm.Field,
        [Predicates.FactIs] = PredicateForm.FieldIs,
        [Predicates.AgeUnder] = PredicateForm.Number,
        [Predicates.InState] = PredicateForm.Words,
        [Predicates.StatusActive] = PredicateForm.Words,
        [Predicates.Linked] = PredicateForm.Words,
        [Predicates.CaseOpen] = PredicateForm.Words,
        [Predicates.Need] = PredicateForm.Words,
        [Predicates.ClockLapsed] = PredicateForm.Words,
        [Predicates.SafeguardOn] = PredicateForm.Words,
        [Predicates.ParameterIs] = PredicateForm.FieldIs,
    };

    /// <summary>The condition, or null when it is malformed (which <see cref="ShapeCheck"/> reports).</summary>
    internal Condition? Read(YamlNode node)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } map || map.Children[0].Key is not YamlScalarNode { Value: { } name }) return null;
        var value = map.Children[0].Value;
        return name switch
        {
            "all" => ReadList(value) is { } all ? new Condition.All(all) : null,
            "any" => ReadList(value) is { } any ? new Condition.Any(any) : null,
            "not" => Read(value) is { } inner ? new Condition.Not(inner) : null,
            _ => Forms.TryGetValue(name, out var form) ? ReadPredicate(name, form, value) : null,
        };
    }

    private List<Condition>? ReadList(YamlNode node)
    {
        if (node is not YamlSequenceNode list || list.Children.Count == 0) return null;
        var read = list.Children.Select(Read).OfType<Condition>().ToList();
        return read.Count == list.Children.Count ? read : null;
    }

    private Condition.Predicate? ReadPredicate(string name, PredicateForm form, YamlNode value) => form switch
    {
        PredicateForm.Field => Words(value) is [var field] ? new(name, [], field, null) : null,
        PredicateForm.FieldIs => value is YamlMappingNode { Children.Count: 1 } map && map.Children[0].Key is YamlScalarNode { Value: { } of } && Words(map.Children[0].Value) is { Count: > 0 } words
            ? new(name, [.. words.SelectMany(Expand)], of, null)
            : null,
        PredicateForm.Number => Words(value) is [var number]
            ? int.TryParse(parameters.GetValueOrDefault(number, number), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? new(name, [], null, parsed) : new(name, [number], null, null)
            : null,
        _ => Words(value) is { Count: > 0 } several ? new(name, several, null, null) : null,
    };

    /// <summary>A prefix that fits no code stays as it is, so that the checker can name it.</summary>
    private List<string> Expand(string word)
    {
        if (!word.EndsWith('*')) return [word];
        var fitting = codes.Where(c => c.StartsWith(word[..^1], StringComparison.Ordinal)).ToList();
        return fitting.Count > 0 ? fitting : [word];
    }

    private static List<string> Words(YamlNode node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } one } => [one],
        YamlSequenceNode many when many.Children.All(c => c is YamlScalarNode { Value.Length: > 0 }) => [.. many.Children.Cast<YamlScalarNode>().Select(c => c.Value!)],
        _ => [],
    };
}
