namespace Nansen.Web;

/// <summary>One flow between two names.</summary>
public sealed record Flow(string From, string To, decimal Value);

/// <summary>The largest flows as bands from where people come to where they are; a band's height is its number.</summary>
public static class Sankey
{
    private const double Names = 190, Node = 14, Gap = 3, Width = 960, Top = 30, Line = 17;

    /// <summary>Draws them.</summary>
    /// <param name="flows">The flows.</param>
    /// <param name="from">Heading of the left.</param>
    /// <param name="to">Heading of the right.</param>
    /// <param name="say">A value in full.</param>
    /// <param name="brief">A value beside a name.</param>
    public static ChartDrawing Of(IReadOnlyList<Flow> flows, string from, string to, Func<decimal, string> say, Func<decimal, string> brief)
    {
        ArgumentNullException.ThrowIfNull(flows);
        var left = Nodes(flows, f => f.From);
        var right = Nodes(flows, f => f.To);
        var high = Math.Max(380, Math.Max(left.Count, right.Count) * 27.0);
        var unit = Math.Min(UnitOf(left, high), UnitOf(right, high));
        var drawing = new ChartDrawing(Width, Top + high + 12);
        var (start, end) = (Names + Node, Width - Names - Node);
        Place(left, unit, high);
        Place(right, unit, high);
        var colours = left.Keys.Select((name, i) => (name, Colour: Palette.Of("", i))).ToDictionary(c => c.name, c => c.Colour, StringComparer.Ordinal);
        foreach (var flow in flows.OrderBy(f => left[f.From].Top).ThenBy(f => right[f.To].Top))
        {
            var (a, b) = (left[flow.From], right[flow.To]);
            var thick = Math.Max(0.8, (double)flow.Value * unit);
            drawing.Path(Band(start, a.Used, end, b.Used, thick), new Ink(colours[flow.From], Opacity: 0.42), $"{flow.From} → {flow.To}: {say(flow.Value)}");
            a.Used += thick;
            b.Used += thick;
        }

        drawing.Text(start, 14, from, Anchor.End, 13, Palette.Quiet, bold: true);
        drawing.Text(end, 14, to, Anchor.Start, 13, Palette.Quiet, bold: true);
        foreach (var (name, node) in left) Named(drawing, name, node, start - Node, Anchor.End, colours[name], brief);
        foreach (var (name, node) in right) Named(drawing, name, node, end, Anchor.Start, Palette.Quiet, brief);
        return drawing;
    }

    private static void Named(ChartDrawing drawing, string name, Stop node, double x, Anchor anchor, string colour, Func<decimal, string> brief)
    {
        drawing.Rect(x, node.Top, Node, Math.Max(1, node.Height), new Ink(colour));
        var words = $" {brief(node.Value)}";
        var at = anchor == Anchor.End ? x - 6 : x + Node + 6;
        drawing.Text(at, node.Top + (node.Height / 2) + 4.5, ChartDrawing.Fit(name, Names - ChartDrawing.WidthOf(words) - 10) + words, anchor, 13, Palette.Text);
    }

    private static Dictionary<string, Stop> Nodes(IReadOnlyList<Flow> flows, Func<Flow, string> end) =>
        flows.GroupBy(end).Select(g => (g.Key, Value: g.Sum(f => f.Value))).OrderByDescending(n => n.Value).ToDictionary(n => n.Key, n => new Stop { Value = n.Value }, StringComparer.Ordinal);

    // The largest scale at which every name has a line of its own.
    private static double UnitOf(Dictionary<string, Stop> nodes, double high)
    {
        var unit = high / (double)Math.Max(1, nodes.Values.Sum(n => n.Value));
        for (var tries = 0; tries < 200 && nodes.Values.Sum(n => Math.Max(Line, (double)n.Value * unit) + Gap) > high; tries++) unit *= 0.96;
        return unit;
    }

    private static void Place(Dictionary<string, Stop> nodes, double unit, double high)
    {
        double Room(Stop n) => Math.Max(Line, (double)n.Value * unit);
        var gap = nodes.Count < 2 ? 0 : Math.Clamp((high - nodes.Values.Sum(Room)) / (nodes.Count - 1), Gap, 34);
        var y = Top;
        foreach (var node in nodes.Values)
        {
            node.Height = (double)node.Value * unit;
            node.Top = node.Used = y + ((Room(node) - node.Height) / 2);
            y += Room(node) + gap;
        }
    }

    private static string Band(double x1, double y1, double x2, double y2, double thick)
    {
        string N(double v) => SvgWriter.Number(v);
        var middle = (x1 + x2) / 2;
        return $"M{N(x1)} {N(y1)}C{N(middle)} {N(y1)} {N(middle)} {N(y2)} {N(x2)} {N(y2)}V{N(y2 + thick)}C{N(middle)} {N(y2 + thick)} {N(middle)} {N(y1 + thick)} {N(x1)} {N(y1 + thick)}Z";
    }

    private sealed class Stop
    {
        public decimal Value { get; init; }

        public double Top { get; set; }

        public double Height { get; set; }

        public double Used { get; set; }
    }
}
