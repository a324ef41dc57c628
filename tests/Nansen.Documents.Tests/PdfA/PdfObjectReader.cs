using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Nansen.Documents.Tests;

/// <summary>
/// Takes a PDF apart by its cross-reference table and nothing else, so that a table which does not fit is seen. It reads the
/// plain files that the product writes, not every PDF.
/// </summary>
internal sealed partial class PdfObjectReader
{
    public PdfObjectReader(byte[] file)
    {
        File = file;
        Text = Encoding.Latin1.GetString(file);
        var start = int.Parse(StartXref().Match(Text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 ", Text[start..], StringComparison.Ordinal);
        Trailer = Text[Text.IndexOf("trailer\n", start, StringComparison.Ordinal)..];
        var rows = Rows().Matches(Text[start..]);
        Assert.Equal(Number(Trailer, "Size"), rows.Count);
        for (var number = 1; number < rows.Count; number++) Objects[number] = Read(number, int.Parse(rows[number].Groups[1].Value, CultureInfo.InvariantCulture));
    }

    public byte[] File { get; }

    public string Text { get; }

    public string Trailer { get; }

    public Dictionary<int, (string Dictionary, byte[]? Stream)> Objects { get; } = [];

    /// <summary>The object a key refers to.</summary>
    public (string Dictionary, byte[]? Stream) Follow(string dictionary, string key) => Objects[Number(dictionary, key)];

    public static int Number(string dictionary, string key) =>
        int.Parse(Regex.Match(dictionary, $@"/{key} \[?(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    private (string, byte[]?) Read(int number, int at)
    {
        var head = $"{number} 0 obj\n";
        Assert.Equal(head, Text.Substring(at, head.Length));
        var end = Text.IndexOf("\nendobj\n", at, StringComparison.Ordinal);
        var stream = Text.IndexOf("\nstream\n", at, StringComparison.Ordinal);
        if (stream < 0 || stream > end) return (Text[(at + head.Length)..end], null);
        var dictionary = Text[(at + head.Length)..stream];
        var (from, length) = (stream + "\nstream\n".Length, Number(dictionary, "Length"));
        Assert.Equal("\nendstream\nendobj\n", Text.Substring(from + length, "\nendstream\nendobj\n".Length));
        var bytes = File[from..(from + length)];
        return (dictionary, dictionary.Contains("/FlateDecode", StringComparison.Ordinal) ? Unpacked(bytes) : bytes);
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress)) zlib.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"(\d{10}) \d{5} [nf] \n")]
    private static partial Regex Rows();
}
