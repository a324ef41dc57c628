using System.Collections.Concurrent;
using System.Data.Common;

namespace Nansen.Journal;

/// <summary>
/// The journal's tables and the statements on them, in SQL both stores understand. What differs is overridden:
/// how to connect, how to lock the heads, and how many rows go in one statement.
/// </summary>
internal abstract class Store : IAsyncDisposable
{
    private const int KeptReaders = 8;
    private readonly ConcurrentBag<SqlSession> _readers = [];

    public abstract SqlDialect Dialect { get; }

    /// <summary>A connection of the one writer.</summary>
    public abstract SqlSession OpenWriter();

    /// <summary>A connection on which nothing can be written.</summary>
    public abstract DbConnection OpenReading();

    /// <summary>What follows the closing bracket of a table.</summary>
    protected abstract string TableSuffix { get; }

    /// <summary>Begins a transaction in which everything is read as of one moment.</summary>
    public abstract void BeginSnapshot(SqlSession session);

    /// <summary>Reads the heads so that no other process moves them until the transaction ends.</summary>
    protected abstract string LockHeads { get; }

    /// <summary>The same transaction may succeed when tried again.</summary>
    public abstract bool IsTransient(Exception error);

    /// <summary>The error in words when the store is locked, full or gone; null when it is something else.</summary>
    public abstract JournalUnavailableException? Unavailable(Exception error);

    /// <summary>Throws when the store has gone from under an open connection.</summary>
    public virtual void EnsureThere() { }

    /// <summary>What the store itself finds wrong with its files; null when nothing.</summary>
    public virtual string? Flaw(SqlSession session) => null;

    /// <summary>Sees to it that erased key rows leave no trace in the store's own files, as far as it can.</summary>
    public virtual void Scrub(SqlSession session) { }

    /// <summary>Names of tables a fold may not use.</summary>
    public static IReadOnlyList<string> OwnTables { get; } =
        ["entries", "heads", "stream_heads", "keys", "recovery_sessions", "erased", "blobs", "checkpoints", "state"];

    public void CreateTables(SqlSession session)
    {
        var (integer, text, bytes) = (Dialect.Integer, Dialect.Text, Dialect.Bytes);
        session.Run($"""
            create table entries (
              format {integer} not null, book {text} not null, seq {integer} not null, id {bytes} not null, stream {bytes} not null,
              time {integer} not null, batch {bytes} not null, after {bytes}, parts {bytes} not null, prev {bytes} not null, hash {bytes} not null,
              primary key (book, seq)){TableSuffix};
            create index entries_stream on entries (stream);
            create index entries_batch on entries (batch);
            create table heads (
              book {text} not null primary key, generation {integer} not null, base_seq {integer} not null, base_hash {bytes} not null,
              seq {integer} not null, hash {bytes} not null, time {integer} not null){TableSuffix};
            create table stream_heads (stream {bytes} not null primary key, heads {bytes} not null){TableSuffix};
            create table keys (
              id {bytes} not null primary key, subject {bytes} not null, class {integer} not null, compartment {text} not null,
              wrapped {bytes} not null, session {bytes} not null, recovery {bytes} not null){TableSuffix};
            create index keys_subject on keys (subject);
            create table recovery_sessions (id {bytes} not null primary key, point {bytes} not null){TableSuffix};
            create table erased (subject {bytes} not null primary key, time {integer} not null){TableSuffix};
            create table blobs (hash {text} not null primary key, key_id {bytes} not null, length {integer} not null){TableSuffix};
            create table checkpoints (number {integer} not null primary key, body {text} not null){TableSuffix};
            create table state (name {text} not null primary key, value {text} not null){TableSuffix};
            insert into state (name, value) values ('erasures', '0');
            """);
    }

    /// <summary>A reading session, given back by <see cref="Return"/>.</summary>
    public SqlSession Rent() => _readers.TryTake(out var session) ? session : new(OpenReading(), Dialect);

    public void Return(SqlSession session)
    {
        if (_readers.Count < KeptReaders && session.Connection.State == System.Data.ConnectionState.Open) _readers.Add(session);
        else session.Dispose();
    }

    /// <summary>Reads with a kept session; foreign errors become the journal's own.</summary>
    public T Read<T>(Func<SqlSession, T> read)
    {
        SqlSession? session = null;
        try
        {
            EnsureThere();
            session = Rent();
            var result = read(session);
            Return(session);
            return result;
        }
        catch (Exception error)
        {
            session?.Dispose();
            if (Unavailable(error) is { } unavailable) throw unavailable;
            throw;
        }
    }

