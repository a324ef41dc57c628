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

    // ISO 19005-2, 6.2.11.8: no box where a letter should be.
    [Fact]
    public void Pdf_LetterThatNoFontHas_IsRefusedAndNamed()
    {
        var refused = Assert.Throws<DocumentException>(() => PageDrawing.Pdf(page with { Fields = [new("Place of birth", "አዲስ አበባ")] }));
        Assert.Equal("አ", refused.Letter);
        Assert.StartsWith("The letter 'አ' (U+12A0) of 'አዲስ", refused.Message, StringComparison.Ordinal);
        Assert.True(PageDrawing.CanWrite("Образцова Լեյլա ლეილა نمونه Ərəb Țară – “x”"));
        Assert.False(PageDrawing.CanWrite("山田"));
    }
}
