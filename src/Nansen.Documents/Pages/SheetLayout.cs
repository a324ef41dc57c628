namespace Nansen.Documents;

/// <summary>A certificate on a sheet: head with the State, title, photo beside the fields, notes, signature, symbol, and the zone at the foot.</summary>
internal sealed class SheetLayout(DocumentPage page, double width, double height) : PageLayout(page, width, height)
{
    private const double PhotoWidth = 35, PhotoHeight = 45;

    private bool IsSmall => Width < 180;

    private double Margin => IsSmall ? 13 : 18;

    private double Right => Width - Margin;

    protected override void Draw()
    {
        Background();
        Head();
        PhotoAndFields();
        var foot = Foot();
        Notes();
        Signature(foot);
        EndFace();
    }

    private void Background()
    {
        var edge = Margin / 2;
        var (w, h) = (Width - 2 * edge, Height - 2 * edge);
        Add(Guilloche.Waves(edge, edge, w, h, Page.Accent.Tint(0.86)));
        Add(Guilloche.Rosette(Width / 2, Height * 0.6, Width * 0.3, Page.Accent.Tint(0.84), 24));
        Watermark(IsSmall ? 20 : 28, Width / 2, Height * 0.6, 50);
        Add(Guilloche.Frame(edge, edge, w, h, 0.5, Page.Accent));
        Add(Guilloche.Frame(edge + 1, edge + 1, w - 2, h - 2, 0.15, Page.Accent));
    }

    private void Head()
    {
        var radius = IsSmall ? 7 : 9;
        Add(Guilloche.Rosette(Margin + radius, Margin + radius, radius, Page.Accent, 9));
        Y = Margin + 0.5;
        var left = Margin + 2 * radius + 4;
        foreach (var line in Page.Issuer) Paragraph(line, PageFont.Bold, IsSmall ? 8.5 : 10.5, Page.Accent, left, Right - 34);
        RightLine("№ " + Page.Number, PageFont.Bold, IsSmall ? 9 : 11, Ink.Black, Right, Margin + 5);
        Y = Math.Max(Y, Margin + 2 * radius) + 3;
        Add(new BoxMark(Margin, Y, Right - Margin, 0.35, Page.Accent));
        Y += IsSmall ? 2 : 4;
        Paragraph(Page.Title, PageFont.Bold, IsSmall ? 13 : 18, Page.Accent, Margin, Right, centred: true);
        if (Page.SecondTitle is { Length: > 0 } second) Paragraph(second, PageFont.Regular, IsSmall ? 10 : 13, Page.Accent, Margin, Right, centred: true);
        Y += IsSmall ? 4 : 8;
    }

    private void PhotoAndFields()
    {
        var (top, left) = (Y, Margin);
        if (Page.Photo is { } photo)
        {
            Add(new BoxMark(Margin, top, PhotoWidth, PhotoHeight, Ink.White));
            Photo(Margin, top, PhotoWidth, PhotoHeight, photo);
            Add(Guilloche.Frame(Margin, top, PhotoWidth, PhotoHeight, 0.2, Page.Accent));
            left += PhotoWidth + 7;
        }

        Fields(left, Right, IsSmall ? new(6.2, 9, 1.6) : new(7, 11, 2.4));
        if (Page.Photo is not null) Y = Math.Max(Y, top + PhotoHeight);
        Y += 3;
    }

    /// <summary>Zone and symbol, from the foot up; tells the height at which the zone begins.</summary>
    private double Foot()
    {
        var bottom = Height - Margin;
        if (Page.Zone.Count > 0)
        {
            var top = bottom - Page.Zone.Count * ZoneLine - 3;
            Add(new BoxMark(Margin - 4, top, Width - 2 * Margin + 8, bottom - top + 3, Ink.White));
            Zone(Margin, bottom);
            bottom = top - 2;
        }

        if (Page.Symbol is not { } symbol) return bottom;
        var side = SideOf(symbol);
        Add(new SymbolMark(Right - side, bottom - side, Module, symbol));
        return bottom;
    }

    private void Notes()
    {
        foreach (var note in Page.Notes)
        {
            Paragraph(note, PageFont.Regular, IsSmall ? 6.6 : 8.2, Ink.Grey(0.1), Margin, Right);
            Y += 1.3;
        }
    }

    private void Signature(double foot)
    {
        var symbolTop = foot - (Page.Symbol is { } symbol ? SideOf(symbol) : 0);
        if (Y > symbolTop) throw NoRoom("its notes beside the symbol");
        if (Page.Signature is not { } label) return;
        var right = Page.Symbol is null ? Margin + 75 : Math.Min(Margin + 75, Right - SideOf(Page.Symbol) - 5);
        Y = Math.Max(foot - 9, Y + 6);
        if (Y + 6 > foot + 1) throw NoRoom("the signature under its notes");
        Add(new BoxMark(Margin, Y, right - Margin, 0.2, Ink.Grey(0.3)));
        Y += 0.5;
        Paragraph(label, PageFont.Regular, 6.2, Page.Accent, Margin, right);
    }
}
