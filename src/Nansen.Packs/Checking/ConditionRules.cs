namespace Nansen.Packs;

/// <summary>Every word of a condition must exist where the condition stands.</summary>
/// <param name="pack">The pack.</param>
/// <param name="findings">Findings.</param>
/// <param name="at">The object the condition belongs to.</param>
/// <param name="what">How to name it.</param>
/// <param name="record">Its record type; null: any record's fields may be meant (safeguards).</param>
/// <param name="machine">Its procedure or lifecycle, for states and clocks; null: any.</param>
/// <param name="key">The key it stands under.</param>
internal sealed class ConditionRules(Pack pack, Findings findings, object at, string what, RecordType? record, Procedure? machine, string key = "when") : Rules(pack, findings)
{
    internal override void Check() => throw new InvalidOperationException("Conditions are checked one by one.");

    internal void Check(Condition condition)
    {
        switch (condition)
        {
            case Condition.All all: foreach (var one in all.Of) Check(one); break;
            case Condition.Any any: foreach (var one in any.Of) Check(one); break;
            case Condition.Not not: Check(not.Of); break;
            case Condition.Predicate predicate: CheckPredicate(predicate); break;
        }
    }

    private void CheckPredicate(Condition.Predicate predicate)
    {
        switch (predicate.Name)
        {
            case Predicates.FactPresent: NeedField(predicate.Field!); break;
            case Predicates.FactIs: CheckFactIs(predicate); break;
            case Predicates.AgeUnder: CheckAge(predicate); break;
            case Predicates.InState: Need(predicate, "state", w => Machine().Any(m => m.States.ContainsKey(w))); break;
            case Predicates.StatusActive: Need(predicate, "status", Pack.Statuses.ContainsKey); break;
            case Predicates.Linked: Need(predicate, "link", w => InList("links", w)); break;
            case Predicates.CaseOpen: Need(predicate, "procedure", Pack.Procedures.ContainsKey); break;
            case Predicates.Need: Need(predicate, "specific need", IsNeed); break;
            case Predicates.ClockLapsed: Need(predicate, "clock", w => Machine().Any(m => m.Clocks.Any(c => c.Code == w))); break;
            case Predicates.SafeguardOn: Need(predicate, "safeguard", w => Pack.Safeguards.Any(s => s.Code == w)); break;
            case Predicates.ParameterIs: if (!Pack.Parameters.ContainsKey(predicate.Field!)) Unknown(at, key, what, predicate.Field!, "parameter"); break;
        }
    }

    private IEnumerable<Procedure> Machine() => machine is not null ? [machine] : Machines().Select(m => m.Procedure);

    private void Need(Condition.Predicate predicate, string kind, Func<string, bool> known)
    {
        foreach (var word in predicate.Words.Where(w => !known(w))) Unknown(at, key, what, word, kind);
    }

    private void CheckAge(Condition.Predicate predicate)
    {
        if (predicate.Words is [var parameter] && !Pack.Parameters.ContainsKey(parameter)) Unknown(at, key, what, parameter, "parameter");
        if (predicate.Number is < 1 or > 120) Error("number", at, key, $"{what} asks for an age under {predicate.Number}", "Write an age from 1 to 120");
    }

    private Field? NeedField(string code)
    {
        var field = record is not null ? Visible(record, code) : FieldsNamed(code).FirstOrDefault();
        if (field is null) Unknown(at, key, what, code, "field");
        return field;
    }

    private void CheckFactIs(Condition.Predicate predicate)
    {
        if (NeedField(predicate.Field!) is not { } field || AllowedIn(field) is not { } allowed) return;
        foreach (var word in predicate.Words.Where(w => !allowed.Contains(w)))
            Error("reference", at, key, $"{what} compares {field.Code} with '{word}', which it can never be", $"Write one of its codes: {string.Join(", ", allowed.Take(8))}{(allowed.Count > 8 ? " …" : "")}");
    }

    /// <summary>What a field's value can be; null when it is free.</summary>
    private List<string>? AllowedIn(Field field) => field.Type switch
    {
        FieldType.Code or FieldType.Codes or FieldType.Needs => CodesOf(field.CodeList),
        FieldType.Country => CodesOf("countries"),
        FieldType.Nationalities => [.. CodesOf("nationality_grades") ?? [], .. CodesOf("countries") ?? []],
        FieldType.Languages => CodesOf("languages"),
        FieldType.Boolean => ["true", "false"],
        _ => null,
    };

    private List<string>? CodesOf(string? list) =>
        list is not null && Pack.Codes.TryGetValue(list, out var found) ? [.. found.Items.Select(i => i.Code)] : null;

    private bool IsNeed(string word) =>
        Pack.Records.Values.SelectMany(r => r.Fields.Values).Where(f => f.Type == FieldType.Needs && f.CodeList is not null)
            .Select(f => Pack.Codes.GetValueOrDefault(f.CodeList!)).OfType<CodeList>()
            .SelectMany(l => l.Items).Any(i => i.Code == word || i.Group == word);
}
