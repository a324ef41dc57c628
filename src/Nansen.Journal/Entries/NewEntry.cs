namespace Nansen.Journal;

/// <summary>A part to be sealed.</summary>
/// <param name="Scope">Under whose key.</param>
/// <param name="Body">One JSON value in UTF-8.</param>
public sealed record NewPart(KeyScope Scope, ReadOnlyMemory<byte> Body);

/// <summary>An entry to be appended.</summary>
/// <param name="Book">Into which of the office's books.</param>
/// <param name="Stream">The record it is about.</param>
/// <param name="After">
/// The heads of the stream that the writer had folded: the expected version. Empty for the first entry of a stream.
/// Null, meaning no expectation, is allowed in the statistics and access books only.
/// </param>
/// <param name="Parts">At least one; by convention of the rooms above, part 0 says entry type and actor.</param>
/// <param name="Id">Its id, when another entry of the batch must name it; else one is given.</param>
public sealed record NewEntry(BookKind Book, StreamId Stream, IReadOnlyList<EntryId>? After, IReadOnlyList<NewPart> Parts, EntryId? Id = null);

/// <summary>Entries that are appended together or not at all, over all books.</summary>
/// <param name="Id">Sent again with the same id, the batch adds nothing and its entries are given back.</param>
/// <param name="Entries">At least one. Several on one stream chain: a later one's <c>After</c> names the earlier.</param>
public sealed record Batch(BatchId Id, IReadOnlyList<NewEntry> Entries);
