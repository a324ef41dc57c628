namespace Nansen.Packs;

/// <summary>How one kind of document looks: the State's lawyers change titles, labels and notes here; no document is drawn in code.</summary>
/// <param name="Document">Document kind it draws.</param>
/// <param name="Form">sheet (A4), slip (A5), booklet (two facing pages of a travel document) or card (both sides, format TD1).</param>
/// <param name="Accent">Colour of heads and background, as #1F4E79.</param>
/// <param name="Photo">Whether the holder's photo stands on it.</param>
/// <param name="Title">Title.</param>
/// <param name="Authority">Issuing authority, under the name of the State.</param>
/// <param name="Fields">Fields in their order.</param>
/// <param name="Notes">Paragraphs.</param>
/// <param name="Signature">Words under the line for signature and stamp, or null for no line.</param>
public sealed record Drawing(string Document, string Form, string Accent, bool Photo, LocalText Title, LocalText? Authority, IReadOnlyList<DrawingField> Fields, IReadOnlyList<LocalText> Notes, LocalText? Signature)
{
    /// <summary>Symbol that carries the seal: <c>datamatrix</c> or <c>qr</c>. Doc 9303-13 allows both; national profiles narrow the choice.</summary>
    public string Symbol { get; init; } = "datamatrix";
}

/// <summary>One field of a drawing.</summary>
/// <param name="Value">One of <see cref="DrawingValues.All"/>, or a field of the document or of its holder.</param>
/// <param name="Second">The value that stands under it, in the holder's own script, or null.</param>
/// <param name="Label">Label.</param>
/// <param name="Required">Without a value there is no document.</param>
public sealed record DrawingField(string Value, string? Second, LocalText Label, bool Required);

/// <summary>The words for values that a drawing may show besides recorded fields.</summary>
public static class DrawingValues
{
    /// <summary>Family name in Latin letters.</summary>
    public const string FamilyName = "family_name";

    /// <summary>Given names in Latin letters.</summary>
    public const string GivenNames = "given_names";

    /// <summary>Family name in the holder's own letters.</summary>
    public const string FamilyNameOwn = "family_name_own";

    /// <summary>Given names in the holder's own letters.</summary>
    public const string GivenNamesOwn = "given_names_own";

    /// <summary>Date of birth, XX for what is not known.</summary>
    public const string BirthDate = "birth_date";

    /// <summary>Sex.</summary>
    public const string Sex = "sex";

    /// <summary>Nationality as recorded, or what the Conventions call the holder.</summary>
    public const string Nationality = "nationality";

    /// <summary>Letters of the document's kind, as in the zone.</summary>
    public const string DocumentCode = "document_code";

    /// <summary>Three letters of the issuing State.</summary>
    public const string Issuer = "issuer";

    /// <summary>The status that entitles to the document.</summary>
    public const string Status = "status";

    /// <summary>Number of the registration.</summary>
    public const string Registration = "registration";

    /// <summary>Number of the document.</summary>
    public const string Number = "number";

    /// <summary>Day of issue.</summary>
    public const string Issued = "issued";

    /// <summary>Last day.</summary>
    public const string Expires = "expires";

    /// <summary>Until when the issuing State takes the holder back (Schedules of the Conventions, paragraph 13).</summary>
    public const string ReturnUntil = "return_until";

    /// <summary>Issuing office.</summary>
    public const string Office = "office";

    /// <summary>The law under which it is issued.</summary>
    public const string Law = "law";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [FamilyName, GivenNames, FamilyNameOwn, GivenNamesOwn, BirthDate, Sex, Nationality, DocumentCode, Issuer, Status, Registration, Number, Issued, Expires, ReturnUntil, Office, Law];
}
