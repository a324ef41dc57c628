using System.Globalization;
using System.Text.Json;

namespace Nansen.Statistics;

/// <summary>Reads the fields of one written entry and remembers the first thing that was wrong.</summary>
internal sealed class EntryReader(JsonElement json)
{
    public string? Error { get; private set; } =
        json.ValueKind == JsonValueKind.Object ? null : "a statistics entry must be a JSON object";

    public IReadOnlyDictionary<string, string?> NoChanges { get; } = new Dictionary<string, string?>();

    public StatisticsEntry? Unknown(string kind)
    {
        Error ??= $"'k' is '{kind}'; it must be open, close, correct, reclassify, void or count";
        return null;
    }

    public string Text(string name) => TextIfAny(name) is { Length: > 0 } text ? text : Fail(name, "a text", "");

    public string? TextIfAny(string name) =>
        !TryGet(name, out var value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : Fail(name, "a text", (string?)null);

    public Guid Id(string name) =>
        Guid.TryParseExact(TextIfAny(name), "N", out var id) ? id : Fail(name, "an id of 32 hexadecimal digits", Guid.Empty);

    public DateOnly Day(string name) => DayIfAny(name) ?? Fail(name, "a day such as 2024-03-05", DateOnly.MinValue);

    public DateOnly? DayIfAny(string name)
    {
        if (!TryGet(name, out _)) return null;
        return DateOnly.TryParseExact(TextIfAny(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : Fail(name, "a day such as 2024-03-05", (DateOnly?)null);
    }

    public int Band(string name) => BandIfAny(name) ?? Fail(name, "an age group, 0 to 5", AgeBand.Unknown);

    public int? BandIfAny(string name)
    {
        if (!TryGet(name, out var value)) return null;
        return IsGroup(value, AgeBand.Count, out var band) ? band : Fail(name, "an age group, 0 to 5", (int?)null);
    }

    public int? EurostatGroup(string name)
    {
        if (!TryGet(name, out var value)) return null;
        return IsGroup(value, EurostatAge.Codes.Count, out var group) ? group : Fail(name, "an age group of Eurostat's, 0 to 6", (int?)null);
    }

    public AgePath? EurostatPath() => EurostatGroup("be") is { } group ? new AgePath(group, Crossings("xe", EurostatAge.Codes.Count) ?? []) : null;

    public int Positive(string name) =>
        TryGet(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var n) && n > 0
            ? n : Fail(name, "a whole number above 0", 1);

    public bool Flag(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.True;

    public IReadOnlyDictionary<string, string> Codes(string name) =>
        (Changes(name) ?? Fail(name, "an object of codes", NoChanges)).Where(c => c.Value is not null)
        .ToDictionary(c => c.Key, c => c.Value!, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string?>? Changes(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Object) return Fail(name, "an object of codes", (IReadOnlyDictionary<string, string?>?)null);
        var codes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var code in value.EnumerateObject())
        {
            if (code.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)) return Fail(name, "an object of codes", NoChanges);
            codes[code.Name] = code.Value.GetString();
        }

        return codes;
    }

    public IReadOnlyList<BandCrossing>? Crossings(string name, int groups = AgeBand.Count)
    {
        const string Form = """a list such as [["2027-03",2]]""";
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array) return Fail(name, Form, (IReadOnlyList<BandCrossing>?)null);
        var crossings = new List<BandCrossing>();
        foreach (var one in value.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Array || one.GetArrayLength() != 2 || one[0].ValueKind != JsonValueKind.String
                || !DateOnly.TryParseExact(one[0].GetString(), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
                || !IsGroup(one[1], groups, out var band))
                return Fail(name, Form, (IReadOnlyList<BandCrossing>?)null);
            crossings.Add(new BandCrossing(month.Year, month.Month, band));
        }

        return crossings;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private static bool IsGroup(JsonElement value, int groups, out int group)
    {
        group = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out group) && group >= 0 && group < groups;
    }

    private T Fail<T>(string name, string wanted, T stand)
    {
        Error ??= $"'{name}' must be {wanted}";
        return stand;
    }
}
