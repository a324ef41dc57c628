using System.Globalization;
using System.Text.Json;
using Nansen.Documents;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// What stands on a document's page: what was sealed at issue, and the holder as she was recorded then, in both languages
/// and scripts. A later correction asks for a new document; it does not change the face of one that is out.
/// </summary>
internal sealed class DocumentFace(Pack pack, NodeSettings settings, RecordState document, RecordState holder, EntryHead issued)
{
    /// <summary>Fields of the document that stand on the page.</summary>
    public static readonly string[] DocumentFields = ["document_number", "issued_on", "valid_until", "mrz", "seal"];

    /// <summary>Fields of the holder that stand on the page.</summary>
    public static readonly string[] HolderFields = ["names", "date_of_birth", "sex_recorded", "nationalities", "photo"];

    private const string First = "en", Second = "ru";

    private DocumentType Kind => pack.Documents[document.Code!];

    /// <summary>The photo that was on file at issue.</summary>
    public JsonElement? Photo => AtIssue("photo") is { HasValue: true } file ? file.Value : null;

    /// <summary>The page.</summary>
    public DocumentPage Page(ReadOnlyMemory<byte>? photo)
    {
        var seal = Sealed("seal");
        return new DocumentPage
        {
            Number = Sealed("document_number"),
            Title = Kind.Title.In(First),
            SecondTitle = Kind.Title.In(Second),
            Issuer = Issuer(),
            IssuedAt = issued.At,
            Fields = [.. Fields().Where(f => f.Value.Length > 0)],
            Photo = photo,
            Notes =
            [
                Kind.Law,
                "This document can be verified without a network: the square holds the machine-readable zone, signed by the issuing authority.",
                "Документ проверяется без сети: квадрат содержит машиносчитываемую зону, подписанную выдавшим органом.",
            ],
            Zone = Sealed("mrz") is { Length: > 0 } zone ? zone.Split('|') : [],
            Symbol = seal.Length > 0 ? DataMatrix.Encode(Convert.FromHexString(seal)) : null,
            Watermark = document.State == "void" ? "VOID · НЕДЕЙСТВИТЕЛЕН" : settings.Demo ? "SPECIMEN" : null,
        };
    }

    private string[] Issuer()
    {
        var state = pack.Codes.GetValueOrDefault("countries")?.Find(settings.State)?.Title;
        return state is null ? [settings.State] : [$"{state.In(First)} · {state.In(Second)}"];
    }

    private IEnumerable<PageField> Fields()
    {
        yield return Names();
        yield return Labelled(holder.Type, "date_of_birth", Birth());
        yield return Labelled(holder.Type, "sex_recorded", CodeText(holder.Type, "sex_recorded", AtIssue("sex_recorded")?.Text));
        yield return Labelled(holder.Type, "nationalities", string.Join("; ", Nationalities().Select(c => CodeText(holder.Type, "nationalities", c))));
        yield return new PageField("Status", Status()) { SecondLabel = "Статус" };
        yield return new PageField("Registration", holder.Number) { SecondLabel = "Регистрация" };
        yield return Labelled(document.Type, "document_number", Sealed("document_number"));
        yield return Labelled(document.Type, "issued_on", Day(PartialDate.Parse(Sealed("issued_on"))));
        yield return Labelled(document.Type, "valid_until", Day(PartialDate.Parse(Sealed("valid_until"))));
        yield return new PageField("Issuing office", document.Office) { SecondLabel = "Выдавший орган" };
    }

    private PageField Names()
    {
        var names = AtIssue("names") is { HasValue: true } value ? PersonNameJson.Read(value.Value) : [];
        var (primary, secondary) = DocumentDesk.LatinName(names, holder.Number);
        var latin = names.FirstOrDefault(n => n.Script == Script.Latn)?.Text ?? (secondary.Length > 0 ? $"{primary}, {secondary}" : primary);
        return Labelled(holder.Type, "names", latin) with { SecondValue = names.FirstOrDefault(n => n.Script != Script.Latn)?.Text };
    }

    private IEnumerable<string> Nationalities() => AtIssue("nationalities") is { HasValue: true, Value.ValueKind: JsonValueKind.Array } list
        ? list.Value.EnumerateArray().Select(one => one.TryGetProperty("state", out var state) ? state.GetString() : null).OfType<string>() : [];

    private string Status() => holder.Statuses.LastOrDefault(s => Kind.Statuses.Contains(s.Code) && s.Since <= issued.On) is { } status
        ? Both(pack.Statuses[status.Code].Title) : "";

    private string Birth() => AtIssue("date_of_birth") is { HasValue: true } birth && PartialDate.TryParse(birth.Text, out var date) ? Day(date) : Day(null);

    // Doc 9303-3, section 3.8: a part that is not known is written with X.
    private static string Day(PartialDate? date) => date switch
    {
        { Precision: DatePrecision.Day } day => day.Earliest.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        { Precision: DatePrecision.Month } month => month.Earliest.ToString("'XX'.MM.yyyy", CultureInfo.InvariantCulture),
        { Year: { } year } => string.Create(CultureInfo.InvariantCulture, $"XX.XX.{year:0000}"),
        _ => "XX.XX.XXXX",
    };

    private PageField Labelled(string type, string field, string value) => pack.FieldOf(type, field) is { } known
        ? new PageField(known.Label.In(First), value) { SecondLabel = known.Label.In(Second) } : new PageField(field, value);

    private string CodeText(string type, string field, string? code) =>
        code is null ? "" : pack.ListOf(pack.FieldOf(type, field))?.Find(code) is { } item ? Both(item.Title) : code;

    private static string Both(LocalText text) => text.In(First) == text.In(Second) ? text.In(First) : $"{text.In(First)} · {text.In(Second)}";

    private string Sealed(string field) => document.Text(field, holder.Id);

    private FactValue? AtIssue(string field) =>
        holder.Facts.Where(f => f.Key == new FactKey(field)).Select(f => f.Value.LastOrDefault(v => v.At <= issued.At) ?? f.Value[0]).FirstOrDefault()?.Value;
}
