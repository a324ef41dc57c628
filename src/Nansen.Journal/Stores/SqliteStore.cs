using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Nansen.Journal;

/// <summary>The embedded store: one file, write-ahead log, one writer at a time.</summary>
internal sealed class SqliteStore(string path, Durability durability, TimeSpan patience) : Store
{
    // https://sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    protected override string TableSuffix => " strict";

    // The write lock is taken when the transaction begins.
    protected override string LockHeads => "";

    public override SqlSession OpenWriter() => OpenWriter(SqliteOpenMode.ReadWrite);

    public SqlSession OpenWriter(SqliteOpenMode mode)
    {
        var session = new SqlSession(Connect(mode, pooled: false), Dialect);
        session.Run($"""
            pragma journal_mode = wal;
            pragma synchronous = {(durability == Durability.Full ? "full" : "normal")};
            pragma secure_delete = on;
            pragma cache_size = -65536;
            pragma wal_autocheckpoint = {(durability == Durability.Full ? 4000 : 32000)};
            pragma temp_store = memory;
            """);
        return session;
    }

    public override DbConnection OpenReading() => Connect(SqliteOpenMode.ReadOnly, pooled: true);

    private SqliteConnection Connect(SqliteOpenMode mode, bool pooled)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = pooled,
            DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds),
        }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override void BeginSnapshot(SqlSession session) => session.Begin(((SqliteConnection)session.Connection).BeginTransaction(deferred: true));

    /// <summary>Copies the database as of one moment, while others write.</summary>
    public void CopyTo(string file)
    {
        try
        {
            EnsureThere();
            using var session = new SqlSession(Connect(SqliteOpenMode.ReadOnly, pooled: false), Dialect);
            session.Execute("vacuum into @p0", file);
        }
        catch (Exception error) when (Unavailable(error) is { } unavailable)
        {
            throw unavailable;
        }
    }

    public override bool IsTransient(Exception error) => false;

    public override void EnsureThere()
    {
        // An open file that was deleted can still be written, and what is written is lost.
        if (!File.Exists(path)) throw new JournalUnavailableException($"The journal {path} is gone. Nothing was added. Put it back and start again.");
    }

    public override void InsertEntries(SqlSession session, IReadOnlyList<EntryRow> rows)
    {
        var insert = (SqliteEntryInsert)(session.Own ??= new SqliteEntryInsert((SqliteConnection)session.Connection));
        foreach (var row in rows) insert.Run(row);
    }

    public override JournalUnavailableException? Unavailable(Exception error) => error switch
    {
        JournalUnavailableException own => own,
        SqliteException { SqliteErrorCode: Busy or Locked } => new("The journal is locked by another program. Nothing was added. Close the other program or try again.", error),
        SqliteException { SqliteErrorCode: Full } => new("The disk that holds the journal is full. Nothing was added. Make room and try again.", error),
        SqliteException { SqliteErrorCode: IoError or CannotOpen or ReadOnly } => new("The journal's file cannot be reached or written. Nothing was added. Check the disk and the file's permissions.", error),
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => new("The journal's file is damaged. Nothing was added. Run 'nansen journal verify' and restore a backup.", error),
        _ => null,
    };

    public override string? Flaw(SqlSession session)
    {
        if (new FileInfo(path).Length % (long)session.Scalar("pragma page_size")! != 0) return "The database file ends in the middle of a page.";
        return session.Scalar("pragma quick_check(1)") is "ok" ? null : "The database file is damaged.";
    }

    public override void Scrub(SqlSession session) => session.Run("pragma wal_checkpoint(truncate)");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
            DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds),
        }.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
