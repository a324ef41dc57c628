namespace Nansen.Documents;

/// <summary>What a reader should know about a zone beside its check digits.</summary>
[Flags]
public enum MrzFinding : long
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No format has so many lines of that length.</summary>
    WrongSize = 1,

    /// <summary>A character outside A–Z, 0–9 and the filler.</summary>
    WrongCharacter = 1 << 1,

    /// <summary>A name field holds a digit.</summary>
    DigitInName = 1 << 2,

    /// <summary>There is no primary identifier.</summary>
    NoName = 1 << 3,

    /// <summary>The name field is full to its last position: the name may be truncated.</summary>
    NameMayBeTruncated = 1 << 4,

    /// <summary>The date of birth is no date.</summary>
    BirthNotADate = 1 << 5,

    /// <summary>Part of the date of birth is unknown.</summary>
    BirthPartlyUnknown = 1 << 6,

    /// <summary>The date of expiry is no date.</summary>
    ExpiryNotADate = 1 << 7,

    /// <summary>There is no date of expiry.</summary>
    NoExpiry = 1 << 8,

    /// <summary>Sex is none of F, M and the filler.</summary>
    WrongSex = 1 << 9,

    /// <summary>The document number is empty.</summary>
    NoNumber = 1 << 10,

    /// <summary>The digit of a long number counts the filler in it, as old Belgian cards do.</summary>
    LongNumberDigitCountsFiller = 1 << 11,

    /// <summary>The issuer is not in ISO 3166-1 or the list of Doc 9303-3.</summary>
    UnknownIssuer = 1 << 12,

    /// <summary>The nationality is not in ISO 3166-1 or the list of Doc 9303-3.</summary>
    UnknownNationality = 1 << 13,

    /// <summary>The issuer is the specimen State, Utopia.</summary>
    Specimen = 1 << 14,

    /// <summary>A code that has been withdrawn but may stand in old documents.</summary>
    WithdrawnCode = 1 << 15,

    /// <summary>The document code is not one this format allows.</summary>
    CodeNotForFormat = 1 << 16,

    /// <summary>A document code that Doc 9303 does not know, or that stands in old documents alone.</summary>
    UnusualCode = 1 << 17,

    /// <summary>A refugee's document (PR) whose nationality is neither XXB nor XXC: practice varies, no proof of forgery.</summary>
    RefugeeDocumentWithState = 1 << 18,

    /// <summary>A stateless person's document (PS) whose nationality is not XXA.</summary>
    StatelessDocumentWithState = 1 << 19,

    /// <summary>A book without a second letter in its code expires later than such books may (<see cref="DocumentCodes.OldOnesExpireBefore"/>).</summary>
    OneLetterCodeExpiresTooLate = 1 << 20,

    /// <summary>A book without a second letter in its code was issued when one was mandatory (<see cref="DocumentCodes.MandatoryForNew"/>).</summary>
    OneLetterCodeInNewBook = 1 << 21,
}

/// <summary>The words for findings.</summary>
public static class MrzFindings
{
    private static readonly (MrzFinding Finding, string Field, string Message)[] Words =
    [
        (MrzFinding.WrongSize, "zone", "No format has lines so many and so long: TD1 has 3 of 30, TD2 and MRV-B 2 of 36, TD3 and MRV-A 2 of 44."),
        (MrzFinding.WrongCharacter, "zone", "Only A–Z, 0–9 and < stand in a zone; read it again."),
        (MrzFinding.DigitInName, "name", "A name holds a digit."),
        (MrzFinding.NoName, "primary", "There is no primary identifier."),
        (MrzFinding.NameMayBeTruncated, "name", "The name field is full to its last position: the name may be truncated."),
        (MrzFinding.BirthNotADate, "dateOfBirth", "The date of birth is no date."),
        (MrzFinding.BirthPartlyUnknown, "dateOfBirth", "Part of the date of birth is unknown."),
        (MrzFinding.ExpiryNotADate, "dateOfExpiry", "The date of expiry is no date."),
        (MrzFinding.NoExpiry, "dateOfExpiry", "There is no date of expiry."),
        (MrzFinding.WrongSex, "sex", "Sex is none of F, M and <."),
        (MrzFinding.NoNumber, "documentNumber", "The document number is empty."),
        (MrzFinding.LongNumberDigitCountsFiller, "documentNumber", "The check digit of the long number counts the filler in it, as old Belgian cards do."),
        (MrzFinding.UnknownIssuer, "issuer", "The issuer's code is not in ISO 3166-1 or Doc 9303-3."),
        (MrzFinding.UnknownNationality, "nationality", "The nationality's code is not in ISO 3166-1 or Doc 9303-3."),
        (MrzFinding.Specimen, "issuer", "The issuer is Utopia, the specimen State."),
        (MrzFinding.WithdrawnCode, "nationality", "A withdrawn country code; it may stand in old documents."),
        (MrzFinding.CodeNotForFormat, "documentCode", "The format does not allow this document code."),
        (MrzFinding.UnusualCode, "documentCode", "A document code that Doc 9303-4 does not list."),
        (MrzFinding.RefugeeDocumentWithState, "nationality", "A refugee's document is expected to have XXB or XXC; practice varies."),
        (MrzFinding.StatelessDocumentWithState, "nationality", "A stateless person's document is expected to have XXA; practice varies."),
        (MrzFinding.OneLetterCodeExpiresTooLate, "documentCode", "A book without a two-letter code must expire before 2038."),
        (MrzFinding.OneLetterCodeInNewBook, "documentCode", "A book issued since 2028 must have a two-letter code."),
    ];

    /// <summary>Each finding with its code, the field it concerns, and a sentence.</summary>
    public static IEnumerable<(string Code, string Field, string Message)> Explain(this MrzFinding findings) =>
        from w in Words where (findings & w.Finding) != 0 select (Camel(w.Finding.ToString()), w.Field, w.Message);

    /// <summary>The digits by the names of the fields they guard.</summary>
    public static IEnumerable<string> Names(this MrzDigits digits) =>
        from d in Enum.GetValues<MrzDigits>() where d != MrzDigits.None && (digits & d) != 0 select Camel(d.ToString());

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
