namespace Nansen.Web;

/// <summary>A part of a bar.</summary>
public sealed record BarPart(string Name, string Colour, decimal? Value);

/// <summary>A bar: its name, its parts, and what stands at its end.</summary>
public sealed record Bar(string Name, IReadOnlyList<BarPart> Parts, string End);

/// <summary>Bars that lie, each with its name before it and its figure after it.</summary>
public static class BarChart
{
    private const double Row = 28, Thick = 18;

    /// <summary>Bars to a scale from nought; parts side by side with a legend above.</summary>
    /// <param name="bars">From top to bottom.</param>
    /// <param name="say">A value in full.</param>
    /// <param name="share">A share of one; when given, every bar is as long as the others and its parts are shares.</param>
    /// <param name="width">Width of the drawing.</param>
    public static ChartDrawing Of(IReadOnlyList<Bar> bars, Func<decimal, string> say, Func<decimal, string>? share = null, double width = 620)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var parts = bars.SelectMany(b => b.Parts).DistinctBy(p => p.Name).ToList();
        var names = Math.Min(width * 0.34, bars.Select(b => ChartDrawing.WidthOf(b.Name)).DefaultIfEmpty(0).Max() + 12);
        var ends = bars.Select(b => ChartDrawing.WidthOf(b.End)).DefaultIfEmpty(0).Max() + 14;
        var top = parts.Count > 1 ? LegendHeight(parts, width) : 6;
        var drawing = new ChartDrawing(width, top + (bars.Count * Row) + 8);
        if (parts.Count > 1) Legend(drawing, parts, width);
        var most = bars.Select(Sum).DefaultIfEmpty(0).Max();
        var room = width - names - ends - 4;
        for (var i = 0; i < bars.Count; i++)
        {
            var y = top + (i * Row);
            var whole = share is null ? most : Sum(bars[i]);
            drawing.Text(names - 8, y + 14, ChartDrawing.Fit(bars[i].Name, names - 8), Anchor.End, colour: Palette.Text);
            var x = names;
            foreach (var part in bars[i].Parts)
            {
                if (part.Value is not { } value || whole <= 0) continue;
                var length = room * (double)(value / whole);
                drawing.Rect(x, y, Math.Max(value > 0 ? 1 : 0, length - 1), Thick, new Ink(part.Colour), $"{bars[i].Name}, {part.Name}: {say(value)}");
                var words = share?.Invoke(value / whole) ?? "";
                if (share is not null && ChartDrawing.WidthOf(words, 12) + 8 < length) drawing.Text(x + (length / 2), y + 13.5, words, Anchor.Middle, 12, OnColour(part.Colour));
                x += length;
            }

            drawing.Line(names, y - 2, names, y + Thick + 2, Ink.Axis);
            drawing.Text((share is null ? x : names + room) + 6, y + 14, bars[i].End, colour: Palette.Text);
        }

        return drawing;
    }

    /// <summary>Two values a row on one scale, joined by a line: a circle and a square.</summary>
    /// <param name="rows">Name, first and second value; null is not drawn.</param>
    /// <param name="first">What the circles are.</param>
    /// <param name="second">What the squares are.</param>
    /// <param name="say">A value in full.</param>
    /// <param name="tick">A value on the axis.</param>
    /// <param name="most">End of the scale; null: from the values.</param>
    /// <param name="width">Width of the drawing.</param>
    public static ChartDrawing Pairs(IReadOnlyList<(string Name, decimal? First, decimal? Second)> rows, string first, string second, Func<decimal, string> say, Func<decimal, string> tick, decimal? most = null, double width = 620)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var names = Math.Min(width * 0.4, rows.Select(r => ChartDrawing.WidthOf(r.Name)).DefaultIfEmpty(0).Max() + 26);
        var scale = ChartScale.Of(most is { } end ? [end] : rows.SelectMany(r => new[] { r.First, r.Second }).OfType<decimal>());
        const double Top = 58;
        var drawing = new ChartDrawing(width, Top + (rows.Count * Row) + 6);
        double X(decimal value) => scale.At(value, names + 6, width - 24);
        Ring(drawing, names + 12, 14, null);
        drawing.Text(names + 24, 18, first, colour: Palette.Text);
        var next = names + 52 + ChartDrawing.WidthOf(first);
        TimeChart.Spot(drawing, 1, next, 14, Palette.Ochre, null, 4.4);
        drawing.Text(next + 12, 18, second, colour: Palette.Text);
        foreach (var at in scale.Ticks)
        {
            drawing.Line(X(at), Top - 8, X(at), Top + (rows.Count * Row) - 4, at == 0 ? Ink.Axis : Ink.Grid);
            drawing.Text(X(at), Top - 14, tick(at), Anchor.Middle, 12);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var y = Top + (i * Row) + 9;
            drawing.Text(names - 8, y + 5, ChartDrawing.Fit(rows[i].Name, names - 18), Anchor.End, colour: Palette.Text);
            if (rows[i] is { First: { } a, Second: { } b }) drawing.Line(X(a), y, X(b), y, new Ink(Stroke: "#8b979c", Width: 2));
            if (rows[i].First is { } one) Ring(drawing, X(one), y, $"{rows[i].Name}, {first}: {say(one)}");
            if (rows[i].Second is { } two) TimeChart.Spot(drawing, 1, X(two), y, Palette.Ochre, $"{rows[i].Name}, {second}: {say(two)}", 4.4);
        }

        return drawing;
    }

    /// <summary>White or dark words, whichever can be read on a colour.</summary>
    public static string OnColour(string colour) => colour is "#8b979c" or "#8f8272" or "#7f9a3a" ? Palette.Text : "#ffffff";

    // Open, so that a square on it is still seen.
    private static void Ring(ChartDrawing drawing, double x, double y, string? tip) => drawing.Circle(x, y, 7.5, new Ink("#ffffff", Palette.Fjord, 2.4), tip);

    private static decimal Sum(Bar bar) => bar.Parts.Sum(p => p.Value ?? 0);

    private static double LegendHeight(List<BarPart> parts, double width) => (Places(parts, width)[^1].Row * 22) + 34;

    private static void Legend(ChartDrawing drawing, List<BarPart> parts, double width)
    {
        var places = Places(parts, width);
        for (var i = 0; i < parts.Count; i++)
        {
            drawing.Rect(places[i].X, (places[i].Row * 22) + 4, 13, 13, new Ink(parts[i].Colour));
            drawing.Text(places[i].X + 19, (places[i].Row * 22) + 15, parts[i].Name, colour: Palette.Text);
        }
    }

    private static List<(double X, int Row)> Places(List<BarPart> parts, double width)
    {
        var places = new List<(double, int)>();
        var (x, row) = (2.0, 0);
        foreach (var part in parts)
        {
            var wide = ChartDrawing.WidthOf(part.Name) + 40;
            if (x > 2 && x + wide > width) (x, row) = (2, row + 1);
            places.Add((x, row));
            x += wide;
        }

        return places;
    }
}
