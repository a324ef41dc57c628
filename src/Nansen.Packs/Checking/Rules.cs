namespace Nansen.Packs;

/// <summary>What every group of rules needs: the pack, and a way to say what is wrong where.</summary>
internal abstract class Rules(Pack pack, Findings findings)
{
    protected Pack Pack => pack;

    protected Findings Findings => findings;

    /// <summary>Runs the rules of this group.</summary>
    internal abstract void Check();

    protected void Error(string rule, object at, string? key, string reason, string fix) => findings.Error(rule, findings.Of(at, key), reason, fix);

    protected void Warning(string rule, object at, string? key, string reason, string fix) => findings.Warning(rule, findings.Of(at, key), reason, fix);

    /// <summary>Says that a name leads nowhere.</summary>
    protected void Unknown(object at, string? key, string what, string code, string kind) =>
        Error("reference", at, key, $"{what} names the {kind} '{code}', which does not exist", $"Write the code of a {kind} of this pack, or add it");

    protected void NeedLaw(object at, string law, string what)
    {
        if (string.IsNullOrWhiteSpace(law)) Error("law", at, null, $"{what} names no law", "Add law: with instrument and article, or the national law that authorises it");
    }

    protected void NeedRoles(object at, string key, string what, IEnumerable<string> roles)
    {
        foreach (var role in roles.Where(r => !Pack.Roles.ContainsKey(r))) Unknown(at, key, what, role, "role");
    }

    /// <summary>Whether a house list (causes, tasks, events …) has the code.</summary>
    protected bool InList(string list, string code) => Pack.Codes.TryGetValue(list, out var found) && found.Find(code) is not null;

    protected void NeedCode(object at, string? key, string what, string list, string code)
    {
        if (!InList(list, code)) Error("reference", at, key, $"{what} uses '{code}', which is not in the code list '{list}'", $"Write a code of '{list}', or add it there");
    }

    /// <summary>Procedures and lifecycles, each with its record type.</summary>
    protected IEnumerable<(Procedure Procedure, RecordType Record)> Machines()
    {
        foreach (var record in Pack.Records.Values)
        {
            if (record.Lifecycle is { } lifecycle) yield return (lifecycle, record);
            else if (record.Kind == RecordKind.Case && Pack.Procedures.TryGetValue(record.Code, out var procedure)) yield return (procedure, record);
        }
    }

    /// <summary>Fields a condition or dimension of a record may name: its own and those of its persons.</summary>
    protected Field? Visible(RecordType record, string field) =>
        record.Fields.GetValueOrDefault(field)
        ?? Pack.Records.Values.Where(r => r.Kind == RecordKind.Individual).Select(r => r.Fields.GetValueOrDefault(field)).FirstOrDefault(f => f is not null);

    protected IEnumerable<Field> FieldsNamed(string code) =>
        Pack.Records.Values.Select(r => r.Fields.GetValueOrDefault(code)).OfType<Field>();
}
