using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Nansen.Journal;

/// <summary>
/// A node's data directory: <c>node.json</c>, <c>journal.db</c> (SQLite), <c>keys/</c>, <c>blobs/</c>, <c>checkpoints/</c>.
/// </summary>
public static partial class JournalDirectory
{
    /// <summary>
    /// Makes a new journal in an empty or missing directory. Shares of the recovery key are left in <c>recovery-shares/</c>;
    /// they must be carried away, each to another keeper.
    /// </summary>
    /// <exception cref="JournalDirectoryException">There is a journal already, or the directory cannot be written.</exception>
    public static async ValueTask<IJournal> CreateAsync(string path, JournalOptions? options = null, IRowFold? fold = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var folder = new NodeFolder(Path.GetFullPath(path));
        if (File.Exists(folder.In("node.json")) || File.Exists(folder.In("journal.db"))) throw new JournalDirectoryException($"{folder.Path} holds a journal already. Open it, or choose another directory.");
        try
        {
            foreach (var directory in new[] { folder.Path, folder.Keys, folder.Blobs, folder.Checkpoints, folder.Shares }) Directory.CreateDirectory(directory);
            var masterKey = MasterKey.Create(folder.MasterKey, Passphrase(options));
            using var master = new Wrapping(masterKey);
            var office = Convert.ToHexStringLower(EntryFormat.Bytes(options.Ids.NewId()).AsSpan(0, 6));
            var node = new NodeFile
            {
                Office = office,
                Store = options.PostgreSql is null ? "sqlite" : "postgresql",
                Connection = options.PostgreSql ?? "journal.db",
                RecoveryKey = RecoveryShares.Create(folder.Shares, office, options.RecoveryThreshold, options.RecoveryShares),
                RecoveryShares = options.RecoveryShares,
                RecoveryThreshold = options.RecoveryThreshold,
                CheckpointKey = NodeKeys.CreateSigner(folder, master),
            };
            var store = StoreOf(folder, node, options);
            CreateBooks(store, node.Office);
            node.Write(folder.Path);
            return await StartAsync(folder, node, options, fold, store, masterKey, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalDirectoryException($"{folder.Path} cannot be written: {error.Message}", error);
        }
    }

    private static void CreateBooks(Store store, string office)
    {
        try
        {
            using var session = store is SqliteStore sqlite ? sqlite.OpenWriter(SqliteOpenMode.ReadWriteCreate) : store.OpenWriter();
            session.Begin();
            store.CreateTables(session);
            foreach (var kind in Enum.GetValues<BookKind>())
                Store.InsertHead(session, new(BookId.Of(kind, office).Value, 0, 0, EntryFormat.ZeroHash, 0, EntryFormat.ZeroHash, 0));
            session.Commit();
        }
        catch (System.Data.Common.DbException error)
        {
            throw new JournalDirectoryException($"The journal's tables could not be made: {error.Message}", error);
        }
    }

    /// <summary>Opens a journal; rebuilds its rows when the fold changed.</summary>
    /// <exception cref="JournalDirectoryException">There is none, or its key does not open.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be reached.</exception>
    public static async ValueTask<IJournal> OpenAsync(string path, JournalOptions? options = null, IRowFold? fold = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var folder = new NodeFolder(Path.GetFullPath(path));
        var node = NodeFile.Read(folder.Path);
        return await StartAsync(folder, node, options, fold, StoreOf(folder, node, options), MasterKey.Read(folder.MasterKey, Passphrase(options)), cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<IJournal> StartAsync(NodeFolder folder, NodeFile node, JournalOptions options, IRowFold? fold, Store store, byte[] masterKey, CancellationToken cancellation)
    {
        var journal = new SqlJournal(folder, node, options, fold, store, masterKey);
        try
        {
            await journal.EnsureRowsAsync(cancellation).ConfigureAwait(false);
            return journal;
        }
        catch
        {
            await journal.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Verifies a journal without opening it for writing; a verdict also when it cannot be read at all.</summary>
    public static async ValueTask<Verdict> VerifyAsync(string path, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var folder = new NodeFolder(Path.GetFullPath(path));
        try
        {
            var (options, node) = (new JournalOptions(), NodeFile.Read(folder.Path));
            await using var store = StoreOf(folder, node, options);
            using var master = MasterFor(folder, options);
            return Verifier.Run(folder, node, store, master, progress, cancellation);
        }
        catch (JournalDirectoryException error)
        {
            return new(false, 0, Reason: error.Message);
        }
    }

    /// <summary>The books can be verified without the master key; only the wrapped keys then go unopened.</summary>
    private static Wrapping? MasterFor(NodeFolder folder, JournalOptions options)
    {
        try
        {
            return new(MasterKey.Read(folder.MasterKey, Passphrase(options)));
        }
        catch (JournalDirectoryException)
        {
            return null;
        }
    }

    private static Store StoreOf(NodeFolder folder, NodeFile node, JournalOptions options) =>
        node.Store == "sqlite"
            ? new SqliteStore(folder.In(node.Connection), options.Durability, options.LockPatience)
            : new PostgreSqlStore(node.Connection, options.LockPatience);

    private static string? Passphrase(JournalOptions options) => options.Passphrase ?? Environment.GetEnvironmentVariable("NANSEN_PASSPHRASE");
}
