using System.Globalization;
using System.Runtime.CompilerServices;
using Nansen.Packs;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>How the Observatory says countries, measures and figures in one language.</summary>
public sealed class ObservatoryWords(Texts texts, Pack pack)
{
    private static readonly ConditionalWeakTable<Pack, Dictionary<string, LocalText>> Named = [];

    private static readonly Dictionary<string, string> Codes = PublishedFigures.Shipped.Countries.Where(c => c.Iso3.Length > 0).GroupBy(c => c.Iso3).ToDictionary(g => g.Key, g => g.First().Code, StringComparer.Ordinal);

    private readonly Dictionary<string, LocalText> names = Named.GetValue(pack, NamesOf);

    /// <summary>The texts.</summary>
    public Texts T { get; } = texts;

    /// <summary>The published figures.</summary>
    public static PublishedFigures Figures => PublishedFigures.Shipped;

    /// <summary>Name of a country by UNHCR's code.</summary>
    public string Country(string code) => T.Has($"observatory.place.{code}") ? T[$"observatory.place.{code}"]
        : names.TryGetValue(code, out var name) ? T.Pick(name.ByLanguage)
        : Figures.ByCode.TryGetValue(code, out var country) ? country.Name : code;

    /// <summary>Name of a country by ISO code.</summary>
    public string CountryOfIso(string iso) => Codes.TryGetValue(iso, out var code) ? Country(code) : pack.Codes.GetValueOrDefault("countries")?.Find(iso) is { } item ? T.Pick(item.Title.ByLanguage) : iso;

    /// <summary>A name short enough for a drawing; the table has it in full.</summary>
    public string Short(string code)
    {
        if (T.Has($"observatory.short.{code}")) return T[$"observatory.short.{code}"];
        var name = Country(code);
        return name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
    }

    /// <summary>The same by ISO code.</summary>
    public string ShortOfIso(string iso) => Codes.TryGetValue(iso, out var code) ? Short(code) : CountryOfIso(iso);

    /// <summary>Name of a measure.</summary>
    public string Measure(string measure) => T[$"observatory.measure.{measure}"];

    /// <summary>Heading of a key column.</summary>
    public string Column(string key) => Instruments.Contains(key) ? T.Pick(Instrument(key)) : T[$"observatory.column.{key}"];

    /// <summary>What a key says in a drawing.</summary>
    public string ShortKey(string column, string value) => column switch
    {
        "coo" or "coa" or "state" => Short(value),
        "coo_iso" or "coa_iso" or "sender" or "receiver" => ShortOfIso(value),
        _ => Key(column, value),
    };

    /// <summary>What a key says.</summary>
    public string Key(string column, string value) => column switch
    {
        "coo" or "coa" or "state" => Country(value),
        "coo_iso" or "coa_iso" or "sender" or "receiver" => CountryOfIso(value),
        "measure" => Measure(value),
        "age" => T[$"observatory.age.{value}"],
        "reason" => T[$"observatory.reason.{value}"],
        "instrument" => T.Pick(Instrument(value)),
        "signed" or "bound_since" => value.Length == 0 ? T["observatory.dash"] : T.Date(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        "bound_by" => value.Length == 0 ? T["observatory.dash"] : T[$"observatory.act.{value}"],
        "flag" => value.Length == 0 ? T["observatory.dash"] : value,
        "in_cases" => T[$"observatory.unit.{value}"],
        _ when Instruments.Contains(column) => Standing(value),
        "old" or "new" => value.Length == 0 ? T["observatory.none"] : Number(decimal.Parse(value, CultureInfo.InvariantCulture)),
        _ => value,
    };

    /// <summary>A figure in a table: "not available" is said, and nought is a figure.</summary>
    public string Cell(string measure, decimal? value) => value is { } v ? Say(measure, v) : T["observatory.none"];

    /// <summary>A figure in full.</summary>
    public string Say(string measure, decimal value) => IsRate(measure) ? T.Percent(value, 1) : measure is "change" or "residue" or "gap" ? Change(value) : Number(value);

    /// <summary>A number in full, with decimals when it has some.</summary>
    public string Number(decimal value) => T.Number(value, value == decimal.Truncate(value) ? 0 : 1);

    /// <summary>A share as a whole percentage.</summary>
    public string Percent(decimal value) => T.Percent(value);

    /// <summary>A number on an axis or in a tile: 1.2 M, 350 k.</summary>
    public string Brief(decimal value)
    {
        var size = Math.Abs(value);
        return size >= 999_500 ? T["observatory.millions", T.Number(value / 1_000_000, size >= 9_950_000 || size % 1_000_000 == 0 ? 0 : 1)]
            : size >= 10_000 ? T["observatory.thousands", T.Number(value / 1000, 0)]
            : Number(value);
    }

    /// <summary>A change: with its sign.</summary>
    public string Change(decimal value) => value > 0 ? "+" + Number(value) : Number(value);

    /// <summary>A year.</summary>
    public static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    /// <summary>Publisher, vintage and licence.</summary>
    public string Source(string publisher)
    {
        var last = Figures.Releases[^1];
        return T[$"observatory.source.{publisher}", last.Name, DateOnly.ParseExact(last.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture)];
    }

    /// <summary>Whether a measure is a share of one.</summary>
    public static bool IsRate(string measure) => measure.EndsWith("_rate", StringComparison.Ordinal) || measure.EndsWith("_share", StringComparison.Ordinal);

    /// <summary>Name of a treaty.</summary>
    public IReadOnlyDictionary<string, string> Instrument(string code) =>
        pack.Codes.GetValueOrDefault("instruments")?.Find(code) is { } item ? item.Title.ByLanguage : new Dictionary<string, string> { ["en"] = code };

    /// <summary>The treaties, by subject: refugees, statelessness, migrant workers, organised crime.</summary>
    public static IReadOnlyList<string> Instruments { get; } = ["CSR51", "PSR67", "CSSP54", "CRS61", "CMW90", "UNTOC00", "TIP00", "SOM00"];

    /// <summary>Whether a column is about a treaty.</summary>
    public static bool IsInstrument(string column) => Instruments.Contains(column);

    // "2004-01-01" bound since then; "s 2004-01-01" signed only; empty neither. A sign and a word, never a colour alone.
    private string Standing(string value) => value.Length == 0 ? T["observatory.treaty.none"]
        : value.StartsWith("s ", StringComparison.Ordinal) ? T["observatory.treaty.signed", value[2..6]] : T["observatory.treaty.bound", value[..4]];

    private static Dictionary<string, LocalText> NamesOf(Pack pack)
    {
        var names = new Dictionary<string, LocalText>(StringComparer.Ordinal);
        foreach (var item in pack.Codes.GetValueOrDefault("countries")?.Items ?? [])
            if (item.External.TryGetValue("unhcr", out var code)) names.TryAdd(code, item.Title);
        return names;
    }
}
