using System.Globalization;

namespace Nansen.Web;

/// <summary>A series in time: a value a year, or null where none was reported.</summary>
public sealed record TimeSeries(string Name, string Colour, IReadOnlyList<decimal?> Values);

/// <summary>Courses in time, each named where it ends. A year without a figure breaks the line and has no column: it is not nought.</summary>
public static class TimeChart
{
    private const double Left = 66, Top = 18, Foot = 34;

    /// <summary>Lines, each with its own dashes and marks.</summary>
    /// <param name="years">Years from left to right.</param>
    /// <param name="series">The series.</param>
    /// <param name="say">A value in full.</param>
    /// <param name="tick">A value on the axis.</param>
    /// <param name="width">Width of the drawing.</param>
    /// <param name="height">Height of the drawing.</param>
    public static ChartDrawing Lines(IReadOnlyList<int> years, IReadOnlyList<TimeSeries> series, Func<decimal, string> say, Func<decimal, string> tick, double width = 960, double height = 340)
    {
        ArgumentNullException.ThrowIfNull(series);
        var frame = new Frame(years, ChartScale.Of(series.SelectMany(s => s.Values).OfType<decimal>()), LabelWidth(series, width), width, height);
        var drawing = frame.Begin(tick);
        for (var s = 0; s < series.Count; s++)
        {
            drawing.Path(Course(series[s].Values, frame), new Ink(Stroke: series[s].Colour, Width: 2.5, Dash: Dashes[s % Dashes.Length]));
            for (var i = 0; i < years.Count; i++)
                if (series[s].Values[i] is { } value)
                    Spot(drawing, s, frame.X(i), frame.Y(value), series[s].Colour, $"{series[s].Name}, {Year(years[i])}: {say(value)}");
        }

        var ends = series.Select((s, i) => (Series: i, At: Last(s.Values))).Where(e => e.At >= 0)
            .Select(e => (e.Series, Y: frame.Y(series[e.Series].Values[e.At]!.Value), Text: Named(series[e.Series].Name, say(series[e.Series].Values[e.At]!.Value), e.At, years)));
        Labels(drawing, frame, series, [.. ends]);
        return drawing;
    }

    /// <summary>Columns on top of each other; what is below nought stands below the line.</summary>
    /// <param name="years">Years from left to right.</param>
    /// <param name="series">The series, the undermost first.</param>
    /// <param name="say">A value in full.</param>
    /// <param name="tick">A value on the axis.</param>
    /// <param name="width">Width of the drawing.</param>
    /// <param name="height">Height of the drawing.</param>
    public static ChartDrawing Columns(IReadOnlyList<int> years, IReadOnlyList<TimeSeries> series, Func<decimal, string> say, Func<decimal, string> tick, double width = 960, double height = 340)
    {
        ArgumentNullException.ThrowIfNull(years);
        ArgumentNullException.ThrowIfNull(series);
        var sums = Enumerable.Range(0, years.Count).SelectMany(i => new[] { series.Sum(s => Math.Max(0, s.Values[i] ?? 0)), series.Sum(s => Math.Min(0, s.Values[i] ?? 0)) });
        var frame = new Frame(years, ChartScale.Of(sums), LabelWidth(series, width), width, height);
        var drawing = frame.Begin(tick);
        var column = Math.Max(2, Math.Min(34, frame.Slot * 0.8));
        var ends = new List<(int Series, double Y, string Text)>();
        for (var i = 0; i < years.Count; i++)
        {
            var (above, below) = (0m, 0m);
            for (var s = 0; s < series.Count; s++)
            {
                if (series[s].Values[i] is not { } value) continue;
                var from = value < 0 ? below : above;
                var (top, bottom) = (frame.Y(Math.Max(from, from + value)), frame.Y(Math.Min(from, from + value)));
                if (value != 0) drawing.Rect(frame.X(i) - (column / 2), top, column, Math.Max(0.6, bottom - top - 0.6), new Ink(series[s].Colour), $"{series[s].Name}, {Year(years[i])}: {say(value)}");
                if (i == years.Count - 1 && (value != 0 || series.Count == 1)) ends.Add((s, (top + bottom) / 2, Named(series[s].Name, say(value), i, years)));
                if (value < 0) below += value;
                else above += value;
            }
        }

        Labels(drawing, frame, series, ends);
        return drawing;
    }

