using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Nansen.Architecture.Tests;

/// <summary>Who may know whom: the table of docs/architecture, ground floor first.</summary>
internal static class Floors
{
    public static readonly IReadOnlyDictionary<string, string[]> MayKnow = new Dictionary<string, string[]>
    {
        ["Nansen.Values"] = [],
        ["Nansen.Journal"] = [],
        ["Nansen.Matching"] = ["Nansen.Values"],
        ["Nansen.Documents"] = ["Nansen.Values"],
        ["Nansen.Statistics"] = ["Nansen.Values"],
        ["Nansen.Packs"] = ["Nansen.Values"],
        ["Nansen.Records"] = ["Nansen.Journal", "Nansen.Packs", "Nansen.Values"],
        ["Nansen.Register"] = ["Nansen.Records", "Nansen.Matching", "Nansen.Documents", "Nansen.Statistics", "Nansen.Journal", "Nansen.Packs", "Nansen.Values"],
        ["Nansen.Cooperation"] = ["Nansen.Register", "Nansen.Records", "Nansen.Matching", "Nansen.Documents", "Nansen.Statistics", "Nansen.Journal", "Nansen.Packs", "Nansen.Values"],
        ["Nansen.Web"] = ["Nansen.Register", "Nansen.Cooperation", "Nansen.Records", "Nansen.Matching", "Nansen.Documents", "Nansen.Statistics", "Nansen.Journal", "Nansen.Packs", "Nansen.Values"],
    };

    /// <summary>Rooms that an assembly names and may not know, read from its metadata.</summary>
    public static IReadOnlyList<string> Violations(string assemblyPath, string room) => [.. References(assemblyPath)
        .Where(r => (r.StartsWith("Nansen.", StringComparison.Ordinal) || r == "nansen") && r != room && !MayKnow[room].Contains(r))];

    private static List<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
    }

    public static Assembly Load(string room) => Assembly.Load(room);
}
