namespace Nansen.Web;

/// <summary>What a checker types: the printed zone and a seal in hexadecimal.</summary>
internal static class VerificationRequest
{
    /// <summary>The lines of a printed zone; null when none was typed. Lines are parted by line breaks or bars.</summary>
    public static IReadOnlyList<string>? Zone(string typed)
    {
        var lines = typed.Split(['\n', '\r', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()).ToList();
        return lines.Count > 0 ? lines : null;
    }

    /// <summary>The bytes of a seal; null when it is no hexadecimal.</summary>
    public static byte[]? Seal(string typed)
    {
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        return digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }
}
