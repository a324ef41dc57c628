using System.Formats.Tar;
using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>Copies of a journal: backup, restore, succession, and keys brought back by recovery shares.</summary>
public static partial class JournalDirectory
{
    /// <summary>
    /// Copies a node into one tar file while it runs: books, wrapped keys, blobs, checkpoints; the master key only when
    /// asked. The file is read back and verified.
    /// </summary>
    /// <param name="path">The data directory.</param>
    /// <param name="file">The tar file to write.</param>
    /// <param name="withKeys">Put everything under <c>keys</c> in as well.</param>
    /// <param name="also">Files and folders of the directory that higher floors keep beside the journal, by relative path; those missing are left out.</param>
    /// <param name="cancellation">Stops it; nothing is left.</param>
    /// <exception cref="JournalDirectoryException">The journal does not verify, or is on PostgreSQL, whose own tools copy it.</exception>
    public static async ValueTask<Verdict> BackupAsync(string path, string file, bool withKeys = false, IReadOnlyList<string>? also = null, CancellationToken cancellation = default)
    {
        var folder = new NodeFolder(Path.GetFullPath(path));
        var node = NodeFile.Read(folder.Path);
        if (node.Store != "sqlite") throw new JournalDirectoryException("This node's books are in PostgreSQL. Copy the database with pg_basebackup or pg_dump, and the data directory as files.");
        if (File.Exists(file)) throw new JournalDirectoryException($"{file} exists. Choose another name; a backup is never written over.");
        var part = file + ".part";
        var scratch = Directory.CreateTempSubdirectory("nansen-backup-").FullName;
        try
        {
            var database = Path.Combine(scratch, "journal.db");
            await using (var store = new SqliteStore(folder.In(node.Connection), Durability.Full, new JournalOptions().LockPatience)) store.CopyTo(database);
            await WriteTarAsync(folder, database, part, [.. also ?? [], .. withKeys ? ["keys"] : Array.Empty<string>()], cancellation).ConfigureAwait(false);

            var copy = Path.Combine(scratch, "copy");
            await UnpackAsync(part, copy, cancellation).ConfigureAwait(false);
            var verdict = await VerifyAsync(copy, cancellation: cancellation).ConfigureAwait(false);
            if (!verdict.Ok) throw new JournalDirectoryException($"The copy does not verify, so no backup was written: {verdict.Reason} Run 'nansen journal verify'.");
            File.Move(part, file);
            return verdict;
        }
        finally
        {
            File.Delete(part);
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task WriteTarAsync(NodeFolder folder, string database, string file, IReadOnlyList<string> also, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file, options);
        await using var tar = new TarWriter(stream, TarEntryFormat.Pax);
        await tar.WriteEntryAsync(folder.In("node.json"), "node.json", cancellation).ConfigureAwait(false);
        await tar.WriteEntryAsync(database, "journal.db", cancellation).ConfigureAwait(false);
        await tar.WriteEntryAsync(folder.CheckpointKey, "keys/checkpoint.key", cancellation).ConfigureAwait(false);
        foreach (var name in also.SelectMany(a => Beside(folder, a)).Where(n => n != "keys/checkpoint.key"))
            await tar.WriteEntryAsync(Steady(folder.In(name), Path.GetDirectoryName(database)!), name, cancellation).ConfigureAwait(false);
        // What came after the copy of the database does no harm for blobs, but would contradict it for checkpoints.
        foreach (var blob in Files(folder.Blobs)) await tar.WriteEntryAsync(blob, $"blobs/{Path.GetFileName(Path.GetDirectoryName(blob))}/{Path.GetFileName(blob)}", cancellation).ConfigureAwait(false);
        await using var store = new SqliteStore(database, Durability.Full, new JournalOptions().LockPatience);
        var last = store.Read(session => session.Scalar("select max(number) from checkpoints") as long?) ?? 0;
        for (var number = 1L; number <= last; number++)
            if (File.Exists(folder.Checkpoint(number))) await tar.WriteEntryAsync(folder.Checkpoint(number), $"checkpoints/{number:D8}.json", cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<string> Beside(NodeFolder folder, string name) =>
        File.Exists(folder.In(name)) ? [name]
        : Directory.Exists(folder.In(name)) ? Directory.GetFiles(folder.In(name), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.Path, f).Replace('\\', '/')).Order(StringComparer.Ordinal)
        : [];

    // A database that somebody may be writing is copied as of one moment.
    private static string Steady(string file, string scratch)
    {
        if (Path.GetExtension(file) != ".db") return file;
        var copy = Path.Combine(scratch, Path.GetFileName(file));
        new SqliteStore(file, Durability.Full, new JournalOptions().LockPatience).CopyTo(copy);
        return copy;
    }

    private static List<string> Files(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => BlobFile.IsName(Path.GetFileName(file))).Order(StringComparer.Ordinal)]
            : [];

    private static async Task UnpackAsync(string file, string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(path);
        foreach (var folder in new[] { "keys", "blobs", "checkpoints" }) Directory.CreateDirectory(Path.Combine(path, folder));
        try
        {
            // Refuses names that lead out of the directory.
            await TarFile.ExtractToDirectoryAsync(file, path, overwriteFiles: false, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw new JournalDirectoryException($"{file} is no backup of Nansen: {error.Message}", error);
        }
    }

    /// <summary>
    /// Unpacks a backup into an empty or missing directory, whole or not at all. A restored book never continues, for there may be later
    /// entries elsewhere: it can be read, and goes on by <see cref="SucceedAsync"/>.
    /// </summary>
    /// <exception cref="JournalDirectoryException">The directory is not empty, or the backup does not verify.</exception>
    public static async ValueTask<Verdict> RestoreAsync(string file, string path, string? masterKeyFile = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(file)) throw new JournalDirectoryException($"There is no file {file}.");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) throw new JournalDirectoryException($"{path} is not empty. A backup is restored into a directory of its own.");
        var part = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar) + ".restoring";
        try
        {
            await UnpackAsync(file, part, cancellation).ConfigureAwait(false);
            var folder = new NodeFolder(part);
            if (masterKeyFile is not null) PrivateFile.Write(folder.MasterKey, await File.ReadAllBytesAsync(masterKeyFile, cancellation).ConfigureAwait(false));
            var verdict = await VerifyAsync(part, cancellation: cancellation).ConfigureAwait(false);
            if (!verdict.Ok) throw new JournalDirectoryException($"The backup does not verify: {verdict.Reason}");
            (NodeFile.Read(folder.Path) with { State = "restored" }).Write(folder.Path);
            if (Directory.Exists(path)) Directory.Delete(path);
            Directory.Move(part, path);
            return verdict;
        }
        finally
        {
            if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        }
    }

    /// <summary>
    /// Lets a restored journal go on: new books under a new office id, each beginning at the last hash of the book it goes on from,
    /// which stays beside it, closed.
    /// </summary>
    /// <exception cref="JournalDirectoryException">The journal does not verify, or its master key is missing.</exception>
    public static async ValueTask SucceedAsync(string path, JournalOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var folder = new NodeFolder(Path.GetFullPath(path));
        var node = NodeFile.Read(folder.Path);
        var verdict = await VerifyAsync(path, cancellation: cancellation).ConfigureAwait(false);
        if (!verdict.Ok) throw new JournalDirectoryException($"Only a whole journal can go on: {verdict.Reason}");
        MasterKey.Read(folder.MasterKey, Passphrase(options));
        var office = Convert.ToHexStringLower(EntryFormat.Bytes(options.Ids.NewId()).AsSpan(0, 6));
        await using var store = StoreOf(folder, node, options);
        using (var session = store.OpenWriter())
        {
            session.Begin();
            foreach (var head in store.ReadHeads(session, locked: true).Where(head => head.Book.EndsWith(node.Office, StringComparison.Ordinal)))
                Store.InsertHead(session, new(BookId.Of(new BookId(head.Book).Kind!.Value, office).Value, head.Generation + 1, 0, head.Hash, 0, head.Hash, 0));
            session.Commit();
        }
        (node with { Office = office, State = "open" }).Write(folder.Path);
    }

    /// <summary>
    /// Brings a node whose master key is lost back to life: the recovery shares open every data key, a new master key
    /// wraps them, and a new key signs checkpoints from now on.
    /// </summary>
    /// <returns>How many data keys were brought back.</returns>
    /// <exception cref="JournalDirectoryException">Too few shares, or not those of this node.</exception>
    public static async ValueTask<int> RecoverKeysAsync(string path, IReadOnlyList<string> shareFiles, JournalOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var folder = new NodeFolder(Path.GetFullPath(path));
        var node = NodeFile.Read(folder.Path);
        using var recovery = RecoveryShares.Combine(shareFiles, node.RecoveryKey);
        await using var store = StoreOf(folder, node, options);
        using var session = store.OpenWriter();
        session.Begin();
        var masterKey = RandomNumberGenerator.GetBytes(32);
        using var master = new Wrapping(masterKey);
        var sessions = new Dictionary<string, Wrapping>(StringComparer.Ordinal);
        using (var reader = session.Query("select id, point from recovery_sessions"))
            while (reader.Read())
                sessions[Convert.ToHexString(reader.GetFieldValue<byte[]>(0))] = RecoverySession.Open(recovery, reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1));
        var keys = new List<KeyRow>();
        using (var reader = session.Query("select id, subject, class, compartment, wrapped, session, recovery from keys"))
            while (reader.Read()) keys.Add(Store.ReadKey(reader));
        foreach (var key in keys)
        {
            var bound = Wrapping.BoundTo(key.Id, key.Scope);
            var secret = sessions.GetValueOrDefault(Convert.ToHexString(key.Session))?.Unwrap(key.Recovery, bound)
                ?? throw new JournalDirectoryException($"The data key {key.Id} cannot be brought back: it was not wrapped for these shares. Nothing was changed.");
            session.Execute("update keys set wrapped = @p0 where id = @p1", master.Wrap(secret, bound), key.Id);
        }
        Directory.CreateDirectory(folder.Keys);
        MasterKey.Write(folder.MasterKey, masterKey, Passphrase(options));
        // What the lost key signed stays signed: its public half is kept among the earlier ones.
        var checkpointKey = NodeKeys.CreateSigner(folder, master);
        session.Commit();
        foreach (var wrapping in sessions.Values) wrapping.Dispose();
        (node with { CheckpointKey = checkpointKey, EarlierCheckpointKeys = [.. node.EarlierCheckpointKeys ?? [], node.CheckpointKey] }).Write(folder.Path);
        return keys.Count;
    }
}
