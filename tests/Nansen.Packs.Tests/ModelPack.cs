using System.Text;
using Nansen.Values;

namespace Nansen.Packs.Tests;

/// <summary>The shipped pack, and copies of it with one thing changed.</summary>
internal static class ModelPack
{
    public static string Folder { get; } = Home.PathOf("packs", "model");

    public static IReadOnlyDictionary<string, byte[]> Files { get; } =
        Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'), File.ReadAllBytes);

    public static PackResult Result { get; } = PackLoader.Load(Folder);

    public static Pack Pack => Result.Pack ?? throw new InvalidOperationException(string.Join('\n', Result.Findings));

    public static string Text(string file) => Encoding.UTF8.GetString(Files[file]);

    /// <summary>The pack with a text of one file replaced, at its first place.</summary>
    public static PackResult With(string file, string find, string replace)
    {
        var text = Text(file);
        var at = text.IndexOf(find, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{find}' does not stand in {file}; the sample must be renewed.");
        return WithFile(file, text[..at] + replace + text[(at + find.Length)..]);
    }

    public static PackResult WithFile(string file, string text) => WithFile(file, Encoding.UTF8.GetBytes(text));

    public static PackResult WithFile(string file, byte[] bytes) =>
        PackLoader.Read(new Dictionary<string, byte[]>(Files) { [file] = bytes });

    /// <summary>A pack of its head and one further file: enough to see what becomes of that file.</summary>
    public static PackResult OnlyWith(string file, byte[] bytes) =>
        PackLoader.Read(new Dictionary<string, byte[]> { ["pack.yaml"] = Files["pack.yaml"], [file] = bytes });
}
