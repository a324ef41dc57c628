namespace Nansen.Packs;

/// <summary>The access matrix (section 4.5): what a role may never be given, whatever a State decides.</summary>
internal sealed class AccessRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    /// <summary>Purposes that enforcement never works for (DP-06).</summary>
    private static readonly string[] BehindFirewall = ["DET", "APP", "HEA", "VOT", "CHI", "LAB", "INT"];

    internal override void Check()
    {
        foreach (var role in Pack.Roles.Values)
        {
            CheckWords(role);
            CheckAlsoReads(role);
            if (role.Enforcement) CheckEnforcement(role);
            if (role.Reads.ContainsKey("STA")) CheckStatistician(role);
            if (role.Actions.Contains(Actions.AdministerUsers)) CheckAdministrator(role);
        }
    }

    private void CheckWords(Role role)
    {
        var what = $"the role {role.Code}";
        foreach (var purpose in role.Reads.Keys) NeedCode(role, "reads", what, "purposes", purpose);
        foreach (var purpose in role.Writes.Keys) NeedCode(role, "writes", what, "purposes", purpose);
        foreach (var record in role.Records.Where(r => r != "*" && !Pack.Records.ContainsKey(r))) Unknown(role, "records", what, record, "record type");
        foreach (var field in role.Never.Where(f => !FieldsNamed(f).Any())) Unknown(role, "never", what, field, "field");
        foreach (var field in role.WriteOnly.Where(f => !FieldsNamed(f).Any())) Unknown(role, "write_only", what, field, "field");
        foreach (var field in role.AlsoReads.Where(f => !FieldsNamed(f).Any())) Unknown(role, "also_reads", what, field, "field");
        foreach (var action in role.Actions.Where(a => !Actions.All.Contains(a))) Error("reference", role, "actions", $"{what} may do '{action}', which is not an action", $"Write one of: {string.Join(", ", Actions.All)}");
        foreach (var (purpose, ceiling) in role.Reads.Concat(role.Writes).Where(c => c.Value == SensitivityClass.S4 && c.Key != "VOT"))
            Error("access", role, "reads", $"{what} reaches {ceiling} for {purpose}; sealed files open only in their compartment (DP-04)", "Lower the ceiling to S3");
    }

    private void CheckAlsoReads(Role role)
    {
        foreach (var field in role.AlsoReads.SelectMany(FieldsNamed).Where(f => f.Firewalled || f.Class == SensitivityClass.S4))
            Error("access", role, "also_reads", $"the role {role.Code} is given {field.Code}, which is sealed or firewalled", "Remove it from also_reads");
    }

    private void CheckEnforcement(Role role)
    {
        foreach (var purpose in role.Reads.Keys.Concat(role.Writes.Keys).Distinct().Where(BehindFirewall.Contains))
            Error("firewall", role, "reads", $"the role {role.Code} performs enforcement and works for {purpose} (DP-06)", "Remove the purpose, or enforcement: true");
        foreach (var (purpose, ceiling) in role.Reads.Where(r => r.Value > SensitivityClass.S2))
            Error("firewall", role, "reads", $"the role {role.Code} performs enforcement and reads up to {ceiling} for {purpose} (section 4.5)", "Lower the ceiling to S2");
        if (role.Records.Contains("*")) Error("firewall", role, "records", $"the role {role.Code} performs enforcement and may open every record", "Name the record types");
        foreach (var (procedure, record) in Machines())
        {
            foreach (var transition in procedure.Transitions.Where(t => t.By.Contains(role.Code) && t.Form is not null)) CheckForm(role, record, transition);
        }
    }

    private void CheckForm(Role role, RecordType record, Transition transition)
    {
        if (!Pack.Forms.TryGetValue(transition.Form!, out var form)) return;
        foreach (var field in form.Questions.Select(q => record.Fields.GetValueOrDefault(q.Field)).OfType<Field>().Where(f => f.Firewalled))
            Error("firewall", transition, "form", $"the enforcement role {role.Code} is asked the firewalled field {field.Code} in {form.Code} (DP-06)", "Ask it in a form of another role");
    }

    /// <summary>A statistician sees counts: nothing she can read may name or find a person.</summary>
    private void CheckStatistician(Role role)
    {
        foreach (var record in Pack.Records.Values.Where(r => role.Records.Contains("*") || role.Records.Contains(r.Code)))
        {
            foreach (var field in record.Fields.Values.Where(f => f.Purposes.Contains("STA") && f.Class <= role.Reads["STA"] && !role.Never.Contains(f.Code) && IsIdentifying(f)))
                Error("access", role, "records", $"the role {role.Code} works for statistics and could read {field.Code} of {record.Code}", "Put the field into never, or give the role no records");
        }

        if (role.Scope != "none") Error("access", role, "scope", $"the role {role.Code} works for statistics and reaches records of persons", "Write scope: none");
    }

    private static bool IsIdentifying(Field field) =>
        field.Type is FieldType.Names or FieldType.Contact or FieldType.File or FieldType.Place or FieldType.Text or FieldType.LongText or FieldType.Rows;

    private void CheckAdministrator(Role role)
    {
        if (role.Reads.Count + role.Writes.Count + role.Records.Count + role.AlsoReads.Count > 0 || role.Scope != "none")
            Error("access", role, null, $"the role {role.Code} administers users and could open records (DP-07)", "Remove reads, writes and records and write scope: none");
        if (Machines().Any(m => m.Procedure.Transitions.Any(t => t.By.Contains(role.Code) || t.ConfirmedBy.Contains(role.Code))))
            Error("access", role, null, $"the role {role.Code} administers users and takes part in procedures (DP-07)", "Give those transitions to another role");
    }
}
