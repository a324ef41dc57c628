using System.Globalization;
using Nansen.Documents;
using Nansen.Packs;

namespace Nansen.Register;

/// <summary>
/// A specimen of a pack's document, as lawyers look at it while they change its drawing and as examiners learn it: filled
/// with an invented holder of Utopia, sealed by a key that is thrown away.
/// </summary>
public static class SpecimenDocument
{
    private const string Number = "U00000017";
    private static readonly DateOnly Issued = SpecimenState.IssueDay;

    /// <summary>Family and given name of the specimen's holder in each script.</summary>
    public static IReadOnlyDictionary<string, (string Family, string Given)> Names { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["cyrl"] = ("Образцова", "Лейла"),
        ["arab"] = ("نمونه", "لیلا"),
        ["armn"] = ("Նմուշյան", "Լեյլա"),
        ["geor"] = ("ნიმუშაძე", "ლეილა"),
        ["latn"] = ("", ""),
    };

    /// <summary>The specimen's page.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="kind">Document kind, as DOC-ASC.</param>
    /// <param name="script">Script of the holder's own name: cyrl, arab, armn, geor or latn.</param>
    /// <param name="photo">A photo, or null.</param>
    /// <exception cref="DocumentException">There is no such kind or script.</exception>
    public static DocumentPage Page(Pack pack, string kind, string script = "cyrl", ReadOnlyMemory<byte>? photo = null)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (!pack.Documents.TryGetValue(kind, out var type)) throw new DocumentException($"The pack has no document '{kind}'; it has {string.Join(", ", pack.Documents.Keys)}.");
        if (!Names.TryGetValue(script, out var own)) throw new DocumentException($"There is no specimen in the script '{script}': {string.Join(", ", Names.Keys)}.");
        var until = Records.ClockRules.DueAfter(pack, type.ValidityParameter, Issued);
        var zone = type.MrzFormat is { } format ? Zone(type, Enum.Parse<MrzFormat>(format), until) : [];
        return DocumentDrawing.Page(pack, new DocumentContent(type, Number, CountryCodes.Specimen, new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), word => Value(pack, type, word, own, until))
        {
            Photo = photo ?? SpecimenPhoto.Png(),
            Zone = zone,
            Seal = type.SealProfile is { } profile ? Seal(profile, zone, Zone(type, MrzFormat.TD2, until)) : default,
            Watermark = "SPECIMEN",
        });
    }

    private static string? Value(Pack pack, DocumentType type, string word, (string Family, string Given) own, DateOnly until) => word switch
    {
        DrawingValues.FamilyName => "SPECIMEN",
        DrawingValues.GivenNames => "LEYLA",
        DrawingValues.FamilyNameOwn => own.Family,
        DrawingValues.GivenNamesOwn => own.Given,
        DrawingValues.BirthDate => "05.03.1991",
        DrawingValues.Sex => "F",
        DrawingValues.Nationality => Nationality(pack, type),
        DrawingValues.DocumentCode => type.MrzCode,
        DrawingValues.Issuer => CountryCodes.Specimen,
        DrawingValues.Status => Status(pack, type),
        DrawingValues.Registration => "P-2026-000017",
        DrawingValues.Number => Number,
        DrawingValues.Issued => Day(Issued),
        DrawingValues.Expires => Day(until),
        DrawingValues.ReturnUntil => Day(ReturnClause.Until(pack, Issued, until)),
        DrawingValues.Office => "HQ",
        DrawingValues.Law => type.Law,
        "destination" => "Utopia, Capital",
        "place_of_birth" => "Springs, UTO",
        _ => null,
    };

    private static string Nationality(Pack pack, DocumentType type) =>
        type.Nationality.StartsWith('$') ? "XXX · Unspecified" : $"{type.Nationality} · {pack.Statuses.GetValueOrDefault(type.Statuses.FirstOrDefault() ?? "")?.Title.In("en")}";

    private static string? Status(Pack pack, DocumentType type) =>
        type.Statuses.FirstOrDefault() is { } code && pack.Statuses.TryGetValue(code, out var status) ? DocumentDrawing.Both(status.Title) : null;

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Zone(DocumentType type, MrzFormat format, DateOnly until) => Mrz.Make(new MrzDocument
    {
        Format = format,
        DocumentCode = type.MrzCode!,
        Issuer = CountryCodes.Specimen,
        Nationality = type.Nationality.StartsWith('$') ? "XXX" : type.Nationality,
        DocumentNumber = Number,
        DateOfBirth = "910305",
        Sex = "F",
        DateOfExpiry = until.ToString("yyMMdd", CultureInfo.InvariantCulture),
        Primary = "SPECIMEN",
        Secondary = "LEYLA",
    });

    // Nobody trusts this seal: its authority is made for it and kept nowhere. The signature differs each time, so a specimen does too.
    private static ReadOnlyMemory<byte> Seal(string profile, IReadOnlyList<string> zone, IReadOnlyList<string> td2)
    {
        using var utopia = new SpecimenState();
        return DocumentSeal.Make(profile, CountryCodes.Specimen, zone, td2, (Number, SpecimenState.Registration), (Issued, Issued), utopia.Signer);
    }
}
