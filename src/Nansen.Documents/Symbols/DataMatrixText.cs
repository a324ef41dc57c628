namespace Nansen.Documents;

/// <summary>Bytes as data codewords: ASCII (digits in pairs), C40 (capitals and digits) or Base 256, whichever is shortest (ISO/IEC 16022, section 5.2).</summary>
internal static class DataMatrixText
{
    private const byte PadMark = 129, Base256Mark = 231, UpperShift = 235;

    public static List<byte> Encode(ReadOnlySpan<byte> data)
    {
        var ascii = Ascii(data);
        if (DataMatrixSets.C40(data, out var written) is { } letters)
        {
            letters.AddRange(Ascii(data[written..]));
            if (letters.Count < ascii.Count) return letters;
        }

        var base256 = 1 + (data.Length < 250 ? 1 : 2) + data.Length;
        return data.IsEmpty || ascii.Count <= base256 ? ascii : Base256(data);
    }

    public static void Pad(List<byte> codewords, int length)
    {
        if (codewords.Count < length) codewords.Add(PadMark);
        while (codewords.Count < length)
        {
            var pad = PadMark + 149 * (codewords.Count + 1) % 253 + 1;
            codewords.Add((byte)(pad > 254 ? pad - 254 : pad));
        }
    }

    /// <summary>The bytes, or null when the codewords say more than bytes (parts of a message, other alphabets) or make no sense.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> codewords)
    {
        var data = new List<byte>(codewords.Length);
        var upper = 0;
        for (var i = 0; i < codewords.Length; i++)
        {
            var codeword = codewords[i];
            if (codeword == PadMark) return [.. data];
            if (codeword == Base256Mark)
            {
                if (!ReadBase256(codewords, ref i, data)) return null;
            }
            else if (codeword is DataMatrixSets.C40Mark or DataMatrixSets.TextMark or DataMatrixSets.X12Mark or DataMatrixSets.EdifactMark)
            {
                if (!DataMatrixSets.Read(codeword, codewords, ref i, data)) return null;
            }
            else if (codeword == UpperShift) upper = 128;
            else if (codeword is >= 1 and <= 128) { data.Add((byte)(codeword - 1 + upper)); upper = 0; }
            else if (codeword is >= 130 and <= 229)
            {
                data.Add((byte)('0' + (codeword - 130) / 10));
                data.Add((byte)('0' + (codeword - 130) % 10));
            }
            else return null;
        }

        return [.. data];
    }

    private static List<byte> Ascii(ReadOnlySpan<byte> data)
    {
        var codewords = new List<byte>(data.Length + 2);
        for (var i = 0; i < data.Length; i++)
        {
            if (i + 1 < data.Length && IsDigit(data[i]) && IsDigit(data[i + 1]))
            {
                codewords.Add((byte)(130 + 10 * (data[i] - '0') + data[i + 1] - '0'));
                i++;
            }
            else if (data[i] < 128) codewords.Add((byte)(data[i] + 1));
            else
            {
                codewords.Add(UpperShift);
                codewords.Add((byte)(data[i] - 127));
            }
        }

        return codewords;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private static List<byte> Base256(ReadOnlySpan<byte> data)
    {
        var codewords = new List<byte>(data.Length + 3) { Base256Mark };
        if (data.Length >= 250) Masked(codewords, data.Length / 250 + 249);
        Masked(codewords, data.Length % 250);
        foreach (var value in data) Masked(codewords, value);
        return codewords;
    }

    // Base 256 is scrambled by place, so that equal bytes do not make a pattern.
    private static void Masked(List<byte> codewords, int value) => codewords.Add((byte)(value + 149 * (codewords.Count + 1) % 255 + 1));

    private static byte Unmasked(ReadOnlySpan<byte> codewords, int i) => (byte)(codewords[i] - (149 * (i + 1) % 255 + 1));

    private static bool ReadBase256(ReadOnlySpan<byte> codewords, ref int i, List<byte> data)
    {
        if (++i >= codewords.Length) return false;
        int length = Unmasked(codewords, i);
        if (length == 0) length = codewords.Length - i - 1;
        else if (length >= 250)
        {
            if (++i >= codewords.Length) return false;
            length = (length - 249) * 250 + Unmasked(codewords, i);
        }

        if (i + length >= codewords.Length) return false;
        for (var end = i + length; i < end;) data.Add(Unmasked(codewords, ++i));
        return true;
    }
}