    public List<HeadRow> ReadHeads(SqlSession session, bool locked = false)
    {
        var sql = "select book, generation, base_seq, base_hash, seq, hash, time from heads order by book";
        using var reader = session.Query(locked ? sql + LockHeads : sql);
        var heads = new List<HeadRow>();
        while (reader.Read())
            heads.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3), reader.GetInt64(4), reader.GetFieldValue<byte[]>(5), reader.GetInt64(6)));
        return heads;
    }

    public static void InsertHead(SqlSession session, HeadRow head) =>
        session.Execute(
            "insert into heads (book, generation, base_seq, base_hash, seq, hash, time) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
            head.Book, head.Generation, head.BaseSeq, head.BaseHash, head.Seq, head.Hash, head.Time);

    public static void UpdateHead(SqlSession session, HeadRow head) =>
        session.Execute(
            "update heads set base_seq = @p1, base_hash = @p2, seq = @p3, hash = @p4, time = @p5 where book = @p0",
            head.Book, head.BaseSeq, head.BaseHash, head.Seq, head.Hash, head.Time);

    /// <summary>How many erasures there were: the epoch of keys.</summary>
    public static long Erasures(SqlSession session) =>
        long.Parse((string)session.Scalar("select value from state where name = 'erasures'")!, System.Globalization.CultureInfo.InvariantCulture);

    public static string? State(SqlSession session, string name) => session.Scalar("select value from state where name = @p0", name) as string;

    public static void SetState(SqlSession session, string name, string value) =>
        session.Execute("insert into state (name, value) values (@p0, @p1) on conflict (name) do update set value = excluded.value", name, value);

    /// <summary>Which of these batches stand in the books already.</summary>
    public virtual HashSet<Guid> KnownBatches(SqlSession session, IReadOnlyList<Guid> batches)
    {
        var known = new HashSet<Guid>();
        foreach (var batch in batches)
            if (session.Scalar("select 1 from entries where batch = @p0 limit 1", batch) is not null) known.Add(batch);
        return known;
    }

    public virtual Dictionary<Guid, byte[]> StreamHeads(SqlSession session, IReadOnlyCollection<Guid> streams)
    {
        var heads = new Dictionary<Guid, byte[]>();
        foreach (var stream in streams)
            if (session.Scalar("select heads from stream_heads where stream = @p0", stream) is byte[] bytes) heads[stream] = bytes;
        return heads;
    }

    public virtual void SetStreamHeads(SqlSession session, IReadOnlyDictionary<Guid, byte[]> heads)
    {
        foreach (var (stream, bytes) in heads)
            session.Execute("insert into stream_heads (stream, heads) values (@p0, @p1) on conflict (stream) do update set heads = excluded.heads", stream, bytes);
    }

    public virtual void InsertEntries(SqlSession session, IReadOnlyList<EntryRow> rows)
    {
        foreach (var row in rows)
            session.Execute(
                "insert into entries (format, book, seq, id, stream, time, batch, after, parts, prev, hash) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)",
                row.Format, row.Book, row.Seq, row.Id, row.Stream, row.Time, row.Batch, row.After, row.Parts, row.Prev, row.Hash);
    }

    public virtual void InsertKeys(SqlSession session, IReadOnlyCollection<KeyRow> keys)
    {
        foreach (var key in keys)
            session.Execute(
                "insert into keys (id, subject, class, compartment, wrapped, session, recovery) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6) on conflict (id) do nothing",
                key.Id, key.Scope.Subject, (long)key.Scope.Class, key.Scope.Compartment ?? "", key.Wrapped, key.Session, key.Recovery);
    }

    protected const string KeyColumns = "select id, subject, class, compartment, wrapped, session, recovery from keys ";

    public virtual List<KeyRow> KeysById(SqlSession session, IReadOnlyCollection<KeyId> ids)
    {
        var keys = new List<KeyRow>();
        foreach (var id in ids)
        {
            using var reader = session.Query(KeyColumns + "where id = @p0", id);
            while (reader.Read()) keys.Add(ReadKey(reader));
        }
        return keys;
    }

    public static List<KeyRow> KeysOf(SqlSession session, StreamId subject)
    {
        var keys = new List<KeyRow>();
        using var reader = session.Query(KeyColumns + "where subject = @p0 order by id", subject);
        while (reader.Read()) keys.Add(ReadKey(reader));
        return keys;
    }

    public static KeyRow ReadKey(DbDataReader reader) => new(
        new(EntryFormat.Id(reader.GetFieldValue<byte[]>(0))),
        new(new(EntryFormat.Id(reader.GetFieldValue<byte[]>(1))), (KeyClass)reader.GetInt64(2), reader.GetString(3) is { Length: > 0 } compartment ? compartment : null),
        reader.GetFieldValue<byte[]>(4), reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<byte[]>(6));

    public virtual async ValueTask DisposeAsync()
    {
        while (_readers.TryTake(out var session)) session.Dispose();
        await ValueTask.CompletedTask.ConfigureAwait(false);
    }
}

/// <summary>A row of <c>heads</c>: where a book begins (after retention or succession) and where it stands.</summary>
internal sealed record HeadRow(string Book, long Generation, long BaseSeq, byte[] BaseHash, long Seq, byte[] Hash, long Time);
