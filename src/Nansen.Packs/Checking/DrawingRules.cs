using System.Text.RegularExpressions;

namespace Nansen.Packs;

/// <summary>Drawings: each draws a document of the pack, with values that exist; what the form of the document needs is there.</summary>
internal sealed partial class DrawingRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        foreach (var drawing in Pack.Drawings.Values) Check(drawing);
        foreach (var document in Pack.Documents.Values.Where(d => !Pack.Drawings.ContainsKey(d.Code)))
            Error("drawing", document, null, $"the document {document.Code} has no drawing", "Add a file of kind drawing for it");
    }

    private void Check(Drawing drawing)
    {
        var what = $"the drawing of {drawing.Document}";
        foreach (var field in drawing.Fields)
        {
            if (!IsValue(field.Value)) UnknownValue(field, "value", what, field.Value);
            if (field.Second is { } second && !IsValue(second)) UnknownValue(field, "second", what, second);
        }

        if (!Colour().IsMatch(drawing.Accent)) Error("drawing", drawing, "accent", $"{what} has the colour '{drawing.Accent}'", "Write six hexadecimal digits, as \"#1F4E79\"");
        foreach (var twice in drawing.Fields.GroupBy(f => f.Value).Where(g => g.Count() > 1))
            Error("drawing", twice.Last(), "value", $"{what} shows '{twice.Key}' twice", "Keep one of the two");
        if (!Pack.Documents.TryGetValue(drawing.Document, out var document)) Unknown(drawing, "document", what, drawing.Document, "document");
        else CheckForm(drawing, document, what);
    }

    /// <summary>A booklet and a card have room for the zone of their own format alone (Doc 9303 parts 4 and 5).</summary>
    private void CheckForm(Drawing drawing, DocumentType document, string what)
    {
        var wants = drawing.Form switch { "booklet" => "TD3", "card" => "TD1", _ => null };
        if (wants is not null && document.MrzFormat != wants)
            Error("drawing", drawing, "form", $"{what} is a {drawing.Form}, but the document's zone is {document.MrzFormat ?? "none"}", $"Write mrz_format: {wants} at {document.Code}, or another form");
        if (wants is null && document.MrzFormat is "TD1" or "TD3")
            Error("drawing", drawing, "form", $"{what} is a {drawing.Form}, but the document's zone is {document.MrzFormat}", $"Write form: {(document.MrzFormat == "TD3" ? "booklet" : "card")}, or mrz_format: TD2 at {document.Code}");
        if (drawing.Symbol != "datamatrix" && document.SealProfile is null)
            Error("drawing", drawing, "symbol", $"{what} has symbol: {drawing.Symbol}, but the document has no seal for it to carry", $"Write seal_profile at {document.Code}, or leave symbol out");
    }

    private bool IsValue(string value) =>
        DrawingValues.All.Contains(value) || Pack.Records.Values.Any(r => r.Kind is RecordKind.Document or RecordKind.Individual && r.Fields.ContainsKey(value));

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$")]
    private static partial Regex Colour();

    private void UnknownValue(DrawingField field, string key, string what, string value) =>
        Error("drawing", field, key, $"{what} shows '{value}', which no document knows", $"Write a field of the document or its holder, or one of: {string.Join(", ", DrawingValues.All)}");
}
