using System.Security.Cryptography;
using System.Text;
using Nansen.Journal;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>Makes releases of the register's own figures, makes them again, and tells what has changed since.</summary>
/// <param name="node">The register.</param>
public sealed class ReleaseDesk(RegisterNode node)
{
    private readonly ReleaseShelf _shelf = ReleaseShelf.Of(node.Directory);

    /// <summary>Makes the next release: whole or not at all, and never over another.</summary>
    /// <param name="draft">What is said about it.</param>
    /// <param name="rounding">For a demonstration: what its rounding is drawn from when it has no secret yet; null for chance.</param>
    /// <param name="cancellation">Stops it; nothing is left.</param>
    /// <exception cref="RegisterException">There is nothing to publish, a key is missing, or the years make no sense.</exception>
    public async ValueTask<Release> MakeAsync(ReleaseDraft draft, string? rounding = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var head = await node.Journal.HeadOfAsync(BookKind.Statistics, cancellation);
        Nansen.Statistics.BookHead[] heads = [new(head.Book.Value, head.Seq, Convert.ToHexStringLower(head.Hash.Span))];
        var known = await ReadAsync(heads, cancellation);
        if (known.First is not { } first) throw new RegisterException("The statistics book of this register is empty; there is nothing to publish.");
        var numbers = _shelf.Numbers();
        using var keys = ReleaseKeys.Open(node.Directory, numbers.Count > 0, rounding);
        var now = node.Room.Clock.GetUtcNow();
        var described = draft.Describe(node, numbers.LastOrDefault() + 1, first, known.At > now ? known.At : now, heads);
        var (release, files) = Releasing.Make(known.Book, described, keys.Rounding);
        Publish(release, files, keys.Signing);
        return release;
    }

    /// <summary>
    /// Makes every published byte of a release again from the books as they were then and compares: the description, each
    /// table, and whether the signature is the node's.
    /// </summary>
    /// <exception cref="RegisterException">It cannot be read, or the books do not reach so far.</exception>
    public async ValueTask<ReproducedRelease> ReproduceAsync(int number, CancellationToken cancellation = default)
    {
        var (published, bytes) = Read(number);
        var known = await ReadAsync(published.Heads, cancellation);
        using var keys = ReleaseKeys.Open(node.Directory, true);
        var (again, tables) = Make(known.Book, published, keys.Rounding);
        var files = tables.ToDictionary(t => t.Key + ".csv", t => t.Value, StringComparer.Ordinal);
        files[ReleaseShelf.Described] = again.ToBytes();
        var different = files.Keys.Order(StringComparer.Ordinal).Where(f => !Same(_shelf.PathOf(number, f), files[f])).ToList();
        if (!Same(Path.Combine(_shelf.Folder, ReleaseShelf.PublicKey), PublicKey(keys.Signing))) different.Add(ReleaseShelf.PublicKey);
        var signature = _shelf.PathOf(number, ReleaseShelf.Signed);
        if (published.Number != number || !File.Exists(signature) || !Release.Verify(bytes, File.ReadAllBytes(signature), keys.Signing)) different.Add(ReleaseShelf.Signed);
        return new ReproducedRelease(published, files, different);
    }

    /// <summary>What the next release, or when there is none the books as they are now, have otherwise than a release.</summary>
    /// <returns>Each table of the release with its changed rows.</returns>
    /// <exception cref="RegisterException">It cannot be read, or is not as it was published.</exception>
    public async ValueTask<IReadOnlyList<(string Table, FigureTable Changes)>> RestatementsAsync(int number, CancellationToken cancellation = default)
    {
        var before = Sound(number);
        if (_shelf.Numbers().Contains(number + 1))
        {
            var after = Sound(number + 1);
            return [.. before.Tables.Select(t => (t.Name, _shelf.Restatements(after, before, t.Name))).OfType<(string, FigureTable)>()];
        }

        var known = await ReadAsync(null, cancellation);
        using var keys = ReleaseKeys.Open(node.Directory, true);
        // Nothing after the day of the release: the year that went on since is no restatement.
        var day = DateOnly.FromDateTime(before.KnownAt.UtcDateTime);
        var (_, files) = Make(known.Book, before with { KnownAt = known.At > before.KnownAt ? known.At : before.KnownAt, Tables = [.. before.Tables.Select(t => Until(t, day))] }, keys.Rounding);
        return [.. before.Tables.Select(t => (t.Name, Releasing.Restatements(Figures(before, t.Name), ReleaseShelf.Read(files[t.Name], t), t.Span.From, t.Span.To)))];
    }

