using System.Globalization;
using System.Text;

namespace Nansen.Documents;

/// <summary>Reads and writes the bytes of messages by their coding.</summary>
public static class FeatureText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The bytes as text: a text, a number, a date, or the lines of a zone joined by <c>|</c>; null when they do not fit the coding or are plain bytes.</summary>
    public static string? Read(FeatureCoding coding, ReadOnlySpan<byte> value) => coding switch
    {
        FeatureCoding.C40 => C40.TryDecode(value, out var text) ? text : null,
        FeatureCoding.Byte => value.Length == 1 ? value[0].ToString(CultureInfo.InvariantCulture) : null,
        FeatureCoding.Utf8 or FeatureCoding.DateString => Utf8(value),
        FeatureCoding.Mrz or FeatureCoding.MrzVisaA or FeatureCoding.MrzVisaB => Lines(coding, value) is { Count: > 0 } lines ? string.Join('|', lines) : null,
        FeatureCoding.MaskedDate => MaskedDate.Decode(value),
        FeatureCoding.ValidityDates when value.Length == 2 * SealDate.Length => $"{SealDate.Read(value)}/{SealDate.Read(value[SealDate.Length..])}",
        _ => null,
    };

    /// <summary>The lines of a zone in a message; the second line of a visa has 28 characters. Empty when the bytes are none.</summary>
    public static IReadOnlyList<string> Lines(FeatureCoding coding, ReadOnlySpan<byte> value)
    {
        if (!C40.TryDecode(value, out var text)) return [];
        text = text.Replace(' ', '<');
        var width = (coding, text.Length) switch
        {
            (FeatureCoding.MrzVisaA, 72) => 44,
            (FeatureCoding.MrzVisaB, 64) => 36,
            (FeatureCoding.Mrz, 72) => 36,
            (FeatureCoding.Mrz, 88) => 44,
            (FeatureCoding.Mrz, 90) => 30,
            _ => 0,
        };
        return width == 0 ? [] : [.. Enumerable.Range(0, (text.Length + width - 1) / width).Select(i => text[(i * width)..Math.Min(text.Length, (i + 1) * width)])];
    }

    /// <summary>Writes a text in a coding.</summary>
    /// <exception cref="DocumentException">The text does not fit the coding.</exception>
    public static byte[] Write(FeatureCoding coding, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (coding)
        {
            case FeatureCoding.C40:
                return C40.Encode(text);
            case FeatureCoding.Utf8 or FeatureCoding.DateString:
                return Strict.GetBytes(text);
            case FeatureCoding.Byte when byte.TryParse(text, CultureInfo.InvariantCulture, out var number):
                return [number];
            case FeatureCoding.MaskedDate when DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day):
                return MaskedDate.Encode(day);
            case FeatureCoding.Mrz:
                return C40.Encode(Zone(text));
            case FeatureCoding.MrzVisaA or FeatureCoding.MrzVisaB:
                return C40.Encode(Visa(text, coding == FeatureCoding.MrzVisaA ? 44 : 36));
            case FeatureCoding.ValidityDates when text.Split('/') is [var from, var to] && DateOnly.TryParseExact(from, "yyyy-MM-dd", out var first) && DateOnly.TryParseExact(to, "yyyy-MM-dd", out var last):
                var dates = new byte[2 * SealDate.Length];
                SealDate.Of(first).Write(dates);
                SealDate.Of(last).Write(dates.AsSpan(SealDate.Length));
                return dates;
            case FeatureCoding.ValidityDates or FeatureCoding.Bytes or FeatureCoding.Messages when IsHex(text):
                return Convert.FromHexString(text);
            default:
                throw new DocumentException($"'{text}' does not fit the coding {coding}.");
        }
    }

    // The second line is cut to its first 28 characters: the digits of the dates, not the optional data (Doc 9303-7).
    private static string Visa(string text, int width)
    {
        var zone = Joined(text);
        return zone.Length == 2 * width || zone.Length == width + 28 ? zone[..(width + 28)] : throw new DocumentException($"A visa's zone of {zone.Length} characters: {2 * width}, or {width + 28} as sealed, are right.");
    }

    private static string Joined(string text) => text.Replace("|", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static string Zone(string text)
    {
        var zone = Joined(text);
        return zone.Length is 72 or 88 or 90 ? zone : throw new DocumentException($"A zone of {zone.Length} characters: 72, 88 and 90 are right.");
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);

    private static string? Utf8(ReadOnlySpan<byte> value)
    {
        try { return Strict.GetString(value); }
        catch (DecoderFallbackException) { return null; }
    }
}
