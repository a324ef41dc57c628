using System.Text.Json;
using Nansen.Journal;
using Nansen.Packs;

namespace Nansen.Records;

/// <summary>What a condition looks at: the record at hand, the persons in question, the day, and what only the rows know.</summary>
/// <param name="Pack">Pack in force.</param>
/// <param name="Today">The day.</param>
/// <param name="Record">The case, group or individual at hand; null when only persons are asked about.</param>
/// <param name="Persons">The persons in question.</param>
/// <param name="OpenCases">Person → codes of procedures in which she has an open case.</param>
public sealed record Situation(Pack Pack, DateOnly Today, RecordState? Record, IReadOnlyList<RecordState> Persons, Func<StreamId, IReadOnlyCollection<string>> OpenCases)
{
    /// <summary>The same, for one person only.</summary>
    public Situation For(RecordState person) => this with { Persons = [person] };

    /// <summary>Whether a condition holds; no condition always holds.</summary>
    public bool Holds(Condition? condition) => condition switch
    {
        null => true,
        Condition.All all => all.Of.All(Holds),
        Condition.Any any => any.Of.Any(Holds),
        Condition.Not not => !Holds(not.Of),
        Condition.Predicate predicate => Holds(predicate),
        _ => throw new InvalidOperationException("The pack's checker lets no other condition pass."),
    };

    private bool Holds(Condition.Predicate p) => p.Name switch
    {
        Predicates.FactPresent => Facts(p.Field!).Any(f => f is not null && (f.HasValue || f.Certainty is not Values.Certainty.NotAsked)),
        Predicates.FactIs => Facts(p.Field!).Any(f => f is not null && FactWords(f).Any(p.Words.Contains)),
        Predicates.AgeUnder => Persons.Any(person => MayBeUnder(person, p.Number ?? 18)),
        Predicates.InState => Record is not null && p.Words.Contains(Record.State),
        Predicates.StatusActive => Persons.Any(person => person.ActiveStatuses.Any(s => p.Words.Contains(s.Code))),
        Predicates.Linked => Persons.Append(Record).Any(r => r is not null && r.Links.Any(l => l.Active && p.Words.Contains(l.Kind))),
        Predicates.CaseOpen => Persons.Any(person => OpenCases(person.Id).Any(p.Words.Contains)),
        Predicates.Need => Persons.Any(person => HasNeed(person, p.Words)),
        Predicates.ClockLapsed => Record is not null && p.Words.Any(ClockHasLapsed),
        Predicates.SafeguardOn => Persons.Any(person => Pack.Safeguards.Any(s => p.Words.Contains(s.Code) && For(person).Holds(s.Trigger))),
        Predicates.ParameterIs => Pack.Parameters.TryGetValue(p.Field ?? "", out var parameter) && p.Words.Contains(parameter.Value),
        _ => false,
    };

    private IEnumerable<Values.FactValue?> Facts(string field)
    {
        yield return Record?.Fact(field);
        foreach (var person in Persons)
        {
            yield return Record?.Fact(field, person.Id);
            if (person.Id != Record?.Id) yield return person.Fact(field);
        }
    }

    // Of a list of rows (nationalities with their grade, for example) every word counts.
    private static IEnumerable<string> FactWords(Values.FactValue fact) => fact.Value.ValueKind == JsonValueKind.Array
        ? fact.Value.EnumerateArray().SelectMany(v => v.ValueKind == JsonValueKind.Object ? v.EnumerateObject().Select(m => m.Value) : [v])
            .Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)
        : fact.HasValue ? [fact.Text] : [fact.Certainty == Values.Certainty.NotAsked ? "not_asked" : fact.Certainty.ToString().ToLowerInvariant()];

    // Doubt is resolved in favour of the child: the least age she may have counts, and no known birth date means she may be one
    // only when she is recorded as a child alone (SG-3).
    private bool MayBeUnder(RecordState person, int years) =>
        person.Birth is { } birth && birth.AgeOn(Today).Least < years;

    private bool HasNeed(RecordState person, IReadOnlyList<string> words)
    {
        if (person.Fact("specific_needs") is not { HasValue: true } needs || needs.Value.ValueKind != JsonValueKind.Array) return false;
        var list = Pack.FieldOf("individual", "specific_needs")?.CodeList is { } code ? Pack.Codes.GetValueOrDefault(code) : null;
        foreach (var need in needs.Value.EnumerateArray())
        {
            if (need.ValueKind != JsonValueKind.Object || Word(need, "state") is "resolved" or "refuted") continue;
            var needCode = Word(need, "code");
            if (words.Contains(needCode) || (list?.Find(needCode)?.Group is { } group && words.Contains(group))) return true;
        }

        return false;
    }

    private bool ClockHasLapsed(string code) =>
        ClockRules.Read(Pack, Record!, Today).Any(c => c.Clock.Code == code && c.Lapsed);

    private static string Word(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
