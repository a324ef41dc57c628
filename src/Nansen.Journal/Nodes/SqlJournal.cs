using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>The journal on either store.</summary>
internal sealed partial class SqlJournal : IJournal
{
    private const int ReadingChunk = 2000;
    private readonly NodeFolder _folder;
    private readonly NodeFile _node;
    private readonly JournalOptions _options;
    private readonly IRowFold? _fold;
    private readonly Store _store;
    private readonly Wrapping _master;
    private readonly ECDsa _signer;
    private readonly CheckpointKeys _checkpointKeys;
    private readonly KeyRing _ring;
    private readonly EntryReader _reader;
    private readonly Writer _writer;
    private bool _disposed;

    public SqlJournal(NodeFolder folder, NodeFile node, JournalOptions options, IRowFold? fold, Store store, byte[] masterKey)
    {
        (_folder, _node, _options, _fold, _store) = (folder, node, options, fold, store);
        _master = new(masterKey);
        _signer = NodeKeys.OpenSigner(folder, _master);
        _checkpointKeys = new(node);
        _ring = new(_master, new(node.RecoveryKey), options.KeyCache);
        _reader = new(store, _ring);
        _writer = new(store, new(store, _ring, options.Clock, node.Office, fold));
    }

    public string Office => _node.Office;

    public SqlDialect Dialect => _store.Dialect;

    public byte[] SealSecret(ReadOnlySpan<byte> secret, string purpose) => _master.Wrap(secret, Purpose(purpose));

    public byte[]? OpenSecret(ReadOnlySpan<byte> wrapped, string purpose) => _master.Unwrap(wrapped, Purpose(purpose));

    private static byte[] Purpose(string purpose) => [.. "nansen-secret-1"u8, .. System.Text.Encoding.UTF8.GetBytes(purpose)];

    public BookId Book(BookKind kind) => BookId.Of(kind, Office);

    public async ValueTask<AppendResult> AppendAsync(Batch batch, CancellationToken cancellation = default)
    {
        SealedBatch.Check(batch);
        if (_node.State != "open") throw new JournalUnavailableException("This journal was restored from a copy and can only be read. Let it go on as a successor first.");
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var epoch = _ring.Epoch;
            var outcome = await _writer.AppendAsync(SealedBatch.Seal(batch, _options.Ids, KeysFor(batch, epoch), epoch)).ConfigureAwait(false);
            switch (outcome)
            {
                case Outcome.Stored stored:
                    return new AppendResult.Appended(stored.Entries);
                case Outcome.Known:
                    return new AppendResult.AlreadyAppended(_store.Read(session => _reader.BatchOf(session, batch.Id, KeyClass.Ordinary)));
                case Outcome.Stale stale:
                    var folded = batch.Entries.First(entry => entry.Stream == stale.Stream && entry.After is not null).After!;
                    return new AppendResult.Stale(stale.Stream, stale.Heads, _store.Read(session => Since(_reader.Stream(session, stale.Stream, KeyClass.Ordinary), folded)));
                case Outcome.OldKeys old:
                    _ring.Follow(old.Epoch);
                    break;
            }
        }
    }

    /// <summary>The entries of a stream that are not reached from the heads a writer had folded.</summary>
    private static List<Entry> Since(IReadOnlyList<Entry> stream, IReadOnlyList<EntryId> folded)
    {
        var byId = stream.ToDictionary(entry => entry.Id);
        var reached = new HashSet<EntryId>();
        var open = new Stack<EntryId>(folded);
        while (open.TryPop(out var id))
            if (reached.Add(id) && byId.TryGetValue(id, out var entry))
                foreach (var earlier in entry.After ?? []) open.Push(earlier);
        return [.. stream.Where(entry => entry.After is not null && !reached.Contains(entry.Id))];
    }

    /// <summary>
    /// Looks for keys in the store, except those of a record that begins with this batch while nothing was ever erased: it
    /// has none yet. (Should it have one after all, a second does no harm; an erasure meanwhile makes the batch be sealed again.)
    /// </summary>
    private Func<KeyScope, DataKey> KeysFor(Batch batch, long epoch)
    {
        if (epoch > 0) return KeyFor;
        HashSet<StreamId>? beginning = null;
        foreach (var entry in batch.Entries)
            if (entry.After is { Count: 0 }) (beginning ??= []).Add(entry.Stream);
        return beginning is null ? KeyFor : scope => beginning.Contains(scope.Subject) ? _ring.FindOrMake(scope) : KeyFor(scope);
    }

    private DataKey KeyFor(KeyScope scope)
    {
        if (_ring.Find(scope) is { } key) return key;
        _store.Read(session =>
        {
            var epoch = Store.Erasures(session);
            _ring.Follow(epoch);
            if (session.Scalar("select 1 from erased where subject = @p0", scope.Subject) is not null) throw new SubjectErasedException(scope.Subject);
            foreach (var row in Store.KeysOf(session, scope.Subject)) _ring.Open(row, epoch);
            return true;
        });
        return _ring.FindOrMake(scope);
    }

    public ValueTask<IReadOnlyList<Entry>> ReadStreamAsync(StreamId stream, KeyClass ceiling, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_store.Read(session => _reader.Stream(session, stream, ceiling)));

    public async IAsyncEnumerable<Entry> ReadBookAsync(BookKind book, long afterSeq, KeyClass ceiling, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var id in BooksOf(book, afterSeq))
        {
            var at = id == Book(book) ? afterSeq : 0;
            var next = Chunk(id, at);
            while (await next.ConfigureAwait(false) is { Count: > 0 } entries)
            {
                cancellation.ThrowIfCancellationRequested();
                // The next entries are read and opened while these are used.
                next = Chunk(id, entries[^1].Seq);
                foreach (var entry in entries) yield return entry;
            }
        }

        Task<IReadOnlyList<Entry>> Chunk(BookId id, long after) =>
            Task.Run(() => _store.Read(session => _reader.Book(session, id, after, ReadingChunk, ceiling)), cancellation);
    }

    /// <summary>The office's book of a kind; read from its beginning, the books it went on from come first.</summary>
    private List<BookId> BooksOf(BookKind kind, long afterSeq) => afterSeq > 0
        ? [Book(kind)]
        : _store.Read(session => _store.ReadHeads(session).OrderBy(head => head.Generation).Select(head => new BookId(head.Book)).Where(book => book.Kind == kind).ToList());

    public ValueTask<IReadOnlyList<EntryId>> HeadsAsync(StreamId stream, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_store.Read(session => EntryFormat.After(session.Scalar("select heads from stream_heads where stream = @p0", stream) as byte[]) ?? []));

    public ValueTask<BookHead> HeadOfAsync(BookKind book, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_store.Read(session => Head(_store.ReadHeads(session).Single(head => head.Book == Book(book).Value))));

    private static BookHead Head(HeadRow row) => new(new(row.Book), row.Seq, row.Hash, new(row.Time));

    public ValueTask<DbConnection> OpenRowsAsync(CancellationToken cancellation = default)
    {
        _store.EnsureThere();
        return ValueTask.FromResult(_store.OpenReading());
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        if (_options.CheckpointOnClose) await CheckpointIfMovedAsync().ConfigureAwait(false);
        await _writer.DrainAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        // Last of all connections: SQLite's last writer to close folds the write-ahead log into the file.
        _writer.Dispose();
        _signer.Dispose();
        _checkpointKeys.Dispose();
        _ring.Recovery.Dispose();
        _master.Dispose();
    }
}
