using System.Buffers;
using System.Globalization;
using System.Text;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>
/// Pages: what is ours (letters and pictures to zone and seal) on made-up contents, and whole files. A small file holds what a reader
/// meets and nothing more, and is read in this process. A drawn one brings its fonts, which PdfPig reads for up to half a second, so
/// that few of them are fed, in a process with limits of time and memory, as a server does.
/// </summary>
internal static class FuzzPageTargets
{
    private static readonly SearchValues<char> ZoneLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");

    public static IEnumerable<FuzzTarget> All(SpecimenState utopia, Func<ReadOnlyMemory<byte>, PageReading> readPage)
    {
        var (seal, zone, trust) = (utopia.Attestation(), SpecimenState.Zone, utopia.Trust());
        var page = PageDrawing.Pdf(new() { Number = "A1", Title = "T", IssuedAt = SpecimenState.Now, Zone = zone, Symbol = DataMatrix.Encode(seal.Bytes.Span) });
        bool IsFalse(PageReading reading) => Verifier.VerifyPage(reading, trust, SpecimenState.Now) is { Result: VerdictResult.Valid } verdict && !verdict.Seal!.Bytes.Span.SequenceEqual(seal.Bytes.Span);

        yield return new("page contents",
        [
            Contents(zone, Samples(DataMatrix.Encode([0xDC, 3]), 1)),
            Contents(Mrz.Make(SpecimenState.Document with { Format = MrzFormat.TD1 }), Samples(QrSymbol.Encode([0xDC, 3]), 8)),
            Contents(["P<UTO"], Samples(DataMatrix.Encode("RDB1"u8), 24)),
        ], d => IsNoReading(Read(d.Span)));
        yield return new("page", [SmallPage(DataMatrix.Encode(seal.Bytes.Span), zone)], d => IsFalse(PageReading.Read(d)));
        yield return new("drawn page", [page], d => IsFalse(readPage(d))) { Full = 1_000 };
    }

    // Seals begin as seals do; a zone has two or three lines of one length in its own letters.
    private static bool IsNoReading(PageReading reading) =>
        reading.Fault is not null || reading.Seals.Any(s => s.Span is not ([0xDC, ..] or [(byte)'{', ..] or [(byte)'R', ..] or [(byte)'N', ..])) ||
        reading.Zone is { } zone && (zone.Count is < 2 or > 3 || zone.Any(l => l.Length != zone[0].Length || l.AsSpan().ContainsAnyExcept(ZoneLetters)));

    // Letters with the height of their line before each line, a zero, and a picture: width, bits, height, samples.
    private static byte[] Contents(IReadOnlyList<string> lines, byte[] picture) =>
        [.. lines.SelectMany((l, i) => new[] { (byte)(0x80 - i) }.Concat(Encoding.ASCII.GetBytes(l))), 0, .. picture];

    private static byte[] Samples(SymbolGrid grid, int bits)
    {
        var side = grid.Width + 2;
        byte Shade(int x, int y) => x is 0 || y is 0 || x > grid.Width || y > grid.Height || !grid[x - 1, y - 1] ? byte.MaxValue : byte.MinValue;
        var samples = new List<byte> { (byte)side, (byte)(bits == 1 ? 1 : 8), (byte)side };
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x += bits == 1 ? 8 : 1)
            {
                if (bits == 1) samples.Add((byte)Enumerable.Range(x, 8).Aggregate(0, (b, i) => b << 1 | (i < side ? Shade(i, y) & 1 : 1)));
                else samples.AddRange(Enumerable.Repeat(Shade(x, y), bits / 8));
            }

        return [.. samples];
    }

    private static PageReading Read(ReadOnlySpan<byte> input)
    {
        var end = input.IndexOf((byte)0);
        var text = end < 0 ? input : input[..end];
        var picture = end < 0 ? default : input[(end + 1)..];
        var letters = new List<PageLetter>();
        var line = 0.0;
        foreach (var value in text)
            if (value >= 0x70) line = value / 7.0;
            else letters.Add(new(((char)value).ToString(), line));
        return PageReading.Of(picture.Length < 3 ? [] : [new PagePicture(picture[0], picture[2], picture[1], picture[3..].ToArray())], letters);
    }

    // A page with nothing but a symbol and a zone in one of PDF's own fonts, so that changes hit what is read.
    private static byte[] SmallPage(SymbolGrid symbol, IReadOnlyList<string> zone)
    {
        var rows = new StringBuilder();
        for (var y = 0; y < symbol.Height; y++)
            for (var x = 0; x < (symbol.Width + 7) / 8 * 8; x += 8)
                rows.Append(CultureInfo.InvariantCulture, $"{Enumerable.Range(x, 8).Aggregate(0, (b, i) => b << 1 | (i < symbol.Width && symbol[i, y] ? 0 : 1)):X2}");
        var text = $"BT /F 10 Tf 20 60 Td ({zone[0]}) Tj 0 -20 Td ({zone[1]}) Tj ET q 100 0 0 100 20 100 cm /S Do Q";
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        foreach (var body in new[]
        {
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>/XObject<</S 5 0 R>>>>>>",
            $"<</Length {text.Length}>>\nstream\n{text}\nendstream",
            $"<</Type/XObject/Subtype/Image/Width {symbol.Width}/Height {symbol.Height}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/ASCIIHexDecode/Length {rows.Length + 1}>>\nstream\n{rows}>\nendstream",
        })
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{body}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
