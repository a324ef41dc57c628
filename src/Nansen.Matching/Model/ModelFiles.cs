using System.Reflection;

namespace Nansen.Matching;

/// <summary>The tables that ship inside the library, as readable text.</summary>
internal static class ModelFiles
{
    /// <summary>Opens a table.</summary>
    public static StreamReader Open(string name) => new(
        typeof(ModelFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The library lacks its table {name}."));

    /// <summary>The lines of a table without its remarks.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = Open(name);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '/') yield return line;
    }
}
