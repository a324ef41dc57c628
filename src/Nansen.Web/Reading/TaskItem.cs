namespace Nansen.Web;

/// <summary>One task of a task list.</summary>
/// <param name="Text">What is to be done.</param>
/// <param name="Status">Its state in words.</param>
/// <param name="Href">Where it is done, or null when it cannot be begun yet.</param>
/// <param name="Hint">A line of help.</param>
/// <param name="Colour">The tag's colour, or null for plain words (done needs no attention).</param>
public sealed record TaskItem(string Text, string Status, string? Href = null, string? Hint = null, TagColour? Colour = null);
