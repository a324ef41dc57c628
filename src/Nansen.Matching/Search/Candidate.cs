namespace Nansen.Matching;

/// <summary>How sure a proposal is, in the three steps an officer works with.</summary>
public enum MatchBand
{
    /// <summary>Worth a look when nothing better is found.</summary>
    Possible,

    /// <summary>Likely enough that an officer must say whether it is the same person.</summary>
    Probable,

    /// <summary>Very likely the same person. It is still a person who decides.</summary>
    Same,
}

/// <summary>A registration that may be the person asked for.</summary>
public sealed class Candidate
{
    private readonly Lazy<CandidateReasoning> _reasoning;

    internal Candidate(Guid id, double probability, MatchBand band, Func<CandidateReasoning> reasoning) =>
        (Id, Probability, Band, _reasoning) = (id, probability, band, new(reasoning));

    /// <summary>The registration.</summary>
    public Guid Id { get; }

    /// <summary>Estimated probability, 0 to 1, that it is the same person.</summary>
    public double Probability { get; }

    /// <summary>The probability as a step.</summary>
    public MatchBand Band { get; }

    /// <summary>What agrees and what does not, attribute by attribute, the names first.</summary>
    public IReadOnlyList<AttributeComparison> Attributes => _reasoning.Value.Attributes;

    /// <summary>What an officer must see before she decides, for example that both stand in one household.</summary>
    public IReadOnlyList<Explanation> Warnings => _reasoning.Value.Warnings;
}

/// <summary>Why a registration was found, in words.</summary>
internal sealed record CandidateReasoning(IReadOnlyList<AttributeComparison> Attributes, IReadOnlyList<Explanation> Warnings);

/// <summary>How far two values agree.</summary>
public enum Agreement
{
    /// <summary>One side or both have no value.</summary>
    Missing,

    /// <summary>They speak against the same person.</summary>
    Different,

    /// <summary>Agree in part: the year only, a default date, one name of two.</summary>
    Partial,

    /// <summary>Nearly the same: a slip of the pen, day and month swapped, a year off by one.</summary>
    Close,

    /// <summary>The same in other letters, another spelling or a known other form of the name.</summary>
    Equivalent,

    /// <summary>The same.</summary>
    Same,
}

/// <summary>One attribute compared.</summary>
/// <param name="Attribute">name, given, family, patronymic, birth, sex, origin, place, phone or household.</param>
/// <param name="Level">How far the values agree.</param>
/// <param name="Why">In words, English and Russian.</param>
/// <param name="Weight">Evidence in bits (log2 of the likelihood ratio): above 0 it speaks for the same person, below 0 against.</param>
public sealed record AttributeComparison(string Attribute, Agreement Level, Explanation Why, double Weight);
