using System.Text;

namespace Nansen.Documents;

/// <summary>Embeds the glyphs that a page uses, each with its width and the text it stands for.</summary>
internal sealed class PdfFonts
{
    private readonly SortedDictionary<string, (PageFont Font, SortedDictionary<ushort, string> Glyphs)> used = new(StringComparer.Ordinal);

    public void Use(GlyphRun run)
    {
        if (!used.TryGetValue(run.Font.Key, out var font)) used[run.Font.Key] = font = (run.Font, []);
        foreach (var glyph in run.Glyphs)
            if (!font.Glyphs.TryGetValue(glyph.Id, out var text) || text.Length == 0) font.Glyphs[glyph.Id] = glyph.Text;
    }

    /// <summary>Adds the fonts and returns the resource entries, as <c>/F1 7 0 R</c>.</summary>
    public string Add(PdfObjects objects) => string.Join(' ', used.Select(u => $"/{u.Key} {Font(objects, u.Value.Font, u.Value.Glyphs)} 0 R"));

    private static int Font(PdfObjects objects, PageFont font, SortedDictionary<ushort, string> glyphs)
    {
        var name = $"{Tag(glyphs.Keys)}+{font.Name}";
        var file = FontSubset.Cut(font.Face, glyphs.Keys);
        var fileNumber = objects.AddStream(font.IsCompact ? "/Subtype /OpenType" : $"/Length1 {file.Length}", file);
        var scale = 1000.0 / font.UnitsPerEm;
        font.Shaper.TryGetHorizontalFontExtents(out var extents);
        var descriptor = objects.Add($"<< /Type /FontDescriptor /FontName /{name} /Flags {(font == PageFont.Zone ? 5 : 4)} /FontBBox [-1000 -500 2000 1200] /ItalicAngle 0 "
            + $"/Ascent {Pdf.Number(extents.Ascender * scale)} /Descent {Pdf.Number(extents.Descender * scale)} /CapHeight 730 /StemV {(font == PageFont.Bold ? 140 : 80)} "
            + $"/{(font.IsCompact ? "FontFile3" : "FontFile2")} {fileNumber} 0 R >>");
        var widths = string.Join(' ', glyphs.Keys.Select(g => $"{g} [{Pdf.Number(font.Shaper.GetHorizontalGlyphAdvance(g) * scale)}]"));
        var descendant = objects.Add($"<< /Type /Font /Subtype /{(font.IsCompact ? "CIDFontType0" : "CIDFontType2")} /BaseFont /{name} "
            + $"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 0 /W [{widths}]{(font.IsCompact ? "" : " /CIDToGIDMap /Identity")} >>");
        var unicode = objects.AddStream("", Encoding.ASCII.GetBytes(ToUnicode(glyphs)));
        return objects.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>");
    }

    // Six letters that tell subsets apart (ISO 32000-1, section 9.6.4).
    private static string Tag(IEnumerable<ushort> glyphs)
    {
        var hash = glyphs.Aggregate(17u, (h, g) => h * 31 + g);
        return string.Create(6, hash, static (tag, value) =>
        {
            for (var i = 0; i < tag.Length; i++, value /= 26) tag[i] = (char)('A' + value % 26);
        });
    }

    private static string ToUnicode(SortedDictionary<ushort, string> glyphs)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var part in glyphs.Where(g => g.Value.Length > 0).Chunk(100))
        {
            map.Append(part.Length).Append(" beginbfchar\n");
            foreach (var (glyph, text) in part) map.Append('<').Append(glyph.ToString("X4", null)).Append("> <").Append(Pdf.Hex(text)).Append(">\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
