namespace Nansen.Web;

/// <summary>A flow on the map, by ISO codes.</summary>
/// <param name="From">Origin; one that has no place on the map gives only a circle at the other end.</param>
/// <param name="To">State of asylum.</param>
/// <param name="Value">Persons.</param>
/// <param name="Inward">Whether it ends in the region.</param>
public sealed record MapFlow(string From, string To, decimal Value, bool Inward);

/// <summary>Where people came from and where they are: arrows as broad as the root of their number, circles of true area.</summary>
public static class FlowMap
{
    private const double Broadest = 15, Largest = 40;

    /// <summary>Draws the map.</summary>
    /// <param name="flows">The flows shown.</param>
    /// <param name="name">Name of an ISO code.</param>
    /// <param name="say">A value in full.</param>
    public static ChartDrawing Of(IReadOnlyList<MapFlow> flows, Func<string, string> name, Func<decimal, string> say)
    {
        ArgumentNullException.ThrowIfNull(flows);
        ArgumentNullException.ThrowIfNull(name);
        var drawing = new ChartDrawing(MapProjection.Width, MapProjection.Height) { Ground = "#dce9ef" };
        drawing.Path(MapProjection.Net, new Ink(Stroke: "#c6d8e0", Width: 0.7));
        drawing.Path(MapProjection.Land, new Ink("#f6f2e7", "#9fb4bc", 0.7));
        var most = flows.Select(f => f.Value).DefaultIfEmpty(1).Max();
        var hosted = flows.GroupBy(f => f.To).Select(g => (Iso: g.Key, Value: g.Sum(f => f.Value))).OrderByDescending(h => h.Value).ToList();
        var greatest = hosted.Count == 0 ? 1 : hosted[0].Value;
        foreach (var flow in flows.Where(f => f.From != f.To).OrderByDescending(f => f.Value))
            if (MapProjection.SeatOf(flow.From) is { } a && MapProjection.SeatOf(flow.To) is { } b)
                Arrow(drawing, (a.X, a.Y), (b.X, b.Y), Math.Max(0.9, Broadest * Math.Sqrt((double)(flow.Value / most))), flow.Inward, $"{name(flow.From)} → {name(flow.To)}: {say(flow.Value)}");
        foreach (var (iso, value) in hosted)
            if (MapProjection.SeatOf(iso) is { } at)
                drawing.Circle(at.X, at.Y, Math.Max(2.5, Largest * Math.Sqrt((double)(value / greatest))), new Ink(Palette.Fjord, "#ffffff", 1.2, Opacity: 0.66), $"{name(iso)}: {say(value)}");
        Names(drawing, flows, hosted, name);
        return drawing;
    }

    private static void Arrow(ChartDrawing drawing, (double X, double Y) a, (double X, double Y) b, double broad, bool inward, string tip)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var far = Math.Sqrt((dx * dx) + (dy * dy));
        if (far < 1) return;
        // Bowed to one side, so that a flow and its counter-flow do not lie on each other.
        var (nx, ny) = (-dy / far, dx / far);
        var (cx, cy) = (((a.X + b.X) / 2) - (nx * far * 0.16), ((a.Y + b.Y) / 2) - (ny * far * 0.16));
        var (ex, ey) = (b.X - cx, b.Y - cy);
        var reach = Math.Sqrt((ex * ex) + (ey * ey));
        var (ux, uy) = (ex / reach, ey / reach);
        var head = Math.Min(far * 0.4, 5 + (broad * 0.8));
        var (bx, by) = (b.X - (ux * head), b.Y - (uy * head));
        var (thin, thick, barb) = (broad * 0.15, broad * 0.5, (broad * 0.5) + 2.2);
        string P(double x, double y) => $"{SvgWriter.Number(x)} {SvgWriter.Number(y)}";
        var path = $"M{P(a.X + (nx * thin), a.Y + (ny * thin))}Q{P(cx + (nx * thick), cy + (ny * thick))} {P(bx - (uy * thick), by + (ux * thick))}"
            + $"L{P(bx - (uy * barb), by + (ux * barb))}L{P(b.X, b.Y)}L{P(bx + (uy * barb), by - (ux * barb))}L{P(bx + (uy * thick), by - (ux * thick))}"
            + $"Q{P(cx - (nx * thick), cy - (ny * thick))} {P(a.X - (nx * thin), a.Y - (ny * thin))}Z";
        drawing.Path(path, new Ink(inward ? "#2f7fa3" : Palette.Ochre, Opacity: 0.62), tip);
    }

    // The largest are named first; a name that would lie on another is left to the table.
    private static void Names(ChartDrawing drawing, IReadOnlyList<MapFlow> flows, List<(string Iso, decimal Value)> hosted, Func<string, string> name)
    {
        var weight = flows.Where(f => f.From != f.To).GroupBy(f => f.From).ToDictionary(g => g.Key, g => g.Sum(f => f.Value));
        foreach (var (iso, value) in hosted) weight[iso] = weight.GetValueOrDefault(iso) + value;
        var taken = new List<(double X, double Y, double Width)>();
        foreach (var iso in weight.OrderByDescending(w => w.Value).Select(w => w.Key))
        {
            if (MapProjection.SeatOf(iso) is not { } at) continue;
            var text = name(iso);
            var wide = ChartDrawing.WidthOf(text, at.Beyond ? 14 : 12.4);
            var x = Math.Clamp(at.X, (wide / 2) + 4, MapProjection.Width - (wide / 2) - 4);
            foreach (var y in new[] { at.Y - 8, at.Y + 18 })
            {
                if (taken.Any(t => Math.Abs(t.Y - y) < 14 && Math.Abs(t.X - x) < (t.Width + wide) / 2)) continue;
                drawing.Text(x, y, text, Anchor.Middle, 12, Palette.Text, at.Beyond, true);
                taken.Add((x, y, wide + 6));
                break;
            }
        }
    }
}
