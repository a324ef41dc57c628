using System.Globalization;
using System.Net;
using System.Text;

namespace Nansen.Web;

/// <summary>Carries a drawing out as SVG: into a page, or as a file that stands alone.</summary>
public static class SvgWriter
{
    /// <summary>The drawing as it stands in a page. Its title and description are what a screen reader says.</summary>
    public static string Inline(ChartDrawing drawing, string id, string title, string description)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var to = new StringBuilder(16_384);
        to.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Number(drawing.Width)} {Number(drawing.Height)}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">");
        to.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{Escape(title)}</title><desc id=\"{id}-d\">{Escape(description)}</desc>");
        Write(to, drawing);
        return to.Append("</svg>").ToString();
    }

    /// <summary>The drawing as a file, its title above and its source below.</summary>
    public static string File(ChartDrawing drawing, string title, string source)
    {
        var framed = FramedDrawing.Of(drawing, title, source);
        var to = new StringBuilder(16_384);
        to.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Number(framed.Frame.Width)}\" height=\"{Number(framed.Frame.Height)}\" viewBox=\"0 0 {Number(framed.Frame.Width)} {Number(framed.Frame.Height)}\" font-family=\"'Noto Sans','DejaVu Sans',sans-serif\" role=\"img\"><title>{Escape(title)}</title><desc>{Escape(source)}</desc>");
        Write(to, framed.Frame);
        to.Append(CultureInfo.InvariantCulture, $"<svg x=\"{Number(FramedDrawing.Margin)}\" y=\"{Number(framed.Top)}\" width=\"{Number(drawing.Width)}\" height=\"{Number(drawing.Height)}\">");
        Write(to, drawing);
        return to.Append("</svg></svg>\n").ToString();
    }

    /// <summary>A number as SVG writes it.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private static void Write(StringBuilder to, ChartDrawing drawing)
    {
        if (drawing.Ground is { } ground) to.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Number(drawing.Width)}\" height=\"{Number(drawing.Height)}\" fill=\"{ground}\"/>");
        foreach (var mark in drawing.Marks)
            switch (mark)
            {
                case PathMark m: Element(to, "path", $" d=\"{m.Data}\"{Attributes(m.Ink)}", mark.Tip); break;
                case LineMark m: Element(to, "line", $" x1=\"{Number(m.X1)}\" y1=\"{Number(m.Y1)}\" x2=\"{Number(m.X2)}\" y2=\"{Number(m.Y2)}\"{Attributes(m.Ink)}", null); break;
                case RectMark m: Element(to, "rect", $" x=\"{Number(m.X)}\" y=\"{Number(m.Y)}\" width=\"{Number(m.Width)}\" height=\"{Number(m.Height)}\"{(m.Round > 0 ? $" rx=\"{Number(m.Round)}\"" : "")}{Attributes(m.Ink)}", mark.Tip); break;
                case CircleMark m: Element(to, "circle", $" cx=\"{Number(m.X)}\" cy=\"{Number(m.Y)}\" r=\"{Number(m.Radius)}\"{Attributes(m.Ink)}", mark.Tip); break;
                case TextMark m: Words(to, m); break;
            }
    }

    private static void Element(StringBuilder to, string name, string attributes, string? tip)
    {
        to.Append('<').Append(name).Append(attributes);
        if (tip is null) to.Append("/>");
        else to.Append("><title>").Append(Escape(tip)).Append("</title></").Append(name).Append('>');
    }

    private static void Words(StringBuilder to, TextMark m)
    {
        to.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(m.X)}\" y=\"{Number(m.Y)}\" font-size=\"{Number(m.Size)}\" fill=\"{m.Colour}\"");
        if (m.Anchor != Anchor.Start) to.Append(m.Anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (m.Bold) to.Append(" font-weight=\"700\"");
        if (m.Halo) to.Append(" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        to.Append('>').Append(Escape(m.Text)).Append("</text>");
    }

    private static string Attributes(Ink ink)
    {
        var text = $" fill=\"{ink.Fill ?? "none"}\"";
        if (ink.Stroke is not null)
        {
            text += $" stroke=\"{ink.Stroke}\"";
            if (ink.Width != 1) text += $" stroke-width=\"{Number(ink.Width)}\"";
            if (ink.Dash is not null) text += $" stroke-dasharray=\"{ink.Dash}\"";
            if (ink.Width > 1.5) text += " stroke-linejoin=\"round\"";
        }

        return ink.Opacity == 1 ? text : text + $" opacity=\"{Math.Round(ink.Opacity, 2).ToString(CultureInfo.InvariantCulture)}\"";
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
