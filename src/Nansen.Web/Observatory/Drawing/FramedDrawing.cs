namespace Nansen.Web;

/// <summary>A drawing that leaves the page takes its title and its source with it.</summary>
/// <param name="Frame">Title and source.</param>
/// <param name="Top">Where the drawing itself begins.</param>
internal sealed record FramedDrawing(ChartDrawing Frame, double Top)
{
    /// <summary>White around it.</summary>
    public const double Margin = 24;

    private const double TitleSize = 19, SourceSize = 12;

    public static FramedDrawing Of(ChartDrawing drawing, string title, string source)
    {
        var titles = ChartDrawing.Lines(title, drawing.Width, TitleSize * 1.05);
        var sources = ChartDrawing.Lines(source, drawing.Width, SourceSize);
        var top = Margin + (titles.Count * 26) + 6;
        var frame = new ChartDrawing(drawing.Width + (2 * Margin), top + drawing.Height + 20 + (sources.Count * 17) + 10) { Ground = "#ffffff" };
        for (var i = 0; i < titles.Count; i++) frame.Text(Margin, Margin + 14 + (i * 26), titles[i], size: TitleSize, colour: Palette.Text, bold: true);
        for (var i = 0; i < sources.Count; i++) frame.Text(Margin, top + drawing.Height + 24 + (i * 17), sources[i], size: SourceSize);
        return new FramedDrawing(frame, top);
    }
}
