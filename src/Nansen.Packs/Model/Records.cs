namespace Nansen.Packs;

/// <summary>What the core knows of a record type.</summary>
public enum RecordKind
{
    /// <summary>A person.</summary>
    Individual,

    /// <summary>People registered together.</summary>
    Group,

    /// <summary>A procedure under way; its lifecycle is the <see cref="Procedure"/> of the same code.</summary>
    Case,

    /// <summary>A document issued.</summary>
    Document,

    /// <summary>Any other record: a facility, a report, a commitment's action.</summary>
    Other,
}

/// <summary>A record type: its fields and how it is named and numbered.</summary>
public sealed record RecordType
{
    /// <summary>Code, for example <c>individual</c> or <c>asylum</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What the core knows of it.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>Name.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Prefix of its printable numbers, for example <c>P</c>.</summary>
    public required string NumberPrefix { get; init; }

    /// <summary>Fields by code, in the pack's order.</summary>
    public required IReadOnlyDictionary<string, Field> Fields { get; init; }

    /// <summary>Lifecycle of records that are not cases (individual: draft, active, …); null when there is none.</summary>
    public Procedure? Lifecycle { get; init; }
}

/// <summary>What a field's value looks like.</summary>
public enum FieldType
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>One code of a list.</summary>
    Code,

    /// <summary>Several codes of a list (JSON array of codes).</summary>
    Codes,

    /// <summary>A partial date in its written form.</summary>
    Date,

    /// <summary>Whole number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Names in one or more scripts (see PersonNameJson).</summary>
    Names,

    /// <summary>ISO 3166-1 alpha-3 code, or a special code.</summary>
    Country,

    /// <summary>Nationalities: array of {"state":"UTO","grade":"declared"}.</summary>
    Nationalities,

    /// <summary>A place: {"text":…,"country":…,"country_then":…}.</summary>
    Place,

    /// <summary>Languages: array of ISO 639-3 codes.</summary>
    Languages,

    /// <summary>Telephone or other contact: text.</summary>
    Contact,

    /// <summary>Photo, recording or file: {"blob":…,"length":…,"type":…,"name":…}, or {"inline":base64,"type":…} under 4 KiB.</summary>
    File,

    /// <summary>Specific needs: array of {"code":…,"state":…,"raised":…}.</summary>
    Needs,

    /// <summary>Rows of text by column: array of objects (documents presented, previous applications, …).</summary>
    Rows,
}

/// <summary>A field of a record type.</summary>
public sealed record Field
{
    /// <summary>Code.</summary>
    public required string Code { get; init; }

    /// <summary>Form of the value.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Question or label.</summary>
    public required LocalText Label { get; init; }

    /// <summary>Advice under the label.</summary>
    public LocalText? Hint { get; init; }

    /// <summary>Code list of Code, Codes and Needs fields.</summary>
    public string? CodeList { get; init; }

    /// <summary>Columns of Rows fields: code → (label, code list or null).</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>Sensitivity.</summary>
    public required SensitivityClass Class { get; init; }

    /// <summary>Purposes it may be read for; at least one (DP-11).</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Retention rule (DP-11).</summary>
    public required string Retention { get; init; }

    /// <summary>Never readable by enforcement roles (DP-06).</summary>
    public bool Firewalled { get; init; }

    /// <summary>In a case: asked for each participant, and sealed under her key.</summary>
    public bool PerPerson { get; init; }
}

/// <summary>A column of a Rows field.</summary>
public sealed record Column(string Code, LocalText Label, string? CodeList);

/// <summary>A form: sections of fields asked together, for one record type and purpose.</summary>
public sealed record Form
{
    /// <summary>Code.</summary>
    public required string Code { get; init; }

    /// <summary>Record type whose fields it asks.</summary>
    public required string Record { get; init; }

    /// <summary>Title.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Purpose under which it reads and writes.</summary>
    public required string Purpose { get; init; }

    /// <summary>Registration level it makes up (section 2(b)), when it is a registration form.</summary>
    public string? Level { get; init; }

    /// <summary>Sections in order: one question group a page.</summary>
    public required IReadOnlyList<FormSection> Sections { get; init; }

    /// <summary>All questions in order.</summary>
    public IEnumerable<FormQuestion> Questions => Sections.SelectMany(s => s.Questions);
}

/// <summary>A group of questions.</summary>
public sealed record FormSection(string Code, LocalText Title, IReadOnlyList<FormQuestion> Questions);

/// <summary>One question of a form.</summary>
/// <param name="Field">Field code.</param>
/// <param name="Required">An answer is needed before submission; "unknown" and "prefer not to say" are answers.</param>
/// <param name="When">Asked only when this holds; null: always.</param>
/// <param name="Necessity">Why an S3 or S4 field must be asked; needed when it is required (DP-13).</param>
public sealed record FormQuestion(string Field, bool Required, Condition? When, LocalText? Necessity);
