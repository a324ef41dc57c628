using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Nansen.Packs;

/// <summary>Checks the nodes of a file against its shape: unknown and missing keys, words outside a list, numbers out of bounds, missing languages.</summary>
internal sealed class ShapeCheck(string file, IReadOnlyList<string> languages, ConditionReader conditions, Findings findings)
{
    internal void Check(YamlNode node, Shape shape, string what)
    {
        switch (shape)
        {
            case Shape.Text text: CheckText(node, text, what); break;
            case Shape.OneOf words: CheckWord(node, words, what); break;
            case Shape.Whole whole: CheckWhole(node, whole, what); break;
            case Shape.Number: CheckNumber(node, what); break;
            case Shape.Flag: CheckFlag(node, what); break;
            case Shape.Local: CheckLocal(node, what); break;
            case Shape.When: CheckCondition(node, what); break;
            case Shape.Words words: CheckWords(node, words, what); break;
            case Shape.List list: CheckList(node, list, what); break;
            case Shape.Map map: CheckMap(node, map, what); break;
            case Shape.Table table: CheckTable(node, table, what); break;
        }
    }

    private void CheckText(YamlNode node, Shape.Text shape, string what)
    {
        if (Scalar(node, what, "a plain text") is not { } text) return;
        if (shape.Pattern is { } pattern && !Regex.IsMatch(text, pattern)) Bad(node, "value", $"{what} is '{text}', which is not a code", "Use letters, digits, '_', '-' and '.' only");
    }

    private void CheckWord(YamlNode node, Shape.OneOf shape, string what)
    {
        if (Scalar(node, what, "one word") is { } text && !shape.Allowed.Contains(text))
            Bad(node, "value", $"{what} is '{text}', which is not known here", $"Write one of: {string.Join(", ", shape.Allowed)}");
    }

