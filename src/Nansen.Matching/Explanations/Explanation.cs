using System.Globalization;

namespace Nansen.Matching;

/// <summary>A sentence as a key and its arguments, so that pages and programs can say it in their own language.</summary>
/// <param name="Key">The sentence; one of <see cref="Phrases.Keys"/>.</param>
/// <param name="Arguments">What fills its places.</param>
public sealed record Explanation(string Key, params IReadOnlyList<string> Arguments)
{
    /// <summary>The sentence in English.</summary>
    public string English => In("en");

    /// <summary>The sentence in Russian.</summary>
    public string Russian => In("ru");

    /// <summary>The sentence in a language: <c>ru</c>, and English for any other.</summary>
    public string In(string language) =>
        string.Format(CultureInfo.InvariantCulture, Phrases.Of(Key, language), [.. Arguments]);

    /// <inheritdoc/>
    public bool Equals(Explanation? other) => other is not null && Key == other.Key && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Arguments.Count);

    /// <inheritdoc/>
    public override string ToString() => English;
}
