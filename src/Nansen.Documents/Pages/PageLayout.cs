namespace Nansen.Documents;

/// <summary>Puts a description's content on its sides; each form of document has its own layout.</summary>
internal abstract class PageLayout(DocumentPage page, double width, double height)
{
    // The zone has ten characters an inch, six lines an inch (Doc 9303-3, section 4.3); modules are six dots at 300 dpi,
    // where Doc 9303-13 wants four at least.
    protected const double ZonePitch = 25.4 / 10, ZoneLine = 25.4 / 4, Module = 6 * 25.4 / 300, Point = 25.4 / 72;

    private readonly List<PageFace> faces = [];
    private List<PageMark> marks = [];

    public static IReadOnlyList<PageFace> Compose(DocumentPage page)
    {
        PageLayout layout = page.Form switch
        {
            PageForm.Booklet => new BookletLayout(page),
            PageForm.Card => new CardLayout(page),
            PageForm.Slip => new SheetLayout(page, 148, 210),
            _ => new SheetLayout(page, 210, 297),
        };
        layout.Draw();
        return layout.faces;
    }

    protected DocumentPage Page => page;

    protected double Width => width;

    protected double Height => height;

    /// <summary>Where the next line begins.</summary>
    protected double Y { get; set; }

    protected abstract void Draw();

    protected void Add(PageMark mark) => marks.Add(mark);

    /// <summary>Ends a side and begins another.</summary>
    protected void EndFace()
    {
        faces.Add(new(width, height, marks));
        marks = [];
    }

    protected DocumentException NoRoom(string what) => new($"The document {page.Number} has no room for {what}: shorten it.");

    protected void Watermark(double size, double x, double y, double angle = 32)
    {
        if (page.Watermark is not { Length: > 0 } words) return;
        var length = WidthOf(words, PageFont.Bold, size);
        var (cosine, sine) = (Math.Cos(angle * Math.PI / 180), Math.Sin(angle * Math.PI / 180));
        foreach (var run in TextShaper.Line(words, PageFont.Bold))
        {
            Add(new TextMark(run, x - length / 2 * cosine, y + length / 2 * sine, size, Ink.Grey(0.92), angle));
            // Words of two directions or scripts come as several runs, one behind the other.
            var advance = run.Advance * size / run.Font.UnitsPerEm;
            (x, y) = (x + advance * cosine, y - advance * sine);
        }
    }

    /// <summary>The lines of the zone, the last at <paramref name="bottom"/>.</summary>
    protected void Zone(double left, double bottom)
    {
        for (var i = 0; i < page.Zone.Count; i++)
        {
            var run = TextShaper.Line(page.Zone[i], PageFont.Zone).Single();
            var size = ZonePitch * page.Zone[i].Length * run.Font.UnitsPerEm / run.Advance;
            Add(new TextMark(run, left, bottom - (page.Zone.Count - 1 - i) * ZoneLine, size, Ink.Black));
        }
    }

    protected static double SideOf(SymbolGrid symbol) => (symbol.Width + 2 * symbol.Quiet) * Module;

    /// <summary>The photo as large as it can be within its place.</summary>
    protected void Photo(double x, double y, double boxWidth, double boxHeight, ReadOnlyMemory<byte> file)
    {
        var picture = PagePhoto.Read(file.Span);
        var scale = Math.Min(boxWidth / picture.Width, boxHeight / picture.Height);
        var (w, h) = (picture.Width * scale, picture.Height * scale);
        Add(new PhotoMark(x + (boxWidth - w) / 2, y + (boxHeight - h) / 2, w, h, picture));
    }

    /// <summary>Fields in rows: as many in a row as are short enough for their share of it.</summary>
    protected void Fields(double left, double right, TextSizes sizes)
    {
        for (var i = 0; i < page.Fields.Count;)
        {
            var row = RowAt(i, right - left, sizes);
            var (top, bottom, share) = (Y, Y, (right - left) / row);
            for (var column = 0; column < row; column++)
            {
                Y = top;
                Field(page.Fields[i++], left + column * share, column + 1 == row ? right : left + (column + 1) * share - 1.5, sizes);
                bottom = Math.Max(bottom, Y);
            }

            Y = bottom + sizes.Gap;
        }
    }

    private int RowAt(int first, double room, TextSizes sizes)
    {
        for (var count = Math.Min(sizes.Columns, page.Fields.Count - first); count > 1; count--)
            if (page.Fields.Skip(first).Take(count).All(f => IsShort(f, room / count, sizes))) return count;
        return 1;
    }

    private static bool IsShort(PageField field, double room, TextSizes sizes) =>
        field.SecondValue is not { Length: > 0 } && WidthOf(field.Value, PageFont.Bold, sizes.Value * Point) < room - 2 && WidthOf(LabelOf(field), PageFont.Regular, sizes.Label * Point) < room - 2;

    private void Field(PageField field, double left, double right, TextSizes sizes)
    {
        Paragraph(LabelOf(field), PageFont.Regular, sizes.Label, page.Accent, left, right);
        Paragraph(field.Value, PageFont.Bold, sizes.Value, Ink.Black, left, right);
        if (field.SecondValue is { Length: > 0 } other) Paragraph(other, PageFont.Regular, sizes.Value, Ink.Black, left, right, keepLeft: true);
    }

    private static string LabelOf(PageField field) => field.SecondLabel is { Length: > 0 } second && second != field.Label ? $"{field.Label} · {second}" : field.Label;

    /// <summary>A paragraph, its size in points; lines whose letters go from right to left stand at the right unless they are a name.</summary>
    protected void Paragraph(string text, PageFont font, double points, Ink ink, double left, double right, bool keepLeft = false, bool centred = false)
    {
        var size = points * Point;
        var words = text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length;)
        {
            var line = words[i++];
            Y += size * 1.22;
            var end = RightAt(Y, right);
            while (i < words.Length && WidthOf(line + " " + words[i], font, size) <= end - left) line += " " + words[i++];
            Line(line, font, size, ink, left, end, keepLeft, centred);
        }
    }

    /// <summary>How far to the right a line may go: less where it passes something.</summary>
    protected virtual double RightAt(double y, double right) => right;

    private void Line(string line, PageFont font, double size, Ink ink, double left, double right, bool keepLeft, bool centred)
    {
        var length = WidthOf(line, font, size);
        // One long word is made smaller rather than cut.
        if (length > right - left) (size, length) = (size * (right - left) / length, right - left);
        var x = centred ? (left + right - length) / 2 : !keepLeft && TextShaper.BaseIsRightToLeft(line) ? right - length : left;
        foreach (var run in TextShaper.Line(line, font))
        {
            Add(new TextMark(run, x, Y, size, ink));
            x += run.Advance * size / run.Font.UnitsPerEm;
        }
    }

    /// <summary>One line that ends at the right.</summary>
    protected void RightLine(string text, PageFont font, double points, Ink ink, double right, double y)
    {
        var x = right - WidthOf(text, font, points * Point);
        foreach (var run in TextShaper.Line(text, font))
        {
            Add(new TextMark(run, x, y, points * Point, ink));
            x += run.Advance * points * Point / run.Font.UnitsPerEm;
        }
    }

    protected static double WidthOf(string text, PageFont font, double size) => TextShaper.Width(text, font) * size / font.UnitsPerEm;
}

/// <summary>Sizes of a layout's fields: points, the millimetres between rows, and how many may stand in a row.</summary>
internal sealed record TextSizes(double Label, double Value, double Gap, int Columns = 2);
