namespace Nansen.Values;

/// <summary>
/// A name in the letters of a machine-readable zone, with the rule that made it. The rule and its version are recorded
/// with the name, because a State may change its rule and the holder's older documents keep the older spelling.
/// </summary>
/// <param name="Text">The letters A–Z with <c>&lt;</c> between components.</param>
/// <param name="Rule">The rule, for example <c>icao-9303-3/uk</c>.</param>
/// <param name="Version">The version of the tables it comes from.</param>
/// <param name="Official">False when a form was used that the issuing State has not confirmed.</param>
/// <param name="Unmapped">Letters for which no table has a form; the text lacks them, and must not be printed.</param>
public sealed record Transliteration(string Text, string Rule, string Version, bool Official, IReadOnlyList<string> Unmapped)
{
    /// <summary>Why an officer has put the holder's own spelling in place of the rule's, or null.</summary>
    public string? OverrideReason { get; private init; }

    /// <summary>Every letter has found a form.</summary>
    public bool Complete => Unmapped.Count == 0;

    /// <summary>
    /// The spelling the holder has had in earlier documents, set by an officer with a reason; the rule it departs from
    /// stays on record.
    /// </summary>
    /// <exception cref="ArgumentException">No reason is given, or the spelling has other characters than A–Z and <c>&lt;</c>.</exception>
    public Transliteration Overridden(string spelling, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(spelling);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (spelling.Any(c => c is not ((>= 'A' and <= 'Z') or '<')))
            throw new ArgumentException("A spelling for the machine-readable zone has the letters A–Z and < alone.", nameof(spelling));
        return this with { Text = spelling, Unmapped = [], OverrideReason = reason };
    }
}
