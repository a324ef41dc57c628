using System.Globalization;
using System.Security;
using System.Text;

namespace Nansen.Documents;

/// <summary>
/// Writes a page as PDF/A-2b (ISO 19005-2). An own writer, because Skia embeds whole fonts and never the same bytes twice:
/// here everything in the file comes from the description.
/// </summary>
internal sealed class PdfFile
{
    private const double Points = 72 / 25.4;

    private readonly DocumentPage page;
    private readonly PdfObjects objects = new();
    private readonly PdfFonts fonts = new();
    private readonly StringBuilder content = new();
    private readonly List<string> pictures = [];

    private PdfFile(DocumentPage page) => this.page = page;

    public static byte[] Write(DocumentPage page, IReadOnlyList<PageMark> marks)
    {
        var file = new PdfFile(page);
        foreach (var mark in marks) file.Draw(mark);
        return file.Finish();
    }

    private void Draw(PageMark mark)
    {
        switch (mark)
        {
            case TextMark text: Text(text); break;
            case BoxMark box: content.Append(Shade(box.Shade)).Append(Area(box.X, box.Y, box.Width, box.Height)).Append(" re f\n"); break;
            case PhotoMark photo: Picture(Photo(photo.Photo), photo.X, photo.Y, photo.Width, photo.Height); break;
            case SymbolMark symbol:
                var side = (symbol.Grid.Width + 2 * symbol.Quiet) * symbol.Module;
                Picture(Symbol(symbol), symbol.X, symbol.Y, side, side);
                break;
        }
    }

    private void Text(TextMark mark)
    {
        var run = mark.Run;
        fonts.Use(run);
        // What a program that reads or copies should take, in reading order.
        if (run.RightToLeft) content.Append("/Span << /ActualText ").Append(Pdf.Text(run.Text)).Append(" >> BDC\n");
        content.Append("BT\n").Append(Shade(mark.Shade)).Append('/').Append(run.Font.Key).Append(' ').Append(Pdf.Number(mark.Size * Points)).Append(" Tf\n");
        var (cosine, sine) = (Math.Cos(mark.Angle * Math.PI / 180), Math.Sin(mark.Angle * Math.PI / 180));
        var unit = mark.Size / run.Font.UnitsPerEm;
        for (var i = 0; i < run.Glyphs.Count;)
        {
            var first = run.Glyphs[i];
            var (x, y) = (mark.X + first.X * unit * cosine - first.Y * unit * sine, page.Height - mark.Y + first.X * unit * sine + first.Y * unit * cosine);
            content.Append(CultureInfo.InvariantCulture, $"{Pdf.Number(cosine)} {Pdf.Number(sine)} {Pdf.Number(-sine)} {Pdf.Number(cosine)} {Pdf.Number(x * Points)} {Pdf.Number(y * Points)} Tm\n<");
            // As long as each glyph stands where the one before ends.
            var pen = first.X;
            while (i < run.Glyphs.Count && run.Glyphs[i].X == pen && run.Glyphs[i].Y == first.Y)
            {
                content.Append(run.Glyphs[i].Id.ToString("X4", CultureInfo.InvariantCulture));
                pen += run.Font.Shaper.GetHorizontalGlyphAdvance(run.Glyphs[i].Id);
                i++;
            }

            content.Append("> Tj\n");
        }

        content.Append("ET\n");
        if (run.RightToLeft) content.Append("EMC\n");
    }

    private void Picture(int number, double x, double y, double width, double height)
    {
        pictures.Add($"/I{number} {number} 0 R");
        content.Append(CultureInfo.InvariantCulture, $"q\n{Pdf.Number(width * Points)} 0 0 {Pdf.Number(height * Points)} {Pdf.Number(x * Points)} {Pdf.Number((page.Height - y - height) * Points)} cm\n/I{number} Do\nQ\n");
    }

    private int Photo(PagePhoto photo) =>
        objects.AddStream($"/Type /XObject /Subtype /Image /Width {photo.Width} /Height {photo.Height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", photo.Jpeg, compress: false);

    private int Symbol(SymbolMark mark)
    {
        var side = mark.Grid.Width + 2 * mark.Quiet;
        var stride = (side + 7) / 8;
        var bits = new byte[stride * side];
        Array.Fill(bits, (byte)0xFF);
        for (var row = 0; row < mark.Grid.Height; row++)
            for (var column = 0; column < mark.Grid.Width; column++)
                if (mark.Grid[column, row]) bits[(row + mark.Quiet) * stride + (column + mark.Quiet) / 8] &= (byte)~(0x80 >> (column + mark.Quiet) % 8);
        return objects.AddStream($"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 1 /Interpolate false", bits);
    }

    private byte[] Finish()
    {
        var pages = objects.Reserve();
        var contents = objects.AddStream("", Encoding.ASCII.GetBytes(content.ToString()));
        var resources = $"<< /Font << {fonts.Add(objects)} >> /XObject << {string.Join(' ', pictures)} >> >>";
        var sheet = objects.Add($"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {Pdf.Number(page.Width * Points)} {Pdf.Number(page.Height * Points)}] /Resources {resources} /Contents {contents} 0 R >>");
        objects.Set(pages, $"<< /Type /Pages /Kids [{sheet} 0 R] /Count 1 >>");
        var colours = objects.AddStream("/N 3", IccProfile.Standard);
        var intent = objects.Add($"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {colours} 0 R >>");
        var metadata = objects.AddStream("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(Metadata()), compress: false);
        var catalog = objects.Add($"<< /Type /Catalog /Pages {pages} 0 R /Metadata {metadata} 0 R /OutputIntents [{intent} 0 R] /Lang ({page.Language}) /ViewerPreferences << /DisplayDocTitle true >> >>");
        var information = objects.Add($"<< /Title {Pdf.Text(FullTitle)} /CreationDate {Pdf.Date(page.IssuedAt)} /ModDate {Pdf.Date(page.IssuedAt)} /Producer (Nansen) >>");
        return objects.File(catalog, information);
    }

    private string FullTitle => $"{page.Title} {page.Number}";

    private string Metadata()
    {
        var at = page.IssuedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
        return $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(FullTitle)}</rdf:li></rdf:Alt></dc:title></rdf:Description>
            <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate></rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>Nansen</pdf:Producer></rdf:Description>
            </rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """.ReplaceLineEndings("\n");
    }

    private static string Shade(double shade) => $"{Pdf.Number(shade)} {Pdf.Number(shade)} {Pdf.Number(shade)} rg\n";

    private string Area(double x, double y, double width, double height) =>
        $"{Pdf.Number(x * Points)} {Pdf.Number((page.Height - y - height) * Points)} {Pdf.Number(width * Points)} {Pdf.Number(height * Points)}";
}
