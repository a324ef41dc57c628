using System.Globalization;
using System.Text.Json;
using Nansen.Documents;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// What stands on a document's page, as the pack's drawing of its kind says: what was sealed when it was made, and the holder
/// as she was recorded then. A later correction asks for a new document; it does not change the face of one that is out.
/// </summary>
internal sealed class DocumentFace(Pack pack, NodeSettings settings, RecordState document, RecordState holder)
{
    /// <summary>Fields of the document that stand on the page.</summary>
    public static readonly string[] DocumentFields = ["document_number", "issued_on", "valid_until", "mrz", "seal"];

    private readonly DateTimeOffset _made = document.Facts.FirstOrDefault(f => f.Key == new FactKey("document_number", holder.Id)).Value is [.., var last] ? last.At : default;

    private DocumentType Kind => pack.Documents[document.Code!];

    private Drawing Drawing => pack.Drawings[document.Code!];

    /// <summary>Whether there is anything to draw: number, zone and seal are made.</summary>
    public bool IsMade => _made != default;

    /// <summary>The photo that was on file then.</summary>
    public JsonElement? Photo => Drawing.Photo && AtIssue("photo") is { HasValue: true } file ? file.Value : null;

    /// <summary>Fields of the holder that stand on the page of a kind.</summary>
    public static IEnumerable<string> HolderFields(Pack pack, string kind) => pack.Drawings[kind].Fields.SelectMany(f => FieldsOf(f.Value)).Append(pack.Drawings[kind].Photo ? "photo" : "names").Distinct();

    /// <summary>The page.</summary>
    /// <exception cref="DocumentException">A value that the drawing requires is not known.</exception>
    public DocumentPage Page(ReadOnlyMemory<byte>? photo) => DocumentDrawing.Page(pack, new DocumentContent(Kind, Sealed("document_number"), settings.State, _made, ValueOf)
    {
        Photo = photo,
        Zone = Sealed("mrz") is { Length: > 0 } zone ? zone.Split('|') : [],
        Seal = Convert.FromHexString(Sealed("seal")),
        Watermark = document.State == "void" ? "VOID · НЕДЕЙСТВИТЕЛЕН" : settings.Demo ? "SPECIMEN" : null,
    });

    private static string[] FieldsOf(string value) => value switch
    {
        DrawingValues.FamilyName or DrawingValues.GivenNames => ["names"],
        DrawingValues.BirthDate => ["date_of_birth"],
        DrawingValues.Sex => ["sex_recorded"],
        DrawingValues.Nationality => ["nationalities"],
        _ when DrawingValues.All.Contains(value) => [],
        _ => [value],
    };

    private string? ValueOf(string value) => value switch
    {
        DrawingValues.FamilyName => Latin.Primary,
        DrawingValues.GivenNames => Latin.Secondary,
        DrawingValues.FamilyNameOwn => Own(NamePartKind.Family),
        DrawingValues.GivenNamesOwn => Own(NamePartKind.Given, NamePartKind.Patronymic),
        DrawingValues.BirthDate => AtIssue("date_of_birth") is { HasValue: true } birth && PartialDate.TryParse(birth.Text, out var date) ? Day(date) : Day(null),
        DrawingValues.Sex => CodeText(holder.Type, "sex_recorded", AtIssue("sex_recorded")?.Text),
        DrawingValues.Nationality => Nationality(),
        DrawingValues.DocumentCode => Kind.MrzCode,
        DrawingValues.Issuer => settings.State,
        DrawingValues.Status => EntitlingStatus() is { } status ? DocumentDrawing.Both(status.Title) : null,
        DrawingValues.Registration => holder.Number,
        DrawingValues.Number => Sealed("document_number"),
        DrawingValues.Issued => Day(PartialDate.Parse(Sealed("issued_on"))),
        DrawingValues.Expires => Day(PartialDate.Parse(Sealed("valid_until"))),
        DrawingValues.ReturnUntil => Sealed("return_until") is { Length: > 0 } until ? Day(PartialDate.Parse(until)) : null,
        DrawingValues.Office => document.Office,
        DrawingValues.Law => Kind.Law,
        _ => Recorded(value),
    };

