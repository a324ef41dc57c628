namespace Nansen.Documents;

/// <summary>Document codes: what Doc 9303 allows (part 4, section 4.4; parts 5 to 8), with the dates on which it binds.</summary>
public static class DocumentCodes
{
    /// <summary>From this day the two-letter passport codes may be used.</summary>
    public static readonly DateOnly InEffect = new(2026, 1, 1);

    /// <summary>From this day new books must have them.</summary>
    public static readonly DateOnly MandatoryForNew = new(2028, 1, 1);

    /// <summary>Books without them must expire before this day.</summary>
    public static readonly DateOnly OldOnesExpireBefore = new(2038, 1, 1);

    private static readonly Dictionary<string, string> Passports = new(StringComparer.Ordinal)
    {
        ["PP"] = "national (ordinary) passport",
        ["PE"] = "emergency passport",
        ["PD"] = "diplomatic passport",
        ["PO"] = "official or service passport",
        ["PR"] = "refugee's travel document",
        ["PT"] = "alien's or non-citizen's travel document",
        ["PS"] = "stateless person's travel document",
        ["PL"] = "laissez-passer",
        ["PM"] = "military passport",
        ["PU"] = "single-sheet emergency travel document",
    };

    /// <summary>The meaning of a passport code, or null when Doc 9303-4 does not list it.</summary>
    public static string? Meaning(string code) => Passports.GetValueOrDefault(code.TrimEnd('<'));

    /// <summary>
    /// What the dates of force say of a book's code: the zone has no date of issue, so that is given when it is known, and the
    /// century of the expiry is the policy's.
    /// </summary>
    public static MrzFinding ByDate(MrzDocument document, CenturyPolicy policy, DateOnly? issued = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(policy);
        if (document.Format != MrzFormat.TD3 || document.DocumentCode.Length != 1) return MrzFinding.None;
        var findings = MrzFinding.None;
        if (policy.Expiry(document.DateOfExpiry) >= OldOnesExpireBefore) findings |= MrzFinding.OneLetterCodeExpiresTooLate;
        if (issued >= MandatoryForNew) findings |= MrzFinding.OneLetterCodeInNewBook;
        return findings;
    }

    internal static MrzFinding Examine(MrzFormat format, ReadOnlySpan<char> code, ReadOnlySpan<char> issuer, ReadOnlySpan<char> nationality)
    {
        var findings = Code(format, code);
        if (!CountryCodes.IsListed(issuer)) findings |= MrzFinding.UnknownIssuer;
        if (!CountryCodes.IsListed(nationality)) findings |= MrzFinding.UnknownNationality;
        if (CountryCodes.IsWithdrawn(issuer) || CountryCodes.IsWithdrawn(nationality)) findings |= MrzFinding.WithdrawnCode;
        if (issuer is CountryCodes.Specimen) findings |= MrzFinding.Specimen;
        if (code is "PR" && nationality is not (CountryCodes.Refugee or CountryCodes.OtherRefugee)) findings |= MrzFinding.RefugeeDocumentWithState;
        if (code is "PS" && nationality is not CountryCodes.Stateless) findings |= MrzFinding.StatelessDocumentWithState;
        return findings;
    }

    private static MrzFinding Code(MrzFormat format, ReadOnlySpan<char> code)
    {
        var (first, second) = (code[0], code[1]);
        switch (format)
        {
            case MrzFormat.MRVA or MrzFormat.MRVB:
                return MrzFinding.None;
            case MrzFormat.TD3:
                if (first != 'P') return MrzFinding.UnusualCode;
                return second == '<' || second is 'P' or 'E' or 'D' or 'O' or 'R' or 'T' or 'S' or 'L' or 'M' or 'U' ? MrzFinding.None : MrzFinding.UnusualCode;
            default:
                if (second == 'V' || first == 'V' || code is "AI" || (code is "AC" && format == MrzFormat.TD2)) return MrzFinding.CodeNotForFormat;
                return first is 'A' or 'C' or 'I' ? MrzFinding.None : MrzFinding.UnusualCode;
        }
    }
}
