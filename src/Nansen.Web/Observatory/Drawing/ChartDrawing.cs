namespace Nansen.Web;

/// <summary>Where a text stands from.</summary>
public enum Anchor
{
    /// <summary>It begins there.</summary>
    Start,

    /// <summary>Its middle is there.</summary>
    Middle,

    /// <summary>It ends there.</summary>
    End,
}

/// <summary>One thing drawn.</summary>
public abstract record Mark
{
    /// <summary>What a pointer resting on it is told.</summary>
    public string? Tip { get; init; }
}

/// <summary>A shape by its SVG path.</summary>
public sealed record PathMark(string Data, Ink Ink) : Mark;

/// <summary>A straight line.</summary>
public sealed record LineMark(double X1, double Y1, double X2, double Y2, Ink Ink) : Mark;

/// <summary>A rectangle.</summary>
public sealed record RectMark(double X, double Y, double Width, double Height, Ink Ink, double Round = 0) : Mark;

/// <summary>A circle.</summary>
public sealed record CircleMark(double X, double Y, double Radius, Ink Ink) : Mark;

/// <summary>Words; <paramref name="Halo"/> keeps them legible over other marks.</summary>
public sealed record TextMark(double X, double Y, string Text, Anchor Anchor, double Size, string Colour, bool Bold, bool Halo) : Mark;

/// <summary>A drawing described once: <see cref="SvgWriter"/> and <see cref="PngWriter"/> both carry it out.</summary>
/// <param name="Width">Width in units of the drawing.</param>
/// <param name="Height">Height.</param>
public sealed record ChartDrawing(double Width, double Height)
{
    private readonly List<Mark> marks = [];

    /// <summary>Everything drawn, the undermost first.</summary>
    public IReadOnlyList<Mark> Marks => marks;

    /// <summary>Colour of the ground; null leaves it open.</summary>
    public string? Ground { get; init; }

    /// <summary>Draws a shape.</summary>
    public void Path(string data, Ink ink, string? tip = null) => marks.Add(new PathMark(data, ink) { Tip = tip });

    /// <summary>Draws a line.</summary>
    public void Line(double x1, double y1, double x2, double y2, Ink ink) => marks.Add(new LineMark(x1, y1, x2, y2, ink));

    /// <summary>Draws a rectangle.</summary>
    public void Rect(double x, double y, double width, double height, Ink ink, string? tip = null, double round = 0) =>
        marks.Add(new RectMark(x, y, Math.Max(0, width), Math.Max(0, height), ink, round) { Tip = tip });

    /// <summary>Draws a circle.</summary>
    public void Circle(double x, double y, double radius, Ink ink, string? tip = null) => marks.Add(new CircleMark(x, y, radius, ink) { Tip = tip });

    /// <summary>Writes words.</summary>
    public void Text(double x, double y, string text, Anchor anchor = Anchor.Start, double size = 13, string colour = Palette.Quiet, bool bold = false, bool halo = false) =>
        marks.Add(new TextMark(x, y, text, anchor, size, colour, bold, halo));

    private const string Narrow = "ilj.,:;'|() \u00A0", Wide = "mwMWжшщюмфыЖШЩЮМФЫД…";

    /// <summary>About how wide a text will be: letters of the two scripts are a little over half as wide as high.</summary>
    public static double WidthOf(string text, double size = 13)
    {
        ArgumentNullException.ThrowIfNull(text);
        var width = 0.0;
        foreach (var letter in text) width += Narrow.Contains(letter) ? 0.3 : Wide.Contains(letter) ? 0.88 : char.IsUpper(letter) ? 0.68 : letter > 'Ͱ' ? 0.61 : 0.56;
        return width * size;
    }

    /// <summary>A text cut so that it fits.</summary>
    public static string Fit(string text, double width, double size = 13)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (WidthOf(text, size) <= width) return text;
        var length = text.Length;
        while (length > 1 && WidthOf(text[..length] + "…", size) > width) length--;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>A text in lines that fit.</summary>
    public static IReadOnlyList<string> Lines(string text, double width, double size = 13)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && WidthOf(longer, size) > width)
            {
                lines.Add(line);
                line = word;
            }
            else line = longer;
        }

        lines.Add(line);
        return lines;
    }
}
