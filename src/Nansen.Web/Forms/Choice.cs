namespace Nansen.Web;

/// <summary>One of several answers.</summary>
/// <param name="Value">The code kept.</param>
/// <param name="Text">What the person reads.</param>
/// <param name="Hint">A line of help, or null.</param>
public sealed record Choice(string Value, string Text, string? Hint = null)
{
    /// <summary>The choice of a code or of a text, in any case; null when there is none.</summary>
    public static Choice? Match(IReadOnlyList<Choice> choices, string typed)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices.FirstOrDefault(c => c.Text.Equals(typed, StringComparison.OrdinalIgnoreCase))
            ?? choices.FirstOrDefault(c => c.Value.Equals(typed, StringComparison.OrdinalIgnoreCase));
    }
}
