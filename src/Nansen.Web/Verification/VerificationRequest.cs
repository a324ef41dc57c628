using System.Text;
using Nansen.Documents;

namespace Nansen.Web;

/// <summary>What a checker types: the printed zone and a seal in hexadecimal or as a barcode's text.</summary>
internal static class VerificationRequest
{
    /// <summary>The lines of a printed zone; null when none was typed. Lines are parted by line breaks or bars.</summary>
    public static IReadOnlyList<string>? Zone(string typed)
    {
        var lines = typed.Split(['\n', '\r', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()).ToList();
        return lines.Count > 0 ? lines : null;
    }

    /// <summary>The bytes of a seal: hexadecimal, or the text of an ICAO barcode or a seal in JSON as it is; null when it is none of them.</summary>
    public static byte[]? Seal(string typed)
    {
        if (typed.TrimStart().StartsWith('{')) return Encoding.UTF8.GetBytes(typed.Trim());
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        if (IcaoBarcode.IsOne(Encoding.UTF8.GetBytes(digits))) return Encoding.UTF8.GetBytes(digits);
        return digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }
}
