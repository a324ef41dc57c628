using Nansen.Values;

namespace Nansen.Architecture.Tests;

/// <summary>The sources, as they stand beside the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = Home.Folder;

    public static IEnumerable<string> Sources(params string[] under) => under
        .SelectMany(u => Directory.EnumerateFiles(Path.Combine(Root, u), "*.cs", SearchOption.AllDirectories))
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/artifacts/", StringComparison.Ordinal))
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Read(string source) => File.ReadAllText(Path.Combine(Root, source));
}
