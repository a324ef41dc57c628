using System.Globalization;

namespace Nansen.Journal;

/// <summary>Rows thrown away and folded anew.</summary>
internal sealed partial class SqlJournal
{
    private const string FoldVersion = "fold", FoldTables = "fold_tables";

    public async ValueTask<RebuildResult> RebuildAsync(IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        await _writer.DoAsync(session => Rebuild(session, progress, cancellation)).ConfigureAwait(false);

    /// <summary>Rebuilds when the fold is not the one that made the rows.</summary>
    public async ValueTask EnsureRowsAsync(CancellationToken cancellation)
    {
        if (_fold is null) return;
        foreach (var table in _fold.Tables)
            if (Store.OwnTables.Contains(table)) throw new ArgumentException($"The table {table} is the journal's own; the fold needs another name.");
        var made = _store.Read(session => Store.State(session, FoldVersion));
        if (made != Fingerprint(_fold)) await RebuildAsync(null, cancellation).ConfigureAwait(false);
    }

    private string Fingerprint(IRowFold fold) =>
        $"{fold.Version.ToString(CultureInfo.InvariantCulture)} {CheckpointFormat.Hash(fold.Schema(_store.Dialect))}";

    private RebuildResult Rebuild(SqlSession session, IProgress<long>? progress, CancellationToken cancellation)
    {
        var heads = _store.ReadHeads(session, locked: true);
        var made = (Store.State(session, FoldTables) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var before = RowDigest.Of(session, ["stream_heads", .. made]);
        session.Execute("delete from stream_heads");
        // Without a fold the rows are not ours to touch: only the heads of streams are made anew.
        if (_fold is not null)
        {
            foreach (var table in made.Reverse()) session.Run($"drop table {table}");
            session.Run(_fold.Schema(_store.Dialect));
        }
        long count = 0;
        foreach (var head in heads.OrderBy(head => new BookId(head.Book).Kind).ThenBy(head => head.Generation))
            foreach (var entries in Chunks(head, cancellation))
            {
                FoldStreamHeads(session, entries);
                _fold?.Apply(session, entries);
                count += entries.Count;
                progress?.Report(count);
            }
        var tables = _fold?.Tables ?? made;
        if (_fold is not null)
        {
            Store.SetState(session, FoldVersion, Fingerprint(_fold));
            Store.SetState(session, FoldTables, string.Join(',', tables));
        }
        return new(before, RowDigest.Of(session, ["stream_heads", .. tables]), count);
    }

    /// <summary>A book in pieces; the next piece is read and opened while this one is folded.</summary>
    private IEnumerable<IReadOnlyList<Entry>> Chunks(HeadRow head, CancellationToken cancellation)
    {
        var next = Chunk(head.BaseSeq);
        while (true)
        {
            var entries = next.GetAwaiter().GetResult();
            if (entries.Count == 0) yield break;
            cancellation.ThrowIfCancellationRequested();
            next = Chunk(entries[^1].Seq);
            yield return entries;
        }

        Task<IReadOnlyList<Entry>> Chunk(long after) =>
            Task.Run(() => _store.Read(session => _reader.Book(session, new(head.Book), after, ReadingChunk, KeyClass.Ordinary)), cancellation);
    }

    private void FoldStreamHeads(SqlSession session, IReadOnlyList<Entry> entries)
    {
        var told = entries.Where(entry => entry.After is not null).ToList();
        var heads = _store.StreamHeads(session, told.Select(entry => entry.Stream.Value).ToHashSet());
        foreach (var entry in told)
        {
            var left = heads.TryGetValue(entry.Stream.Value, out var now) ? EntryFormat.After(now)!.Except(entry.After!) : [];
            heads[entry.Stream.Value] = EntryFormat.After([.. left, entry.Id])!;
        }
        _store.SetStreamHeads(session, heads);
    }
}
