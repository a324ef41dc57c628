namespace Nansen.Documents;

/// <summary>Puts a description's content on the page: issuer and title, photo beside the fields, notes, symbol, and the zone at the foot.</summary>
internal sealed class PageLayout
{
    // Sizes in millimetres. The zone has ten characters an inch, six lines an inch (Doc 9303-3, section 4.3); modules are six dots at 300 dpi,
    // where Doc 9303-13 wants four at least.
    private const double Margin = 18, PhotoWidth = 35, PhotoHeight = 45, ZonePitch = 25.4 / 10, ZoneLine = 25.4 / 4, Module = 6 * 25.4 / 300, Point = 25.4 / 72;

    private readonly DocumentPage page;
    private readonly List<PageMark> marks = [];
    private double y = Margin;

    private PageLayout(DocumentPage page) => this.page = page;

    public static IReadOnlyList<PageMark> Compose(DocumentPage page)
    {
        var layout = new PageLayout(page);
        layout.Watermark();
        layout.Head();
        layout.PhotoAndFields();
        var foot = layout.Foot();
        layout.Notes(foot);
        return layout.marks;
    }

    private double Right => page.Width - Margin;

    private void Watermark()
    {
        if (page.Watermark is not { Length: > 0 } words) return;
        const double size = 30;
        var width = WidthOf(words, PageFont.Bold, size);
        const double angle = 50;
        var (cosine, sine) = (Math.Cos(angle * Math.PI / 180), Math.Sin(angle * Math.PI / 180));
        foreach (var run in TextShaper.Line(words, PageFont.Bold))
            marks.Add(new TextMark(run, page.Width / 2 - width / 2 * cosine, page.Height / 2 + width / 2 * sine, size, 0.9, angle));
    }

    private void Head()
    {
        foreach (var line in page.Issuer) Paragraph(line, PageFont.Regular, 9 * Point, 0.3, Margin, Right);
        y += 3;
        Paragraph(page.Title, PageFont.Bold, 17 * Point, 0, Margin, Right);
        if (page.SecondTitle is { Length: > 0 } second) Paragraph(second, PageFont.Regular, 13 * Point, 0, Margin, Right);
        y += 2;
        marks.Add(new BoxMark(Margin, y, Right - Margin, 0.4, 0.2));
        y += 6;
    }

    private void PhotoAndFields()
    {
        var (top, left) = (y, Margin);
        if (page.Photo is { } photo)
        {
            var picture = PagePhoto.Read(photo.Span);
            var scale = Math.Min(PhotoWidth / picture.Width, PhotoHeight / picture.Height);
            var (width, height) = (picture.Width * scale, picture.Height * scale);
            marks.Add(new PhotoMark(Margin + (PhotoWidth - width) / 2, top + (PhotoHeight - height) / 2, width, height, picture));
            left += PhotoWidth + 7;
        }

        var half = (Right - left) / 2;
        var rowBottom = y;
        for (var i = 0; i < page.Fields.Count; i++)
        {
            // A value with a second script takes the whole width; short ones stand two in a row.
            var field = page.Fields[i];
            var alone = IsWide(field) || i + 1 == page.Fields.Count || IsWide(page.Fields[i + 1]);
            rowBottom = Math.Max(rowBottom, Field(field, left, alone ? Right : left + half - 3));
            if (!alone)
            {
                var rowTop = y;
                rowBottom = Math.Max(rowBottom, Field(page.Fields[++i], left + half, Right));
                y = rowTop;
            }

            y = rowBottom;
        }

        if (page.Photo is not null) y = Math.Max(y, top + PhotoHeight);
        y += 4;
    }

    private static bool IsWide(PageField field) => field.SecondValue is { Length: > 0 } || field.Value.Length > 28;

    /// <summary>Draws a field from the current height on, and tells where it ends; the current height stays.</summary>
    private double Field(PageField field, double left, double right)
    {
        var top = y;
        Paragraph(field.SecondLabel is { Length: > 0 } second ? $"{field.Label} · {second}" : field.Label, PageFont.Regular, 7 * Point, 0.35, left, right);
        Paragraph(field.Value, PageFont.Bold, 11 * Point, 0, left, right);
        if (field.SecondValue is { Length: > 0 } other) Paragraph(other, PageFont.Regular, 11 * Point, 0, left, right, alignLeft: true);
        var bottom = y + 2.2;
        y = top;
        return bottom;
    }

    /// <summary>Zone and symbol, from the foot up; tells the height at which they begin.</summary>
    private double Foot()
    {
        var bottom = page.Height - Margin;
        for (var i = 0; i < page.Zone.Count; i++)
        {
            var run = TextShaper.Line(page.Zone[i], PageFont.Zone).Single();
            var size = ZonePitch * page.Zone[i].Length * run.Font.UnitsPerEm / run.Advance;
            marks.Add(new TextMark(run, Margin, bottom - (page.Zone.Count - 1 - i) * ZoneLine, size, 0));
        }

        bottom -= page.Zone.Count * ZoneLine;
        if (page.Symbol is not { } symbol) return bottom;
        const int quiet = 2;
        var side = (symbol.Width + 2 * quiet) * Module;
        bottom -= side + 2;
        marks.Add(new SymbolMark(Right - side, bottom, Module, symbol, quiet));
        return bottom;
    }

    private void Notes(double foot)
    {
        var besideSymbol = page.Symbol is { } symbol ? Right - (symbol.Width + 6) * Module : Right;
        foreach (var note in page.Notes)
        {
            // Beside the symbol the lines are shorter.
            Paragraph(note, PageFont.Regular, 8 * Point, 0.1, Margin, y + 3 * Point * 8 < foot ? Right : besideSymbol, foot, besideSymbol);
            y += 1.5;
        }

        var end = page.Height - Margin - page.Zone.Count * ZoneLine;
        if (y > end) throw new DocumentException($"The page of document {page.Number} has no room for its content: shorten the notes.");
    }

    private void Paragraph(string text, PageFont font, double size, double shade, double left, double right, double narrowFrom = double.MaxValue, double narrowRight = 0, bool alignLeft = false)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length;)
        {
            var end = y + 2 * size > narrowFrom ? Math.Min(right, narrowRight) : right;
            var line = words[i++];
            while (i < words.Length && WidthOf(line + " " + words[i], font, size) <= end - left) line += " " + words[i++];
            y += size * 1.25;
            var x = !alignLeft && TextShaper.BaseIsRightToLeft(line) ? end - WidthOf(line, font, size) : left;
            foreach (var run in TextShaper.Line(line, font))
            {
                marks.Add(new TextMark(run, x, y, size, shade));
                x += run.Advance * size / run.Font.UnitsPerEm;
            }
        }
    }

    private static double WidthOf(string text, PageFont font, double size) => TextShaper.Width(text, font) * size / font.UnitsPerEm;
}
