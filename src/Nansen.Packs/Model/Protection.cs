namespace Nansen.Packs;

/// <summary>A status a person can hold (section 2.0.2).</summary>
/// <param name="Code">Code.</param>
/// <param name="Title">Name.</param>
/// <param name="Law">Instrument and article, or national law.</param>
/// <param name="PopulationType">UNHCR population type it counts under: ASY, REF, …</param>
/// <param name="Document">Document kind it entitles to, or null.</param>
/// <param name="PermitParameter">Parameter with the permit's validity, or null; the status itself does not expire.</param>
/// <param name="Replaces">Statuses that end when this one opens.</param>
public sealed record StatusType(string Code, LocalText Title, string Law, string PopulationType, string? Document, string? PermitParameter, IReadOnlyList<string> Replaces)
{
    /// <summary>
    /// Further dimensions of its accounts, beside origin, sex and age: name → <c>$field</c> of the case or the person, or
    /// <c>$field&gt;system</c>. A change of the field is a reclassification on that day.
    /// </summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();
}

/// <summary>A kind of document (section 2(l)).</summary>
/// <param name="Code">For example DOC-ASC.</param>
/// <param name="Title">Name, printed on it in two languages.</param>
/// <param name="Law">Source.</param>
/// <param name="Level">Security level 1 to 3.</param>
/// <param name="ValidityParameter">Parameter with its validity.</param>
/// <param name="Statuses">Statuses of which one entitles to it.</param>
/// <param name="MrzCode">Two characters of the document code in the machine-readable zone, or null when it has none.</param>
/// <param name="MrzFormat">TD1, TD2 or TD3.</param>
/// <param name="SealProfile">Seal profile, for example <c>arrival-attestation</c>, or null.</param>
/// <param name="Nationality">Code in the zone's nationality field: $nationality, XXA, XXB, XXC.</param>
/// <param name="ProposedBy">Roles that propose it.</param>
/// <param name="IssuedBy">Roles that confirm and issue it; always another person.</param>
public sealed record DocumentType(string Code, LocalText Title, string Law, int Level, string ValidityParameter, IReadOnlyList<string> Statuses, string? MrzCode, string? MrzFormat, string? SealProfile, string Nationality, IReadOnlyList<string> ProposedBy, IReadOnlyList<string> IssuedBy)
{
    /// <summary>Whether it is made on a numbered blank whose number it takes.</summary>
    public bool Stock { get; init; }
}

/// <summary>A safeguard rule SG-n: computed from facts, enforced by the pipeline, never remembered by staff (section 2.0.5).</summary>
/// <param name="Code">SG-1 … SG-17.</param>
/// <param name="Title">Name.</param>
/// <param name="Law">Source.</param>
/// <param name="Trigger">When it is on for a person.</param>
/// <param name="Blocks">Events that no path can carry out while it is on.</param>
/// <param name="Requires">Event → what must hold before it may happen while the safeguard is on.</param>
/// <param name="CoversDependants">Also for family members whose claims depend on hers: participants of the same case.</param>
/// <param name="Priority">Puts her cases at the head of worklists.</param>
/// <param name="Explanation">What to tell the officer when it blocks.</param>
/// <param name="Tasks">Tasks that switching on puts on worklists: task code → role.</param>
/// <param name="Proposes">Document kinds proposed automatically while it is on.</param>
public sealed record Safeguard(string Code, LocalText Title, string Law, Condition Trigger, IReadOnlyList<string> Blocks, IReadOnlyDictionary<string, Condition> Requires, bool CoversDependants, bool Priority, LocalText Explanation, IReadOnlyDictionary<string, string> Tasks, IReadOnlyList<string> Proposes);

/// <summary>A role: its purposes, ceiling and what it may do (section 4.5). Everything not granted is denied.</summary>
/// <param name="Code">Code, for example <c>registration_officer</c>.</param>
/// <param name="Title">Name.</param>
/// <param name="Reads">Purpose → highest class it may read.</param>
/// <param name="Writes">Purpose → highest class it may write.</param>
/// <param name="Scope">Which records: <c>place</c> (its offices), <c>assigned</c> (assigned cases and their persons), <c>own</c> (those it recorded), <c>all</c>, <c>none</c>.</param>
/// <param name="Records">Record types it may open at all; <c>*</c> for all.</param>
/// <param name="Never">Fields it never sees, whatever the class.</param>
/// <param name="WriteOnly">Fields it may write but not read back after submission (claim summary of the registration officer).</param>
/// <param name="Enforcement">Behind the firewall: never sees firewalled fields (DP-06).</param>
/// <param name="Actions">Actions beyond transitions: search, register_group, confirm_link, import, issue_document, void_document, statistics, access_log, administer, publish, break_glass, ….</param>
public sealed record Role(string Code, LocalText Title, IReadOnlyDictionary<string, SensitivityClass> Reads, IReadOnlyDictionary<string, SensitivityClass> Writes, string Scope, IReadOnlyList<string> Records, IReadOnlyList<string> Never, IReadOnlyList<string> WriteOnly, bool Enforcement, IReadOnlyList<string> Actions)
{
    /// <summary>Fields it reads above its ceiling because its task is impossible without them: the document officer compares the photograph with the holder.</summary>
    public IReadOnlyList<string> AlsoReads { get; init; } = [];
}

/// <summary>A letter: subject and body with placeholders, in each language (Liquid).</summary>
/// <param name="Code">Code.</param>
/// <param name="Title">Name.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Body">Body.</param>
/// <param name="MandatoryFields">Facts without which it cannot be made (section 2.0.3).</param>
/// <param name="Deadline">Clocks of the step that makes it; the earliest of those that apply gives the last day that it names.</param>
public sealed record Letter(string Code, LocalText Title, LocalText Subject, LocalText Body, IReadOnlyList<string> MandatoryFields, IReadOnlyList<string> Deadline);
