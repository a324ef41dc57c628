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
    private readonly List<string> pictures = [];
    private StringBuilder content = new();
    private PageFace face;

    private PdfFile(DocumentPage page, PageFace first) => (this.page, face) = (page, first);

    public static byte[] Write(DocumentPage page, IReadOnlyList<PageFace> faces)
    {
        var file = new PdfFile(page, faces[0]);
        return file.Finish([.. faces.Select(file.Draw)]);
    }

    /// <summary>Draws one side and returns the number of its content.</summary>
    private int Draw(PageFace side)
    {
        (face, content) = (side, new());
        foreach (var mark in side.Marks) Draw(mark);
        return objects.AddStream("", Encoding.ASCII.GetBytes(content.ToString()));
    }

    private void Draw(PageMark mark)
    {
        switch (mark)
        {
            case TextMark text: Text(text); break;
            case BoxMark box: content.Append(Fill(box.Ink)).Append(Area(box.X, box.Y, box.Width, box.Height)).Append(" re f\n"); break;
            case CurveMark curve: Curve(curve); break;
            case PhotoMark photo: Picture(Photo(photo.Photo), photo.X, photo.Y, photo.Width, photo.Height); break;
            case SymbolMark symbol:
                var side = (symbol.Grid.Width + 2 * symbol.Quiet) * symbol.Module;
                Picture(Symbol(symbol), symbol.X, symbol.Y, side, side);
                break;
        }
    }

    private void Curve(CurveMark curve)
    {
        content.Append(Colour(curve.Ink)).Append(" RG ").Append(Pdf.Number(curve.Width * Points)).Append(" w 1 j\n");
        foreach (var line in curve.Lines)
            for (var i = 0; i < line.Count; i++)
                content.Append(Coarse(line[i].X * Points)).Append(' ').Append(Coarse((face.Height - line[i].Y) * Points)).Append(i == 0 ? " m\n" : " l\n");
        content.Append("S\n");
    }

    private void Text(TextMark mark)
    {
        var run = mark.Run;
        fonts.Use(run);
        // What a program that reads or copies should take, in reading order.
        if (run.RightToLeft) content.Append("/Span << /ActualText ").Append(Pdf.Text(run.Text)).Append(" >> BDC\n");
        content.Append("BT\n").Append(Fill(mark.Ink)).Append('/').Append(run.Font.Key).Append(' ').Append(Pdf.Number(mark.Size * Points)).Append(" Tf\n");
        var (cosine, sine) = (Math.Cos(mark.Angle * Math.PI / 180), Math.Sin(mark.Angle * Math.PI / 180));
        var unit = mark.Size / run.Font.UnitsPerEm;
        for (var i = 0; i < run.Glyphs.Count;)
        {
            var first = run.Glyphs[i];
            var (x, y) = (mark.X + first.X * unit * cosine - first.Y * unit * sine, face.Height - mark.Y + first.X * unit * sine + first.Y * unit * cosine);
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
        content.Append(CultureInfo.InvariantCulture, $"q\n{Pdf.Number(width * Points)} 0 0 {Pdf.Number(height * Points)} {Pdf.Number(x * Points)} {Pdf.Number((face.Height - y - height) * Points)} cm\n/I{number} Do\nQ\n");
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

    private byte[] Finish(int[] contents)
    {
        var pages = objects.Reserve();
        var resources = objects.Add($"<< /Font << {fonts.Add(objects)} >> /XObject << {string.Join(' ', pictures)} >> >>");
        var size = $"[0 0 {Pdf.Number(face.Width * Points)} {Pdf.Number(face.Height * Points)}]";
        var sheets = contents.Select(c => objects.Add($"<< /Type /Page /Parent {pages} 0 R /MediaBox {size} /Resources {resources} 0 R /Contents {c} 0 R >>")).ToArray();
        objects.Set(pages, $"<< /Type /Pages /Kids [{string.Join(' ', sheets.Select(s => $"{s} 0 R"))}] /Count {sheets.Length} >>");
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

    private static string Fill(Ink ink) => Colour(ink) + " rg\n";

    private static string Colour(Ink ink) => $"{Pdf.Number(ink.Red / 255.0)} {Pdf.Number(ink.Green / 255.0)} {Pdf.Number(ink.Blue / 255.0)}";

    // A fiftieth of a millimetre is enough for the lines of a background.
    private static string Coarse(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private string Area(double x, double y, double width, double height) =>
        $"{Pdf.Number(x * Points)} {Pdf.Number((face.Height - y - height) * Points)} {Pdf.Number(width * Points)} {Pdf.Number(height * Points)}";
}
