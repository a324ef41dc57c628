namespace Nansen.Documents;

/// <summary>The fields of a zone by the names that JSON uses.</summary>
public static class MrzJson
{
    /// <summary>The names a format has, in the order of the zone.</summary>
    public static IReadOnlyList<string> Names(MrzFormat format) => format == MrzFormat.TD1
        ? ["documentCode", "issuer", "documentNumber", "optional1", "dateOfBirth", "sex", "dateOfExpiry", "nationality", "optional2", "primary", "secondary"]
        : ["documentCode", "issuer", "primary", "secondary", "documentNumber", "nationality", "dateOfBirth", "sex", "dateOfExpiry", "optional1"];

    /// <summary>A field by its name; null for an unknown name.</summary>
    public static string? Field(MrzDocument document, string name) => name switch
    {
        "documentCode" => document.DocumentCode,
        "issuer" => document.Issuer,
        "nationality" => document.Nationality,
        "documentNumber" => document.DocumentNumber,
        "dateOfBirth" => document.DateOfBirth,
        "sex" => document.Sex,
        "dateOfExpiry" => document.DateOfExpiry,
        "optional1" => document.Optional1,
        "optional2" => document.Optional2,
        "primary" => document.Primary,
        "secondary" => document.Secondary,
        _ => null,
    };
}
