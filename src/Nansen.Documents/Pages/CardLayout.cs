namespace Nansen.Documents;

/// <summary>Both sides of a card of format TD1 (Doc 9303-5): photo and fields in front, notes, symbol and zone behind.</summary>
internal sealed class CardLayout(DocumentPage page) : PageLayout(page, CardWidth, CardHeight)
{
    private const double CardWidth = 85.6, CardHeight = 53.98, Margin = 4, Band = 9.4, ZoneHeight = 21;

    private const double Right = CardWidth - Margin;

    protected override void Draw()
    {
        Front();
        EndFace();
        Back();
        EndFace();
    }

    private void Front()
    {
        Add(Guilloche.Waves(0, Band, CardWidth, CardHeight - Band, Page.Accent.Tint(0.84)));
        Add(Guilloche.Rosette(CardWidth * 0.66, 33, 17, Page.Accent.Tint(0.78), 15));
        Watermark(10, CardWidth * 0.64, 34, 22);
        Add(new BoxMark(0, 0, CardWidth, Band, Page.Accent));
        Y = 0.5;
        if (Page.Issuer is [var state, ..]) Paragraph(state, PageFont.Bold, 5.4, Ink.White, Margin, Right);
        Paragraph(Page.SecondTitle is { Length: > 0 } second ? $"{Page.Title} · {second}" : Page.Title, PageFont.Bold, 5.6, Ink.White, Margin, Right);
        if (Y > Band) throw NoRoom("its title");
        Y = Band + 1;
        var left = Margin;
        if (Page.Photo is { } photo)
        {
            Add(new BoxMark(Margin, Band + 2.5, 25, 32, Ink.White));
            Photo(Margin, Band + 2.5, 25, 32, photo);
            left += 28;
        }

        RightLine(Page.Number, PageFont.Bold, 7.5, Ink.Black, Right, CardHeight - 2.4);
        Fields(left, Right, new(3.6, 6, 0.35));
        if (Y > CardHeight - 4) throw NoRoom("the fields of the card");
    }

    private void Back()
    {
        Add(Guilloche.Waves(0, 0, CardWidth, CardHeight - ZoneHeight, Page.Accent.Tint(0.86)));
        Y = 2;
        var right = Right;
        if (Page.Symbol is { } symbol)
        {
            var side = SideOf(symbol);
            right -= side + 1;
            Add(new SymbolMark(CardWidth - 2 - side, 2, Module, symbol));
        }

        foreach (var note in Page.Notes)
        {
            Paragraph(note, PageFont.Regular, 4.1, Ink.Grey(0.1), Margin, right);
            Y += 0.5;
        }

        if (Y > CardHeight - ZoneHeight) throw NoRoom("its notes");
        // Thirty characters of 2.54 mm in the middle; the last line 5 mm from the edge (Doc 9303-5, section 3).
        Zone((CardWidth - 30 * ZonePitch) / 2, CardHeight - 5);
    }
}
