namespace Nansen.Journal;

/// <summary>A signed statement of where the office's books stood.</summary>
/// <param name="Number">Gapless from 1.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Heads">Every book's head.</param>
/// <param name="Text">The signed JSON, byte for byte as it stands in the table and in <c>checkpoints/</c>.</param>
public sealed record Checkpoint(long Number, DateTimeOffset Time, IReadOnlyList<BookHead> Heads, string Text);
