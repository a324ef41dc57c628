namespace Nansen.Documents;

/// <summary>Something drawn on a page. Millimetres from the upper left corner; shades from 0 (black) to 1.</summary>
internal abstract record PageMark;

/// <summary>A run of glyphs, its line at <paramref name="Y"/>; the size in millimetres an em.</summary>
internal sealed record TextMark(GlyphRun Run, double X, double Y, double Size, double Shade, double Angle = 0) : PageMark;

/// <summary>A filled rectangle.</summary>
internal sealed record BoxMark(double X, double Y, double Width, double Height, double Shade) : PageMark;

/// <summary>A photo.</summary>
internal sealed record PhotoMark(double X, double Y, double Width, double Height, PagePhoto Photo) : PageMark;

/// <summary>A symbol with its quiet zone; each module is one pixel.</summary>
internal sealed record SymbolMark(double X, double Y, double Module, SymbolGrid Grid, int Quiet) : PageMark;
