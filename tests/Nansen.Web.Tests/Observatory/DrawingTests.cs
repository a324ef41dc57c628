namespace Nansen.Web.Tests;

public sealed class DrawingTests
{
    [Fact]
    public void Columns_AYearThatWasNotReported_HasNoColumnAndNoughtIsNotMissing()
    {
        var drawing = TimeChart.Columns([2020, 2021, 2022], [new TimeSeries("Refugees", "#12414f", [10, null, 20])], Say, Say);
        Assert.Equal(["Refugees, 2020: 10", "Refugees, 2022: 20"], drawing.Marks.OfType<RectMark>().Select(r => r.Tip).OfType<string>());
    }

    [Fact]
    public void Lines_AYearThatWasNotReported_BreakThere()
    {
        var drawing = TimeChart.Lines([2019, 2020, 2021, 2022, 2023], [new TimeSeries("Refugees", "#12414f", [10, 12, null, 0, 20])], Say, Say);
        Assert.Equal(2, drawing.Marks.OfType<PathMark>().First().Data.Count(c => c == 'M'));
        Assert.Equal(4, drawing.Marks.Count(m => m.Tip is not null));
        Assert.Contains(drawing.Marks, m => m.Tip == "Refugees, 2022: 0");
    }

    [Fact]
    public void Lines_ASeriesThatEndsEarly_SaysInWhichYear() =>
        Assert.Contains(TimeChart.Lines([2020, 2021], [new TimeSeries("A", "#12414f", [7, null])], Say, Say).Marks.OfType<TextMark>(), t => t.Text == "2020: 7");

    [Fact]
    public void Lines_ManySeriesThatEndTogether_AreNamedApart()
    {
        var drawing = TimeChart.Lines([2020, 2021], [.. Enumerable.Range(0, 6).Select(i => new TimeSeries($"Series {i}", "#12414f", [1, 1]))], Say, Say);
        var places = drawing.Marks.OfType<TextMark>().Where(t => t.Text.StartsWith("Series", StringComparison.Ordinal)).Select(t => t.Y).Order().ToList();
        Assert.Equal(6, places.Count);
        Assert.All(places.Zip(places.Skip(1)), p => Assert.True(p.Second - p.First >= 31));
    }

    [Fact]
    public void Tiles_NoFigure_IsAnEmptyTileAndNoughtSaysSo()
    {
        var drawing = TileChart.Of([("A", [null, 0, -5])], ["2020", "2021", "2022"], Say, Say);
        Assert.Equal(["A, 2021: 0", "A, 2022: -5"], drawing.Marks.Select(m => m.Tip).OfType<string>());
        Assert.Equal(3, drawing.Marks.OfType<RectMark>().Count());
    }

    [Fact]
    public void Sankey_ManySmallFlows_EveryNameHasALineOfItsOwnAndBandsKeepTheirSize()
    {
        var flows = Enumerable.Range(0, 30).Select(i => new Flow($"From {i % 3}", $"To {i}", i == 0 ? 1_000_000 : 10 + i)).ToList();
        var drawing = Sankey.Of(flows, "From", "To", Say, Say);
        var names = drawing.Marks.OfType<TextMark>().Where(t => t.Text.StartsWith("To ", StringComparison.Ordinal)).Select(t => t.Y).Order().ToList();
        Assert.All(names.Zip(names.Skip(1)), p => Assert.True(p.Second - p.First >= 16));
        Assert.All(drawing.Marks.OfType<RectMark>(), r => Assert.InRange(r.Y + r.Height, 0, drawing.Height));
        Assert.Equal(30, drawing.Marks.OfType<PathMark>().Count(p => p.Tip is not null));
    }

    [Fact]
    public void FlowMap_AStateBeyondTheSheet_StandsAtItsEdge()
    {
        foreach (var iso in new[] { "USA", "AUS", "BRA", "JPN", "ZAF", "NZL" })
        {
            var at = MapProjection.SeatOf(iso)!.Value;
            Assert.True(at.Beyond, iso);
            Assert.InRange(at.X, 0, MapProjection.Width);
            Assert.InRange(at.Y, 0, MapProjection.Height);
        }

        foreach (var iso in new[] { "GEO", "KGZ", "RUS", "ESP", "AFG", "DEU", "IRQ" }) Assert.False(MapProjection.SeatOf(iso)!.Value.Beyond, iso);
        Assert.True(MapProjection.SeatOf("ESP")!.Value.X < MapProjection.SeatOf("DEU")!.Value.X && MapProjection.SeatOf("DEU")!.Value.X < MapProjection.SeatOf("RUS")!.Value.X);
        Assert.Null(MapProjection.SeatOf("XXX"));
    }

    [Fact]
    public void Svg_WordsWithSigns_AreEscapedAndOneDescriptionGivesBothFiles()
    {
        var drawing = new ChartDrawing(100, 40);
        drawing.Text(5, 20, "<b> & \"c\"");
        drawing.Circle(50, 20, 5, new Ink("#12414f"), "a < b");
        var svg = System.Xml.Linq.XDocument.Parse(SvgWriter.File(drawing, "Title&more", "Source<x>"));
        Assert.Contains("<b> & \"c\"", svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.Contains("Title&more", svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], PngWriter.File(drawing, "Title", "Source")[..4]);
    }

    private static string Say(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