    /// <summary>A mark of its own for each series: circle, square, diamond, triangle.</summary>
    public static void Spot(ChartDrawing drawing, int number, double x, double y, string colour, string? tip, double size = 3.6)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var ink = new Ink(colour, "#ffffff", 0.8);
        string N(double v) => SvgWriter.Number(v);
        switch (number % 4)
        {
            case 0: drawing.Circle(x, y, size, ink, tip); break;
            case 1: drawing.Rect(x - size, y - size, size * 2, size * 2, ink, tip); break;
            case 2: drawing.Path($"M{N(x)} {N(y - (size * 1.4))}L{N(x + (size * 1.4))} {N(y)}L{N(x)} {N(y + (size * 1.4))}L{N(x - (size * 1.4))} {N(y)}Z", ink, tip); break;
            default: drawing.Path($"M{N(x)} {N(y - (size * 1.3))}L{N(x + (size * 1.3))} {N(y + size)}L{N(x - (size * 1.3))} {N(y + size)}Z", ink, tip); break;
        }
    }

    private static readonly string?[] Dashes = [null, "7 4", "2 3", "10 3 2 3"];

    private static string Course(IReadOnlyList<decimal?> values, Frame frame)
    {
        var path = new System.Text.StringBuilder();
        var pen = 'M';
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                pen = 'M';
                continue;
            }

            path.Append(pen).Append(SvgWriter.Number(frame.X(i))).Append(' ').Append(SvgWriter.Number(frame.Y(value)));
            pen = 'L';
        }

        return path.Length == 0 ? "M0 0" : path.ToString();
    }

    // A series that ends before the chart does says in which year.
    private static string Named(string name, string value, int at, IReadOnlyList<int> years) => at == years.Count - 1 ? $"{name}\n{value}" : $"{name}\n{Year(years[at])}: {value}";

    private static void Labels(ChartDrawing drawing, Frame frame, IReadOnlyList<TimeSeries> series, List<(int Series, double Y, string Text)> ends)
    {
        const double Height = 32;
        ends.Sort((a, b) => a.Y.CompareTo(b.Y));
        var places = new double[ends.Count];
        for (var i = 0; i < ends.Count; i++) places[i] = Math.Max(ends[i].Y, i == 0 ? Top + 8 : places[i - 1] + Height);
        var low = frame.Height - Foot - 6;
        for (var i = ends.Count - 1; i >= 0 && places[i] > low; i--)
        {
            places[i] = low;
            low -= Height;
        }

        var x = frame.Right + 22;
        for (var i = 0; i < ends.Count; i++)
        {
            var colour = series[ends[i].Series].Colour;
            drawing.Path($"M{SvgWriter.Number(frame.Right + 3)} {SvgWriter.Number(ends[i].Y)}L{SvgWriter.Number(x - 8)} {SvgWriter.Number(places[i])}", new Ink(Stroke: colour, Opacity: 0.6));
            Spot(drawing, ends[i].Series, x - 4, places[i], colour, null);
            var words = ends[i].Text.Split('\n');
            drawing.Text(x + 5, places[i], ChartDrawing.Fit(words[0], frame.LabelWidth - 30), size: 13, colour: Palette.Text);
            drawing.Text(x + 5, places[i] + 14, words[1], size: 12);
        }
    }

    private static double LabelWidth(IReadOnlyList<TimeSeries> series, double width) =>
        Math.Min(width * 0.27, 44 + series.Select(s => ChartDrawing.WidthOf(s.Name)).DefaultIfEmpty(60).Max(w => Math.Max(60, w)));

    private static int Last(IReadOnlyList<decimal?> values)
    {
        for (var i = values.Count - 1; i >= 0; i--)
            if (values[i] is not null) return i;
        return -1;
    }

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    private sealed record Frame(IReadOnlyList<int> Years, ChartScale Scale, double LabelWidth, double Width, double Height)
    {
        private static readonly int[] Steps = [1, 2, 5, 10, 20];

        public double Right => Width - LabelWidth;

        public double Slot => (Right - Left) / Math.Max(1, Years.Count);

        public double X(int year) => Left + (Slot * (year + 0.5));

        public double Y(decimal value) => Scale.At(value, Height - Foot, Top);

        public ChartDrawing Begin(Func<decimal, string> tick)
        {
            var drawing = new ChartDrawing(Width, Height);
            foreach (var at in Scale.Ticks)
            {
                drawing.Line(Left, Y(at), Right, Y(at), at == 0 ? Ink.Axis : Ink.Grid);
                drawing.Text(Left - 8, Y(at) + 4, tick(at), Anchor.End, 12);
            }

            var step = Steps.First(n => n * Slot >= 38 || n == 20);
            for (var i = 0; i < Years.Count; i++)
                if (Years[i] % step == 0) drawing.Text(X(i), Height - 12, Year(Years[i]), Anchor.Middle, 12);
            return drawing;
        }
    }
}
