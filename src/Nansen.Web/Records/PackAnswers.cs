using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>Reads the answers to a pack's form from what was posted, and fills a form from facts. One binder for all procedures.</summary>
public static class PackAnswers
{
    /// <summary>Files up to this size stand inside the entry; larger ones are blobs (DESIGN, journal).</summary>
    public const int InlineLimit = 4 * 1024;

    /// <summary>The group of a form in which the answers about a person stand; the record's own stand in <c>about</c>.</summary>
    public static string GroupOf(StreamId? person) => person is { } id ? "p" + id : "about";

    /// <summary>Where a problem shows in the form.</summary>
    public static string KeyOf(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Field is null) return "";
        return $"{(StreamId.TryParse(problem.Of, out var of) ? GroupOf(of) : "about")}.{problem.Field}";
    }

    /// <summary>All answers to a form: about the record, and about each person where a question is asked of each.</summary>
    public static IReadOnlyList<SubjectFacts> Read(Pack pack, Form form, FormInput input, IReadOnlyList<StreamId> persons, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(input);
        var subjects = new List<SubjectFacts>();
        foreach (var person in persons.Select(p => (StreamId?)p).Prepend(null))
        {
            var group = input.Group(GroupOf(person));
            var facts = form.Questions.Select(q => pack.FieldOf(form.Record, q.Field)).OfType<Field>()
                .Where(f => f.PerPerson == (person is not null)).Select(f => Read(pack, f, group, texts)).OfType<FactValue>().ToList();
            if (facts.Count > 0) subjects.Add(new SubjectFacts(person, facts));
        }

        return subjects;
    }

    /// <summary>All answers about one record in one group, whether per person or not: for registration, where each member has a group of her own.</summary>
    public static IReadOnlyList<FactValue> ReadAll(Pack pack, Form form, FormInput group, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(form);
        return [.. form.Questions.Select(q => pack.FieldOf(form.Record, q.Field)).OfType<Field>().Select(f => Read(pack, f, group, texts)).OfType<FactValue>()];
    }

    /// <summary>The answer to one question; null when it was left open.</summary>
    public static FactValue? Read(Pack pack, Field field, FormInput group, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(group);
        switch (group.Text(field.Code + ".sure"))
        {
            case "unknown": return FactValue.Without(field.Code, Certainty.Unknown);
            case "refused": return FactValue.Without(field.Code, Certainty.Refused);
        }

        var source = group.Text(field.Code + ".source") switch { "document_original" => FactSource.DocumentOriginal, "document_copy" => FactSource.DocumentCopy, "observed" => FactSource.Observed, _ => FactSource.Declared };
        var value = ValueOf(pack, field, group, texts);
        return value is null ? null : FactValue.OfJson(field.Code, JsonSerializer.SerializeToElement(value), source);
    }

    /// <summary>Fills a group with a fact, so that it can be corrected or said again.</summary>
    public static void Fill(Field field, FormInput group, FactValue fact)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(fact);
        if (!fact.HasValue)
        {
            if (fact.Certainty is Certainty.Unknown or Certainty.Refused) group.Set(field.Code + ".sure", fact.Certainty.ToString().ToLowerInvariant());
            return;
        }

        switch (field.Type)
        {
            case FieldType.Date when PartialDate.TryParse(fact.Text, out var date): group.SetDate(field.Code, date); break;
            case FieldType.Names: group.SetNames(field.Code, PersonNameJson.Read(fact.Value)); break;
            case FieldType.Codes: group.Set(field.Code, [.. Words(fact.Value)]); break;
            case FieldType.Needs: group.Set(field.Code, [.. Objects(fact.Value).Where(n => Word(n, "state") is not "resolved" and not "refuted").Select(n => Word(n, "code"))]); break;
            case FieldType.Languages:
                foreach (var word in Words(fact.Value)) group.AddRow(field.Code).Set("code", word);
                break;
            case FieldType.Place:
                group.Group(field.Code).Set("text", Word(fact.Value, "text"));
                group.Group(field.Code).Set("country", Word(fact.Value, "country"));
                break;
            case FieldType.Nationalities or FieldType.Rows:
                foreach (var one in Objects(fact.Value))
                {
                    var row = group.AddRow(field.Code);
                    foreach (var property in one.EnumerateObject()) row.Set(property.Name, property.Value.ToString());
                }

                break;
            case FieldType.File: break;
            default: group.Set(field.Code, fact.Text); break;
        }
    }

    private static JsonNode? ValueOf(Pack pack, Field field, FormInput group, Texts texts) => field.Type switch
    {
        FieldType.Date => group.ReadDate(field.Code, texts) is { } date ? date.ToString() : null,
        FieldType.Names => group.ReadNames(field.Code) is { Count: > 0 } names ? JsonNode.Parse(PersonNameJson.Write(names).GetRawText()) : null,
        FieldType.Codes => group.All(field.Code) is { Count: > 0 } codes ? Array(codes) : null,
        FieldType.Country => Chosen(pack, field, group, field.Code, texts),
        FieldType.Languages => Array([.. group.Rows(field.Code).Select(r => Chosen(pack, field, r, "code", texts)).OfType<string>().Distinct()]),
        FieldType.Needs => group.All(field.Code) is { Count: > 0 } needs ? new JsonArray([.. needs.Select(n => (JsonNode)new JsonObject { ["code"] = n, ["state"] = "pending_assessment" })]) : null,
        FieldType.Place => Place(pack, field, group.Group(field.Code), texts),
        FieldType.Nationalities => Rows(group, field.Code, row => Chosen(pack, field, row, "state", texts) is { } state
            ? new JsonObject { ["state"] = state, ["grade"] = row.Text("grade") is { Length: > 0 } grade ? grade : "declared" } : null),
        FieldType.Rows => Rows(group, field.Code, row => RowOf(field, row)),
        FieldType.File => FileOf(group, field.Code),
        FieldType.Boolean => group.Text(field.Code) switch { "true" => true, "false" => false, _ => null },
        _ => group.Text(field.Code) is { Length: > 0 } text ? text : null,
    };

    private static string? Chosen(Pack pack, Field field, FormInput group, string name, Texts texts)
    {
        var list = pack.ListOf(field);
        return list is null ? group.Text(name) : group.ReadChoice(name, PackChoices.Of(list, texts), texts);
    }

    private static JsonObject? Place(Pack pack, Field field, FormInput group, Texts texts)
    {
        var text = group.Text("text");
        var country = pack.Codes.TryGetValue("countries", out var list) ? group.ReadChoice("country", PackChoices.Of(list, texts), texts) : null;
        if (text.Length == 0 && country is null) return null;
        _ = field;
        var place = new JsonObject { ["text"] = text };
        if (country is not null) place["country"] = country;
        return place;
    }

    private static JsonArray? Rows(FormInput group, string field, Func<FormInput, JsonObject?> read)
    {
        var rows = group.Rows(field).Select(read).OfType<JsonObject>().ToArray<JsonNode>();
        return rows.Length > 0 ? new JsonArray(rows) : null;
    }

    private static JsonObject? RowOf(Field field, FormInput row)
    {
        var one = new JsonObject();
        foreach (var column in field.Columns)
            if (row.Text(column.Code) is { Length: > 0 } text) one[column.Code] = text;
        return one.Count > 0 ? one : null;
    }

    private static JsonObject? FileOf(FormInput group, string field)
    {
        if (group.File(field) is not { } file) return null;
        using var content = new MemoryStream();
        file.CopyTo(content);
        return new JsonObject { ["inline"] = Convert.ToBase64String(content.ToArray()), ["type"] = file.ContentType, ["name"] = Path.GetFileName(file.FileName), ["length"] = file.Length.ToString(CultureInfo.InvariantCulture) };
    }

    private static JsonArray? Array(IReadOnlyList<string> words) => words.Count > 0 ? new JsonArray([.. words.Select(w => (JsonNode)w)]) : null;

    private static IEnumerable<string> Words(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!) : [];

    private static IEnumerable<JsonElement> Objects(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Object) : [];

    private static string Word(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";
}

/// <summary>Choices of a pack's code list in a language.</summary>
public static class PackChoices
{
    /// <summary>All of a list.</summary>
    public static IReadOnlyList<Choice> Of(CodeList? list, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return list is null ? [] : [.. list.Items.Select(i => new Choice(i.Code, texts.Pick(i.Title.ByLanguage)))];
    }
}
