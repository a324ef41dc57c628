namespace Nansen.Journal;

/// <summary>The outcome of throwing the rows away and folding every entry anew.</summary>
/// <param name="DigestBefore">SHA-256 over all rows before, hex.</param>
/// <param name="DigestAfter">The same after; equal when the rows were right.</param>
/// <param name="Entries">How many entries were folded.</param>
public sealed record RebuildResult(string DigestBefore, string DigestAfter, long Entries);
