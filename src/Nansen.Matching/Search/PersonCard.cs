using Nansen.Values;

namespace Nansen.Matching;

/// <summary>What the search knows of one registration: nothing more than is needed to find a person again.</summary>
/// <param name="Id">The registration.</param>
/// <param name="Names">Her names, one for each script or spelling on file, former names and aliases too.</param>
/// <param name="Birth">Birth date as far as it is known.</param>
/// <param name="Sex">F, M, X or U; null when not recorded.</param>
/// <param name="Origin">Country of origin, ISO 3166 alpha-3.</param>
/// <param name="Place">Place (of birth or last residence) as a code or as text.</param>
/// <param name="Phone">Telephone number as written; only its digits are compared.</param>
/// <param name="Household">The registration group or household she belongs to.</param>
public sealed record PersonCard(
    Guid Id,
    IReadOnlyList<PersonName> Names,
    PartialDate? Birth = null,
    string? Sex = null,
    string? Origin = null,
    string? Place = null,
    string? Phone = null,
    Guid? Household = null);

/// <summary>What is asked of the index. Every part is optional; an empty query finds nobody.</summary>
public sealed record PersonQuery
{
    /// <summary>Names by part, in any script.</summary>
    public IReadOnlyList<PersonName> Names { get; init; } = [];

    /// <summary>Free words in any script and order: names or parts of them, a year, a whole date, an age, a telephone number.</summary>
    public string? Words { get; init; }

    /// <summary>Birth date as far as it is known.</summary>
    public PartialDate? Birth { get; init; }

    /// <summary>Age in completed years on <see cref="On"/>; used when <see cref="Birth"/> is not given. Compared with two years' tolerance.</summary>
    public int? Age { get; init; }

    /// <summary>The day <see cref="Age"/> was said; today when not given.</summary>
    public DateOnly? On { get; init; }

    /// <summary>F, M, X or U.</summary>
    public string? Sex { get; init; }

    /// <summary>Country of origin, ISO 3166 alpha-3.</summary>
    public string? Origin { get; init; }

    /// <summary>Place as in <see cref="PersonCard.Place"/>.</summary>
    public string? Place { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Household of the person asked for: its other members are warned of, and found by their names.</summary>
    public Guid? Household { get; init; }

    /// <summary>A registration to leave out, for example the one whose duplicates are looked for.</summary>
    public Guid? Except { get; init; }

    /// <summary>The query that looks for other registrations of the person on a card.</summary>
    public static PersonQuery Of(PersonCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new()
        {
            Names = card.Names,
            Birth = card.Birth,
            Sex = card.Sex,
            Origin = card.Origin,
            Place = card.Place,
            Phone = card.Phone,
            Household = card.Household,
            Except = card.Id,
        };
    }
}
