namespace Nansen.Packs;

/// <summary>Decisions about persons: two officers, and no way out of a decision but its notification (sections 2.0.2, 2.0.3).</summary>
internal sealed class DecisionRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    /// <summary>Ends that need no decision (section 2.0.2).</summary>
    private static readonly string[] WithoutDecision = ["death", "naturalisation"];

    internal override void Check()
    {
        foreach (var (procedure, _) in Machines())
        {
            var decided = procedure.Transitions.Where(t => t.Decision).Select(t => t.To).OfType<string>().ToHashSet(StringComparer.Ordinal);
            foreach (var transition in procedure.Transitions)
            {
                CheckTwoOfficers(procedure, transition);
                if (!transition.Suspends && transition.To is not null && transition.From.Any(decided.Contains)) CheckNotification(procedure, transition);
                if (!transition.From.All(decided.Contains)) CheckStatusEffects(procedure, transition);
            }
        }
    }

    private void CheckTwoOfficers(Procedure procedure, Transition transition)
    {
        var what = $"the transition {transition.Event} of {procedure.Code}";
        if (transition.Decision && transition.ConfirmedBy.Count == 0) Error("four_eyes", transition, null, $"{what} is a decision and nobody confirms it (DP-08)", "Add confirmed_by: with the role that takes the decision");
        else if (transition.Adverse && transition.ConfirmedBy.Count == 0) Error("four_eyes", transition, "adverse", $"{what} may be against the person and nobody confirms it (DP-18)", "Add confirmed_by:");
        if (transition.Decision && transition.To is null) Error("notification", transition, null, $"{what} is a decision and leads to no state in which it waits for notification", "Add to: with such a state");
        if (transition.Decision && transition.Form is null) Error("notification", transition, null, $"{what} is a decision and asks no form", "Add form: with outcome, facts, law, reasons and remedy (section 2.0.3)");
    }

    private void CheckNotification(Procedure procedure, Transition transition)
    {
        if (transition.Effects.All(e => e.Kind != EffectKind.Letter))
            Error("notification", transition, null, $"the transition {transition.Event} of {procedure.Code} leaves a decision without a letter to the person", "Add an effect letter:, for each outcome");
        if (transition.Form is null)
            Error("notification", transition, null, $"the transition {transition.Event} of {procedure.Code} leaves a decision without recording language, method and proof of service", "Add form:");
    }

    /// <summary>A status other than the applicant's opens or ends only with the notification of a decision.</summary>
    private void CheckStatusEffects(Procedure procedure, Transition transition)
    {
        foreach (var effect in transition.Effects.Where(e => e.Kind is EffectKind.OpenStatus or EffectKind.EndStatus))
        {
            if (!Pack.Statuses.TryGetValue(effect.Code, out var status) || status.PopulationType is not ("REF" or "STA")) continue;
            if (effect.Kind == EffectKind.EndStatus && WithoutDecision.Contains(effect.Reason)) continue;
            Error("status_by_decision", effect, null, $"the transition {transition.Event} of {procedure.Code} {(effect.Kind == EffectKind.OpenStatus ? "opens" : "ends")} {effect.Code} without a notified decision", "Move the effect to the transition that notifies the decision");
        }
    }
}
