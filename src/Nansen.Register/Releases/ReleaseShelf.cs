using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>
/// The node's own releases as they lie in its data directory: <c>releases/N/release.json</c>, beside it its signature
/// <c>release.sig</c> and a CSV a table; <c>releases/key.pem</c> is the key by which all are signed. Published files
/// only; nothing here is counted.
/// </summary>
/// <param name="Folder">The folder of releases; it may not be there.</param>
public sealed record ReleaseShelf(string Folder)
{
    /// <summary>What a release says of itself, the signature over its bytes, and the key by which all are signed.</summary>
    public const string Described = "release.json", Signed = "release.sig", PublicKey = "key.pem";

    // What is published never changes, so a page need not compare the same two tables again. By the hashes of both releases, which name the tables' own.
    private static readonly ConcurrentDictionary<(string Before, string After, string Table), int> Compared = new();

    /// <summary>The shelf of a data directory.</summary>
    public static ReleaseShelf Of(string dataDirectory) => new(Path.Combine(dataDirectory, "releases"));

    /// <summary>Every release that can be read and bears the node's signature, the newest first.</summary>
    public IReadOnlyList<Release> All() => [.. Numbers().Select(Find).OfType<Release>().Reverse()];

    /// <summary>The numbers of those that are there but cannot be read, or are not what was signed.</summary>
    public IReadOnlyList<int> Unsound() => [.. Numbers().Where(n => Find(n) is null)];

    /// <summary>A release that can be read and bears the node's signature.</summary>
    public Release? Find(int number)
    {
        try
        {
            using var key = Key();
            var bytes = File.ReadAllBytes(PathOf(number, Described));
            var release = Release.Read(bytes);
            return release.Number == number && Release.Verify(bytes, File.ReadAllBytes(PathOf(number, Signed)), key) ? release : null;
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>One of the files by which outsiders check a release (<see cref="Described"/>, <see cref="Signed"/>, <see cref="PublicKey"/>); null when it is not sound.</summary>
    public byte[]? Proof(int number, string file) =>
        Find(number) is null ? null : file == PublicKey ? File.ReadAllBytes(Path.Combine(Folder, PublicKey))
        : file is Described or Signed ? File.ReadAllBytes(PathOf(number, file)) : null;

    /// <summary>The published bytes of a table, when they are those that the release names.</summary>
    public byte[]? Table(Release release, string name)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (release.Tables.FirstOrDefault(t => t.Name == name) is not { } table) return null;
        var file = PathOf(release.Number, table.Name + ".csv");
        if (!File.Exists(file)) return null;
        var bytes = File.ReadAllBytes(file);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == table.Sha256 ? bytes : null;
    }

    /// <summary>The figures of a table.</summary>
    public FigureTable? Figures(Release release, string name) =>
        Table(release, name) is { } bytes ? Read(bytes, release.Tables.First(t => t.Name == name)) : null;

    /// <summary>What a release restates of a table of the one before; null when that had no such table.</summary>
    public FigureTable? Restatements(Release release, Release? before, string name)
    {
        ArgumentNullException.ThrowIfNull(release);
        return before is not null && Figures(release, name) is { } now && Figures(before, name) is { } then
            ? Releasing.Restatements(before, then, release, now, name) : null;
    }

    /// <summary>How many cells of a table the release before had otherwise; null when it had no such table.</summary>
    public int? Restated(Release release, Release? before, string name)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (before is null || Table(release, name) is null || Table(before, name) is null) return null;
        var pair = (Hash(before), Hash(release), name);
        if (Compared.TryGetValue(pair, out var known)) return known;
        if (Restatements(release, before, name) is not { } changes) return null;
        var half = changes.Measures.Count / 2;
        return Compared[pair] = changes.Rows.Sum(r => Enumerable.Range(0, half).Count(m => r.Values[m] != r.Values[m + half]));
    }

    private static string Hash(Release release) => Convert.ToHexStringLower(SHA256.HashData(release.ToBytes()));

    /// <summary>Every number that is taken, in order.</summary>
    internal IReadOnlyList<int> Numbers() => !Directory.Exists(Folder) ? []
        : [.. Directory.EnumerateFileSystemEntries(Folder).Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0).Order()];

    internal string PathOf(int number, string file = "") => Path.Combine(Folder, number.ToString(CultureInfo.InvariantCulture), file);

    internal static FigureTable Read(byte[] bytes, ReleasedTable table) => FigureTableCsv.Read(new StringReader(Encoding.UTF8.GetString(bytes)), table.Keys);

    /// <summary>The key that outsiders check with.</summary>
    /// <exception cref="CryptographicException">The file holds none.</exception>
    internal ECDsa Key()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(Folder, PublicKey)));
        return key;
    }
}
