namespace Nansen.Packs;

/// <summary>Safeguards: their words exist, and SG-1 and SG-2 stand as they are in every pack (notes for builders 1).</summary>
internal sealed class SafeguardRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        foreach (var safeguard in Pack.Safeguards) CheckWords(safeguard);
        if (Required("SG-1") is { } removalLock) CheckRemovalLock(removalLock);
        if (Required("SG-2") is { } child) CheckChild(child);
    }

    private void CheckWords(Safeguard safeguard)
    {
        var what = safeguard.Code;
        NeedLaw(safeguard, safeguard.Law, what);
        new ConditionRules(Pack, Findings, safeguard, what, null, null, "trigger").Check(safeguard.Trigger);
        foreach (var name in safeguard.Blocks.Where(e => !IsEvent(e))) Unknown(safeguard, "blocks", what, name, "event");
        foreach (var (name, condition) in safeguard.Requires)
        {
            if (!IsEvent(name)) Unknown(safeguard, "requires", what, name, "event");
            new ConditionRules(Pack, Findings, safeguard, what, null, null, "requires").Check(condition);
        }

        foreach (var (task, role) in safeguard.Tasks)
        {
            NeedCode(safeguard, "tasks", what, "tasks", task);
            NeedRoles(safeguard, "tasks", what, [role]);
        }

        foreach (var document in safeguard.Proposes.Where(d => !Pack.Documents.ContainsKey(d))) Unknown(safeguard, "proposes", what, document, "document");
        if (safeguard.Blocks.Count + safeguard.Requires.Count + safeguard.Tasks.Count + safeguard.Proposes.Count == 0)
            Error("safeguard", safeguard, null, $"{what} has no effect", "Add blocks, requires, tasks or proposes");
    }

    private bool IsEvent(string name) =>
        InternationalFloors.RemovalLock.Contains(name) || Machines().Any(m => m.Procedure.Transitions.Any(t => t.Event == name));

    private Safeguard? Required(string code)
    {
        var found = Pack.Safeguards.FirstOrDefault(s => s.Code == code);
        if (found is null) Error("safeguard", Pack, null, $"{code} is missing; no pack may do without it", $"Put {code} of the model pack back");
        return found;
    }

    private void CheckRemovalLock(Safeguard safeguard)
    {
        CheckBlocks(safeguard, InternationalFloors.RemovalLock);
        if (!safeguard.CoversDependants) Error("safeguard", safeguard, "covers_dependants", "SG-1 does not cover the family members whose claims depend on hers", "Write covers_dependants: true");

        var alternatives = safeguard.Trigger is Condition.Any any ? any.Of : [safeguard.Trigger];
        var words = alternatives.OfType<Condition.Predicate>().ToLookup(p => p.Name, p => p.Words);
        var statuses = words[Predicates.StatusActive].SelectMany(w => w).ToHashSet(StringComparer.Ordinal);
        foreach (var status in Pack.Statuses.Values.Where(s => s.PopulationType is "ASY" or "REF" or "STA" && !statuses.Contains(s.Code)))
            Error("safeguard", safeguard, "trigger", $"SG-1 is not on for holders of {status.Code}", $"Add {status.Code} to status_active, directly under any:");
        var cases = words[Predicates.CaseOpen].SelectMany(w => w).ToHashSet(StringComparer.Ordinal);
        foreach (var procedure in Pack.Procedures.Values.Where(p => OpensApplicant(p) && !cases.Contains(p.Code)))
            Error("safeguard", safeguard, "trigger", $"SG-1 is not on while a case of {procedure.Code} is open", $"Add {procedure.Code} to case_open, directly under any:");
    }

    private bool OpensApplicant(Procedure procedure) =>
        procedure.OpeningEffects.Any(e => e.Kind == EffectKind.OpenStatus && Pack.Statuses.GetValueOrDefault(e.Code)?.PopulationType == "ASY");

    private void CheckChild(Safeguard safeguard)
    {
        CheckBlocks(safeguard, InternationalFloors.ChildLock);
        foreach (var name in InternationalFloors.GuardianFirst.Where(IsEvent))
            if (!safeguard.Requires.TryGetValue(name, out var condition) || !NeedsGuardian(condition))
                Error("safeguard", safeguard, "requires", $"SG-2 does not require a guardian before {name}", $"Add {name}: {{linked: [guardian]}} to requires");
        if (!safeguard.Priority) Error("safeguard", safeguard, "priority", "SG-2 gives children alone no priority", "Write priority: true");
        if (!Ages(safeguard.Trigger).Any(a => a >= 18)) Error("safeguard", safeguard, "trigger", "SG-2 does not reach every person under 18", "Write age_under: 18 in its trigger");
    }

    private void CheckBlocks(Safeguard safeguard, IReadOnlyList<string> least)
    {
        foreach (var name in least.Where(e => !safeguard.Blocks.Contains(e)))
            Error("safeguard", safeguard, "blocks", $"{safeguard.Code} no longer blocks {name}", $"Put {name} back into blocks; no pack may shorten them");
    }

    private static bool NeedsGuardian(Condition condition) => condition switch
    {
        Condition.All all => all.Of.Any(NeedsGuardian),
        Condition.Predicate { Name: Predicates.Linked } linked => linked.Words is ["guardian"],
        _ => false,
    };

    private static IEnumerable<int> Ages(Condition condition) => condition switch
    {
        Condition.All all => all.Of.SelectMany(Ages),
        Condition.Any any => any.Of.SelectMany(Ages),
        Condition.Predicate { Name: Predicates.AgeUnder, Number: { } age } => [age],
        _ => [],
    };
}
