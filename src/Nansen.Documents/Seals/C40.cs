namespace Nansen.Documents;

/// <summary>
/// C40, the packing of letters in seals (Doc 9303-13, section 2.6): three characters in two bytes, 1600·a + 40·b + c + 1.
/// Two characters left over take a 0 for the third; one left over stands as FE and its ASCII code + 1. The filler
/// <c>&lt;</c> and the space are one and the same.
/// </summary>
public static class C40
{
    private const byte SingleMark = 0xFE;

    /// <summary>Bytes that so many characters take.</summary>
    public static int EncodedLength(int characters) => (characters + 2) / 3 * 2;

    /// <summary>Packs a text of A–Z, 0–9, space and <c>&lt;</c>.</summary>
    /// <exception cref="DocumentException">The text has another character.</exception>
    public static byte[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new byte[EncodedLength(text.Length)];
        var at = 0;
        for (var i = 0; i < text.Length; i += 3)
        {
            if (text.Length - i == 1)
            {
                Value(text[i]);
                (bytes[at], bytes[at + 1]) = (SingleMark, (byte)((text[i] == '<' ? ' ' : text[i]) + 1));
                return bytes;
            }

            var word = 1600 * Value(text[i]) + 40 * Value(text[i + 1]) + (i + 2 < text.Length ? Value(text[i + 2]) : 0) + 1;
            (bytes[at], bytes[at + 1]) = ((byte)(word >> 8), (byte)word);
            at += 2;
        }

        return bytes;
    }

    /// <summary>Unpacks; spaces stand for fillers. False when the bytes are no C40.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes.Length % 2 != 0 || bytes.Length > 4096) return false;
        Span<char> characters = bytes.Length <= 128 ? stackalloc char[192] : new char[bytes.Length / 2 * 3];
        if (!TryDecode(bytes, characters, out var count)) return false;
        text = characters[..count].ToString();
        return true;
    }

    /// <summary>Unpacks into a buffer of three characters for each two bytes.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> bytes, Span<char> characters, out int count)
    {
        count = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            var last = i + 2 == bytes.Length;
            if (bytes[i] == SingleMark)
            {
                var single = (char)(bytes[i + 1] - 1);
                if (!last || !IsC40(single)) return false;
                characters[count++] = single;
                return true;
            }

            var word = (bytes[i] << 8 | bytes[i + 1]) - 1;
            if (word is < 0 or >= 40 * 1600) return false;
            for (var place = 0; place < 3; place++)
            {
                var value = place switch { 0 => word / 1600, 1 => word / 40 % 40, _ => word % 40 };
                if (value == 0 && last && place == 2) return true;
                if (value < 3) return false;
                characters[count++] = Character(value);
            }
        }

        return true;
    }

    private static bool IsC40(char c) => c is ' ' or (>= '0' and <= '9') or (>= 'A' and <= 'Z');

    private static char Character(int value) => value switch { 3 => ' ', < 14 => (char)('0' + value - 4), _ => (char)('A' + value - 14) };

    private static int Value(char c) => c switch
    {
        ' ' or '<' => 3,
        >= '0' and <= '9' => c - '0' + 4,
        >= 'A' and <= 'Z' => c - 'A' + 14,
        _ => throw new DocumentException($"'{c}' cannot stand in a C40 text: A–Z, 0–9, space and < can."),
    };
}
