namespace Nansen.Documents;

/// <summary>Base32 of RFC 4648 without padding.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var (at, shift) = (5 * i / 8, 5 * i % 8);
            var window = bytes[at] << 8 | (at + 1 < bytes.Length ? bytes[at + 1] : 0);
            text[i] = Alphabet[window >> (11 - shift) & 31];
        }

        return new(text);
    }

    /// <summary>The bytes, or null for another character, a wrong length, or bits left over that are not zero.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd('=');
        if (text.Length % 8 is 1 or 3 or 6) return null;
        var bytes = new byte[text.Length * 5 / 8];
        var (window, bits, at) = (0, 0, 0);
        foreach (var c in text)
        {
            var value = c switch { >= 'A' and <= 'Z' => c - 'A', >= '2' and <= '7' => c - '2' + 26, _ => -1 };
            if (value < 0) return null;
            window = (window << 5 | value) & 0xFFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(window >> bits);
        }

        return (window & (1 << bits) - 1) == 0 ? bytes : null;
    }
}
