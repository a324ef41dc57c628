namespace Nansen.Matching;

/// <summary>A file that carries the truth: pairs of names with <c>match</c>, or records with <c>entity_id</c>.</summary>
/// <param name="Name">Its name without the folder.</param>
/// <param name="Table">What stands in it.</param>
public sealed record LabelledFile(string Name, CsvTable Table)
{
    /// <summary>The files of a folder, in the order of their names.</summary>
    public static IReadOnlyList<LabelledFile> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(file => new LabelledFile(Path.GetFileName(file), CsvTable.Read(file)))];
}