    private IReadOnlyList<PersonName> Names => AtIssue("names") is { HasValue: true } value ? PersonNameJson.Read(value.Value) : [];

    private (string Primary, string Secondary) Latin => Names.FirstOrDefault(n => n.Script == Script.Latn) is { } written && written.Of(NamePartKind.Family).Length > 0
        ? (written.Of(NamePartKind.Family), Joined(written, NamePartKind.Given, NamePartKind.Patronymic))
        : DocumentDesk.LatinName(Names, holder.Number);

    // In letters that no font of the pages has the name is left out: it stands there in Latin letters, and nobody goes without a document.
    private string? Own(params NamePartKind[] parts) => Names.FirstOrDefault(n => n.Script != Script.Latn) is { } own && Joined(own, parts) is var name && PageDrawing.CanWrite(name) ? name : null;

    private static string Joined(PersonName name, params NamePartKind[] parts) => string.Join(' ', name.Parts.Where(p => parts.Contains(p.Kind)).Select(p => p.Text));

    // Under the Conventions the holder is named by what she is, not by a nationality (Doc 9303-3, section 5).
    private string Nationality()
    {
        if (!Kind.Nationality.StartsWith('$')) return EntitlingStatus() is { } status ? $"{Kind.Nationality} · {status.Title.In("en")}" : Kind.Nationality;
        return string.Join("; ", Nationalities().Select(c => CodeText(holder.Type, "nationalities", c)));
    }

    private IEnumerable<string> Nationalities() => AtIssue("nationalities") is { HasValue: true, Value.ValueKind: JsonValueKind.Array } list
        ? list.Value.EnumerateArray().Select(one => one.TryGetProperty("state", out var state) ? state.GetString() : null).OfType<string>() : [];

    private StatusType? EntitlingStatus() => holder.Statuses.LastOrDefault(s => Kind.Statuses.Contains(s.Code) && s.Since <= DateOnly.FromDateTime(_made.UtcDateTime)) is { } status
        ? pack.Statuses[status.Code] : null;

    private string? Recorded(string field)
    {
        var (type, fact) = document.Fact(field, holder.Id) is { } about ? (document.Type, about) : document.Fact(field) is { } own ? (document.Type, own) : (holder.Type, AtIssue(field));
        if (fact is not { HasValue: true }) return null;
        if (fact.Value.ValueKind != JsonValueKind.Object) return pack.FieldOf(type, field)?.Type == FieldType.Date ? Day(PartialDate.Parse(fact.Text)) : CodeText(type, field, fact.Text);
        // A place: its name, and the State as it was then.
        var (name, country) = (Word(fact.Value, "name") ?? Word(fact.Value, "text"), Word(fact.Value, "country"));
        return string.Join(", ", new[] { name, country }.OfType<string>());
    }

    private static string? Word(JsonElement place, string member) => place.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Doc 9303-3, section 3.8: a part that is not known is written with X.
    private static string Day(PartialDate? date) => date switch
    {
        { Precision: DatePrecision.Day } day => day.Earliest.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        { Precision: DatePrecision.Month } month => month.Earliest.ToString("'XX'.MM.yyyy", CultureInfo.InvariantCulture),
        { Year: { } year } => string.Create(CultureInfo.InvariantCulture, $"XX.XX.{year:0000}"),
        _ => "XX.XX.XXXX",
    };

    private string CodeText(string type, string field, string? code) =>
        code is null ? "" : pack.ListOf(pack.FieldOf(type, field))?.Find(code) is { } item ? DocumentDrawing.Both(item.Title) : code;

    private string Sealed(string field) => document.Text(field, holder.Id);

    private FactValue? AtIssue(string field) =>
        holder.Facts.Where(f => f.Key == new FactKey(field)).Select(f => f.Value.LastOrDefault(v => v.At <= _made) ?? f.Value[0]).FirstOrDefault()?.Value;
}
