namespace Nansen.Packs;

/// <summary>Pack files write enumeration members in snake case: LongText is <c>long_text</c>.</summary>
internal static class SnakeCase
{
    internal static string Of(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));

    internal static T Read<T>(string word, T otherwise)
        where T : struct, Enum =>
        TryRead<T>(word, out var value) ? value : otherwise;

    internal static bool TryRead<T>(string word, out T value)
        where T : struct, Enum
    {
        var found = Enum.GetValues<T>().Where(v => Of(v.ToString()) == word).Select(v => (T?)v).FirstOrDefault();
        value = found ?? default;
        return found is not null;
    }
}
