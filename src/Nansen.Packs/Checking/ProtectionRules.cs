namespace Nansen.Packs;

/// <summary>Statuses and documents.</summary>
internal sealed class ProtectionRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        foreach (var status in Pack.Statuses.Values) CheckStatus(status);
        foreach (var document in Pack.Documents.Values) CheckDocument(document);
    }

    private void CheckStatus(StatusType status)
    {
        var what = $"the status {status.Code}";
        NeedLaw(status, status.Law, what);
        if (status.Document is { } document)
        {
            if (!Pack.Documents.TryGetValue(document, out var found)) Unknown(status, "document", what, document, "document");
            else if (!found.Statuses.Contains(status.Code)) Error("reference", status, "document", $"{what} entitles to {document}, which does not list it", $"Add {status.Code} to the statuses of {document}");
        }

        if (status.PermitParameter is { } permit && !Pack.Parameters.ContainsKey(permit)) Unknown(status, "permit_parameter", what, permit, "parameter");
        foreach (var other in status.Replaces.Where(s => !Pack.Statuses.ContainsKey(s))) Unknown(status, "replaces", what, other, "status");
    }

    private void CheckDocument(DocumentType document)
    {
        var what = $"the document {document.Code}";
        NeedLaw(document, document.Law, what);
        if (!Pack.Parameters.ContainsKey(document.ValidityParameter)) Unknown(document, "validity_parameter", what, document.ValidityParameter, "parameter");
        foreach (var status in document.Statuses.Where(s => !Pack.Statuses.ContainsKey(s))) Unknown(document, "statuses", what, status, "status");
        NeedRoles(document, "proposed_by", what, document.ProposedBy);
        NeedRoles(document, "issued_by", what, document.IssuedBy);
        CheckZone(document, what);
    }

    /// <summary>Document codes of Doc 9303 parts 4 to 6.</summary>
    private void CheckZone(DocumentType document, string what)
    {
        if (document.MrzCode is null && document.MrzFormat is null) return;
        if (document.MrzCode is not { Length: 1 or 2 } code || document.MrzFormat is not { } format)
        {
            Error("mrz", document, document.MrzCode is null ? "mrz_format" : "mrz_code", $"{what} has not both a code of one or two letters and a format for its machine-readable zone", "Give mrz_code and mrz_format, or neither");
            return;
        }

        var fits = format == "TD3"
            ? code[0] == 'P'
            : code[0] is 'A' or 'C' or 'I' && !code.EndsWith('V') && code != "AC" && (format != "TD1" || code != "AI");
        if (!fits || !code.All(char.IsAsciiLetterUpper)) Error("mrz", document, "mrz_code", $"{what} has the code '{code}', which Doc 9303 does not allow in {format}", format == "TD3" ? "Begin it with P" : "Begin it with A, C or I; never AC, AI or a second letter V");
    }
}
