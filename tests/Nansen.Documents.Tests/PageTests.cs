using System.Text;
using UglyToad.PdfPig;

namespace Nansen.Documents.Tests;

public sealed class PageTests
{
    private readonly DocumentPage page = Pages.Certificate(new SpecimenState().Attestation());

    [Fact]
    public void Pdf_SameDescription_GivesTheSameBytes() => Assert.Equal(PageDrawing.Pdf(page), PageDrawing.Pdf(page with { Number = page.Number }));

    [Fact]
    public void Pdf_Text_CanBeReadInItsLetters()
    {
        using var document = PdfDocument.Open(PageDrawing.Pdf(page));
        var letters = string.Concat(document.GetPage(1).Letters.Select(l => l.Value));
        foreach (var text in new[] { "Asylum-seeker", "Свидетельство", "Լեյլա", "ლეილა", SpecimenState.Zone[0], SpecimenState.Zone[1] })
            Assert.Contains(text.Replace(" ", ""), letters.Replace(" ", ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_Size_IsThatOfAPageWithFewGlyphs() => Assert.InRange(PageDrawing.Pdf(page).Length, 10_000, 150_000);

    [Fact]
    public void PngAndSvg_AreDrawn()
    {
        Assert.True(PageDrawing.Png(page).AsSpan().StartsWith("\u0089PNG"u8[1..]) || PageDrawing.Png(page)[1] == 'P');
        Assert.Contains("<svg", Encoding.UTF8.GetString(PageDrawing.Svg(page)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_DamagedPhoto_IsRefusedInWords() =>
        Assert.Contains("photo", Assert.Throws<DocumentException>(() => PageDrawing.Pdf(page with { Photo = new byte[] { 1, 2, 3 } })).Message);
}
