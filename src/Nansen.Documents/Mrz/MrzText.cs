namespace Nansen.Documents;

/// <summary>The characters of a zone.</summary>
internal static class MrzText
{
    public const char Filler = '<';

    public const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

    public static bool IsAllowed(char c) => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or Filler;

    /// <summary>The field without the fillers behind it.</summary>
    public static string Value(ReadOnlySpan<char> field) => field.TrimEnd(Filler).ToString();

    /// <summary>Components with a space between.</summary>
    public static string Words(ReadOnlySpan<char> field)
    {
        field = field.Trim(Filler);
        if (field.IndexOf(Filler) < 0) return field.ToString();
        return string.Join(' ', field.ToString().Split(Filler, StringSplitOptions.RemoveEmptyEntries));
    }
}
