using System.Data.Common;

namespace Nansen.Journal;

/// <summary>The books of one office: append, read, seal, erase, prove. The only way anything is ever written.</summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Twelve hex digits: which office's books these are.</summary>
    string Office { get; }

    /// <summary>Which SQL the rows speak.</summary>
    SqlDialect Dialect { get; }

    /// <summary>The name of the office's book of a kind.</summary>
    BookId Book(BookKind kind);

    /// <summary>Appends a batch, all of it or nothing.</summary>
    /// <exception cref="JournalUnavailableException">The store is locked, full or gone.</exception>
    /// <exception cref="SubjectErasedException">A part's subject was erased.</exception>
    /// <exception cref="ArgumentException">The batch is malformed: empty, a body that is no JSON, a repeated id.</exception>
    ValueTask<AppendResult> AppendAsync(Batch batch, CancellationToken cancellation = default);

    /// <summary>Every entry of a stream, in order of (book, seq); parts up to <paramref name="ceiling"/> open.</summary>
    ValueTask<IReadOnlyList<Entry>> ReadStreamAsync(StreamId stream, KeyClass ceiling, CancellationToken cancellation = default);

    /// <summary>The entries of a book after a number, in order; parts up to <paramref name="ceiling"/> open.</summary>
    IAsyncEnumerable<Entry> ReadBookAsync(BookKind book, long afterSeq, KeyClass ceiling, CancellationToken cancellation = default);

    /// <summary>The heads of a stream: what an append must name as <c>After</c>. Empty when it has no entry.</summary>
    ValueTask<IReadOnlyList<EntryId>> HeadsAsync(StreamId stream, CancellationToken cancellation = default);

    /// <summary>Where a book stands.</summary>
    ValueTask<BookHead> HeadOfAsync(BookKind book, CancellationToken cancellation = default);

    /// <summary>Seals content beside the book. An entry naming the result should follow; a blob no entry names is harmless.</summary>
    ValueTask<BlobRef> PutBlobAsync(KeyScope scope, Stream content, CancellationToken cancellation = default);

    /// <summary>Opens a blob; null when its key was erased, its class is above the ceiling, or there is none of that name.</summary>
    /// <exception cref="InvalidDataException">While reading: the file is not what was sealed.</exception>
    ValueTask<Stream?> OpenBlobAsync(string hash, KeyClass ceiling, CancellationToken cancellation = default);

    /// <summary>
    /// Erases a subject's keys, all of them or those of one class, and with them every fact and blob they sealed.
    /// The chain stays whole. After all were erased, nothing more can be sealed for the subject.
    /// Rows are the fold's: append the entry that says so first.
    /// </summary>
    /// <returns>How many keys were erased.</returns>
    ValueTask<int> EraseAsync(StreamId subject, KeyClass? only = null, CancellationToken cancellation = default);

    /// <summary>Signs where the books stand, into the table and into <c>checkpoints/</c>.</summary>
    ValueTask<Checkpoint> CheckpointAsync(CancellationToken cancellation = default);

    /// <summary>Deletes the access book up to the head a checkpoint names; the checkpoint stays and verification begins there.</summary>
    /// <returns>How many entries were deleted.</returns>
    ValueTask<long> TruncateAccessAsync(long checkpoint, CancellationToken cancellation = default);

    /// <summary>Reads everything and tells whether it is as it was written.</summary>
    ValueTask<Verdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellation = default);

    /// <summary>Throws the rows away and folds every entry anew, in one transaction.</summary>
    ValueTask<RebuildResult> RebuildAsync(IProgress<long>? progress = null, CancellationToken cancellation = default);

    /// <summary>
    /// Seals a small secret of the node that belongs to no subject (keys of cookies and forms) under the master key, and so
    /// under the passphrase where there is one. What is sealed for one purpose does not open for another.
    /// </summary>
    byte[] SealSecret(ReadOnlySpan<byte> secret, string purpose);

    /// <summary>Opens what <see cref="SealSecret"/> sealed; null when it was changed, or sealed by another node or for another purpose.</summary>
    byte[]? OpenSecret(ReadOnlySpan<byte> wrapped, string purpose);

    /// <summary>A connection on which rows can be read and nothing written; dispose it to give it back.</summary>
    ValueTask<DbConnection> OpenRowsAsync(CancellationToken cancellation = default);
}
