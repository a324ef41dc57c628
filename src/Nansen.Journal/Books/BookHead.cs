namespace Nansen.Journal;

/// <summary>Where a book stands: the number and hash of its last entry; 0 and 32 zero bytes when it is empty.</summary>
/// <param name="Book">The book.</param>
/// <param name="Seq">The number of the last entry.</param>
/// <param name="Hash">Its hash, 32 bytes.</param>
/// <param name="Time">Its time.</param>
public sealed record BookHead(BookId Book, long Seq, ReadOnlyMemory<byte> Hash, HybridTime Time);
