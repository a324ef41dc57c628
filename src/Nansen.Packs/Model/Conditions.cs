namespace Nansen.Packs;

/// <summary>
/// A condition of a guard, safeguard, question or effect: a tiny tree of all, any, not and named predicates.
/// There is no expression language: a lawyer can read it and the checker can know every word.
/// </summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Its predicates.</summary>
    public IEnumerable<Predicate> Predicates => this switch
    {
        All all => all.Of.SelectMany(c => c.Predicates),
        Any any => any.Of.SelectMany(c => c.Predicates),
        Not not => not.Of.Predicates,
        _ => [(Predicate)this],
    };

    /// <summary>All hold.</summary>
    public sealed record All(IReadOnlyList<Condition> Of) : Condition;

    /// <summary>At least one holds.</summary>
    public sealed record Any(IReadOnlyList<Condition> Of) : Condition;

    /// <summary>It does not hold.</summary>
    public sealed record Not(Condition Of) : Condition;

    /// <summary>One of the predicates, with its words (field, value, codes …).</summary>
    /// <param name="Name">One of <see cref="Predicates"/>.</param>
    /// <param name="Words">Codes that the predicate is about, for example statuses or states.</param>
    /// <param name="Field">Field code, for predicates about facts.</param>
    /// <param name="Number">A number, for predicates that compare; a parameter named in the pack file is already resolved to its value.</param>
    public sealed record Predicate(string Name, IReadOnlyList<string> Words, string? Field, int? Number) : Condition;
}

/// <summary>The predicates that conditions may use. "The persons" are a case's participants, or the person herself.</summary>
public static class Predicates
{
    /// <summary>The record, or any of the persons in question, has an answer to the field (unknown and refused count as answered).</summary>
    public const string FactPresent = "fact_present";

    /// <summary>
    /// The field's value is one of the words; of a value that is a list, any element. Nationalities match by State or by
    /// grade. Families written as <c>REJ-*</c> are already spelled out.
    /// </summary>
    public const string FactIs = "fact_is";

    /// <summary>A person is or may be under so many years: doubt is resolved in her favour (SG-3).</summary>
    public const string AgeUnder = "age_under";

    /// <summary>The record is in one of the states.</summary>
    public const string InState = "in_state";

    /// <summary>A person holds one of the statuses now.</summary>
    public const string StatusActive = "status_active";

    /// <summary>A person (or the record) has a link of one of the kinds that has not ended.</summary>
    public const string Linked = "linked";

    /// <summary>A person takes part in an open case of one of the procedures.</summary>
    public const string CaseOpen = "case_open";

    /// <summary>A person has an unresolved specific need whose code or group is among the words.</summary>
    public const string Need = "need";

    /// <summary>The clock has run out.</summary>
    public const string ClockLapsed = "clock_lapsed";

    /// <summary>The safeguard is on for a person.</summary>
    public const string SafeguardOn = "safeguard_on";

    /// <summary>The parameter has one of the values.</summary>
    public const string ParameterIs = "parameter_is";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
        [FactPresent, FactIs, AgeUnder, InState, StatusActive, Linked, CaseOpen, Need, ClockLapsed, SafeguardOn, ParameterIs];
}
