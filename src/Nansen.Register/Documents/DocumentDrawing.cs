using Nansen.Documents;
using Nansen.Packs;

namespace Nansen.Register;

/// <summary>What stands on one document, whatever its kind.</summary>
/// <param name="Kind">Document kind.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Issuing State.</param>
/// <param name="Made">When it was made.</param>
/// <param name="ValueOf">The value for a word of the drawing; null when there is none.</param>
internal sealed record DocumentContent(DocumentType Kind, string Number, string State, DateTimeOffset Made, Func<string, string?> ValueOf)
{
    /// <summary>Photo, PNG or JPEG.</summary>
    public ReadOnlyMemory<byte>? Photo { get; init; }

    /// <summary>Lines of the zone.</summary>
    public IReadOnlyList<string> Zone { get; init; } = [];

    /// <summary>The seal.</summary>
    public ReadOnlyMemory<byte> Seal { get; init; }

    /// <summary>SPECIMEN, VOID, or nothing.</summary>
    public string? Watermark { get; init; }
}

/// <summary>Fills the pack's drawing of a kind with one document's content.</summary>
internal static class DocumentDrawing
{
    private const string First = "en", Second = "ru";

    /// <summary>The page.</summary>
    /// <exception cref="DocumentException">A value that the drawing requires is not known.</exception>
    public static DocumentPage Page(Pack pack, DocumentContent content)
    {
        var drawing = pack.Drawings[content.Kind.Code];
        return new()
        {
            Number = content.Number,
            Form = Enum.Parse<PageForm>(drawing.Form, true),
            Accent = Ink.TryParse(drawing.Accent) ?? Ink.Black,
            Title = drawing.Title.In(First),
            SecondTitle = drawing.Title.In(Second),
            Issuer = [StateName(pack, content.State), .. drawing.Authority is { } authority ? [Both(authority)] : Array.Empty<string>()],
            IssuedAt = content.Made,
            Fields = [.. drawing.Fields.Select(f => Field(f, content)).OfType<PageField>()],
            Photo = drawing.Photo ? content.Photo : null,
            Notes = [.. drawing.Notes.Select(n => n.In(First)), .. drawing.Notes.Select(n => n.In(Second))],
            Zone = content.Zone,
            Symbol = content.Seal.Length > 0 ? Symbol(drawing, content.Seal.Span) : null,
            Signature = drawing.Signature is { } words ? Both(words) : null,
            Watermark = content.Watermark,
        };
    }

    /// <summary>A text in both languages of the document.</summary>
    public static string Both(LocalText text) => text.In(First) == text.In(Second) ? text.In(First) : $"{text.In(First)} · {text.In(Second)}";

    private static SymbolGrid Symbol(Drawing drawing, ReadOnlySpan<byte> seal) => drawing.Symbol == "qr" ? QrSymbol.Encode(seal) : DataMatrix.Encode(seal);

    private static string StateName(Pack pack, string state) => pack.Codes.GetValueOrDefault("countries")?.Find(state)?.Title is { } known ? Both(known) : state;

    private static PageField? Field(DrawingField field, DocumentContent content)
    {
        if (content.ValueOf(field.Value) is not { Length: > 0 } value)
            return field.Required ? throw new DocumentException($"The document {content.Kind.Code} needs a value for '{field.Value}'.") : null;
        return new(field.Label.In(First), value) { SecondLabel = field.Label.In(Second), SecondValue = field.Second is { } second ? content.ValueOf(second) : null };
    }
}
