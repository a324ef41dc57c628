using System.Buffers.Binary;
using System.Text;

namespace Nansen.Documents;

/// <summary>A small colour profile with the primaries and white of sRGB and a gamma of 2.2 (ICC.1:2001-04), which PDF/A wants inside the file.</summary>
internal static class IccProfile
{
    private const int HeadLength = 128;

    public static byte[] Standard { get; } = Make();

    private static byte[] Make()
    {
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB, gamma 2.2")), ("cprt", Text("No copyright: use freely.")), ("wtpt", Colour(0.9642, 1, 0.8249)),
            ("rXYZ", Colour(0.4361, 0.2225, 0.0139)), ("gXYZ", Colour(0.3851, 0.7169, 0.0971)), ("bXYZ", Colour(0.1431, 0.0606, 0.7141)),
            ("rTRC", Gamma()), ("gTRC", Gamma()), ("bTRC", Gamma()),
        ];
        var start = HeadLength + 4 + 12 * tags.Length;
        var profile = new byte[start + tags.Sum(t => t.Data.Length)];
        Head(profile);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(HeadLength), tags.Length);
        var at = start;
        for (var i = 0; i < tags.Length; i++)
        {
            var entry = profile.AsSpan(HeadLength + 4 + 12 * i);
            Encoding.ASCII.GetBytes(tags[i].Tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], at);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], tags[i].Data.Length);
            tags[i].Data.CopyTo(profile, at);
            at += tags[i].Data.Length;
        }

        return profile;
    }

    private static void Head(Span<byte> head)
    {
        BinaryPrimitives.WriteInt32BigEndian(head, head.Length);
        head[8] = 2;
        head[9] = 0x10;
        "mntrRGB XYZ "u8.CopyTo(head[12..]);
        (short Year, short Month, short Day) made = (2026, 1, 1);
        BinaryPrimitives.WriteInt16BigEndian(head[24..], made.Year);
        BinaryPrimitives.WriteInt16BigEndian(head[26..], made.Month);
        BinaryPrimitives.WriteInt16BigEndian(head[28..], made.Day);
        "acsp"u8.CopyTo(head[36..]);
        Colour(0.9642, 1, 0.8249).AsSpan(8).CopyTo(head[68..]);
    }

    private static byte[] Colour(double x, double y, double z)
    {
        var data = new byte[20];
        "XYZ "u8.CopyTo(data);
        foreach (var (value, i) in new[] { x, y, z }.Select((v, i) => (v, i)))
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8 + 4 * i), (int)Math.Round(value * 65536));
        return data;
    }

    private static byte[] Gamma()
    {
        var data = new byte[16];
        "curv"u8.CopyTo(data);
        data[11] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(12), (ushort)Math.Round(2.2 * 256));
        return data;
    }

    private static byte[] Text(string text) => Padded([.. "text\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(text), 0]);

    private static byte[] Description(string text)
    {
        var words = Encoding.ASCII.GetBytes(text + "\0");
        return Padded([.. "desc\0\0\0\0"u8, 0, 0, 0, (byte)words.Length, .. words, .. new byte[4 + 4 + 2 + 1 + 67]]);
    }

    private static byte[] Padded(byte[] data) => [.. data, .. new byte[(4 - data.Length % 4) % 4]];
}
