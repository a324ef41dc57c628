namespace Nansen.Packs;

/// <summary>What transitions do: statuses, counts, tasks, documents, letters and cases must exist.</summary>
internal sealed class EffectRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        foreach (var (procedure, record) in Machines())
        {
            foreach (var effect in procedure.OpeningEffects) CheckEffect(procedure, record, effect, $"the opening of {procedure.Code}");
            foreach (var transition in procedure.Transitions)
            {
                foreach (var effect in transition.Effects) CheckEffect(procedure, record, effect, $"the transition {transition.Event} of {procedure.Code}");
            }
        }
    }

    private void CheckEffect(Procedure procedure, RecordType record, Effect effect, string what)
    {
        if (effect.When is { } when) new ConditionRules(Pack, Findings, effect, what, record, procedure).Check(when);
        switch (effect.Kind)
        {
            case EffectKind.OpenStatus or EffectKind.EndStatus: CheckStatus(record, effect, what); break;
            case EffectKind.Count or EffectKind.CountCase: CheckCount(procedure, record, effect, what); break;
            case EffectKind.AccountIn or EffectKind.AccountOut: CheckAccount(procedure, record, effect, what); break;
            case EffectKind.Task: CheckTask(effect, what); break;
            case EffectKind.ProposeDocument: if (!Pack.Documents.ContainsKey(effect.Code)) Unknown(effect, "propose_document", what, effect.Code, "document"); break;
            case EffectKind.Letter: if (!Pack.Letters.ContainsKey(effect.Code)) Unknown(effect, "letter", what, effect.Code, "letter"); break;
            case EffectKind.OpenCase: if (!Pack.Procedures.ContainsKey(effect.Code)) Unknown(effect, "open_case", what, effect.Code, "procedure"); break;
        }
    }

    private void CheckStatus(RecordType record, Effect effect, string what)
    {
        var key = effect.Kind == EffectKind.OpenStatus ? "open_status" : "end_status";
        if (!Pack.Statuses.ContainsKey(effect.Code)) Unknown(effect, key, what, effect.Code, "status");
        CheckCause(effect, key, what, $"changes the status {effect.Code}");
        if (effect.Kind == EffectKind.EndStatus && effect.Dimensions.Count > 0) Error("missing", effect, "dimensions", $"{what} gives dimensions to the end of the status {effect.Code}; its account has those with which it opened", "Leave them out");
        CheckDimensions(record, effect, what);
    }

    private void CheckAccount(Procedure procedure, RecordType record, Effect effect, string what)
    {
        var key = effect.Kind == EffectKind.AccountIn ? "account_in" : "account_out";
        if (!procedure.Accounts.ContainsKey(effect.Code)) Unknown(effect, key, what, effect.Code, "account of the procedure");
        CheckCause(effect, key, what, $"moves the case in the account {effect.Code}");
        if (effect.Kind == EffectKind.AccountOut && effect.Dimensions.Count > 0) Error("missing", effect, "dimensions", $"{what} gives dimensions to a case that leaves the account {effect.Code}; it has those with which it came in", "Leave them out");
        CheckDimensions(record, effect, what);
    }

    private void CheckCause(Effect effect, string key, string what, string moves)
    {
        if (effect.Reason is not { } cause) Error("missing", effect, key, $"{what} {moves} without a cause", "Add cause: so that the account can name it");
        else NeedCode(effect, "cause", what, "causes", cause);
    }

    private void CheckTask(Effect effect, string what)
    {
        NeedCode(effect, "task", what, "tasks", effect.Code);
        if (effect.Reason is not { } role) Error("missing", effect, "task", $"{what} makes the task {effect.Code} for nobody", "Add role:");
        else NeedRoles(effect, "role", what, [role]);
    }

    private void CheckCount(Procedure procedure, RecordType record, Effect effect, string what)
    {
        var key = effect.Kind == EffectKind.Count ? "count" : "count_case";
        NeedCode(effect, key, what, "events", effect.Code);
        if (!procedure.StatisticsEvents.Contains(effect.Code)) Error("statistics", effect, key, $"{what} counts {effect.Code}, which {procedure.Code} does not list", $"Add {effect.Code} to statistics:");
        CheckDimensions(record, effect, what);
    }

    private void CheckDimensions(RecordType record, Effect effect, string what)
    {
        foreach (var (dimension, source) in effect.Dimensions.Where(d => d.Value.StartsWith('$')))
        {
            var (code, system) = source[1..].Split('>') is [var left, var right] ? (left, right) : (source[1..], null);
            if (Visible(record, code) is not { } field) Unknown(effect, "dimensions", $"the dimension {dimension} of {what}", code, "field");
            else if (system is not null) CheckMapped(effect, what, field, system);
            else if (effect.Kind is EffectKind.OpenStatus or EffectKind.AccountIn && (Pack.ListOf(field) is null || field.Class > SensitivityClass.S2))
                Error("value", effect, "dimensions", $"{what} counts {effect.Code} by {code}, which takes no codes or is of a special category", "Name a field of class S1 or S2 with a code list: the statistics book is not erased with the person");
        }
    }

    /// <summary>A dimension that takes another system's code must find one for every code.</summary>
    private void CheckMapped(Effect effect, string what, Field field, string system)
    {
        var list = field.Type == FieldType.Country ? "countries" : field.CodeList;
        if (list is null || !Pack.Codes.TryGetValue(list, out var codes))
        {
            Error("mapping", effect, "dimensions", $"{what} maps {field.Code}, which takes no codes, to {system}", "Name a field with a code list");
            return;
        }

        var without = codes.Items.Where(i => !i.External.ContainsKey(system)).Select(i => i.Code).ToList();
        if (without.Count > 0) Error("mapping", effect, "dimensions", $"{what} maps {field.Code} to {system}, and these codes of {list} have no such code: {string.Join(", ", without.Take(5))}", $"Add external: {{{system}: …}} to each");
    }
}
