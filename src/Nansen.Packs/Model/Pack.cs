using Nansen.Values;

namespace Nansen.Packs;

/// <summary>
/// A State's law as data: forms, procedures, clocks, safeguards, statuses, documents, who may see what, letters, tables,
/// indicators and commitments. A pack is loaded once, checked as a whole, and never changes afterwards.
/// </summary>
public sealed record Pack
{
    /// <summary>Code of the pack, for example <c>model</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Version, as the pack writes it; a decision names the version it was taken under.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the pack.</summary>
    public required LocalText Title { get; init; }

    /// <summary>ISO 639-1 codes that every text must have.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>SHA-256 (hex) over all files of the pack in path order: what a release or decision cites.</summary>
    public required string Digest { get; init; }

    /// <summary>Parameters by code.</summary>
    public required IReadOnlyDictionary<string, Parameter> Parameters { get; init; }

    /// <summary>Code lists by code.</summary>
    public required IReadOnlyDictionary<string, CodeList> Codes { get; init; }

    /// <summary>Record types by code: individual, registration_group, document, …, and one for each procedure.</summary>
    public required IReadOnlyDictionary<string, RecordType> Records { get; init; }

    /// <summary>Forms by code.</summary>
    public required IReadOnlyDictionary<string, Form> Forms { get; init; }

    /// <summary>Procedures by code; each is also a record type of kind <see cref="RecordKind.Case"/>.</summary>
    public required IReadOnlyDictionary<string, Procedure> Procedures { get; init; }

    /// <summary>Statuses by code.</summary>
    public required IReadOnlyDictionary<string, StatusType> Statuses { get; init; }

    /// <summary>Document kinds by code, for example DOC-ASC.</summary>
    public required IReadOnlyDictionary<string, DocumentType> Documents { get; init; }

    /// <summary>How documents look, by document kind.</summary>
    public required IReadOnlyDictionary<string, Drawing> Drawings { get; init; }

    /// <summary>Roles by code.</summary>
    public required IReadOnlyDictionary<string, Role> Roles { get; init; }

    /// <summary>Safeguards in order SG-1 … SG-17.</summary>
    public required IReadOnlyList<Safeguard> Safeguards { get; init; }

    /// <summary>Tables of official statistics by code.</summary>
    public required IReadOnlyDictionary<string, StatisticTable> Tables { get; init; }

    /// <summary>Indicators by code.</summary>
    public required IReadOnlyDictionary<string, Indicator> Indicators { get; init; }

    /// <summary>Commitments C1 … C73 in order.</summary>
    public required IReadOnlyList<Commitment> Commitments { get; init; }

    /// <summary>Letters by code.</summary>
    public required IReadOnlyDictionary<string, Letter> Letters { get; init; }

    /// <summary>What the State changes of the matching's rules and weights; null: nothing.</summary>
    public MatchingRules? Matching { get; init; }

    /// <summary>The lifecycle of a record type: its procedure for cases, its own rules for others; null when it has none.</summary>
    public Procedure? RulesOf(string recordType) =>
        Procedures.GetValueOrDefault(recordType) ?? Records.GetValueOrDefault(recordType)?.Lifecycle;

    /// <summary>The account of cases, or of persons in groups, of that code; null when no procedure and no record keeps one.</summary>
    public RecordAccount? RecordAccountOf(string code) => Accounts.FirstOrDefault(a => a.Code == code);

    /// <summary>Name of what an account is of: a status, the cases of a procedure, persons in groups; null when the pack has no such account.</summary>
    public LocalText? AccountTitle(string code) => Statuses.GetValueOrDefault(code)?.Title ?? RecordAccountOf(code)?.Title;

    /// <summary>Everything that can be accounted for: statuses, then what procedures and records keep accounts of.</summary>
    public IEnumerable<string> AccountCodes => Statuses.Keys.Concat(Accounts.Select(a => a.Code));

