using System.Text;
using Nansen.Documents;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Register.Tests;

public sealed class DrawingTests
{
    private static readonly Pack Model = PackLoader.Load(Home.PathOf("packs", "model")).Pack!;

    public static TheoryData<string, string> Kinds => new(Model.Documents.Keys.Select((kind, i) => (kind, new[] { "cyrl", "arab", "armn", "geor", "latn" }[i % 5])));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_document_of_the_pack_is_drawn_in_every_form_with_the_same_bytes(string kind, string script)
    {
        var page = SpecimenDocument.Page(Model, kind, script);

        var pdf = PageDrawing.Pdf(page);
        Assert.Equal(pdf, PageDrawing.Pdf(page));
        Assert.Equal(PageDrawing.Png(page, 96), PageDrawing.Png(page, 96));
        Assert.Contains("<svg", Encoding.UTF8.GetString(PageDrawing.Svg(page)), StringComparison.Ordinal);
        Assert.InRange(pdf.Length, 10_000, 200_000);
        // PDF/A-2b, and only the glyphs that stand on it.
        Assert.Contains("<pdfaid:part>2</pdfaid:part>", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);

        // The zone and the seal are on the page as it is, and agree; nobody trusts a specimen's signer.
        var verdict = Verifier.VerifyPage(pdf, TrustFolder.Of(new() { Specimen = true }, [], [], [], null), page.IssuedAt);
        // Whatever has a zone has a seal over it.
        Assert.Equal(page.Zone.Count > 0, page.Symbol is not null);
        if (page.Symbol is null) return;
        Assert.Contains("UNKNOWN_CERTIFICATE", verdict.Status);
        Assert.Equal(CheckOutcome.Successful, verdict.Checks.Single(c => c.Id == "sealAgainstPrinted").Outcome);
    }

    [Theory]
    [InlineData("cyrl", "Образцова")]
    [InlineData("armn", "Նմուշյան")]
    [InlineData("geor", "ნიმუშაძე")]
    [InlineData("arab", "نمونه")]
    public void The_holders_own_letters_can_be_read_from_the_page(string script, string name)
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(PageDrawing.Pdf(SpecimenDocument.Page(Model, "DOC-ASC", script)));
        var letters = string.Concat(document.GetPage(1).Letters.Select(l => l.Value));
        // Letters that go from right to left stand on the page in the order of the eye.
        Assert.True(letters.Contains(name, StringComparison.Ordinal) || script == "arab" && letters.Contains(new string([.. name.Reverse()]), StringComparison.Ordinal), letters);
    }

    [Fact]
    public void Travel_documents_and_cards_have_two_sides_and_the_zone_of_their_format()
    {
        using var booklet = UglyToad.PdfPig.PdfDocument.Open(PageDrawing.Pdf(SpecimenDocument.Page(Model, "DOC-CTD51")));
        Assert.Equal((2, 354, 249), (booklet.NumberOfPages, (int)booklet.GetPage(2).Width, (int)booklet.GetPage(2).Height));
        using var card = UglyToad.PdfPig.PdfDocument.Open(PageDrawing.Pdf(SpecimenDocument.Page(Model, "DOC-RID")));
        Assert.Equal((2, 242, 153), (card.NumberOfPages, (int)card.GetPage(1).Width, (int)card.GetPage(1).Height));
    }

    [Fact]
    public void The_neutral_permit_cannot_be_told_from_the_residence_permit()
    {
        var (permit, neutral) = (SpecimenDocument.Page(Model, "DOC-RP"), SpecimenDocument.Page(Model, "DOC-VNP"));
        // The seals' signatures differ as any two signatures do; the rest is the same.
        Assert.Equal(PageDrawing.Png(permit with { Symbol = null, Fields = Words(permit) }, 96), PageDrawing.Png(neutral with { Symbol = null, Fields = Words(permit) }, 96));
        Assert.Equal(Words(permit).Select(f => f.Label), Words(neutral).Select(f => f.Label));
        Assert.Equal((permit.Zone[0], permit.Title, permit.Accent, permit.Form), (neutral.Zone[0], neutral.Title, neutral.Accent, neutral.Form));
        Assert.Equal(Model.Documents["DOC-RP"].Title.ToString(), Model.Documents["DOC-VNP"].Title.ToString());
    }

    private static IReadOnlyList<PageField> Words(DocumentPage page) => page.Fields;

    [Fact]
    public void Unknown_kind_or_script_is_refused_in_words()
    {
        Assert.Contains("DOC-ASC", Assert.Throws<DocumentException>(() => SpecimenDocument.Page(Model, "DOC-NONE")).Message, StringComparison.Ordinal);
        Assert.Contains("cyrl", Assert.Throws<DocumentException>(() => SpecimenDocument.Page(Model, "DOC-ASC", "thai")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DOC-ASC", "asylum_seeker_certificate")]
    [InlineData("DOC-CTD51", "convention_travel_document_1951")]
    [InlineData("DOC-RID", "refugee_identity_card")]
    public void A_drawing_may_carry_its_seal_in_a_QR_code(string kind, string drawing)
    {
        var folder = Home.PathOf("packs", "model");
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes);
        files[$"drawings/{drawing}.yaml"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[$"drawings/{drawing}.yaml"]) + "\nsymbol: qr\n");
        var page = SpecimenDocument.Page(PackLoader.Read(files).Pack!, kind);
        Assert.True(page.Symbol!.Width % 4 == 1 && page.Symbol.Quiet == 4);
        var verdict = Verifier.VerifyPage(PageDrawing.Pdf(page), TrustFolder.Of(new() { Specimen = true }, [], [], [], null), page.IssuedAt);
        Assert.Equal(CheckOutcome.Successful, verdict.Checks.Single(c => c.Id == "sealAgainstPrinted").Outcome);
        Assert.NotNull(Verifier.VerifyPage(PageDrawing.Png(page, 300), TrustFolder.Of(new() { Specimen = true }, [], [], [], null), page.IssuedAt).SealedZone);
    }
}
