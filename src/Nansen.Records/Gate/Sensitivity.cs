using System.Text.Json;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Records;

/// <summary>How sensitive a very fact is: a need can be more so than the field it stands in (section 3.3).</summary>
public static class Sensitivity
{
    /// <summary>The class of a fact: its field's, or that of its most sensitive code.</summary>
    public static SensitivityClass Of(Pack pack, Field field, FactValue fact)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(fact);
        if (field.CodeList is null || !pack.Codes.TryGetValue(field.CodeList, out var list)) return field.Class;
        return Codes(fact).Select(code => list.Find(code)?.Class ?? SensitivityClass.S0).Append(field.Class).Max();
    }

    /// <summary>The fact without codes above a class; null when nothing is left of it.</summary>
    public static FactValue? UpTo(SensitivityClass ceiling, Pack pack, Field field, FactValue fact)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(fact);
        if (Of(pack, field, fact) is var most && (most <= ceiling || most == field.Class)) return fact;
        if (fact.Value.ValueKind != JsonValueKind.Array) return null;
        var list = pack.Codes[field.CodeList!];
        var left = fact.Value.EnumerateArray().Where(item => (list.Find(Code(item))?.Class ?? SensitivityClass.S0) <= ceiling).ToList();
        return left.Count > 0 ? fact with { Value = JsonSerializer.SerializeToElement(left) } : null;
    }

    private static IEnumerable<string> Codes(FactValue fact) => fact.Value.ValueKind == JsonValueKind.Array ? fact.Value.EnumerateArray().Select(Code) : [fact.Text];

    private static string Code(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString()!,
        JsonValueKind.Object when item.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String => code.GetString()!,
        _ => "",
    };
}
