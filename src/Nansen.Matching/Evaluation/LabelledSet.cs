namespace Nansen.Matching;

/// <summary>What is measured at once: a file of pairs, a file of records, or two that are linked.</summary>
/// <param name="First">The file.</param>
/// <param name="Second">The file it is linked with.</param>
/// <param name="IsPairs">Whether it holds pairs of names.</param>
internal sealed record LabelledSet(string First, string? Second, bool IsPairs)
{
    /// <summary>Its files.</summary>
    public IReadOnlyList<string> Files => Second is null ? [First] : [First, Second];

    /// <summary>The names of its files.</summary>
    public string Name => string.Join(" + ", Files.Select(Path.GetFileName));

    /// <summary>The sets of a folder, in the order of their names; files without labels are passed over.</summary>
    public static IEnumerable<LabelledSet> Of(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var stem = file[..^4];
            if (stem.EndsWith('b') && files.Contains(stem[..^1] + "a.csv")) continue;
            var other = stem.EndsWith('a') && files.Contains(stem[..^1] + "b.csv") ? stem[..^1] + "b.csv" : null;
            var table = CsvTable.Read(file);
            if (other is not null || table.Column("entity_id") >= 0) yield return new(file, other, false);
            else if (table.Column("match") >= 0 && NameColumns.Find(table) is not null) yield return new(file, null, true);
        }
    }
}
