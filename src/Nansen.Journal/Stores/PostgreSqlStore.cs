using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Nansen.Journal;

/// <summary>
/// The store of a national node with several web processes. The locked head rows give numbers, so there are no gaps to
/// guess about; no sequences, advisory locks, notifications or triggers, so that a compatible distributed engine can carry it.
/// </summary>
internal sealed class PostgreSqlStore : Store
{
    private readonly NpgsqlDataSource _writing;
    private readonly NpgsqlDataSource _reading;

    public PostgreSqlStore(string connection, TimeSpan patience)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        settings.Options = $"{settings.Options} -c lock_timeout={(int)patience.TotalMilliseconds}".Trim();
        _writing = NpgsqlDataSource.Create(settings);
        settings.Options += " -c default_transaction_read_only=on";
        _reading = NpgsqlDataSource.Create(settings);
    }

    public override SqlDialect Dialect => SqlDialect.PostgreSql;

    protected override string TableSuffix => "";

    protected override string LockHeads => " for update";

    public override SqlSession OpenWriter() => new(_writing.OpenConnection(), Dialect);

    public override DbConnection OpenReading() => _reading.OpenConnection();

    public override void BeginSnapshot(SqlSession session) => session.Begin(session.Connection.BeginTransaction(IsolationLevel.RepeatableRead));

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    public override bool IsTransient(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    public override JournalUnavailableException? Unavailable(Exception error) => error switch
    {
        JournalUnavailableException own => own,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => new("The journal is locked by another program. Nothing was added. Try again.", error),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new("The disk of the database server is full. Nothing was added. Make room and try again.", error),
        PostgresException { SqlState: var state } when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal) || state.StartsWith("28", StringComparison.Ordinal) || state is "3D000" or "25006" => Lost(error),
        PostgresException => null,
        NpgsqlException or SocketException or TimeoutException => Lost(error),
        _ => null,
    };

    private static JournalUnavailableException Lost(Exception error) =>
        new("The database server cannot be reached. Send the batch again when it can: what was stored already is not added twice.", error);

    /// <summary>Ids as one bytea[] value. Passed alone it must be cast to object, or C# would spread it over the parameters.</summary>
    private static byte[][] Array(IEnumerable<Guid> ids) => [.. ids.Select(EntryFormat.Bytes)];

    public override HashSet<Guid> KnownBatches(SqlSession session, IReadOnlyList<Guid> batches)
    {
        using var reader = session.Query("select distinct batch from entries where batch = any(@p0)", (object)Array(batches));
        var known = new HashSet<Guid>();
        while (reader.Read()) known.Add(EntryFormat.Id(reader.GetFieldValue<byte[]>(0)));
        return known;
    }

    public override Dictionary<Guid, byte[]> StreamHeads(SqlSession session, IReadOnlyCollection<Guid> streams)
    {
        using var reader = session.Query("select stream, heads from stream_heads where stream = any(@p0)", (object)Array(streams));
        var heads = new Dictionary<Guid, byte[]>();
        while (reader.Read()) heads[EntryFormat.Id(reader.GetFieldValue<byte[]>(0))] = reader.GetFieldValue<byte[]>(1);
        return heads;
    }

    public override void SetStreamHeads(SqlSession session, IReadOnlyDictionary<Guid, byte[]> heads)
    {
        if (heads.Count == 0) return;
        session.Execute(
            "insert into stream_heads (stream, heads) select * from unnest(@p0, @p1) on conflict (stream) do update set heads = excluded.heads",
            Array(heads.Keys), heads.Values.ToArray());
    }

    public override void InsertEntries(SqlSession session, IReadOnlyList<EntryRow> rows) =>
        session.Execute(
            "insert into entries (format, book, seq, id, stream, time, batch, after, parts, prev, hash) select * from unnest(@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)",
            rows.Select(row => row.Format).ToArray(), rows.Select(row => row.Book).ToArray(), rows.Select(row => row.Seq).ToArray(),
            rows.Select(row => row.Id).ToArray(), rows.Select(row => row.Stream).ToArray(), rows.Select(row => row.Time).ToArray(),
            rows.Select(row => row.Batch).ToArray(), rows.Select(row => row.After).ToArray(), rows.Select(row => row.Parts).ToArray(),
            rows.Select(row => row.Prev).ToArray(), rows.Select(row => row.Hash).ToArray());

    public override void InsertKeys(SqlSession session, IReadOnlyCollection<KeyRow> keys) =>
        session.Execute(
            "insert into keys (id, subject, class, compartment, wrapped, session, recovery) select * from unnest(@p0, @p1, @p2, @p3, @p4, @p5, @p6) on conflict (id) do nothing",
            Array(keys.Select(key => key.Id.Value)), Array(keys.Select(key => key.Scope.Subject.Value)),
            keys.Select(key => (long)key.Scope.Class).ToArray(), keys.Select(key => key.Scope.Compartment ?? "").ToArray(),
            keys.Select(key => key.Wrapped).ToArray(), keys.Select(key => key.Session).ToArray(), keys.Select(key => key.Recovery).ToArray());

    public override List<KeyRow> KeysById(SqlSession session, IReadOnlyCollection<KeyId> ids)
    {
        using var reader = session.Query(KeyColumns + "where id = any(@p0)", (object)Array(ids.Select(id => id.Value)));
        var keys = new List<KeyRow>();
        while (reader.Read()) keys.Add(ReadKey(reader));
        return keys;
    }

    public override void Scrub(SqlSession session) => session.Run("vacuum keys");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        await _writing.DisposeAsync().ConfigureAwait(false);
        await _reading.DisposeAsync().ConfigureAwait(false);
    }
}
