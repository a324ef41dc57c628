using System.Globalization;

namespace Nansen.Register;

/// <summary>How two registrations came to be set beside each other. It stands in the entry of what officers said of them, so that the register can measure its proposals.</summary>
/// <param name="Probability">How sure the matching was, 0 to 1.</param>
/// <param name="By">What found them: <see cref="Search"/>, <see cref="Import"/> or <see cref="Sweep"/>.</param>
/// <param name="At">When, if it waited for the officer since then.</param>
public sealed record PairFinding(double Probability, string By, DateTimeOffset? At = null)
{
    /// <summary>The search before a registration, or on a person's page.</summary>
    public const string Search = "search";

    /// <summary>The search for the rows of a list.</summary>
    public const string Import = "import";

    /// <summary>The sweep over the register.</summary>
    public const string Sweep = "sweep";

    internal const string ProbabilityWord = "probability", ByWord = "by", AtWord = "found";

    internal IReadOnlyDictionary<string, string> Words()
    {
        var words = new Dictionary<string, string> { [ProbabilityWord] = Probability.ToString("0.000", CultureInfo.InvariantCulture), [ByWord] = By };
        if (At is { } at) words[AtWord] = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return words;
    }
}
