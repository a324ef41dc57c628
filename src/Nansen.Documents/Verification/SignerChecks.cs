namespace Nansen.Documents;

/// <summary>The signer: known, vouched for, in its time, not revoked; and the signature.</summary>
internal static class SignerChecks
{
    public static TrustedSigner? Run(CheckList checks, Seal seal, TrustFolder trust, DateOnly today)
    {
        var (identifier, reference) = (seal.Header.SignerIdentifier, seal.Header.CertificateReference);
        var item = new SignedItem(seal.Header.IssuingCountry, seal.Signed, seal.Signature, seal.Header.SignatureDate.Day, null, seal.Header is { FeatureDefinition: 0xFD, DocumentCategory: 0x02 });
        var sought = reference.TrimStart('0');
        return Run(checks, item, Candidates(trust.Signers(identifier), sought), $"{identifier} {reference}", today);
    }

    // Serial numbers are unique under one authority only: several signers may have one reference.
    private static IEnumerable<TrustedSigner> Candidates(IReadOnlyList<TrustedSigner> signers, string reference)
    {
        foreach (var signer in signers)
            if (signer.Certificate.Reference == reference) yield return signer;
    }

    public static TrustedSigner? Run(CheckList checks, SignedItem item, IEnumerable<TrustedSigner> candidates, string name, DateOnly today)
    {
        if (Find(item, candidates, out var isSignatureRight) is not { } signer)
        {
            checks.Wrong("signerKnown", "UNKNOWN_CERTIFICATE", $"The certificate {name} is not among the signers here.{(IsTestSigner(name) ? " A reference of zeros alone is a test signer's." : "")}");
            checks.Aborted("signature", "signerTrusted", "signerUsage", "signerInTime", "signerRevoked");
            return null;
        }

        checks.Right("signerKnown", name);
        if (isSignatureRight) checks.Right("signature", "The signature is right.");
        else checks.Wrong("signature", "INVALID_SIGNATURE", "The signature is wrong: the data are not what the signer signed.");
        if (signer.Certificate.IsAuthority) checks.Wrong("signerTrusted", "UNTRUSTED_CERTIFICATE", "Signed with an authority's own key, which certifies signers and signs no seals.");
        else if (signer.Authority is null) checks.Wrong("signerTrusted", "UNTRUSTED_CERTIFICATE", "No authority trusted here vouches for the signer.");
        else IssuerCheck(checks, item, signer);
        Usage(checks, item, signer.Certificate);
        InTime(checks, item, signer, today);
        Revoked(checks, signer, today);
        return signer;
    }

    // TR-03137: a reference of zeros alone marks a test signer.
    private static bool IsTestSigner(string name) => name.Split(' ') is [_, { Length: > 0 } reference] && reference.Trim('0').Length == 0;

    // Of several, the one whose key fits.
    private static TrustedSigner? Find(SignedItem item, IEnumerable<TrustedSigner> candidates, out bool isSignatureRight)
    {
        TrustedSigner? found = null;
        isSignatureRight = false;
        foreach (var signer in candidates)
        {
            found ??= signer;
            var key = signer.Certificate.Key;
            isSignatureRight = item.HashBits is { } bits ? key.Verify(item.Data.Span, item.Signature.Span, bits) : key.Verify(item.Data.Span, item.Signature.Span);
            if (isSignatureRight) return signer;
        }

        return found;
    }

    // A signer of one State must not seal another State's documents, though both are trusted.
    private static void IssuerCheck(CheckList checks, SignedItem item, TrustedSigner signer)
    {
        var own = CountryCodes.TwoLetters(item.Country);
        if (own is not null && !signer.Certificate.Country.Equals(own, StringComparison.OrdinalIgnoreCase))
            checks.Wrong("signerTrusted", "UNTRUSTED_CERTIFICATE", $"The seal is of {item.Country}, but its signer is of {signer.Certificate.Country}.");
        else checks.Right("signerTrusted", $"Vouched for by {signer.Authority!.Subject}.");
    }

    private static void Usage(CheckList checks, SignedItem item, SignerCertificate certificate)
    {
        if (certificate.Usages is not { } usages) { checks.Open("signerUsage", "The certificate does not say what it may sign."); return; }
        if (usages.Contains(SignerCertificate.SealUsage) || usages.Contains(SignerCertificate.SealUsageNc) || (item.IsArrivalAttestation && usages.Contains(SignerCertificate.GermanArrivalUsage)))
            checks.Right("signerUsage", "The certificate may sign such seals.");
        else checks.Wrong("signerUsage", "INVALID_DOCUMENTTYPE", "The certificate may not sign such seals.");
    }

    private static void InTime(CheckList checks, SignedItem item, TrustedSigner signer, DateOnly today)
    {
        var certificate = signer.Certificate;
        if (today > signer.AuthorityUntil) checks.Wrong("signerInTime", "EXPIRED_CERTIFICATE", $"The certificate of the signer's authority was valid until {signer.AuthorityUntil:yyyy-MM-dd}.");
        else if (today < certificate.NotBefore || today > certificate.NotAfter)
            checks.Wrong("signerInTime", "EXPIRED_CERTIFICATE", $"The signer's certificate is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}.");
        else if (item.SignedOn is not { } signed) checks.Open("signerInTime", "The seal's date of signature is no date.");
        else if (signed < certificate.KeyFrom || signed > certificate.KeyTo)
            checks.Wrong("signerInTime", "EXPIRED_CERTIFICATE", $"Signed on {signed:yyyy-MM-dd}; the key may sign from {certificate.KeyFrom:yyyy-MM-dd} to {certificate.KeyTo:yyyy-MM-dd}.");
        else checks.Right("signerInTime", "Signed while the key might sign.");
    }

    private static void Revoked(CheckList checks, TrustedSigner signer, DateOnly today)
    {
        if (signer.Revocations is not { } list) checks.Open("signerRevoked", "There is no revocation list of the signer's authority here.");
        else if (list.Revokes(signer.Certificate.Serial)) checks.Wrong("signerRevoked", "REVOKED_CERTIFICATE", "The signer's certificate is revoked.");
        else if (list.NextUpdate is { } next && DateOnly.FromDateTime(next.UtcDateTime) < today)
            checks.Open("signerRevoked", $"Not revoked by a list that should have been replaced on {next:yyyy-MM-dd}.");
        else checks.Right("signerRevoked", "Not revoked.");
    }
}

/// <summary>What a signature covers, whatever form it comes in.</summary>
internal sealed record SignedItem(string Country, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Signature, DateOnly? SignedOn, int? HashBits, bool IsArrivalAttestation);
