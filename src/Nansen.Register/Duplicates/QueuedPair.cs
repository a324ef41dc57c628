using System.Text.Json.Serialization;

namespace Nansen.Register;

/// <summary>
/// Two registrations that a sweep thinks are of one person and on which nobody has decided. It names registrations and holds
/// no fact about anybody; what can be seen of the two is asked of the gate each time.
/// </summary>
/// <param name="Person">The later registration.</param>
/// <param name="Other">The earlier one.</param>
/// <param name="Probability">How sure the matching is.</param>
/// <param name="Offices">Offices that keep the two.</param>
/// <param name="Stakes">What makes leaving it open costly, or deciding it delicate; see <see cref="StakeCodes"/>.</param>
/// <param name="Unsure">Officers have looked at it and were not sure.</param>
/// <param name="Found">When a sweep first proposed it.</param>
public sealed record QueuedPair(Guid Person, Guid Other, double Probability, IReadOnlyList<string> Offices, IReadOnlyList<string> Stakes, bool Unsure, DateTimeOffset Found)
{
    /// <summary>What an open duplicate costs, in shares of an ordinary one.</summary>
    [JsonIgnore]
    public int Cost => Stakes.Sum(s => StakeCodes.Costs.GetValueOrDefault(s));

    /// <summary>Where it stands in the queue: the harm to be expected of leaving it, those that officers were unsure of after all others.</summary>
    [JsonIgnore]
    public double Weight => Probability * (1 + Cost) * (Unsure ? 0.01 : 1);

    /// <summary>The same two, whichever way round.</summary>
    [JsonIgnore]
    public (Guid, Guid) Key => KeyOf(Person, Other);

    /// <summary>One key for two registrations, whichever way round.</summary>
    public static (Guid, Guid) KeyOf(Guid one, Guid two) => one.CompareTo(two) < 0 ? (one, two) : (two, one);
}

/// <summary>What is at stake in a pair, and how much it weighs.</summary>
public static class StakeCodes
{
    /// <summary>Both hold a status: a person is counted and served twice.</summary>
    public const string Statuses = "statuses";

    /// <summary>Both hold a valid document: one face, two papers.</summary>
    public const string Documents = "documents";

    /// <summary>Both have an open case: one claim may be decided twice, or differently.</summary>
    public const string Cases = "cases";

    /// <summary>One of the two is a child.</summary>
    public const string Child = "child";

    /// <summary>Both stand in one family or group: they may be twins, or kin of one name.</summary>
    public const string Household = "household";

    /// <summary>Weights by code. A household costs nothing; it is a warning.</summary>
    public static IReadOnlyDictionary<string, int> Costs { get; } =
        new Dictionary<string, int> { [Statuses] = 3, [Documents] = 3, [Cases] = 2, [Child] = 1, [Household] = 0 };
}
