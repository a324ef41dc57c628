using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nansen.Documents.Tests;

/// <summary>What ISO 19005-2, conformance B, asks of a file, read from the file itself, as no validator is packaged in Debian.</summary>
public sealed partial class PdfATests
{
    private static readonly DocumentPage Certificate = Pages.Certificate(new SpecimenState().Attestation());

    public static TheoryData<PageForm> Forms => [.. Enum.GetValues<PageForm>()];

    private static byte[] Draw(PageForm form) => PageDrawing.Pdf(Certificate with
    {
        Form = form,
        Zone = Mrz.Make(SpecimenState.Document with { Format = form switch { PageForm.Booklet => MrzFormat.TD3, PageForm.Card => MrzFormat.TD1, _ => MrzFormat.TD2 }, DocumentCode = form == PageForm.Booklet ? "PR" : "IR" }),
    });

    [Theory]
    [MemberData(nameof(Forms))]
    public void File_HasItsHeadIdentifierAndNoEncryption(PageForm form)
    {
        var file = new PdfObjectReader(Draw(form));
        Assert.Matches(@"^%PDF-1\.[4-7]\n%[\x80-\xFF]{4}\n", file.Text);
        Assert.Matches(@"/ID \[<([0-9A-F]{32})> <\1>\]", file.Trailer);
        Assert.DoesNotContain("/Encrypt", file.Trailer, StringComparison.Ordinal);
        foreach (var (dictionary, _) in file.Objects.Values)
            Assert.DoesNotMatch(Forbidden(), dictionary);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Metadata_NamesPartAndConformance_AndSaysWhatTheInformationDictionarySays(PageForm form)
    {
        var file = new PdfObjectReader(Draw(form));
        var (dictionary, packet) = file.Follow(file.Follow(file.Trailer, "Root").Dictionary, "Metadata");
        Assert.Contains("/Type /Metadata /Subtype /XML", dictionary, StringComparison.Ordinal);
        Assert.DoesNotContain("/Filter", dictionary, StringComparison.Ordinal);
        var text = Encoding.UTF8.GetString(packet!);
        Assert.StartsWith("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>", text, StringComparison.Ordinal);
        Assert.EndsWith("<?xpacket end=\"w\"?>", text.TrimEnd(), StringComparison.Ordinal);
        var xmp = XDocument.Parse(text).Descendants().ToList();
        string Said(XNamespace space, string name) => xmp.Single(e => e.Name == space + name).Value;
        Assert.Equal("2", Said("http://www.aiim.org/pdfa/ns/id/", "part"));
        Assert.Equal("B", Said("http://www.aiim.org/pdfa/ns/id/", "conformance"));
        var information = file.Follow(file.Trailer, "Info").Dictionary;
        Assert.Contains($"/Producer ({Said("http://ns.adobe.com/pdf/1.3/", "Producer")})", information, StringComparison.Ordinal);
        Assert.Equal($"{Certificate.Title} {Certificate.Number}", Said("http://purl.org/dc/elements/1.1/", "title"));
        Assert.Contains("D:20260301100000", information, StringComparison.Ordinal);
        Assert.Equal("2026-03-01T10:00:00+00:00", Said("http://ns.adobe.com/xap/1.0/", "CreateDate"));
        Assert.Equal("2026-03-01T10:00:00+00:00", Said("http://ns.adobe.com/xap/1.0/", "ModifyDate"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void OutputIntent_HasAProfileOfItsOwn_ThatFitsTheColoursUsed(PageForm form)
    {
        var file = new PdfObjectReader(Draw(form));
        var intent = file.Follow(file.Follow(file.Trailer, "Root").Dictionary, "OutputIntents").Dictionary;
        Assert.Contains("/S /GTS_PDFA1", intent, StringComparison.Ordinal);
        var (dictionary, profile) = file.Follow(intent, "DestOutputProfile");
        Assert.Equal(3, PdfObjectReader.Number(dictionary, "N"));
        var head = Encoding.Latin1.GetString(profile!, 0, 128);
        Assert.Equal(profile!.Length, profile[0] << 24 | profile[1] << 16 | profile[2] << 8 | profile[3]);
        Assert.Equal(("mntr", "RGB ", "acsp"), (head[12..16], head[16..20], head[36..40]));
        Assert.InRange(profile[8], 2, 4);
        foreach (var (entries, _) in file.Objects.Values.Where(o => o.Dictionary.Contains("/ColorSpace", StringComparison.Ordinal)))
            Assert.Matches("/ColorSpace /Device(RGB|Gray)", entries);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Fonts_AreEmbeddedSubsets_WithWidthsAndText_AndNoGlyphIsMissing(PageForm form)
    {
        var file = new PdfObjectReader(Draw(form));
        var fonts = file.Objects.Values.Where(o => o.Dictionary.Contains("/Subtype /Type0", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(fonts);
        foreach (var (font, _) in fonts)
        {
            Assert.Matches(@"/BaseFont /[A-Z]{6}\+\S+ /Encoding /Identity-H", font);
            Assert.Contains("beginbfchar", Encoding.ASCII.GetString(file.Follow(font, "ToUnicode").Stream!), StringComparison.Ordinal);
            var descendant = file.Follow(font, "DescendantFonts").Dictionary;
            Assert.Matches(@"/W \[\d+ \[", descendant);
            if (descendant.Contains("CIDFontType2", StringComparison.Ordinal)) Assert.Contains("/CIDToGIDMap /Identity", descendant, StringComparison.Ordinal);
            var descriptor = file.Follow(descendant, "FontDescriptor").Dictionary;
            var program = file.Follow(descriptor, descriptor.Contains("FontFile3", StringComparison.Ordinal) ? "FontFile3" : "FontFile2");
            Assert.Matches(@"^(OTTO|\x00\x01\x00\x00)", Encoding.Latin1.GetString(program.Stream!, 0, 4));
        }

        // A reference to .notdef is forbidden: every letter must have found a font.
        Assert.All(Contents(file), c => Assert.DoesNotMatch(MissingGlyph(), c));
        Assert.Equal(fonts.Count, file.Objects.Values.Count(o => o.Dictionary.Contains("/Type /FontDescriptor", StringComparison.Ordinal)));
    }

    private static IReadOnlyList<string> Contents(PdfObjectReader file)
    {
        var contents = file.Objects.Values.Where(o => Regex.IsMatch(o.Dictionary, @"/Type /Page\b")).Select(p => Encoding.Latin1.GetString(file.Follow(p.Dictionary, "Contents").Stream!)).ToList();
        Assert.NotEmpty(contents);
        Assert.All(contents, c => Assert.Contains("> Tj", c, StringComparison.Ordinal));
        return contents;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Pdf_SameDescription_GivesTheSameBytes_AndAnotherDescriptionAnotherIdentifier(PageForm form)
    {
        Assert.Equal(Draw(form), Draw(form));
        var other = new PdfObjectReader(PageDrawing.Pdf(Certificate with { Form = form, Number = "A00000018", Zone = [] }));
        Assert.NotEqual(new PdfObjectReader(Draw(form)).Trailer, other.Trailer);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void OtherReaders_FindNoFaultAndAllFontsEmbedded(PageForm form)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("nansen-pdf-").FullName, "page.pdf");
        File.WriteAllBytes(path, Draw(form));
        var (code, said) = Run("qpdf", "--check", path);
        Assert.True(code == 0, said);
        Assert.Contains("No syntax or stream encoding errors found", said, StringComparison.Ordinal);
        var (_, fonts) = Run("pdffonts", path);
        var rows = fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        Assert.NotEmpty(rows);
        // emb, sub, uni
        Assert.All(rows, r => Assert.Matches(@"\byes\s+yes\s+yes\b", r));
        Directory.Delete(Path.GetDirectoryName(path)!, true);
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    // Transparency, scripts, forms, attachments and what lies elsewhere (ISO 19005-2, sections 6.1 to 6.6).
    [GeneratedRegex(@"/(SMask|ca|CA|BM|Group|JavaScript|JS|AA|OpenAction|Launch|EmbeddedFile|AcroForm|LZWDecode|Encrypt|F|URI|Movie|Sound|OPI|PS)\b(?! \d+ \d+ R)")]
    private static partial Regex Forbidden();

    [GeneratedRegex("<(?:[0-9A-F]{4})*?0000(?:[0-9A-F]{4})*> Tj")]
    private static partial Regex MissingGlyph();
}
