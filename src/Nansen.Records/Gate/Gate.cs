using Nansen.Journal;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Records;

/// <summary>What the gate says about a record.</summary>
/// <param name="Allowed">May she open it at all.</param>
/// <param name="Reason">Why not: a code such as <c>role</c>, <c>place</c>, <c>assignment</c>, <c>purpose</c>; never shown to the asker, only to the access book.</param>
/// <param name="Purpose">Purpose of the reading.</param>
/// <param name="Ceiling">Highest class she may read for it.</param>
/// <param name="WriteCeiling">Highest class she may write for it, or null when none.</param>
/// <param name="Role">Her role's rules.</param>
public sealed record Access(bool Allowed, string? Reason, string Purpose, SensitivityClass Ceiling, SensitivityClass? WriteCeiling, Role? Role)
{
    /// <summary>Highest key class that may be opened for her.</summary>
    public KeyClass KeyCeiling => Gate.KeyClassOf(Ceiling);

    /// <summary>Whether she may read a field (DP-05, DP-06, DP-12).</summary>
    public bool Sees(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Allowed && Role is not null
            && (field.Class <= Ceiling || Role.AlsoReads.Contains(field.Code))
            && field.Purposes.Contains(Purpose)
            && !Role.Never.Contains(field.Code)
            && !Role.WriteOnly.Contains(field.Code)
            && !(Role.Enforcement && field.Firewalled);
    }

    /// <summary>Whether she may record a field.</summary>
    public bool Writes(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Allowed && Role is not null && WriteCeiling is { } most
            && field.Class <= most
            && field.Purposes.Contains(Purpose)
            && !Role.Never.Contains(field.Code)
            && !(Role.Enforcement && field.Firewalled);
    }

    /// <summary>Whether notes, letters and the like of a class may be shown.</summary>
    public bool Sees(KeyClass sealedIn) => Allowed && sealedIn <= KeyCeiling;
}

/// <summary>What the gate must know about records beyond the asker's role: asked of the rows.</summary>
public interface IGateFacts
{
    /// <summary>Cases a person takes part in.</summary>
    ValueTask<IReadOnlyList<CaseRow>> CasesOfAsync(StreamId person, CancellationToken cancellation = default);

    /// <summary>Whether the actor holds an unexpired grant to the record (break glass, DP-03).</summary>
    ValueTask<bool> HasGrantAsync(string actor, StreamId record, DateTimeOffset now, CancellationToken cancellation = default);
}

/// <summary>A case of a person, as the gate needs it.</summary>
public sealed record CaseRow(StreamId Id, string Type, string Office, string State, bool Closed, IReadOnlyDictionary<string, string> Assignments);

/// <summary>
/// The one gate: may this actor, in this role, for this purpose, do this to this record's fields of this class?
/// What is not granted is denied. Pages, API, import, export, messages, program and jobs all pass here (DP-01).
/// </summary>
public sealed class Gate(Pack pack, IGateFacts facts, TimeProvider clock)
{
    private static readonly Access Denied = new(false, "role", "", SensitivityClass.S0, null, null);

    /// <summary>Key class that facts of a sensitivity class are sealed under.</summary>
    public static KeyClass KeyClassOf(SensitivityClass sensitivity) => sensitivity switch
    {
        SensitivityClass.S4 => KeyClass.Sealed,
        SensitivityClass.S3 => KeyClass.Special,
        _ => KeyClass.Ordinary,
    };

    /// <summary>Whether a role may do something that is not a transition: search, import, statistics, administer_users ….</summary>
    public bool May(Actor actor, string action)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return pack.Roles.TryGetValue(actor.Role, out var role) && role.Actions.Contains(action);
    }

    /// <summary>The purpose a role works under on a record type: that of its procedure or lifecycle when the role has it, else the role's first.</summary>
    public string PurposeFor(Actor actor, string recordType)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!pack.Roles.TryGetValue(actor.Role, out var role)) return "";
        if (pack.RulesOf(recordType) is { } rules && role.Reads.ContainsKey(rules.Purpose)) return rules.Purpose;
        return role.Reads.Keys.FirstOrDefault() ?? role.Writes.Keys.FirstOrDefault() ?? "";
    }

    /// <summary>What a role could see and record of a type before any record is chosen; used for blank forms and new records.</summary>
    public Access Blank(Actor actor, string recordType, string? purpose = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Role == Actor.System.Role) return new(true, null, purpose ?? "SYS", SensitivityClass.S0, SensitivityClass.S3, null);
        if (!pack.Roles.TryGetValue(actor.Role, out var role) || !OpensType(role, recordType)) return Denied;
        purpose ??= PurposeFor(actor, recordType);
        if (!role.Reads.TryGetValue(purpose, out var reads) & !role.Writes.TryGetValue(purpose, out var writes))
            return Denied with { Reason = "purpose" };
        return new(true, null, purpose, reads, role.Writes.ContainsKey(purpose) ? writes : null, role);
    }

    /// <summary>What an actor may see and do with one record.</summary>
    public async ValueTask<Access> OpenAsync(Actor actor, RecordState record, string? purpose = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var access = Blank(actor, record.Type, purpose);
        if (!access.Allowed || access.Role is null) return access;
        if (await InScopeAsync(actor, access.Role, record, cancellation)) return access;
        if (await facts.HasGrantAsync(actor.Key, record.Id, clock.GetUtcNow(), cancellation)) return access;
        return access with { Allowed = false, Reason = access.Role.Scope };
    }

    private static bool OpensType(Role role, string recordType) => role.Records.Contains("*") || role.Records.Contains(recordType);

    private async ValueTask<bool> InScopeAsync(Actor actor, Role role, RecordState record, CancellationToken cancellation) => role.Scope switch
    {
        "all" => true,
        "place" => actor.Offices.Contains(record.Office),
        "own" => record.Timeline is [var first, ..] && first.Head.Actor == actor.Key
            || record.Assignments.Values.Contains(actor.Key)
            || await TakesPartInOwnCaseAsync(actor, role, record, cancellation),
        "assigned" => InPool(actor, record.Office, record.Assignments)
            ? pack.Procedures.ContainsKey(record.Type) || await TakesPartInOwnCaseAsync(actor, role, record, cancellation) || !IsPerson(record.Type)
            : IsPerson(record.Type) && await TakesPartInOwnCaseAsync(actor, role, record, cancellation),
        _ => false,
    };

    private bool IsPerson(string type) => pack.Records.TryGetValue(type, out var t) && t.Kind is RecordKind.Individual or RecordKind.Document;

    // A case not yet given to anybody in her role is in her office's pool: she may open it to take it.
    private static bool InPool(Actor actor, string office, IReadOnlyDictionary<string, string> assignments) =>
        assignments.TryGetValue(actor.Role, out var holder) ? holder == actor.Key : actor.Offices.Contains(office);

    private async ValueTask<bool> TakesPartInOwnCaseAsync(Actor actor, Role role, RecordState person, CancellationToken cancellation)
    {
        var subject = person.Holder ?? person.Id;
        foreach (var row in await facts.CasesOfAsync(subject, cancellation))
            if (OpensType(role, row.Type) && InPool(actor, row.Office, row.Assignments)) return true;
        return false;
    }
}
