namespace Nansen.Journal;

/// <summary>A part as its reader may see it.</summary>
/// <param name="Scope">Whose key and class; null when the key was erased, for then the link to the subject is cut too.</param>
/// <param name="Body">The JSON; null when the key was erased or the class is above what the reader asked to open.</param>
public sealed record OpenPart(KeyScope? Scope, ReadOnlyMemory<byte>? Body);

/// <summary>An entry that stands in a book.</summary>
/// <param name="Book">The book.</param>
/// <param name="Seq">Its number there, gapless from 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="Stream">The record it is about.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Batch">What was appended together with it.</param>
/// <param name="After">The heads the writer had folded, in order of their bytes; null when none were stated.</param>
/// <param name="Parts">Its parts.</param>
public sealed record Entry(
    BookId Book, long Seq, EntryId Id, StreamId Stream, HybridTime Time, BatchId Batch,
    IReadOnlyList<EntryId>? After, IReadOnlyList<OpenPart> Parts);
