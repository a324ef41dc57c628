namespace Nansen.Journal;

/// <summary>What verification found. It is a verdict for any state of the store, never an exception.</summary>
/// <param name="Ok">All books whole and as every checkpoint says.</param>
/// <param name="Entries">How many entries were read and found right.</param>
/// <param name="Book">The book of the first fault; null when there is none or no book could be read.</param>
/// <param name="Seq">The number of the first entry that is wrong or missing.</param>
/// <param name="Reason">The fault in words.</param>
public sealed record Verdict(bool Ok, long Entries, string? Book = null, long? Seq = null, string? Reason = null);
