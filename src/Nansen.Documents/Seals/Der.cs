namespace Nansen.Documents;

/// <summary>Lengths as DER writes them; only the shortest form is right.</summary>
internal static class Der
{
    public static bool TryReadLength(ReadOnlySpan<byte> bytes, ref int at, out int length)
    {
        length = 0;
        if (at >= bytes.Length) return false;
        var first = bytes[at++];
        if (first < 0x80) { length = first; return true; }
        var count = first & 0x7F;
        if (count is 0 or > 3 || at + count > bytes.Length) return false;
        for (var i = 0; i < count; i++) length = length << 8 | bytes[at++];
        return length >= (count == 1 ? 0x80 : 1 << 8 * (count - 1));
    }

    public static void WriteLength(List<byte> to, int length)
    {
        if (length >= 0x10000) { to.Add(0x83); to.Add((byte)(length >> 16)); to.Add((byte)(length >> 8)); }
        else if (length >= 0x100) { to.Add(0x82); to.Add((byte)(length >> 8)); }
        else if (length >= 0x80) to.Add(0x81);
        to.Add((byte)length);
    }
}
