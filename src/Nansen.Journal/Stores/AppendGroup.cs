namespace Nansen.Journal;

/// <summary>
/// Many batches in one transaction. Each is judged on the state the earlier ones leave; one that is stale, or known
/// already, adds nothing and spoils nothing.
/// </summary>
internal sealed class AppendGroup(Store store, KeyRing ring, TimeProvider clock, string office, IRowFold? fold)
{
    private static readonly BookKind[] Kinds = [BookKind.Records, BookKind.Statistics, BookKind.Access];

    public void Run(SqlSession session, IReadOnlyList<AppendJob> jobs)
    {
        var heads = store.ReadHeads(session, locked: true).ToDictionary(head => head.Book, StringComparer.Ordinal);
        var books = Kinds.Select(kind => new OpenBook(heads[BookId.Of(kind, office).Value])).ToArray();
        var epoch = Store.Erasures(session);
        var known = store.KnownBatches(session, [.. jobs.Select(job => job.Batch.Batch.Id.Value)]);
        var streams = new StreamHeadsView(store.StreamHeads(session, jobs.SelectMany(Expecting).ToHashSet()));
        var time = new HybridTime(books.Max(book => book.Time));
        var rows = new List<EntryRow>();

        foreach (var job in jobs)
        {
            job.Outcome = Judge(job.Batch, epoch, known, streams);
            if (job.Outcome is not null) continue;
            streams.Keep();
            known.Add(job.Batch.Batch.Id.Value);
            time = time.Next(clock.GetUtcNow());
            job.Outcome = new Outcome.Stored([.. job.Batch.Entries.Select(entry => Chain(entry, job.Batch.Batch.Id, books[(int)entry.Book], time, rows))]);
        }
        if (rows.Count == 0) return;

        StoreKeys(session, jobs);
        store.InsertEntries(session, rows);
        store.SetStreamHeads(session, streams.Changed);
        foreach (var book in books)
            if (book.Moved) Store.UpdateHead(session, book.Row);
        if (fold is null) return;
        foreach (var job in jobs)
            if (job.Outcome is Outcome.Stored stored) fold.Apply(session, stored.Entries);
    }

    private static IEnumerable<Guid> Expecting(AppendJob job) => job.Batch.Entries.Where(entry => entry.After is not null).Select(entry => entry.Stream.Value);

    private static Outcome? Judge(SealedBatch batch, long epoch, HashSet<Guid> known, StreamHeadsView streams)
    {
        if (known.Contains(batch.Batch.Id.Value)) return new Outcome.Known();
        if (batch.Epoch != epoch) return new Outcome.OldKeys(epoch);
        streams.Forget();
        foreach (var entry in batch.Entries)
        {
            if (entry.AfterBytes is null) continue;
            var now = streams.Of(entry.Stream.Value);
            if (!now.AsSpan().SequenceEqual(entry.AfterBytes))
            {
                // What this batch itself would have added is no news to its writer.
                streams.Forget();
                return new Outcome.Stale(entry.Stream, EntryFormat.After(streams.Of(entry.Stream.Value))!);
            }
            streams.Set(entry.Stream.Value, EntryFormat.Bytes(entry.Id.Value));
        }
        return null;
    }

    private static Entry Chain(SealedEntry entry, BatchId batch, OpenBook book, HybridTime time, List<EntryRow> rows)
    {
        var row = new EntryRow(
            EntryFormat.Number, book.Name, book.Seq + 1, EntryFormat.Bytes(entry.Id.Value), EntryFormat.Bytes(entry.Stream.Value),
            time.Value, EntryFormat.Bytes(batch.Value), entry.AfterBytes, entry.Parts, book.Hash, []);
        row = row with { Hash = EntryFormat.Hash(row) };
        book.Move(row);
        rows.Add(row);
        return new(new(book.Name), row.Seq, entry.Id, entry.Stream, time, batch, entry.After, entry.Open);
    }

    private void StoreKeys(SqlSession session, IReadOnlyList<AppendJob> jobs)
    {
        var keys = new Dictionary<KeyId, KeyRow>();
        foreach (var job in jobs)
            if (job.Outcome is Outcome.Stored)
                foreach (var key in job.Batch.NewKeys)
                    if (key.Pending is { } row) keys[row.Id] = row;
        if (keys.Count > 0) ring.Store(store, session, keys.Values);
    }

    /// <summary>A book while entries are chained to it.</summary>
    private sealed class OpenBook(HeadRow head)
    {
        public string Name => head.Book;

        public long Seq { get; private set; } = head.Seq;

        public byte[] Hash { get; private set; } = head.Hash;

        public long Time { get; private set; } = head.Time;

        public bool Moved => Seq != head.Seq;

        public HeadRow Row => head with { Seq = Seq, Hash = Hash, Time = Time };

        public void Move(in EntryRow row) => (Seq, Hash, Time) = (row.Seq, row.Hash, row.Time);
    }

    /// <summary>The heads of streams as the store has them, with what this group and this batch change laid over.</summary>
    private sealed class StreamHeadsView(Dictionary<Guid, byte[]> stored)
    {
        private readonly Dictionary<Guid, byte[]> _batch = [];

        public Dictionary<Guid, byte[]> Changed { get; } = [];

        public byte[] Of(Guid stream) =>
            _batch.TryGetValue(stream, out var heads) || Changed.TryGetValue(stream, out heads) || stored.TryGetValue(stream, out heads) ? heads : [];

        public void Set(Guid stream, byte[] heads) => _batch[stream] = heads;

        public void Forget() => _batch.Clear();

        public void Keep()
        {
            foreach (var (stream, heads) in _batch) Changed[stream] = heads;
            _batch.Clear();
        }
    }
}
