namespace Nansen.Documents;

/// <summary>What a machine-readable zone says, field by field, without fillers. Empty texts are empty fields.</summary>
public sealed record MrzDocument
{
    /// <summary>The format.</summary>
    public required MrzFormat Format { get; init; }

    /// <summary>Kind of document: P, PR, I, V…</summary>
    public string DocumentCode { get; init; } = "";

    /// <summary>Issuing State: three letters, or D.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Nationality: three letters, D, or XXA (stateless), XXB (refugee), XXC (other refugee), XXX (unspecified).</summary>
    public string Nationality { get; init; } = "";

    /// <summary>The whole number, also when it is longer than nine characters.</summary>
    public string DocumentNumber { get; init; } = "";

    /// <summary>YYMMDD, unknown parts as fillers; no century, which a policy must decide (<see cref="CenturyPolicy"/>).</summary>
    public string DateOfBirth { get; init; } = "";

    /// <summary>F, M, or <c>&lt;</c>.</summary>
    public string Sex { get; init; } = "";

    /// <summary>YYMMDD.</summary>
    public string DateOfExpiry { get; init; } = "";

    /// <summary>Optional data; in TD1 those of the upper line.</summary>
    public string Optional1 { get; init; } = "";

    /// <summary>Optional data of TD1's middle line.</summary>
    public string Optional2 { get; init; } = "";

    /// <summary>Primary identifier (mostly the family name), components with a space between.</summary>
    public string Primary { get; init; } = "";

    /// <summary>Secondary identifier (mostly the given names).</summary>
    public string Secondary { get; init; } = "";
}
