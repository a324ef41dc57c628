namespace Nansen.Web;

/// <summary>One attribute of two records beside each other.</summary>
/// <param name="Attribute">What is compared.</param>
/// <param name="Left">The first record's value.</param>
/// <param name="Right">The second record's value.</param>
/// <param name="Agreement">Whether they speak for the same person.</param>
/// <param name="Explanation">Why, in words.</param>
public sealed record ComparisonRow(string Attribute, string? Left, string? Right, Agreement Agreement, string Explanation);

/// <summary>How far two values agree.</summary>
public enum Agreement
{
    /// <summary>The same, or another spelling of the same.</summary>
    Same,

    /// <summary>Near.</summary>
    Close,

    /// <summary>Unlike.</summary>
    Different,

    /// <summary>One of them is not known.</summary>
    Unknown,
}
