using System.Globalization;
using System.Text;

namespace Nansen.Documents;

/// <summary>How PDF writes numbers and texts.</summary>
internal static class Pdf
{
    public static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>UTF-16, high byte first, in hexadecimal.</summary>
    public static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    /// <summary>A text string of any letters.</summary>
    public static string Text(string text) => $"<FEFF{Hex(text)}>";

    public static string Date(DateTimeOffset at) => $"(D:{at.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}+00'00')";
}
