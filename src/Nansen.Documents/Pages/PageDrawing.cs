namespace Nansen.Documents;

/// <summary>Draws a page as PDF, PNG or SVG.</summary>
public static class PageDrawing
{
    /// <summary>Whether the fonts of the pages have all letters of a text.</summary>
    public static bool CanWrite(string text) => TextShaper.Missing(text, PageFont.Regular) is null && TextShaper.Missing(text, PageFont.Bold) is null;

    /// <summary>Lays a page out without drawing it.</summary>
    /// <exception cref="DocumentException">The photo cannot be read, a letter is in no font, or the page has no room for its content.</exception>
    public static void Check(DocumentPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        PageLayout.Compose(page);
    }

    /// <summary>A PDF/A-2b file with a page for each side; equal bytes for an equal description.</summary>
    /// <exception cref="DocumentException">The photo cannot be read, a letter is in no font, or the page has no room for its content.</exception>
    public static byte[] Pdf(DocumentPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return PdfFile.Write(page, PageLayout.Compose(page));
    }

    /// <summary>A picture at so many dots an inch; two sides stand one above the other.</summary>
    /// <exception cref="DocumentException">The photo cannot be read, a letter is in no font, or the page has no room for its content.</exception>
    public static byte[] Png(DocumentPage page, int dotsPerInch = 150)
    {
        ArgumentNullException.ThrowIfNull(page);
        return SkiaPage.Png(PageLayout.Compose(page), dotsPerInch);
    }

    /// <summary>A drawing with outlines for letters; two sides stand one above the other.</summary>
    /// <exception cref="DocumentException">The photo cannot be read, a letter is in no font, or the page has no room for its content.</exception>
    public static byte[] Svg(DocumentPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return SkiaPage.Svg(PageLayout.Compose(page));
    }
}
