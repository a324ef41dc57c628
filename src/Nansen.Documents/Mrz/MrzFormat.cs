namespace Nansen.Documents;

/// <summary>The five formats of machine-readable zones (Doc 9303 parts 4 to 7).</summary>
public enum MrzFormat
{
    /// <summary>Cards: three lines of 30 (part 5).</summary>
    TD1,

    /// <summary>Larger cards and certificates: two lines of 36 (part 6).</summary>
    TD2,

    /// <summary>Passport books, Convention travel documents: two lines of 44 (part 4).</summary>
    TD3,

    /// <summary>Full-size visas: two lines of 44 (part 7).</summary>
    MRVA,

    /// <summary>Smaller visas: two lines of 36 (part 7).</summary>
    MRVB,
}

/// <summary>The fields of a zone.</summary>
public enum MrzField
{
    /// <summary>Kind of document, two characters.</summary>
    DocumentCode,

    /// <summary>Issuing State or organisation.</summary>
    Issuer,

    /// <summary>Primary and secondary identifier.</summary>
    Name,

    /// <summary>Document number; in a long number its nine principal characters.</summary>
    DocumentNumber,

    /// <summary>Nationality, or XXA, XXB, XXC for who has none or is a refugee.</summary>
    Nationality,

    /// <summary>Date of birth, YYMMDD; unknown parts are fillers.</summary>
    DateOfBirth,

    /// <summary>F, M, or filler.</summary>
    Sex,

    /// <summary>Date of expiry, YYMMDD.</summary>
    DateOfExpiry,

    /// <summary>Optional data; in TD1 those of the upper line.</summary>
    Optional1,

    /// <summary>Optional data of the middle line; TD1 alone.</summary>
    Optional2,
}

/// <summary>The check digits of a zone.</summary>
[Flags]
public enum MrzDigits
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Over the document number.</summary>
    DocumentNumber = 1,

    /// <summary>Over the date of birth.</summary>
    DateOfBirth = 2,

    /// <summary>Over the date of expiry.</summary>
    DateOfExpiry = 4,

    /// <summary>Over the optional data; TD3 alone.</summary>
    Optional = 8,

    /// <summary>Over several fields; not in visas.</summary>
    Composite = 16,
}
