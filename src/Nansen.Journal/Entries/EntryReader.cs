using System.Data.Common;

namespace Nansen.Journal;

/// <summary>Reads entries and opens their parts as far as keys and ceiling allow.</summary>
internal sealed class EntryReader(Store store, KeyRing ring)
{
    private const string Columns = "select book, seq, id, stream, time, batch, after, parts from entries ";

    public IReadOnlyList<Entry> Stream(SqlSession session, StreamId stream, KeyClass ceiling)
    {
        var generations = store.ReadHeads(session).ToDictionary(head => head.Book, head => head.Generation, StringComparer.Ordinal);
        var rows = Rows(session.Query(Columns + "where stream = @p0", stream));
        // (book, seq), where the books of a predecessor come before those that went on from them.
        rows.Sort((left, right) => (Kind(left), Generation(left), left.Seq).CompareTo((Kind(right), Generation(right), right.Seq)));
        return Open(session, rows, ceiling);

        long Generation(in EntryRow row) => generations.GetValueOrDefault(row.Book);
        static BookKind Kind(in EntryRow row) => new BookId(row.Book).Kind ?? default;
    }

    public IReadOnlyList<Entry> BatchOf(SqlSession session, BatchId batch, KeyClass ceiling) =>
        Open(session, Rows(session.Query(Columns + "where batch = @p0 order by book, seq", batch)), ceiling);

    public IReadOnlyList<Entry> Book(SqlSession session, BookId book, long afterSeq, int limit, KeyClass ceiling) =>
        Open(session, Rows(session.Query(Columns + "where book = @p0 and seq > @p1 order by seq limit @p2", book.Value, afterSeq, limit)), ceiling);

    private static List<EntryRow> Rows(DbDataReader reader)
    {
        using (reader)
        {
            var rows = new List<EntryRow>();
            while (reader.Read())
                rows.Add(new(
                    EntryFormat.Number, reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3), reader.GetInt64(4),
                    reader.GetFieldValue<byte[]>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6), reader.GetFieldValue<byte[]>(7), [], []));
            return rows;
        }
    }

    private List<Entry> Open(SqlSession session, List<EntryRow> rows, KeyClass ceiling)
    {
        var epoch = Store.Erasures(session);
        ring.Follow(epoch);
        var parts = new SealedPart[rows.Count][];
        HashSet<KeyId>? missing = null;
        var keys = new Dictionary<KeyId, DataKey>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (!EntryFormat.TryReadParts(rows[i].Parts, out parts[i])) throw Damaged(rows[i]);
            foreach (var part in parts[i])
                if (!keys.ContainsKey(part.Key))
                {
                    if (ring.Find(part.Key) is { } key) keys[part.Key] = key;
                    else (missing ??= []).Add(part.Key);
                }
        }
        if (missing is not null)
            foreach (var row in store.KeysById(session, missing))
                if (ring.Open(row, epoch) is { } key) keys[row.Id] = key;

        var entries = new List<Entry>(rows.Count);
        for (var i = 0; i < rows.Count; i++) entries.Add(Open(rows[i], parts[i], keys, ceiling));
        return entries;
    }

    private static Entry Open(in EntryRow row, SealedPart[] parts, Dictionary<KeyId, DataKey> keys, KeyClass ceiling)
    {
        var (id, stream) = (EntryFormat.Id(row.Id), EntryFormat.Id(row.Stream));
        var open = new OpenPart[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!keys.TryGetValue(parts[i].Key, out var key)) open[i] = new(null, null);
            else if (key.Scope.Class > ceiling) open[i] = new(key.Scope, null);
            else open[i] = new(key.Scope, EntryFormat.OpenPart(parts[i], id, stream, i, parts.Length, key) ?? throw Damaged(row));
        }
        return new(new(row.Book), row.Seq, new(id), new(stream), new(row.Time), new(EntryFormat.Id(row.Batch)), EntryFormat.After(row.After), open);
    }

    private static InvalidDataException Damaged(in EntryRow row) =>
        new($"Entry {row.Seq} of the book {row.Book} is not what was written. Run 'nansen journal verify' and restore a backup.");
}