    private static (Release Release, IReadOnlyDictionary<string, byte[]> Files) Make(PeriodBook book, Release release, CellKey key)
    {
        try
        {
            return Releasing.Make(book, release, key);
        }
        catch (NotSupportedException other)
        {
            throw new RegisterException(other.Message, other);
        }
    }

    private FigureTable Figures(Release release, string table) => _shelf.Figures(release, table)
        ?? throw new RegisterException($"{table}.csv of release {release.Number} is not as it was published. Put it back from a backup, or make it again with 'nansen release reproduce {release.Number} --out DIR'.");

    private Release Sound(int number)
    {
        Read(number);
        var release = _shelf.Find(number) ?? throw new RegisterException($"Release {number} does not bear the signature of this register (releases/key.pem).");
        foreach (var table in release.Tables) Figures(release, table.Name);
        return release;
    }

    private static ReleasedTable Until(ReleasedTable table, DateOnly day) => table with
    {
        Query = table.Query is { } account ? account with { Horizon = day < account.To ? day : account.To } : null,
        Events = table.Events is { } flows ? flows with { To = day < flows.To ? day : flows.To } : null,
    };

    private (Release Release, byte[] Bytes) Read(int number)
    {
        var file = _shelf.PathOf(number, ReleaseShelf.Described);
        if (!File.Exists(file)) throw new RegisterException($"There is no release {number}; 'nansen release list' shows those there are.");
        try
        {
            var bytes = File.ReadAllBytes(file);
            return (Release.Read(bytes), bytes);
        }
        catch (FormatException wrong)
        {
            throw new RegisterException($"{file} cannot be read. {wrong.Message}", wrong);
        }
    }

    // By place in the book and not by the clock: what arrived in the same instant, but later, does not count.
    private async ValueTask<(PeriodBook Book, DateOnly? First, DateTimeOffset At)> ReadAsync(IReadOnlyList<Nansen.Statistics.BookHead>? heads, CancellationToken cancellation)
    {
        var (book, first, at, reached) = (new PeriodBook(), default(DateOnly?), DateTimeOffset.MinValue, false);
        await foreach (var (entry, place, time) in StatisticsBook.EntriesAsync(node.Journal, cancellation))
        {
            book.Append(entry, time, place.Seq);
            if (time > at) at = time;
            if ((entry as PeriodOpened)?.On is { } opened && !(first <= opened)) first = opened;
            if ((entry as EventCounted)?.On is { } counted && !(first <= counted)) first = counted;
            if (heads?.Any(h => h.Book == place.Book.Value && h.Seq == place.Seq) is true)
            {
                reached = true;
                break;
            }
        }

        if (heads is not null && !reached && heads.Any(h => h.Seq > 0)) throw new RegisterException($"The statistics book of this register does not reach entry {heads[0].Seq} of {heads[0].Book}, to which the release counts.");
        return (book, first, at);
    }

    private void Publish(Release release, IReadOnlyDictionary<string, byte[]> files, ECDsa key)
    {
        var target = _shelf.PathOf(release.Number);
        var making = Path.Combine(_shelf.Folder, $".making-{Environment.ProcessId}");
        var pem = Path.Combine(_shelf.Folder, ReleaseShelf.PublicKey);
        if (Path.Exists(target)) throw new RegisterException($"{target} is there already; a release is never written over.");
        if (File.Exists(pem) && !Same(pem, PublicKey(key))) throw new RegisterException($"{pem} is not the key of keys/release.key. Put back the one that signed the releases before.");
        try
        {
            Directory.CreateDirectory(making);
            foreach (var (name, bytes) in files) Write(Path.Combine(making, name + ".csv"), bytes);
            Write(Path.Combine(making, ReleaseShelf.Described), release.ToBytes());
            Write(Path.Combine(making, ReleaseShelf.Signed), release.Sign(key));
            if (!File.Exists(pem)) Write(pem, PublicKey(key));
            Directory.Move(making, target);
        }
        finally
        {
            if (Directory.Exists(making)) Directory.Delete(making, true);
        }
    }

    private static void Write(string file, byte[] bytes)
    {
        using var to = new FileStream(file, FileMode.CreateNew);
        to.Write(bytes);
        to.Flush(true);
    }

    private static bool Same(string file, byte[] bytes) => File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes);

    private static byte[] PublicKey(ECDsa key) => Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n");
}

/// <summary>A release made again.</summary>
/// <param name="Release">As it was published.</param>
/// <param name="Files">Every file as it comes out of the books, by name.</param>
/// <param name="Different">The published files that are not so; the signature and the public key among them.</param>
public sealed record ReproducedRelease(Release Release, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<string> Different);
