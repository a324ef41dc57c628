using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Nansen.Journal;

/// <summary>
/// The one statement that is run for every entry, on SQLite's own interface: binding eleven values through ADO.NET
/// costs as much as storing them.
/// </summary>
internal sealed class SqliteEntryInsert : IDisposable
{
    private const string Sql = "insert into entries (format, book, seq, id, stream, time, batch, after, parts, prev, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteEntryInsert(SqliteConnection connection)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, Sql, out _statement));
    }

    public void Run(in EntryRow row)
    {
        raw.sqlite3_bind_int64(_statement, 1, row.Format);
        raw.sqlite3_bind_text(_statement, 2, row.Book);
        raw.sqlite3_bind_int64(_statement, 3, row.Seq);
        raw.sqlite3_bind_blob(_statement, 4, row.Id);
        raw.sqlite3_bind_blob(_statement, 5, row.Stream);
        raw.sqlite3_bind_int64(_statement, 6, row.Time);
        raw.sqlite3_bind_blob(_statement, 7, row.Batch);
        if (row.After is null) raw.sqlite3_bind_null(_statement, 8);
        else if (row.After.Length == 0) raw.sqlite3_bind_zeroblob(_statement, 8, 0);
        else raw.sqlite3_bind_blob(_statement, 8, row.After);
        raw.sqlite3_bind_blob(_statement, 9, row.Parts);
        raw.sqlite3_bind_blob(_statement, 10, row.Prev);
        raw.sqlite3_bind_blob(_statement, 11, row.Hash);
        var stepped = raw.sqlite3_step(_statement);
        // Reset gives the same code again; it is the step's that counts.
        _ = raw.sqlite3_reset(_statement);
        if (stepped != raw.SQLITE_DONE) Check(stepped);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);

    public void Dispose() => _statement.Dispose();
}
