namespace Nansen.Journal;

/// <summary>
/// A node's data directory: <c>node.json</c>, <c>journal.db</c> (SQLite), <c>keys/</c>, <c>blobs/</c>, <c>checkpoints/</c>.
/// </summary>
public static class JournalDirectory
{
    /// <summary>
    /// Makes a new journal in an empty or missing directory. Shares of the recovery key are left in <c>recovery-shares/</c>;
    /// they must be carried away, each to another keeper.
    /// </summary>
    /// <exception cref="JournalDirectoryException">There is a journal already, or the directory cannot be written.</exception>
    public static ValueTask<IJournal> CreateAsync(string path, JournalOptions? options = null, IRowFold? fold = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();

    /// <summary>Opens a journal; rebuilds its rows when the fold changed.</summary>
    /// <exception cref="JournalDirectoryException">There is none, or its key does not open.</exception>
    public static ValueTask<IJournal> OpenAsync(string path, JournalOptions? options = null, IRowFold? fold = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();

    /// <summary>Verifies a journal without opening it for writing; a verdict also when it cannot be read at all.</summary>
    public static ValueTask<Verdict> VerifyAsync(string path, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
