namespace Nansen.Documents;

/// <summary>Two facing pages of a travel document (Doc 9303-4): what it is and for where above, the data page with its zone below.</summary>
internal sealed class BookletLayout(DocumentPage page) : PageLayout(page, PageWidth, PageHeight)
{
    // Doc 9303-4, sections 2.1 and 3: 125 by 88 mm; 23.2 mm at the foot are the zone's and stay free of everything else.
    private const double PageWidth = 125, PageHeight = 88, Margin = 6, ZoneHeight = 23.2, PhotoWidth = 32, PhotoHeight = 41;

    // A page has little room: five dots at 300 dpi, one more than Doc 9303-13 wants.
    private const double SmallModule = 5 * 25.4 / 300;

    private const double Right = PageWidth - Margin;

    // The seal's symbol stands in the corner; the statements flow around it.
    private double symbolTop = PageHeight;

    private double symbolLeft = Right;

    protected override double RightAt(double y, double right) => y > symbolTop - 0.5 ? Math.Min(right, symbolLeft - 2) : right;

    protected override void Draw()
    {
        Statements();
        EndFace();
        DataPage();
        EndFace();
    }

    private void Background(double bottom)
    {
        Add(Guilloche.Waves(0, 0, PageWidth, bottom, Page.Accent.Tint(0.84)));
        Add(Guilloche.Rosette(PageWidth * 0.64, bottom * 0.56, 24, Page.Accent.Tint(0.8), 18));
    }

    private void Statements()
    {
        Background(PageHeight);
        Watermark(15, PageWidth / 2, PageHeight / 2);
        Y = 4;
        foreach (var line in Page.Issuer) Paragraph(line, PageFont.Bold, 8.5, Page.Accent, Margin, Right, centred: true);
        Y += 1;
        Paragraph(Page.Title, PageFont.Bold, 9.6, Page.Accent, Margin, Right, centred: true);
        if (Page.SecondTitle is { Length: > 0 } second) Paragraph(second, PageFont.Regular, 8.4, Page.Accent, Margin, Right, centred: true);
        Y += 1.5;
        Add(new BoxMark(Margin, Y, Right - Margin, 0.2, Page.Accent));
        Y += 0.8;
        if (Page.Symbol is { } symbol)
        {
            var side = (symbol.Width + 2 * symbol.Quiet) * SmallModule;
            (symbolTop, symbolLeft) = (PageHeight - Margin - side, Right - side);
            Add(new SymbolMark(symbolLeft, symbolTop, SmallModule, symbol));
        }

        foreach (var note in Page.Notes)
        {
            Paragraph(note, PageFont.Regular, 6, Ink.Grey(0.1), Margin, Right);
            Y += 0.6;
        }

        // The number at the foot needs its line.
        if (Y > PageHeight - 6) throw NoRoom("its statements");
        RightLine("№ " + Page.Number, PageFont.Bold, 8, Ink.Black, RightAt(PageHeight, Right), PageHeight - 3.5);
        (symbolTop, symbolLeft) = (PageHeight, Right);
    }

    private void DataPage()
    {
        const double foot = PageHeight - ZoneHeight;
        Background(foot);
        Watermark(13, PageWidth * 0.64, foot * 0.6);
        Y = 2.2;
        if (Page.Issuer is [var state, ..]) Paragraph(state, PageFont.Bold, 7.5, Page.Accent, Margin, Right);
        Paragraph(Page.SecondTitle is { Length: > 0 } second ? $"{Page.Title} · {second}" : Page.Title, PageFont.Bold, 4.8, Page.Accent, Margin, Right);
        Y += 1;
        Add(new BoxMark(Margin, Y, Right - Margin, 0.2, Page.Accent));
        Y += 0.8;
        var left = Margin;
        if (Page.Photo is { } photo)
        {
            Add(new BoxMark(Margin, Y + 1, PhotoWidth, PhotoHeight, Ink.White));
            Photo(Margin, Y + 1, PhotoWidth, PhotoHeight, photo);
            left += PhotoWidth + 4;
        }

        Fields(left, Right, new(4.6, 7.4, 0.6, Columns: 3));
        if (Y > foot) throw NoRoom("the fields of the data page");
        // 44 characters of 2.54 mm in the middle of the page; lines at 9.4 and 3 mm from the foot, within Doc 9303-4's reading zone.
        Zone((PageWidth - 44 * ZonePitch) / 2, PageHeight - 8);
    }
}
