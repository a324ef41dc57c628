using System.Text;

namespace Nansen.Documents;

/// <summary>The codings of letters in DataMatrix (ISO/IEC 16022, sections 5.2.5 to 5.2.8): C40, Text and X12, three in two codewords, and EDIFACT, four in three.</summary>
internal static class DataMatrixSets
{
    /// <summary>Codewords that change to a coding, and the one that changes back.</summary>
    public const byte C40Mark = 230, X12Mark = 238, TextMark = 239, EdifactMark = 240, Back = 254;

    private const int Shifts = 3;

    private static readonly byte[] Basic = Set(" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        Small = Set(" 0123456789abcdefghijklmnopqrstuvwxyz"),
        X12 = Set("\r*> 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        Signs = Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_"),
        AfterC40 = Set("`abcdefghijklmnopqrstuvwxyz{|}~\u007F"),
        AfterText = Set("`ABCDEFGHIJKLMNOPQRSTUVWXYZ{|}~\u007F");

    /// <summary>
    /// Capitals, digits and spaces as C40, followed by the way back and by what is left of the last three, for ASCII to write.
    /// Null when there are other letters.
    /// </summary>
    public static List<byte>? C40(ReadOnlySpan<byte> data, out int written)
    {
        written = data.Length / 3 * 3;
        if (data.ContainsAnyExcept(Basic)) return null;
        var codewords = new List<byte>(data.Length) { C40Mark };
        for (var i = 0; i < written; i += 3)
        {
            var value = 1600 * Value(data[i]) + 40 * Value(data[i + 1]) + Value(data[i + 2]) + 1;
            codewords.Add((byte)(value >> 8));
            codewords.Add((byte)value);
        }

        codewords.Add(Back);
        return codewords;
    }

    /// <summary>Reads on in a coding from the codeword after its mark; the place then is that of the last codeword read. False when they make no sense.</summary>
    public static bool Read(byte mark, ReadOnlySpan<byte> codewords, ref int i, List<byte> data) =>
        mark == EdifactMark ? ReadEdifact(codewords, ref i, data) : ReadTriples(mark, codewords, ref i, data);

    private static bool ReadTriples(byte mark, ReadOnlySpan<byte> codewords, ref int i, List<byte> data)
    {
        var (shift, upper) = (0, 0);
        // One codeword alone at the end is ASCII, without a way back.
        while (i + 2 < codewords.Length)
        {
            if (codewords[i + 1] == Back)
            {
                i++;
                return true;
            }

            var value = (codewords[i + 1] << 8 | codewords[i + 2]) - 1;
            if (value is < 0 or >= 64000) return false;
            i += 2;
            foreach (var one in (ReadOnlySpan<int>)[value / 1600, value / 40 % 40, value % 40])
                if (!Letter(mark, one, ref shift, ref upper, data)) return false;
        }

        if (i + 1 < codewords.Length && codewords[i + 1] == Back) i++;
        return true;
    }

    private static bool Letter(byte mark, int value, ref int shift, ref int upper, List<byte> data)
    {
        if (mark == X12Mark) return Add(X12, value, ref upper, data);
        var chosen = shift;
        shift = 0;
        switch (chosen)
        {
            case 1: data.Add((byte)(value + upper)); upper = 0; return value < 32;
            case 2 when value == 30: upper = 128; return true;
            case 2: return Add(Signs, value, ref upper, data);
            case 3: return Add(mark == C40Mark ? AfterC40 : AfterText, value, ref upper, data);
            default:
                if (value >= Shifts) return Add(mark == C40Mark ? Basic : Small, value - Shifts, ref upper, data);
                shift = value + 1;
                return true;
        }
    }

    private static bool Add(byte[] set, int value, ref int upper, List<byte> data)
    {
        if (value >= set.Length) return false;
        data.Add((byte)(set[value] + upper));
        upper = 0;
        return true;
    }

    private static bool ReadEdifact(ReadOnlySpan<byte> codewords, ref int i, List<byte> data)
    {
        const int back = 0x1F;
        // Two codewords or fewer at the end are ASCII, without a way back.
        while (i + 3 < codewords.Length)
        {
            var four = codewords[i + 1] << 16 | codewords[i + 2] << 8 | codewords[i + 3];
            for (var place = 0; place < 4; place++)
            {
                var value = four >> (18 - 6 * place) & 0x3F;
                if (value == back)
                {
                    // The codeword in which the way back ends is the last of the coding.
                    i += Math.Min(place + 1, 3);
                    return true;
                }

                data.Add((byte)(value < 32 ? value + 64 : value));
            }

            i += 3;
        }

        return true;
    }

    private static int Value(byte letter) => Array.IndexOf(Basic, letter) + Shifts;

    private static byte[] Set(string letters) => Encoding.ASCII.GetBytes(letters);
}
