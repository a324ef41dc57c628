using System.Data.Common;
using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>
/// Reads everything and tells whether it is as it was written. Every column is taken as hostile: whatever the store
/// gives, or fails to give, ends in a verdict.
/// </summary>
internal sealed class Verifier
{
    private readonly NodeFolder _folder;
    private readonly NodeFile _node;
    private readonly SqlSession _session;
    private readonly Store _store;
    private readonly IProgress<long>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, Dictionary<long, Checkpointed>> _checkpoints = new(StringComparer.Ordinal);
    private long _entries;
    private string? _book;
    private long? _seq;

    private sealed record Checkpointed(long Number, byte[] Hash, long Time);

    private Verifier(NodeFolder folder, NodeFile node, Store store, SqlSession session, IProgress<long>? progress, CancellationToken cancellation) =>
        (_folder, _node, _store, _session, _progress, _cancellation) = (folder, node, store, session, progress, cancellation);

    /// <summary>The verdict. Without a master key, wrapped keys are not opened.</summary>
    public static Verdict Run(NodeFolder folder, NodeFile node, Store store, Wrapping? master, IProgress<long>? progress, CancellationToken cancellation)
    {
        Verifier? verifier = null;
        try
        {
            store.EnsureThere();
            // Files first: a checkpoint made meanwhile then is in the table and merely has no file yet.
            var files = Directory.Exists(folder.Checkpoints) ? Directory.GetFiles(folder.Checkpoints, "*.json").Order(StringComparer.Ordinal).ToList() : [];
            using var session = new SqlSession(store.OpenReading(), store.Dialect);
            store.BeginSnapshot(session);
            verifier = new(folder, node, store, session, progress, cancellation);
            return verifier.Verify(files, master);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception error)
        {
            // Whatever a store, a file or a value throws at a reader is a finding, not a failure.
            return new(false, verifier?._entries ?? 0, verifier?._book, verifier?._seq, store.Unavailable(error)?.Message ?? error.Message);
        }
    }

    private Verdict Verify(List<string> files, Wrapping? master)
    {
        var badCheckpoint = ReadCheckpoints(files);
        var heads = _store.ReadHeads(_session);
        return Books(heads)
            ?? Strangers(heads)
            ?? badCheckpoint
            ?? Keys(master)
            ?? Blobs()
            ?? (_store.Flaw(_session) is { } flaw ? Bad(null, null, flaw) : null)
            ?? new Verdict(true, _entries);
    }

    private Verdict Bad(string? book, long? seq, string reason) => new(false, _entries, book, seq, reason);

