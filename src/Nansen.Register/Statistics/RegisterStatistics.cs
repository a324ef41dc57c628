using System.Text.Json;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// Writes the statistics book's entries: codes, the age band of the day and the months of later crossings; no birth
/// date and no subject (docs/statistics-book.md). Countries stand in UNHCR's codes, as the published tables have them.
/// </summary>
public sealed partial class RegisterStatistics(Pack pack, IIdSource? ids = null) : IStatisticsWriter
{
    /// <inheritdoc/>
    public byte[] PeriodOpened(Guid period, string status, string cause, RecordState person, RecordState? record, IReadOnlyDictionary<string, string> more, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(more);
        var dimensions = Known(status, record, person);
        foreach (var (name, code) in Dimensions(person)) dimensions[name] = code;
        foreach (var (name, code) in more)
            if (code.Length > 0) dimensions[name] = code;
        return Write(new PeriodOpened(period, status, dimensions, on, cause, AgeBand.On(person.Birth, on), AgeBand.CrossingsAfter(person.Birth, on)) { Eurostat = AgePath.EurostatFrom(person.Birth, on) });
    }

    /// <inheritdoc/>
    public byte[] PeriodClosed(Guid period, string cause, RecordState person, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Write(new PeriodClosed(period, on, cause, AgeBand.On(person.Birth, on)) { EurostatGroup = EurostatAge.NumberOn(person.Birth, on) });
    }

    /// <inheritdoc/>
    public byte[] PeriodCorrected(Guid period, string status, RecordState person, IReadOnlySet<string> fields, DateOnly since)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(fields);
        var dimensions = Dimensions(person).ToDictionary(d => d.Key, d => (string?)d.Value, StringComparer.Ordinal);
        foreach (var (name, code) in Changed(status, person, null, fields)) dimensions[name] = code;
        var closed = person.Statuses.FirstOrDefault(s => s.Period == period)?.Until;
        return Write(new PeriodCorrected(period)
        {
            Dims = dimensions,
            Band = AgeBand.On(person.Birth, since),
            Crossings = AgeBand.CrossingsAfter(person.Birth, since),
            EndBand = closed is { } end ? AgeBand.On(person.Birth, end) : null,
            Eurostat = AgePath.EurostatFrom(person.Birth, since),
            EndEurostatGroup = closed is { } last ? EurostatAge.NumberOn(person.Birth, last) : null,
        });
    }

    /// <inheritdoc/>
    public byte[]? PeriodReclassified(Guid period, string status, RecordState person, RecordState? record, IReadOnlySet<string> fields, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(fields);
        var changed = Changed(status, person, record, fields);
        return changed.Count == 0 ? null : Write(new PeriodReclassified((ids ?? IdSource.Random).NewId(), period, on, changed)
        {
            Band = AgeBand.On(person.Birth, on),
            EurostatGroup = EurostatAge.NumberOn(person.Birth, on),
        });
    }

    /// <inheritdoc/>
    public bool IsCountedBy(string status, IReadOnlySet<string> fields) => DeclaredBy(status).Any(d => fields.Contains(DimensionWords.FieldOf(d.Value)));

    /// <inheritdoc/>
    public byte[] Counted(string eventCode, IReadOnlyDictionary<string, string> dimensions, RecordState person, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(dimensions);
        var all = Dimensions(person);
        all["band"] = AgeBand.Names[AgeBand.On(person.Birth, on)];
        all["age_eu"] = EurostatAge.On(person.Birth, on);
        foreach (var (name, value) in dimensions) all[name] = value;
        return Write(new EventCounted((ids ?? IdSource.Random).NewId(), eventCode, on, all, 1));
    }

    /// <summary>Withdraws a period from the accounts: it proved to be another registration's of the same person.</summary>
    public static byte[] PeriodVoided(Guid period) => Write(new Voided(period));

    /// <summary>Counts a withdrawn period again; for one that was not withdrawn it says nothing new.</summary>
    public static byte[] PeriodRestored(Guid period) => Write(new Restored(period));

    /// <summary>Reads an entry's body; null when it is not one.</summary>
    public static StatisticsEntry? Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return StatisticsJson.TryRead(json.RootElement, out var entry, out _) ? entry : null;
    }

    /// <summary>The codes by which a status, or an account of cases, is always counted, as far as they are known.</summary>
    private Dictionary<string, string> Known(string account, RecordState? record, RecordState person) =>
        DeclaredBy(account).Select(d => (d.Key, Code: DimensionWords.Of(pack, record, person, d.Value))).Where(d => d.Code.Length > 0)
            .ToDictionary(d => d.Key, d => d.Code, StringComparer.Ordinal);

    /// <summary>The codes that some fields now give a status or an account of cases; null where nothing is said any more.</summary>
    private Dictionary<string, string?> Changed(string status, RecordState person, RecordState? record, IReadOnlySet<string> fields) =>
        DeclaredBy(status).Where(d => fields.Contains(DimensionWords.FieldOf(d.Value)))
            .ToDictionary(d => d.Key, d => DimensionWords.Of(pack, record, person, d.Value) is { Length: > 0 } code ? code : null, StringComparer.Ordinal);

    private IReadOnlyDictionary<string, string> DeclaredBy(string status) =>
        pack.Statuses.GetValueOrDefault(status)?.Dimensions ?? pack.RecordAccountOf(status)?.Dimensions ?? new Dictionary<string, string>();

    private Dictionary<string, string> Dimensions(RecordState person) => new(StringComparer.Ordinal)
    {
        [Coo] = OriginOf(person),
        ["sex"] = person.Text("sex_recorded") is "F" or "M" ? person.Text("sex_recorded") : "U",
    };

    private const string Coo = "coo";

    private string OriginOf(RecordState person) => OriginOf(pack, person.Text("country_of_origin"));

    /// <summary>A country of origin in UNHCR's codes, as the published tables have them; UKN where it is not known.</summary>
    public static string OriginOf(Pack pack, string code) => string.IsNullOrEmpty(code) ? "UKN"
        : pack.Codes.GetValueOrDefault("countries")?.Find(code)?.External.GetValueOrDefault("unhcr") ?? code;

    private static byte[] Write(StatisticsEntry entry) => JsonSerializer.SerializeToUtf8Bytes(StatisticsJson.Write(entry));
}
