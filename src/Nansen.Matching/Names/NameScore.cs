namespace Nansen.Matching;

/// <summary>What the comparison of two names found.</summary>
/// <param name="Score">0 to 1: estimated probability that the two are written forms of one name.</param>
/// <param name="Match">Whether the score is above the library's own bar.</param>
/// <param name="Parts">Part by part, in words.</param>
/// <param name="Remarks">What else an officer should know: another order, look-alike letters.</param>
public sealed record NameScore(double Score, bool Match, IReadOnlyList<PartComparison> Parts, IReadOnlyList<Explanation> Remarks);

/// <summary>One part of a name against its counterpart.</summary>
/// <param name="Left">The part in the first name; null when it has none.</param>
/// <param name="Right">The part in the second name; null when it has none.</param>
/// <param name="Level">How far they agree.</param>
/// <param name="Why">In words.</param>
/// <param name="Weight">Evidence in bits for (above 0) or against (below 0) one name.</param>
public sealed record PartComparison(string? Left, string? Right, Agreement Level, Explanation Why, double Weight);
