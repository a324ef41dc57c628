namespace Nansen.Journal;

/// <summary>Files beside the book.</summary>
internal sealed partial class SqlJournal
{
    public async ValueTask<BlobRef> PutBlobAsync(KeyScope scope, Stream content, CancellationToken cancellation = default)
    {
        var key = KeyFor(scope);
        Directory.CreateDirectory(_folder.Blobs);
        var part = _folder.In("blobs", Guid.NewGuid().ToString("N") + ".part");
        try
        {
            string hash;
            long length;
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                (hash, length) = await BlobFile.SealAsync(key, content, file, cancellation).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Blob(hash))!);
            File.Move(part, _folder.Blob(hash));
            await StoreBlobAsync(key, hash, length).ConfigureAwait(false);
            return new(hash, length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException($"The file could not be stored: {error.Message} Nothing was added.", error);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task StoreBlobAsync(DataKey key, string hash, long length)
    {
        try
        {
            await _writer.DoAsync(session =>
            {
                _store.ReadHeads(session, locked: true);
                if (key.Pending is { } row) _ring.Store(_store, session, [row]);
                // Erased while the file was being sealed: then the file goes too.
                if (session.Scalar("select 1 from erased where subject = @p0", key.Scope.Subject) is not null) throw new SubjectErasedException(key.Scope.Subject);
                if (_store.KeysById(session, [key.Id]).Count == 0) throw new SubjectErasedException($"The key of {key.Scope.Subject} was erased while the file was stored. Store it again.");
                session.Execute("insert into blobs (hash, key_id, length) values (@p0, @p1, @p2)", hash, key.Id, length);
                return true;
            }).ConfigureAwait(false);
            key.Pending = null;
        }
        catch
        {
            File.Delete(_folder.Blob(hash));
            throw;
        }
    }

    public ValueTask<Stream?> OpenBlobAsync(string hash, KeyClass ceiling, CancellationToken cancellation = default)
    {
        if (!BlobFile.IsName(hash)) return ValueTask.FromResult<Stream?>(null);
        var found = _store.Read<(DataKey? Key, long Length)>(session =>
        {
            var epoch = Store.Erasures(session);
            _ring.Follow(epoch);
            KeyId id;
            long length;
            using (var reader = session.Query("select key_id, length from blobs where hash = @p0", hash))
            {
                if (!reader.Read()) return (null, 0);
                (id, length) = (new(EntryFormat.Id(reader.GetFieldValue<byte[]>(0))), reader.GetInt64(1));
            }
            return (_ring.Find(id) ?? _store.KeysById(session, [id]).Select(row => _ring.Open(row, epoch)).FirstOrDefault(), length);
        });
        if (found.Key is null || found.Key.Scope.Class > ceiling || !File.Exists(_folder.Blob(hash))) return ValueTask.FromResult<Stream?>(null);
        var file = File.OpenRead(_folder.Blob(hash));
        var header = new byte[BlobFile.HeaderSize];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length && BlobFile.KeyOf(header) == found.Key.Id)
            return ValueTask.FromResult<Stream?>(new BlobReading(file, header, found.Key, found.Length));
        file.Dispose();
        throw new InvalidDataException($"The blob {hash} is not what was sealed. Run 'nansen journal verify' and restore a backup.");
    }
}
