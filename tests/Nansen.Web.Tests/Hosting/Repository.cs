namespace Nansen.Web.Tests;

/// <summary>The checkout the tests were built in, for rules about its files.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Nansen.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
