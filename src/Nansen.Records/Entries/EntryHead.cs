using System.Text.Json;
using System.Text.Json.Serialization;
using Nansen.Journal;
using Nansen.Values;

namespace Nansen.Records;

/// <summary>
/// Part 0 of each entry of the records book, sealed under the record's own ordinary key: what happened, by whom, in
/// which role and for which purpose. It names records, codes and dates, never a fact about a person; those stand in
/// further parts under her key. Member names are short and never change.
/// </summary>
public sealed record EntryHead
{
    /// <summary>Entry type, see <see cref="EntryTypes"/>.</summary>
    [JsonPropertyName("t")] public required string Type { get; init; }

    /// <summary>Record type of the stream.</summary>
    [JsonPropertyName("rt")] public required string RecordType { get; init; }

    /// <summary>Who did it (actor id).</summary>
    [JsonPropertyName("a")] public required string Actor { get; init; }

    /// <summary>In which role.</summary>
    [JsonPropertyName("r")] public required string Role { get; init; }

    /// <summary>For which purpose.</summary>
    [JsonPropertyName("p")] public required string Purpose { get; init; }

    /// <summary>When it was written down, by the office's clock, UTC.</summary>
    [JsonPropertyName("at")] public required DateTimeOffset At { get; init; }

    /// <summary>The day it took effect in life.</summary>
    [JsonPropertyName("on")] public required DateOnly On { get; init; }

    /// <summary>form, import, api, message or batch.</summary>
    [JsonPropertyName("src"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Source { get; init; }

    /// <summary>Created: printable number.</summary>
    [JsonPropertyName("n"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Number { get; init; }

    /// <summary>Created: office that keeps it.</summary>
    [JsonPropertyName("o"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Office { get; init; }

    /// <summary>Transition, proposal: event code.</summary>
    [JsonPropertyName("ev"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Event { get; init; }

    /// <summary>Transition: state before.</summary>
    [JsonPropertyName("fr"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? From { get; init; }

    /// <summary>Created and transition: state after.</summary>
    [JsonPropertyName("to"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? To { get; init; }

    /// <summary>Code of what it is about: status, document kind, task, letter, link kind, field class.</summary>
    [JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Code { get; init; }

    /// <summary>The other record.</summary>
    [JsonPropertyName("x"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Other { get; init; }

    /// <summary>The entry it answers, ends or confirms.</summary>
    [JsonPropertyName("ref"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Refers { get; init; }

    /// <summary>Reason code or cause.</summary>
    [JsonPropertyName("why"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Reason { get; init; }

    /// <summary>Day something ends or is due.</summary>
    [JsonPropertyName("until"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateOnly? Until { get; init; }

    /// <summary>Version and digest of the pack in force, on decisions and creations.</summary>
    [JsonPropertyName("pack"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Pack { get; init; }

    /// <summary>Anything else by name: period id of a status, role of a task or link, language of a letter, heads of a search.</summary>
    [JsonPropertyName("w"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyDictionary<string, string>? With { get; init; }

    /// <summary>The word of a <see cref="EntryTypes.Prioritised"/> entry: true or false.</summary>
    internal const string First = "first";

    /// <summary>Of a <see cref="EntryTypes.FactsRecorded"/> entry: the day from which the facts are so, when what stood there had been right until then.</summary>
    public const string ChangedOn = "changed_on";

    /// <summary>A word of <see cref="With"/>, or null.</summary>
    public string? Word(string name) => With?.GetValueOrDefault(name);
}

/// <summary>A further part: facts or a text about one person (or about the record itself), sealed under the key of her and the facts' class.</summary>
public sealed record PartBody
{
    /// <summary>Person it is about; absent when it is about the record of the stream.</summary>
    [JsonPropertyName("of"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Of { get; init; }

    /// <summary>Facts.</summary>
    [JsonPropertyName("facts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<FactValue>? Facts { get; init; }

    /// <summary>Text of a note, letter or reason.</summary>
    [JsonPropertyName("text"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Text { get; init; }
}

/// <summary>An entry of the records book as the fold sees it.</summary>
/// <param name="Id">Entry id.</param>
/// <param name="Stream">Record.</param>
/// <param name="Head">Head.</param>
/// <param name="Parts">Opened parts with the class they were sealed in; those erased or above the reader's ceiling are left out.</param>
public sealed record RecordEntry(EntryId Id, StreamId Stream, EntryHead Head, IReadOnlyList<ClassedPart> Parts)
{
    /// <summary>Reads a journal entry; null when its head was erased or cannot be read.</summary>
    public static RecordEntry? Read(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Parts.Count == 0 || entry.Parts[0].Body is not { } headBytes) return null;
        var head = JsonSerializer.Deserialize(headBytes.Span, EntryJson.Default.EntryHead);
        if (head is null) return null;
        var parts = new List<ClassedPart>(entry.Parts.Count - 1);
        for (var i = 1; i < entry.Parts.Count; i++)
        {
            var part = entry.Parts[i];
            if (part is { Body: { } bytes, Scope: { } scope } && JsonSerializer.Deserialize(bytes.Span, EntryJson.Default.PartBody) is { } body)
                parts.Add(new ClassedPart(scope, body));
        }

        return new RecordEntry(entry.Id, entry.Stream, head, parts);
    }
}

/// <summary>A part and the key scope it is sealed under.</summary>
public sealed record ClassedPart(KeyScope Scope, PartBody Body);

/// <summary>Reads and writes entry bodies without reflection.</summary>
[JsonSerializable(typeof(EntryHead))]
[JsonSerializable(typeof(PartBody))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class EntryJson : JsonSerializerContext;
