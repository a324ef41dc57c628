namespace Nansen.Packs;

/// <summary>
/// What a State changes of the rules and weights by which names and records are compared. What it does not say is as the matching ships it.
/// </summary>
/// <param name="NamesBar">Probability from which two names are called one; null: as shipped.</param>
/// <param name="Names">Weights of whole names by what is seen.</param>
/// <param name="Records">Evidence of the search, in snake case.</param>
/// <param name="Linkage">Beliefs by attribute.</param>
public sealed record MatchingRules(decimal? NamesBar, IReadOnlyDictionary<string, decimal> Names, IReadOnlyDictionary<string, decimal> Records, IReadOnlyDictionary<string, MatchingBelief> Linkage);

/// <summary>How the levels of agreement of an attribute spread, by what two records are to each other; each list adds up to one.</summary>
public sealed record MatchingBelief(IReadOnlyList<decimal> Match, IReadOnlyList<decimal> Kin, IReadOnlyList<decimal> Namesakes, IReadOnlyList<decimal> Strangers)
{
    /// <summary>The four lists by name.</summary>
    public IEnumerable<(string Name, IReadOnlyList<decimal> Shares)> Lists => [("match", Match), ("kin", Kin), ("namesakes", Namesakes), ("strangers", Strangers)];
}
