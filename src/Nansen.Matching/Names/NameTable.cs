namespace Nansen.Matching;

/// <summary>
/// Forms of one given name that sound alone does not bring together: diminutives, translations, and the same
/// name in several traditions. Our own work, from general knowledge of names (Model/names.txt).
/// </summary>
internal static class NameTable
{
    private static readonly Dictionary<string, ushort[]> Groups = Read();

    /// <summary>The groups a name stands in; empty for most names.</summary>
    public static ushort[] GroupsOf(string plain) => Groups.GetValueOrDefault(plain, []);

    /// <summary>Whether two names stand in one group.</summary>
    public static bool Meet(ReadOnlySpan<ushort> left, ReadOnlySpan<ushort> right)
    {
        foreach (var group in left)
            if (right.Contains(group)) return true;
        return false;
    }

    private static Dictionary<string, ushort[]> Read()
    {
        var groups = new Dictionary<string, ushort[]>(StringComparer.Ordinal);
        ushort number = 0;
        foreach (var line in ModelFiles.Lines("names.txt"))
        {
            number++;
            foreach (var name in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var key = Folding.Plain(Folding.Lower(name));
                var known = groups.GetValueOrDefault(key, []);
                if (!known.Contains(number)) groups[key] = [.. known, number];
            }
        }

        return groups;
    }
}
