using System.Globalization;

namespace Nansen.Journal;

/// <summary>Erasing, checkpoints, retention, verification.</summary>
internal sealed partial class SqlJournal
{
    public async ValueTask<int> EraseAsync(StreamId subject, KeyClass? only = null, CancellationToken cancellation = default)
    {
        var blobs = new List<string>();
        var (erased, epoch) = await _writer.DoAsync(session =>
        {
            // The locked heads keep every append of every process out until the new epoch stands.
            _store.ReadHeads(session, locked: true);
            var keys = Store.KeysOf(session, subject).Where(key => only is null || key.Scope.Class == only).ToList();
            blobs.Clear();
            foreach (var key in keys)
            {
                using (var reader = session.Query("select hash from blobs where key_id = @p0", key.Id))
                    while (reader.Read()) blobs.Add(reader.GetString(0));
                session.Execute("delete from blobs where key_id = @p0", key.Id);
                session.Execute("delete from keys where id = @p0", key.Id);
            }
            if (only is null)
                session.Execute("insert into erased (subject, time) values (@p0, @p1) on conflict (subject) do nothing", subject, HybridTime.At(_options.Clock.GetUtcNow()));
            var next = Store.Erasures(session) + 1;
            Store.SetState(session, "erasures", next.ToString(CultureInfo.InvariantCulture));
            return (keys.Count, next);
        }).ConfigureAwait(false);
        _ring.Follow(epoch);
        foreach (var hash in blobs) File.Delete(_folder.Blob(hash));
        await _writer.ScrubAsync().ConfigureAwait(false);
        return erased;
    }

    public async ValueTask<Checkpoint> CheckpointAsync(CancellationToken cancellation = default)
    {
        var checkpoint = await _writer.DoAsync(session =>
        {
            var heads = _store.ReadHeads(session, locked: true).Select(Head).ToList();
            var last = LastCheckpoint(session);
            var (number, time) = ((last?.Number ?? 0) + 1, _options.Clock.GetUtcNow());
            var text = CheckpointFormat.Sign(number, time, heads, last?.Text, _signer);
            session.Execute("insert into checkpoints (number, body) values (@p0, @p1)", number, text);
            return new Checkpoint(number, time, heads, text);
        }).ConfigureAwait(false);
        Directory.CreateDirectory(_folder.Checkpoints);
        PrivateFile.Write(_folder.Checkpoint(checkpoint.Number), System.Text.Encoding.UTF8.GetBytes(checkpoint.Text));
        return checkpoint;
    }

    private static (long Number, string Text)? LastCheckpoint(SqlSession session)
    {
        using var reader = session.Query("select number, body from checkpoints order by number desc limit 1");
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private async ValueTask CheckpointIfMovedAsync()
    {
        try
        {
            var moved = _store.Read(session =>
            {
                var heads = _store.ReadHeads(session).Where(head => head.Seq > 0).ToDictionary(head => head.Book, head => head.Seq);
                if (LastCheckpoint(session) is not { } last) return heads.Count > 0;
                var stated = _checkpointKeys.Read(last.Text)?.Checkpoint.Heads.ToDictionary(head => head.Book.Value, head => head.Seq);
                // A last checkpoint that cannot be read is a finding for verification, not to be covered by a new one.
                return stated is not null && heads.Any(head => stated.GetValueOrDefault(head.Key) != head.Value);
            });
            if (moved) await CheckpointAsync().ConfigureAwait(false);
        }
        catch (JournalUnavailableException)
        {
            // Closing a store that is gone: the next opening will sign.
        }
    }

    public async ValueTask<long> TruncateAccessAsync(long checkpoint, CancellationToken cancellation = default) =>
        await _writer.DoAsync(session =>
        {
            var access = _store.ReadHeads(session, locked: true).Single(head => head.Book == Book(BookKind.Access).Value);
            var text = session.Scalar("select body from checkpoints where number = @p0", checkpoint) as string
                ?? throw new ArgumentException($"There is no checkpoint {checkpoint}.");
            var kept = _checkpointKeys.Read(text)?.Checkpoint.Heads.SingleOrDefault(head => head.Book.Value == access.Book)
                ?? throw new InvalidDataException($"Checkpoint {checkpoint} does not verify, so nothing is deleted.");
            if (kept.Seq <= access.BaseSeq) return 0L;
            var deleted = session.Execute("delete from entries where book = @p0 and seq <= @p1", access.Book, kept.Seq);
            Store.UpdateHead(session, access with { BaseSeq = kept.Seq, BaseHash = kept.Hash.ToArray() });
            return deleted;
        }).ConfigureAwait(false);

    public ValueTask<Verdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Verifier.Run(_folder, _node, _store, _master, progress, cancellation));
}
