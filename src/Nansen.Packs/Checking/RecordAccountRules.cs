namespace Nansen.Packs;

/// <summary>
/// Accounts of cases: each has a code of its own, a way in and a way out, and no case that is closed can still be counted as
/// pending: otherwise the account would balance and be wrong.
/// </summary>
internal sealed class RecordAccountRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        foreach (var twin in Pack.AccountCodes.GroupBy(c => c).Where(g => g.Count() > 1))
            Error("twice", Pack.RecordAccountOf(twin.Key)!, null, $"the account {twin.Key} has the code of another account or of a status", "Give it another code");
        foreach (var (procedure, record) in Machines())
        {
            foreach (var account in procedure.Accounts.Values)
            {
                CheckUnit(record, account);
                Check(procedure, account);
            }
        }
    }

    private void CheckUnit(RecordType record, RecordAccount account)
    {
        if (account.Persons is not null) NeedCode(account, "persons", $"the account {account.Code}", "causes", RecordAccount.Registered);
        if (record.Kind is not RecordKind.Case and not RecordKind.Group)
            Error("reference", account, null, $"the account {account.Code} is of records that are neither cases nor groups", "Keep accounts in procedures and in the record of groups");
        else if (record.Kind == RecordKind.Group != account.Persons is not null)
            Error("unit", account, "persons", $"the account {account.Code} does not say what it counts", "For groups name persons: with the number of people; for cases leave it out");
        else if (account.Persons is { } word && record.Fields.GetValueOrDefault(word.TrimStart('$'))?.Type != FieldType.Number)
            Error("reference", account, "persons", $"the account {account.Code} takes its persons from {word}, which is no number of {record.Code}", "Name a number field of the record as $field");
    }

    private void Check(Procedure procedure, RecordAccount account)
    {
        var what = $"the account {account.Code} of {procedure.Code}";
        var effects = procedure.Transitions.SelectMany(t => t.Effects).Concat(procedure.OpeningEffects).Where(e => e.Code == account.Code).ToList();
        if (effects.All(e => e.Kind != EffectKind.AccountIn)) Error("balance", account, null, $"no step lets a case into {what}", "Add account_in: to the step from which a case is pending");
        foreach (var state in StatesWithin(procedure, account.Code).Where(s => procedure.States.GetValueOrDefault(s)?.Closed == true))
            Error("balance", procedure.States[state], null, $"a case that is closed ({state}) can still be in {what}", $"Add account_out: {account.Code} without a condition to every step that leads there");
    }

    /// <summary>The states in which a case can be in the account, following every way through the procedure.</summary>
    private static HashSet<string> StatesWithin(Procedure procedure, string account)
    {
        var reached = new HashSet<(string State, bool In)>();
        var next = new Stack<(string State, bool In)>(After(procedure.OpeningEffects, account, false).Select(i => (procedure.InitialState, i)));
        while (next.TryPop(out var at))
        {
            if (!reached.Add(at)) continue;
            foreach (var step in procedure.Transitions.Where(t => t.From.Contains(at.State)))
                foreach (var to in Ends(procedure, step, at.State))
                    foreach (var within in After(step.Effects, account, at.In)) next.Push((to, within));
        }

        return [.. reached.Where(r => r.In).Select(r => r.State)];
    }

    /// <summary>Whether the case may be in the account, and whether it may be out of it, after some effects.</summary>
    private static IEnumerable<bool> After(IReadOnlyList<Effect> effects, string account, bool before)
    {
        HashSet<bool> now = [before];
        foreach (var effect in effects.Where(e => e.Code == account && e.Kind is EffectKind.AccountIn or EffectKind.AccountOut))
        {
            if (effect.When is null) now.Clear();
            now.Add(effect.Kind == EffectKind.AccountIn);
        }

        return now;
    }

    private static IEnumerable<string> Ends(Procedure procedure, Transition step, string from) => step.To switch
    {
        null => [from],
        "$resume" => procedure.Transitions.Where(t => t.Suspends).SelectMany(t => t.From),
        var to => [to],
    };
}
