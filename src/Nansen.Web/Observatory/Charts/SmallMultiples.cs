using System.Globalization;
using System.Text;

namespace Nansen.Web;

/// <summary>One small course among many; each has a scale of its own, named at its highest point.</summary>
public sealed record SmallCourse(string Name, string Colour, IReadOnlyList<decimal?> Values);

/// <summary>Many small courses side by side, for comparing shapes and not heights.</summary>
public static class SmallMultiples
{
    private const int Across = 4;
    private const double Width = 960, Panel = 128, Gap = 22, Head = 34;

    /// <summary>Draws them in rows of four.</summary>
    public static ChartDrawing Of(IReadOnlyList<int> years, IReadOnlyList<SmallCourse> courses, Func<decimal, string> say, decimal? most = null)
    {
        ArgumentNullException.ThrowIfNull(years);
        ArgumentNullException.ThrowIfNull(courses);
        var wide = (Width - ((Across - 1) * Gap)) / Across;
        var rows = (courses.Count + Across - 1) / Across;
        var drawing = new ChartDrawing(Width, (rows * (Panel + Gap)) + 4);
        for (var c = 0; c < courses.Count; c++)
            Draw(drawing, years, courses[c], say, most, (c % Across) * (wide + Gap), c / Across * (Panel + Gap), wide);
        return drawing;
    }

    private static void Draw(ChartDrawing drawing, IReadOnlyList<int> years, SmallCourse course, Func<decimal, string> say, decimal? most, double left, double top, double wide)
    {
        var values = course.Values;
        var highest = values.Max() ?? 0;
        var scale = most ?? (highest > 0 ? highest : 1);
        var foot = top + Panel - 18;
        double X(int i) => left + (wide * i / Math.Max(1, years.Count - 1));
        double Y(decimal v) => foot - ((foot - top - Head) * (double)(v / scale));
        // Bold letters are a tenth wider; a long name is written smaller before it is cut.
        var size = ChartDrawing.WidthOf(course.Name, 14) * 1.1 <= wide ? 14 : 12;
        drawing.Text(left, top + 14, ChartDrawing.Fit(course.Name, wide / 1.1, size), size: size, colour: Palette.Text, bold: true);
        for (var i = 0; i < values.Count;)
        {
            if (values[i] is null)
            {
                i++;
                continue;
            }

            var first = i;
            var line = new StringBuilder();
            for (; i < values.Count && values[i] is { } v; i++) line.Append(line.Length == 0 ? 'M' : 'L').Append(SvgWriter.Number(X(i))).Append(' ').Append(SvgWriter.Number(Y(v)));
            var area = $"{line}L{SvgWriter.Number(X(i - 1))} {SvgWriter.Number(foot)}L{SvgWriter.Number(X(first))} {SvgWriter.Number(foot)}Z";
            // A year that stands alone is no line.
            if (i - first == 1) drawing.Circle(X(first), Y(values[first]!.Value), 2.2, new Ink(course.Colour));
            drawing.Path(area, new Ink(course.Colour, Opacity: 0.22));
            drawing.Path(line.ToString(), new Ink(Stroke: course.Colour, Width: 2));
        }

        drawing.Line(left, foot, left + wide, foot, Ink.Axis);
        drawing.Text(left, foot + 14, Year(years[0]), size: 11);
        drawing.Text(left + wide, foot + 14, Year(years[^1]), Anchor.End, 11);
        var at = values.ToList().FindIndex(v => v == highest);
        if (at < 0) return;
        drawing.Circle(X(at), Y(highest), 3, new Ink(course.Colour));
        var words = $"{Year(years[at])}: {say(highest)}";
        var half = ChartDrawing.WidthOf(words, 12) / 2;
        drawing.Text(Math.Clamp(X(at), left + half, left + wide - half), Y(highest) - 6, words, Anchor.Middle, 12, Palette.Quiet, halo: true);
    }

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
