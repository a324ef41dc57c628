using Nansen.Journal;
using Nansen.Values;

namespace Nansen.Records;

/// <summary>Facts to record, about a person or (with none) about the record itself.</summary>
public sealed record SubjectFacts(StreamId? Of, IReadOnlyList<FactValue> Facts)
{
    /// <summary>Facts about the record itself.</summary>
    public static IReadOnlyList<SubjectFacts> About(params IReadOnlyList<FactValue> facts) => [new(null, facts)];
}
