namespace Nansen.Documents;

/// <summary>A labelled value, in two languages and, for names, in two scripts.</summary>
/// <param name="Label">Label in the first language.</param>
/// <param name="Value">The value in Latin letters, or the only one.</param>
public sealed record PageField(string Label, string Value)
{
    /// <summary>Label in the second language.</summary>
    public string? SecondLabel { get; init; }

    /// <summary>The value in the second script.</summary>
    public string? SecondValue { get; init; }
}

/// <summary>What stands on one page of a document; where it stands, the layout knows. The same description gives the same bytes.</summary>
public sealed record DocumentPage
{
    /// <summary>The document's number.</summary>
    public required string Number { get; init; }

    /// <summary>Title in the first language.</summary>
    public required string Title { get; init; }

    /// <summary>Title in the second language.</summary>
    public string? SecondTitle { get; init; }

    /// <summary>The issuing State and authority, a line for each language.</summary>
    public IReadOnlyList<string> Issuer { get; init; } = [];

    /// <summary>When the document was issued; also the date inside the file.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Labelled values in their order.</summary>
    public IReadOnlyList<PageField> Fields { get; init; } = [];

    /// <summary>Photo, PNG or JPEG.</summary>
    public ReadOnlyMemory<byte>? Photo { get; init; }

    /// <summary>What the document entitles to, how to verify it, and the like: paragraphs under the fields.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Lines of the machine-readable zone.</summary>
    public IReadOnlyList<string> Zone { get; init; } = [];

    /// <summary>The symbol with the seal.</summary>
    public SymbolGrid? Symbol { get; init; }

    /// <summary>Written large and pale across the page: SPECIMEN.</summary>
    public string? Watermark { get; init; }

    /// <summary>Language of the first texts, for programs that read aloud.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Sheet, pages of a booklet, or card.</summary>
    public PageForm Form { get; init; }

    /// <summary>Colour of heads and of the background.</summary>
    public Ink Accent { get; init; } = new(0x1F, 0x4E, 0x79);

    /// <summary>Under the line for signature and stamp; without it there is no line.</summary>
    public string? Signature { get; init; }
}

/// <summary>What a document looks like as a thing.</summary>
public enum PageForm
{
    /// <summary>A sheet of A4.</summary>
    Sheet,

    /// <summary>A sheet of half that size, A5.</summary>
    Slip,

    /// <summary>Two facing pages of a travel document, 125 by 88 mm each: statements above, data page below (Doc 9303-4).</summary>
    Booklet,

    /// <summary>Both sides of a card of format TD1, 85.6 by 54 mm (Doc 9303-5).</summary>
    Card,
}
