namespace Nansen.Documents;

/// <summary>Something drawn on a page. Millimetres from the upper left corner.</summary>
internal abstract record PageMark;

/// <summary>A run of glyphs, its line at <paramref name="Y"/>; the size in millimetres an em.</summary>
internal sealed record TextMark(GlyphRun Run, double X, double Y, double Size, Ink Ink, double Angle = 0) : PageMark;

/// <summary>A filled rectangle.</summary>
internal sealed record BoxMark(double X, double Y, double Width, double Height, Ink Ink) : PageMark;

/// <summary>Lines through points, each from its first point to its last.</summary>
internal sealed record CurveMark(IReadOnlyList<IReadOnlyList<(double X, double Y)>> Lines, double Width, Ink Ink) : PageMark;

/// <summary>A photo.</summary>
internal sealed record PhotoMark(double X, double Y, double Width, double Height, PagePhoto Photo) : PageMark;

/// <summary>A symbol with its quiet zone; each module is one pixel.</summary>
internal sealed record SymbolMark(double X, double Y, double Module, SymbolGrid Grid) : PageMark
{
    public int Quiet => Grid.Quiet;
}

/// <summary>One side of a document with what is drawn on it.</summary>
internal sealed record PageFace(double Width, double Height, IReadOnlyList<PageMark> Marks);
