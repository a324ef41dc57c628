namespace Nansen.Documents;

/// <summary>
/// Fine lines behind the text, as on banknotes: bundles of waves that cross, and a rosette. They make a cut or an erasure
/// visible; they are no secret. Coordinates come from sines alone, so that the same page has the same bytes.
/// </summary>
internal static class Guilloche
{
    private const double LineWidth = 0.09;

    /// <summary>Waves over an area.</summary>
    public static CurveMark Waves(double x, double y, double width, double height, Ink ink)
    {
        var lines = new List<IReadOnlyList<(double, double)>>();
        var (wave, step) = (Math.Max(30, width / 3), Math.Max(1.2, width / 90));
        var spacing = Math.Max(2.4, height / 60);
        for (var at = y - 4; at < y + height + 4; at += spacing)
            foreach (var phase in (double[])[0, Math.PI])
                lines.Add(Line(x, width, step, t => at + 2.6 * spacing * Math.Sin(2 * Math.PI * t / wave + phase + at / height * 5)));
        return new([.. lines.Select(l => Clipped(l, y, y + height))], LineWidth, ink);
    }

    /// <summary>A rosette: a circle that swings in and out, turned a little for each round.</summary>
    public static CurveMark Rosette(double x, double y, double radius, Ink ink, int petals = 12)
    {
        var lines = new List<IReadOnlyList<(double, double)>>();
        var points = Math.Max(72, petals * 12);
        for (var round = 0; round < 6; round++)
            lines.Add([.. Enumerable.Range(0, points + 1).Select(i =>
            {
                var angle = 2 * Math.PI * i / points;
                var reach = radius * (0.74 - 0.08 * (round / 2) + 0.24 * Math.Cos(petals * angle + Math.PI * (round % 2)));
                return (x + reach * Math.Cos(angle), y + reach * Math.Sin(angle));
            })]);
        return new(lines, radius > 15 ? LineWidth : 0.14, ink);
    }

    /// <summary>A rectangle's outline.</summary>
    public static CurveMark Frame(double x, double y, double width, double height, double line, Ink ink) =>
        new([[(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]], line, ink);

    private static List<(double, double)> Line(double x, double width, double step, Func<double, double> height)
    {
        var points = new List<(double, double)>();
        for (var t = 0.0; t < width; t += step) points.Add((x + t, height(t)));
        points.Add((x + width, height(width)));
        return points;
    }

    private static List<(double X, double Y)> Clipped(IReadOnlyList<(double X, double Y)> line, double top, double bottom) =>
        [.. line.Select(p => (p.X, Math.Clamp(p.Y, top, bottom)))];
}