    private Verdict? ReadCheckpoints(List<string> files)
    {
        using var keys = new CheckpointKeys(_node);
        Verdict? bad = null;
        var texts = new Dictionary<long, string>();
        string? last = null;
        using (var reader = _session.Query("select number, body from checkpoints order by number"))
        {
            while (reader.Read())
            {
                var (number, text) = (reader.GetInt64(0), reader.GetString(1));
                texts[number] = text;
                if (number != texts.Count) bad ??= Bad(null, null, $"Checkpoint {texts.Count} is missing.");
                if (keys.Read(text) is not var (checkpoint, previous) || checkpoint.Number != number)
                    bad ??= Bad(null, null, $"Checkpoint {number} is not what was signed.");
                else
                {
                    if (previous != (last is null ? null : CheckpointFormat.Hash(last))) bad ??= Bad(null, null, $"The checkpoint before {number} is not the one it was signed after.");
                    Remember(checkpoint);
                }
                last = text;
            }
        }
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            if (keys.Read(text) is not var (checkpoint, _)) bad ??= Bad(null, null, $"The file checkpoints/{Path.GetFileName(file)} is not what was signed.");
            else
            {
                if (texts.GetValueOrDefault(checkpoint.Number) != text) bad ??= Bad(null, null, $"Checkpoint {checkpoint.Number} stands in checkpoints/ and not, or otherwise, in the journal.");
                Remember(checkpoint);
            }
        }
        return bad;
    }

    private void Remember(Checkpoint checkpoint)
    {
        foreach (var head in checkpoint.Heads)
        {
            if (!_checkpoints.TryGetValue(head.Book.Value, out var stated)) _checkpoints[head.Book.Value] = stated = [];
            stated.TryAdd(head.Seq, new(checkpoint.Number, head.Hash.ToArray(), head.Time.Value));
        }
    }

    private Verdict? Books(List<HeadRow> heads)
    {
        foreach (var kind in Enum.GetValues<BookKind>())
        {
            byte[] before = EntryFormat.ZeroHash;
            var generation = 0;
            foreach (var head in heads.Where(head => new BookId(head.Book).Kind == kind).OrderBy(head => head.Generation))
            {
                if (head.Generation != generation++) return Bad(head.Book, 1, "The book it went on from is missing.");
                if ((Base(head, kind, before) ?? Entries(head) ?? Beyond(head)) is { } bad) return bad;
                before = head.Hash;
            }
            var own = BookId.Of(kind, _node.Office).Value;
            if (heads.All(head => head.Book != own)) return Bad(own, 1, "The book's head is missing.");
        }
        return null;
    }

    /// <summary>Where the book begins: at nothing, at its predecessor's end, or behind what retention deleted up to a checkpoint.</summary>
    private Verdict? Base(HeadRow head, BookKind kind, byte[] before)
    {
        if (head.BaseSeq == 0) return head.BaseHash.AsSpan().SequenceEqual(before) ? null : Bad(head.Book, 1, "The book does not begin where it should.");
        var stated = _checkpoints.GetValueOrDefault(head.Book)?.GetValueOrDefault(head.BaseSeq);
        return kind == BookKind.Access && stated is not null && stated.Hash.AsSpan().SequenceEqual(head.BaseHash)
            ? null
            : Bad(head.Book, 1, "The beginning of the book is missing, and no checkpoint stands for it.");
    }

    private Verdict? Entries(HeadRow head)
    {
        _book = head.Book;
        var (seq, prev, time) = (head.BaseSeq, head.BaseHash, head.BaseSeq == 0 ? 0 : _checkpoints[head.Book][head.BaseSeq].Time);
        var stated = _checkpoints.GetValueOrDefault(head.Book);
        using var reader = _session.Query("select format, book, seq, id, stream, time, batch, after, parts, prev, hash from entries where book = @p0 order by seq", head.Book);
        while (Next(reader, seq + 1))
        {
            var found = (long)reader[2];
            if (found <= head.BaseSeq) return Bad(head.Book, found, "The entry was deleted by retention and is here again.");
            if (found != ++seq) return Bad(head.Book, seq, "The entry is missing.");
            if (seq > head.Seq) return Bad(head.Book, seq, "The entry stands beyond the book's head.");
            var row = Read(reader, seq);
            if (Fault(row, prev) is { } fault) return Bad(head.Book, seq, fault);
            if (stated is not null && stated.TryGetValue(seq, out var checkpoint) && !checkpoint.Hash.AsSpan().SequenceEqual(row.Hash))
                return Bad(head.Book, seq, $"The entry is not the one that checkpoint {checkpoint.Number} was signed over.");
            (prev, time) = (row.Hash, row.Time);
            if (++_entries % 10_000 == 0)
            {
                _progress?.Report(_entries);
                _cancellation.ThrowIfCancellationRequested();
            }
        }
        (_book, _seq) = (null, null);
        if (seq < head.Seq) return Bad(head.Book, seq + 1, "The entry is missing.");
        if (seq > head.Seq || !head.Hash.AsSpan().SequenceEqual(prev) || head.Time != time) return Bad(head.Book, Math.Max(1, head.Seq), "The book's head does not fit its last entry.");
        return null;
    }

    private bool Next(DbDataReader reader, long seq)
    {
        _seq = seq;
        return reader.Read();
    }

    // Casts of what the store holds, not conversions: text with the bytes of an id is no id.
    private static EntryRow Read(DbDataReader reader, long seq) => new(
        (long)reader[0], (string)reader[1], seq, (byte[])reader[3], (byte[])reader[4], (long)reader[5],
        (byte[])reader[6], reader.IsDBNull(7) ? null : (byte[])reader[7], (byte[])reader[8], (byte[])reader[9], (byte[])reader[10]);

    private static string? Fault(in EntryRow row, byte[] prev)
    {
        if (row.Format != EntryFormat.Number) return $"The entry is of the format {row.Format}, which does not exist.";
        if (row.Id.Length != EntryFormat.IdSize || row.Stream.Length != EntryFormat.IdSize || row.Batch.Length != EntryFormat.IdSize || row.After?.Length % EntryFormat.IdSize is not (null or 0))
            return "An id of the entry has the wrong length.";
        if (!row.Prev.AsSpan().SequenceEqual(prev)) return "The entry does not follow the one before it.";
        if (!EntryFormat.Hash(row).AsSpan().SequenceEqual(row.Hash)) return "The entry was changed: its hash does not fit.";
        return EntryFormat.TryReadParts(row.Parts, out _) ? null : "The entry's parts are not well formed.";
    }

    /// <summary>A checkpoint that saw more of the book than there is.</summary>
    private Verdict? Beyond(HeadRow head) =>
        _checkpoints.GetValueOrDefault(head.Book)?.Keys.Any(seq => seq > head.Seq) == true
            ? Bad(head.Book, head.Seq + 1, "A checkpoint was signed over entries that are missing.")
            : null;

    private Verdict? Strangers(List<HeadRow> heads)
    {
        var known = heads.Where(head => new BookId(head.Book).Kind is not null).Select(head => head.Book).ToHashSet(StringComparer.Ordinal);
        foreach (var head in heads)
            if (!known.Contains(head.Book)) return Bad(head.Book, null, "There is no such kind of book.");
        foreach (var book in _checkpoints.Keys.Order(StringComparer.Ordinal))
            if (!known.Contains(book)) return Bad(book, 1, "A checkpoint was signed over a book that is missing.");
        using var reader = _session.Query("select book, min(seq) from entries group by book order by book");
        while (reader.Read())
            if (!known.Contains(reader.GetString(0))) return Bad(reader.GetString(0), reader.GetInt64(1), "The entry stands in a book that has no head.");
        return null;
    }

    private Verdict? Keys(Wrapping? master)
    {
        if (master is null) return null;
        using var reader = _session.Query("select id, subject, class, compartment, wrapped, session, recovery from keys");
        while (reader.Read())
        {
            var key = Store.ReadKey(reader);
            if (master.Unwrap(key.Wrapped, Wrapping.BoundTo(key.Id, key.Scope)) is null) return Bad(null, null, $"The data key {key.Id} is not what was wrapped.");
        }
        return null;
    }

    private Verdict? Blobs()
    {
        using var reader = _session.Query("select hash from blobs order by hash");
        while (reader.Read())
        {
            _cancellation.ThrowIfCancellationRequested();
            var hash = reader.GetString(0);
            if (!BlobFile.IsName(hash) || !File.Exists(_folder.Blob(hash))) return Bad(null, null, $"The blob {hash} is missing.");
            using var file = File.OpenRead(_folder.Blob(hash));
            if (Convert.ToHexStringLower(SHA256.HashData(file)) != hash) return Bad(null, null, $"The blob {hash} was changed.");
        }
        return null;
    }
}
