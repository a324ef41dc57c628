using HarfBuzzSharp;
using Nansen.Values;
using SkiaSharp;

namespace Nansen.Documents;

/// <summary>A font file of the product: shaped by HarfBuzz, painted by Skia, embedded in part in PDF.</summary>
internal sealed class PageFont
{
    public static readonly PageFont Regular = new("F1", "DejaVuSans.ttf", "DejaVuSans"), Bold = new("F2", "DejaVuSans-Bold.ttf", "DejaVuSans-Bold"),
        Zone = new("F3", "OCRB.otf", "OCRB");

    private readonly Lazy<Loaded> loaded;

    private PageFont(string key, string file, string name)
    {
        (Key, Name) = (key, name);
        loaded = new(() => new(Home.PathOf("data", "fonts", file)));
    }

    /// <summary>Its name inside a PDF page.</summary>
    public string Key { get; }

    public string Name { get; }

    /// <summary>Outlines of the compact (CFF) kind, else TrueType.</summary>
    public bool IsCompact => loaded.Value.IsCompact;

    public Font Shaper => loaded.Value.Shaper;

    public Face Face => loaded.Value.Face;

    public SKTypeface Typeface => loaded.Value.Typeface;

    public int UnitsPerEm => loaded.Value.Face.UnitsPerEm;

    private sealed class Loaded
    {
        public Loaded(string path)
        {
            Face = new Face(Blob.FromFile(path), 0);
            Face.MakeImmutable();
            Shaper = new Font(Face);
            Shaper.SetScale(Face.UnitsPerEm, Face.UnitsPerEm);
            Shaper.SetFunctionsOpenType();
            Typeface = SKTypeface.FromFile(path) ?? throw new DocumentException($"The font {path} cannot be read.");
            IsCompact = path.EndsWith(".otf", StringComparison.Ordinal);
        }

        public Face Face { get; }

        public Font Shaper { get; }

        public SKTypeface Typeface { get; }

        public bool IsCompact { get; }
    }
}
