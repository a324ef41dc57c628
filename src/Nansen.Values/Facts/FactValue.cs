using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nansen.Values;

/// <summary>How sure a value is. Unknown, refused, not asked and not applicable are four different answers (section 5.0).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Certainty>))]
public enum Certainty
{
    /// <summary>Sure.</summary>
    [JsonStringEnumMemberName("certain")] Certain,

    /// <summary>Probably so.</summary>
    [JsonStringEnumMemberName("likely")] Likely,

    /// <summary>In doubt.</summary>
    [JsonStringEnumMemberName("uncertain")] Uncertain,

    /// <summary>The person does not know.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>The person prefers not to say; a valid final answer (DP-13).</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>Nobody asked.</summary>
    [JsonStringEnumMemberName("not_asked")] NotAsked,

    /// <summary>The question does not concern this person.</summary>
    [JsonStringEnumMemberName("not_applicable")] NotApplicable,
}

/// <summary>Where a value comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FactSource>))]
public enum FactSource
{
    /// <summary>Said by the person.</summary>
    [JsonStringEnumMemberName("declared")] Declared,

    /// <summary>Read from an original document.</summary>
    [JsonStringEnumMemberName("document_original")] DocumentOriginal,

    /// <summary>Read from a copy.</summary>
    [JsonStringEnumMemberName("document_copy")] DocumentCopy,

    /// <summary>From an authority's record.</summary>
    [JsonStringEnumMemberName("authority_record")] AuthorityRecord,

    /// <summary>Said by another person.</summary>
    [JsonStringEnumMemberName("other_person")] OtherPerson,

    /// <summary>Seen by the officer.</summary>
    [JsonStringEnumMemberName("observed")] Observed,

    /// <summary>Computed by the system.</summary>
    [JsonStringEnumMemberName("computed")] Computed,

    /// <summary>From biometrics.</summary>
    [JsonStringEnumMemberName("biometric")] Biometric,
}

/// <summary>
/// One fact with its envelope: the field, the value as JSON, what was said in which words, how sure and from where
/// (registration fields, section 5.0; DP-14). This is the form in which facts stand in the journal: names of its
/// members are one letter or short, and are never changed.
/// </summary>
public sealed record FactValue
{
    /// <summary>The field's code in the pack.</summary>
    [JsonPropertyName("f")] public required string Field { get; init; }

    /// <summary>The standardised value; undefined when the answer is that there is none (see <see cref="Certainty"/>).</summary>
    [JsonPropertyName("v"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public JsonElement Value { get; init; }

    /// <summary>As said or written, when that differs from the value.</summary>
    [JsonPropertyName("o"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Original { get; init; }

    /// <summary>How sure.</summary>
    [JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Certainty Certainty { get; init; }

    /// <summary>From where.</summary>
    [JsonPropertyName("s"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public FactSource Source { get; init; }

    /// <summary>True once the person or another officer disputes it; shown as disputed everywhere until resolved (DP-15).</summary>
    [JsonPropertyName("d"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Disputed { get; init; }

    /// <summary>Entry ids or document references that bear it out.</summary>
    [JsonPropertyName("e"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<string>? Evidence { get; init; }

    /// <summary>Since when the value holds in life, when that is known.</summary>
    [JsonPropertyName("from"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? From { get; init; }

    /// <summary>Until when.</summary>
    [JsonPropertyName("to"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? To { get; init; }

    /// <summary>Whether there is a value at all.</summary>
    [JsonIgnore] public bool HasValue => Value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The value as text: a string as it is, a number or a truth value in JSON's spelling, else empty.</summary>
    [JsonIgnore]
    public string Text => Value.ValueKind switch
    {
        JsonValueKind.String => Value.GetString() ?? "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Value.GetRawText(),
        _ => "",
    };

    /// <summary>A plain text, code or date value.</summary>
    public static FactValue Of(string field, string value, FactSource source = FactSource.Declared, Certainty certainty = Certainty.Certain) =>
        new() { Field = field, Value = JsonSerializer.SerializeToElement(value), Source = source, Certainty = certainty };

    /// <summary>A value of any other form.</summary>
    public static FactValue OfJson(string field, JsonElement value, FactSource source = FactSource.Declared, Certainty certainty = Certainty.Certain) =>
        new() { Field = field, Value = value, Source = source, Certainty = certainty };

    /// <summary>An answer without a value: unknown, refused, not asked or not applicable.</summary>
    public static FactValue Without(string field, Certainty answer) => new() { Field = field, Certainty = answer };
}