    private IEnumerable<RecordAccount> Accounts => Procedures.Values.Concat(Records.Values.Select(r => r.Lifecycle).OfType<Procedure>()).SelectMany(p => p.Accounts.Values);

    /// <summary>The list a field's codes are of: its own, or the house's list of countries or languages; null when it takes no codes.</summary>
    public CodeList? ListOf(Field? field) => field is null ? null : Codes.GetValueOrDefault(field.CodeList ?? field.Type switch
    {
        FieldType.Country or FieldType.Nationalities => "countries",
        FieldType.Languages => "languages",
        _ => "",
    });

    /// <summary>The field of a record type, or null.</summary>
    public Field? FieldOf(string recordType, string field) =>
        Records.TryGetValue(recordType, out var type) ? type.Fields.GetValueOrDefault(field) : null;
}

/// <summary>A text in several languages.</summary>
/// <param name="ByLanguage">ISO 639-1 code → text.</param>
public sealed record LocalText(IReadOnlyDictionary<string, string> ByLanguage)
{
    /// <summary>The text in a language, else in English, else in any.</summary>
    public string In(string language) =>
        ByLanguage.TryGetValue(language, out var text) ? text
        : ByLanguage.TryGetValue("en", out text) ? text
        : ByLanguage.Values.FirstOrDefault() ?? "";

    /// <inheritdoc/>
    public override string ToString() => In("en");
}

/// <summary>A number, truth value or text that a State sets, within the floor and ceiling of international law (section 2.17).</summary>
/// <param name="Code">For example <c>appeal.days.regular</c>.</param>
/// <param name="Value">The value as written.</param>
/// <param name="Unit">days, working_days, months, years, hours, weeks, persons, boolean or text.</param>
/// <param name="Floor">Least value the loader accepts.</param>
/// <param name="Ceiling">Greatest value the loader accepts.</param>
/// <param name="Tag">INST, HB, EU or TYP (section 0.1).</param>
/// <param name="Law">Source of the rule.</param>
public sealed record Parameter(string Code, string Value, string Unit, decimal? Floor, decimal? Ceiling, string Tag, string Law)
{
    /// <summary>The value as a whole number.</summary>
    /// <exception cref="FormatException">It is not one; the checker reports such a parameter before it is used.</exception>
    public int Number => int.Parse(Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The value as a truth value.</summary>
    public bool IsTrue => string.Equals(Value, "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A list of codes with their names.</summary>
public sealed record CodeList(string Code, LocalText Title, IReadOnlyList<CodeItem> Items)
{
    private Dictionary<string, CodeItem>? _byCode;

    /// <summary>The item of a code, or null.</summary>
    public CodeItem? Find(string code)
    {
        if (_byCode is { } known) return known.GetValueOrDefault(code);
        var byCode = new Dictionary<string, CodeItem>(Items.Count, StringComparer.Ordinal);
        foreach (var item in Items) byCode.TryAdd(item.Code, item);
        return (_byCode = byCode).GetValueOrDefault(code);
    }
}

/// <summary>One code.</summary>
/// <param name="Code">Own neutral key.</param>
/// <param name="Title">Name.</param>
/// <param name="External">Codes of others: unhcr → SC-UC.</param>
/// <param name="Class">Sensitivity of the very fact, when it differs from its field (specific needs, section 3.3).</param>
/// <param name="Group">Family of the code, for example CR.</param>
public sealed record CodeItem(string Code, LocalText Title, IReadOnlyDictionary<string, string> External, SensitivityClass? Class, string? Group);

/// <summary>How sensitive a field is (domain, section 4).</summary>
public enum SensitivityClass
{
    /// <summary>Public or aggregate.</summary>
    S0,

    /// <summary>Administrative: office, place, task.</summary>
    S1,

    /// <summary>Ordinary personal data.</summary>
    S2,

    /// <summary>Special category.</summary>
    S3,

    /// <summary>Sealed compartment.</summary>
    S4,
}
