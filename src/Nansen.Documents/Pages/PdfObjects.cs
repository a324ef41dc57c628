using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Nansen.Documents;

/// <summary>Numbered objects of a PDF file, written one after the other with their cross-reference table (ISO 32000-1, section 7.5).</summary>
internal sealed class PdfObjects
{
    private readonly List<byte[]> objects = [];

    /// <summary>Keeps a number for an object that comes later.</summary>
    public int Reserve()
    {
        objects.Add([]);
        return objects.Count;
    }

    public int Add(string content)
    {
        var number = Reserve();
        Set(number, content);
        return number;
    }

    public void Set(int number, string content) => objects[number - 1] = Encoding.Latin1.GetBytes(content);

    /// <summary>A stream; entries is the inside of its dictionary.</summary>
    public int AddStream(string entries, ReadOnlySpan<byte> data, bool compress = true)
    {
        var body = compress ? Compressed(data) : data.ToArray();
        var head = $"<< {entries} /Length {body.Length}{(compress ? " /Filter /FlateDecode" : "")} >>\nstream\n";
        objects.Add([.. Encoding.Latin1.GetBytes(head), .. body, .. "\nendstream"u8]);
        return objects.Count;
    }

    public byte[] File(int catalog, int information)
    {
        using var file = new MemoryStream();
        Write(file, "%PDF-1.7\n");
        file.Write([(byte)'%', 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var offsets = new long[objects.Count];
        for (var i = 0; i < objects.Count; i++)
        {
            offsets[i] = file.Position;
            Write(file, $"{i + 1} 0 obj\n");
            file.Write(objects[i]);
            Write(file, "\nendobj\n");
        }

        // The identifier is a hash of all before it, so that equal content gives an equal file.
        var identifier = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)).AsSpan(0, 16));
        var start = file.Position;
        Write(file, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) Write(file, offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Write(file, $"trailer\n<< /Size {objects.Count + 1} /Root {catalog} 0 R /Info {information} 0 R /ID [<{identifier}> <{identifier}>] >>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();
    }

    private static void Write(MemoryStream to, string text) => to.Write(Encoding.Latin1.GetBytes(text));

    private static byte[] Compressed(ReadOnlySpan<byte> data)
    {
        using var body = new MemoryStream();
        using (var deflate = new ZLibStream(body, CompressionLevel.Optimal, true)) deflate.Write(data);
        return body.ToArray();
    }
}
