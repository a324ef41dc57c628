using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>
/// The node's own releases as they lie in its data directory: <c>releases/N/release.json</c> and, beside it, a CSV a table.
/// Published files only; nothing here is counted anew.
/// </summary>
/// <param name="Folder">The folder of releases; it may not be there.</param>
public sealed record ReleaseShelf(string Folder)
{
    /// <summary>The shelf of a data directory.</summary>
    public static ReleaseShelf Of(string dataDirectory) => new(Path.Combine(dataDirectory, "releases"));

    /// <summary>Every release that can be read, the newest first.</summary>
    public IReadOnlyList<Release> All()
    {
        if (!Directory.Exists(Folder)) return [];
        var found = new List<Release>();
        foreach (var file in Directory.EnumerateDirectories(Folder).Select(d => Path.Combine(d, "release.json")).Where(File.Exists))
            if (TryRead(file) is { } release) found.Add(release);
        return [.. found.OrderByDescending(r => r.Number)];
    }

    /// <summary>The published bytes of a table, when they are those that the release names.</summary>
    public byte[]? Table(Release release, string name)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (release.Tables.FirstOrDefault(t => t.Name == name) is not { } table) return null;
        var file = Path.Combine(Folder, ObservatoryWords.Year(release.Number), Path.GetFileName(table.Name) + ".csv");
        if (!File.Exists(file)) return null;
        var bytes = File.ReadAllBytes(file);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)) == table.Sha256 ? bytes : null;
    }

    /// <summary>How many cells of a table the release before had otherwise; null when it had no such table.</summary>
    public int? Restated(Release release, Release? before, string name)
    {
        if (before is null || Table(release, name) is not { } now || Table(before, name) is not { } then) return null;
        static FigureTable Read(byte[] bytes) => FigureTableCsv.Read(new StringReader(System.Text.Encoding.UTF8.GetString(bytes)));
        var changes = Releasing.Restatements(Read(then), Read(now));
        var half = changes.Measures.Count / 2;
        return changes.Rows.Sum(r => Enumerable.Range(0, half).Count(m => r.Values[m] != r.Values[m + half]));
    }

    private static Release? TryRead(string file)
    {
        try
        {
            return Release.Read(File.ReadAllBytes(file));
        }
        catch (Exception wrong) when (wrong is FormatException or IOException)
        {
            return null;
        }
    }
}
