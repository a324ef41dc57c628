namespace Nansen.Packs;

/// <summary>States, transitions and clocks: they exist, every state is reached and left, and every procedure and clock has its law.</summary>
internal sealed class ProcedureRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    /// <summary>The opening of a record, as clocks name it.</summary>
    internal const string Opened = "opened";

    private static readonly string[] TimeUnits = ["days", "working_days", "months", "years", "hours", "weeks"];

    internal override void Check()
    {
        foreach (var (procedure, record) in Machines())
        {
            NeedLaw(procedure, procedure.Law, $"the procedure {procedure.Code}");
            NeedCode(procedure, "purpose", $"the procedure {procedure.Code}", "purposes", procedure.Purpose);
            NeedRoles(procedure, "opened_by", $"the procedure {procedure.Code}", procedure.OpenedBy);
            NeedForm(procedure, "opening_form", procedure.Code, procedure.OpeningForm, record, procedure.OpenedBy);
            foreach (var state in procedure.States.Values)
                if (state.WorklistRole is { } role) NeedRoles(state, "worklist", $"the state {state.Code}", [role]);
            foreach (var transition in procedure.Transitions) CheckTransition(procedure, record, transition);
            foreach (var clock in procedure.Clocks) CheckClock(procedure, record, clock);
            CheckReach(procedure);
        }
    }

    private void CheckTransition(Procedure procedure, RecordType record, Transition transition)
    {
        var what = $"the transition {transition.Event} of {procedure.Code}";
        foreach (var from in transition.From.Where(s => !procedure.States.ContainsKey(s))) Unknown(transition, "from", what, from, "state");
        if (transition.To is { } to && to != "$resume" && !procedure.States.ContainsKey(to)) Unknown(transition, "to", what, to, "state");
        if (transition.To == "$resume" && !procedure.Transitions.Any(t => t.Suspends)) Error("reference", transition, "to", $"{what} goes back to a state that no transition keeps", "Add suspends: true to the transition that suspends");
        NeedRoles(transition, "by", what, transition.By);
        NeedRoles(transition, "confirmed_by", what, transition.ConfirmedBy);
        foreach (var other in transition.OtherThan.Where(e => procedure.Transitions.All(t => t.Event != e))) Unknown(transition, "other_than", what, other, "event");
        NeedForm(transition, "form", what, transition.Form, record, transition.By);
        if (transition.When is { } when)
        {
            new ConditionRules(Pack, Findings, transition, what, record, procedure).Check(when);
            if (transition.WhenNot is null) Error("missing", transition, "when", $"{what} has a condition and does not say what to tell the officer", "Add when_not:");
        }
    }

    /// <summary>The form exists, is of this record, and each role that may use it may write for its purpose, up to the class it must answer.</summary>
    private void NeedForm(object at, string key, string what, string? code, RecordType record, IReadOnlyList<string> roles)
    {
        if (code is null) return;
        if (!Pack.Forms.TryGetValue(code, out var form))
        {
            Unknown(at, key, what, code, "form");
            return;
        }

        if (form.Record != record.Code) Error("reference", at, key, $"{what} uses the form {code}, which is of {form.Record}", $"Use a form of {record.Code}");
        var highest = form.Questions.Where(q => q.Required).Select(q => record.Fields.GetValueOrDefault(q.Field)?.Class ?? SensitivityClass.S0).DefaultIfEmpty().Max();
        foreach (var role in roles.Select(r => Pack.Roles.GetValueOrDefault(r)).OfType<Role>())
        {
            if (!role.Writes.TryGetValue(form.Purpose, out var ceiling)) Error("form_role", at, key, $"{what}: the role {role.Code} may not write for {form.Purpose}, the purpose of the form {code}", "Take another role or form, or change access.yaml");
            else if (ceiling < highest) Error("form_role", at, key, $"{what}: the role {role.Code} may write up to {ceiling}, and the form {code} requires {highest}", "Take another role, or make the question optional");
        }
    }

    private void CheckClock(Procedure procedure, RecordType record, Clock clock)
    {
        var what = $"the clock {clock.Code} of {procedure.Code}";
        NeedLaw(clock, clock.Law, what);
        if (!Pack.Parameters.TryGetValue(clock.Parameter, out var parameter)) Unknown(clock, "parameter", what, clock.Parameter, "parameter");
        else if (!TimeUnits.Contains(parameter.Unit)) Error("number", clock, "parameter", $"{what} takes its length from {parameter.Code}, which is given in {parameter.Unit}", "Name a parameter that is a time");
        foreach (var start in clock.Starts.Where(e => !IsEvent(procedure, e))) Unknown(clock, "starts", what, start, "event");
        foreach (var stop in clock.Stops.Where(e => !IsEvent(procedure, e))) Unknown(clock, "stops", what, stop, "event");
        foreach (var pause in clock.Pauses.Where(s => !procedure.States.ContainsKey(s))) Unknown(clock, "pauses", what, pause, "state");
        if (clock.When is null) return;
        new ConditionRules(Pack, Findings, clock, what, record, procedure).Check(clock.When);
        // A time limit that asked about time limits, persons or the day would have no answer of its own.
        foreach (var predicate in PredicatesOf(clock.When).Where(p => p.Name is not Predicates.FactIs and not Predicates.FactPresent))
            Error("condition", clock, "when", $"{what} depends on {predicate.Name}, and may depend only on what the record says", "Use fact_is or fact_present");
    }

    private static IEnumerable<Condition.Predicate> PredicatesOf(Condition condition) => condition switch
    {
        Condition.All all => all.Of.SelectMany(PredicatesOf),
        Condition.Any any => any.Of.SelectMany(PredicatesOf),
        Condition.Not not => PredicatesOf(not.Of),
        Condition.Predicate predicate => [predicate],
        _ => [],
    };

    private static bool IsEvent(Procedure procedure, string name) => name == Opened || procedure.Transitions.Any(t => t.Event == name);

    /// <summary>Every state can be reached from the first, and every state that is not closed can be left.</summary>
    private void CheckReach(Procedure procedure)
    {
        if (!procedure.States.ContainsKey(procedure.InitialState))
        {
            Unknown(procedure, "initial", $"the procedure {procedure.Code}", procedure.InitialState, "state");
            return;
        }

        var reached = new HashSet<string>(StringComparer.Ordinal) { procedure.InitialState };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var transition in procedure.Transitions.Where(t => t.To is not null and not "$resume" && t.From.Any(reached.Contains)))
                grown |= reached.Add(transition.To!);
        }

        foreach (var state in procedure.States.Values)
        {
            if (!reached.Contains(state.Code)) Error("reach", state, null, $"the state {state.Code} of {procedure.Code} can never be reached", "Add a transition to it, or remove it");
            if (!state.Closed && !procedure.Transitions.Any(t => t.To is not null && t.To != state.Code && t.From.Contains(state.Code)))
                Error("reach", state, null, $"the state {state.Code} of {procedure.Code} can never be left and is not closed", "Add a transition from it, or write closed: true");
        }
    }
}
