using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nansen.Statistics;

/// <summary>
/// The written form of statistics entries (docs/statistics-book.md). The names are short and never change:
/// they stand in journals for ever.
/// </summary>
public static class StatisticsJson
{
    /// <summary>Writes an entry.</summary>
    public static JsonElement Write(StatisticsEntry entry)
    {
        var json = entry switch
        {
            PeriodOpened e => Ages(new JsonObject
            {
                ["k"] = "open",
                ["p"] = Id(e.Id),
                ["s"] = e.Status,
                ["d"] = Codes(e.Dims),
                ["on"] = Day(e.On),
                ["c"] = e.Cause,
                ["b"] = e.Band,
                ["x"] = Crossings(e.Crossings),
            }, e.Eurostat),
            PeriodClosed e => With(new JsonObject { ["k"] = "close", ["p"] = Id(e.Id), ["on"] = Day(e.On), ["c"] = e.Cause }, ("b", e.Band), ("be", e.EurostatGroup)),
            PeriodCorrected e => Correction(e),
            PeriodReclassified e => With(
                new JsonObject { ["k"] = "reclassify", ["r"] = Id(e.Id), ["p"] = Id(e.Period), ["on"] = Day(e.On), ["d"] = Codes(e.Dims) },
                ("s", e.Status), ("b", e.Band), ("be", e.EurostatGroup)),
            Voided e => new JsonObject { ["k"] = "void", ["p"] = Id(e.Id) },
            Restored e => new JsonObject { ["k"] = "restore", ["p"] = Id(e.Id) },
            EventCounted e => new JsonObject
            {
                ["k"] = "count",
                ["p"] = Id(e.Id),
                ["e"] = e.Event,
                ["on"] = Day(e.On),
                ["d"] = Codes(e.Dims),
                ["n"] = e.Persons,
            },
            _ => throw new ArgumentException($"Not an entry of a statistics book: {entry?.GetType().Name ?? "null"}.", nameof(entry)),
        };
        return JsonSerializer.SerializeToElement(json);
    }

    /// <summary>Reads an entry. Says what is wrong instead of throwing; unknown names are passed over.</summary>
    public static bool TryRead(JsonElement json, out StatisticsEntry? entry, out string? error)
    {
        var read = new EntryReader(json);
        entry = read.Text("k") switch
        {
            "open" => new PeriodOpened(
                read.Id("p"), read.Text("s"), read.Codes("d"), read.Day("on"), read.Text("c"), read.Band("b"), read.Crossings("x") ?? [])
            { Eurostat = read.EurostatPath() },
            "close" => new PeriodClosed(read.Id("p"), read.Day("on"), read.Text("c"), read.BandIfAny("b")) { EurostatGroup = read.EurostatGroup("be") },
            "correct" => new PeriodCorrected(read.Id("p"))
            {
                Status = read.TextIfAny("s"),
                Dims = read.Changes("d"),
                On = read.DayIfAny("on"),
                Cause = read.TextIfAny("c"),
                Band = read.BandIfAny("b"),
                Crossings = read.Crossings("x"),
                NotEnded = read.Flag("open"),
                EndOn = read.DayIfAny("end"),
                EndCause = read.TextIfAny("ec"),
                EndBand = read.BandIfAny("eb"),
                Eurostat = read.EurostatPath(),
                EndEurostatGroup = read.EurostatGroup("ebe"),
            },
            "reclassify" => new PeriodReclassified(read.Id("r"), read.Id("p"), read.Day("on"), read.Changes("d") ?? read.NoChanges)
            {
                Status = read.TextIfAny("s"),
                Band = read.BandIfAny("b"),
                EurostatGroup = read.EurostatGroup("be"),
            },
            "void" => new Voided(read.Id("p")),
            "restore" => new Restored(read.Id("p")),
            "count" => new EventCounted(read.Id("p"), read.Text("e"), read.Day("on"), read.Codes("d"), read.Positive("n")),
            var other => read.Unknown(other),
        };
        error = read.Error;
        if (error is not null) entry = null;
        return entry is not null;
    }

    private static JsonObject Correction(PeriodCorrected e)
    {
        var json = new JsonObject { ["k"] = "correct", ["p"] = Id(e.Id) };
        if (e.Dims is not null) json["d"] = Codes(e.Dims);
        if (e.Crossings is not null) json["x"] = Crossings(e.Crossings);
        if (e.NotEnded) json["open"] = true;
        return With(Ages(json, e.Eurostat), ("s", e.Status), ("on", e.On), ("c", e.Cause), ("b", e.Band), ("end", e.EndOn), ("ec", e.EndCause), ("eb", e.EndBand), ("ebe", e.EndEurostatGroup));
    }

    private static JsonObject Ages(JsonObject json, AgePath? path)
    {
        if (path is null) return json;
        json["be"] = path.Group;
        json["xe"] = Crossings(path.Crossings);
        return json;
    }

    private static JsonObject With(JsonObject json, params (string Name, object? Value)[] known)
    {
        foreach (var (name, value) in known)
        {
            json[name] = value switch { string s => s, int n => n, DateOnly d => Day(d), _ => null };
            if (value is null) json.Remove(name);
        }

        return json;
    }

    private static string Id(Guid id) => id.ToString("N");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Codes<TCode>(IEnumerable<KeyValuePair<string, TCode>> codes)
        where TCode : class? =>
        new(codes.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => KeyValuePair.Create(c.Key, (JsonNode?)(c.Value as string))));

    private static JsonArray Crossings(IEnumerable<BandCrossing> crossings) =>
        [.. crossings.Select(c => new JsonArray(string.Create(CultureInfo.InvariantCulture, $"{c.Year:0000}-{c.Month:00}"), c.Band))];
}