    private void CheckWhole(YamlNode node, Shape.Whole shape, string what)
    {
        if (Scalar(node, what, "a whole number") is not { } text) return;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < shape.Least || number > shape.Most)
            Bad(node, "number", $"{what} is '{text}'", $"Write a whole number from {shape.Least} to {shape.Most}");
    }

    private void CheckNumber(YamlNode node, string what)
    {
        if (Scalar(node, what, "a number") is { } text && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
            Bad(node, "number", $"{what} is '{text}', which is not a number", "Write a number such as 30 or 2.5");
    }

    private void CheckFlag(YamlNode node, string what)
    {
        if (Scalar(node, what, "true or false") is { } text && text is not ("true" or "false"))
            Bad(node, "value", $"{what} is '{text}'", "Write true or false");
    }

    private void CheckLocal(YamlNode node, string what)
    {
        if (node is not YamlMappingNode map)
        {
            Bad(node, "language", $"{what} is not given by language", $"Write {{{string.Join(", ", languages.Select(l => l + ": …"))}}}");
            return;
        }

        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            var language = (key as YamlScalarNode)?.Value ?? "";
            if (!languages.Contains(language)) Bad(key, "language", $"{what} has a text in '{language}', which is not a language of this pack", $"Remove it, or add '{language}' to languages in pack.yaml");
            else if (Scalar(value, what, "a text") is { } text && !string.IsNullOrWhiteSpace(text)) present.Add(language);
            if (value is YamlScalarNode { Value: { } said } && Wording.AvoidedIn(said) is { } avoided)
                findings.Warning("wording", Place.Of(file, value), $"{what} says '{avoided}'", "Use the neutral term of the glossary");
        }

        foreach (var missing in languages.Where(l => !present.Contains(l)))
            Bad(node, "language", $"{what} has no text in '{missing}'", $"Add {missing}: …");
    }

    private void CheckCondition(YamlNode node, string what)
    {
        const string fix = "Write one of all, any, not, " + "or a predicate with its words, for example {status_active: [asylum_seeker]}";
        if (node is not YamlMappingNode { Children.Count: 1 } map || map.Children[0].Key is not YamlScalarNode { Value: { } name })
        {
            Bad(node, "condition", $"{what} is not a condition with exactly one key", fix);
            return;
        }

        switch (name)
        {
            case "all" or "any" when map.Children[0].Value is YamlSequenceNode { Children.Count: > 0 } list:
                foreach (var inner in list.Children) CheckCondition(inner, what);
                break;
            case "not":
                CheckCondition(map.Children[0].Value, what);
                break;
            default:
                if (name is "all" or "any") Bad(node, "condition", $"'{name}' in {what} has no list of conditions", fix);
                else if (!ConditionReader.Forms.ContainsKey(name)) Bad(node, "condition", $"{what} uses the predicate '{name}', which does not exist", $"Use one of: {string.Join(", ", Predicates.All)}");
                else if (conditions.Read(node) is null) Bad(node, "condition", $"the predicate '{name}' in {what} is not written as it should be", fix);
                break;
        }
    }

    private void CheckWords(YamlNode node, Shape.Words shape, string what)
    {
        if (node is YamlSequenceNode list)
        {
            if (list.Children.Count < shape.Least) Bad(node, "missing", $"{what} is empty", "Name at least one");
            foreach (var item in list.Children) Check(item, shape.Of, what);
        }
        else
        {
            Check(node, shape.Of, what);
        }
    }

    private void CheckList(YamlNode node, Shape.List shape, string what)
    {
        if (node is not YamlSequenceNode list)
        {
            Bad(node, "value", $"{what} is not a list", "Begin each item on its own line with '- '");
            return;
        }

        if (list.Children.Count < shape.Least) Bad(node, "missing", $"{what} is empty", "Add at least one item");
        foreach (var item in list.Children) Check(item, shape.Of, what);
    }

    private void CheckMap(YamlNode node, Shape.Map shape, string what)
    {
        if (node is not YamlMappingNode map)
        {
            Bad(node, "value", $"{what} is not a list of codes with their values", "Write 'code: …' on each line");
            return;
        }

        foreach (var (key, value) in map.Children)
        {
            var code = (key as YamlScalarNode)?.Value ?? "";
            if (shape.KeyPattern is { } pattern && !Regex.IsMatch(code, pattern)) Bad(key, "value", $"'{code}' in {what} is not a code as it should be", $"Write it to match {pattern}");
            Check(value, shape.Of, $"{what} {code}");
        }
    }

    private void CheckTable(YamlNode node, Shape.Table shape, string what)
    {
        if (node is YamlScalarNode && shape.ShortForm is { } only)
        {
            Check(node, shape.Find(only)!.Shape, what);
            return;
        }

        if (node is not YamlMappingNode map)
        {
            Bad(node, "value", $"{what} has no keys", $"Write its keys: {string.Join(", ", shape.Keys.Where(k => k.Required).Select(k => k.Name))}");
            return;
        }

        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            present.Add(name);
            if (shape.Find(name) is { } known) Check(value, known.Shape, known.Shape is Shape.Map or Shape.List ? name : $"'{name}' of {what}");
            else Bad(key, "key", $"{what} has an unknown key '{name}'", $"Remove it or write one of: {string.Join(", ", shape.Keys.Select(k => k.Name))}");
        }

        foreach (var missing in shape.Keys.Where(k => k.Required && !present.Contains(k.Name)))
            Bad(node, "missing", $"{what} has no '{missing.Name}'", $"Add {missing.Name}: {missing.Says.TrimEnd('.')}");
        if (shape.ExactlyOneOf is { } choice && choice.Count(present.Contains) != 1)
            Bad(node, "missing", $"{what} does not say exactly one thing to do", $"Write exactly one of: {string.Join(", ", choice)}");
    }

    private string? Scalar(YamlNode node, string what, string wanted)
    {
        if (node is YamlScalarNode { Value: { } text }) return text;
        Bad(node, "value", $"{what} is not {wanted}", $"Write {wanted}");
        return null;
    }

    private void Bad(YamlNode node, string rule, string reason, string fix) => findings.Error(rule, Place.Of(file, node), reason, fix);
}
