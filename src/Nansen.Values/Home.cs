namespace Nansen.Values;

/// <summary>
/// Where the product's own files lie: <c>packs/</c> and <c>data/</c> stand beside the program when it is installed,
/// and at the top of the checkout when it runs from source.
/// </summary>
public static class Home
{
    /// <summary>The folder that holds <c>packs/</c> and <c>data/</c>: <c>NANSEN_HOME</c>, or the nearest folder above the program that has both.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none; the installation is not whole.</exception>
    public static string Folder { get; } = Find();

    /// <summary>A path below <see cref="Folder"/>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("NANSEN_HOME") is { Length: > 0 } set && Directory.Exists(set)) return set;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "packs")) && Directory.Exists(Path.Combine(folder.FullName, "data")))
                return folder.FullName;
        throw new DirectoryNotFoundException("Nansen cannot find its packs/ and data/ folders; set NANSEN_HOME to the folder that holds them.");
    }
}
