namespace Nansen.Documents;

/// <summary>The signer: known, vouched for, in its time, not revoked; and the signature.</summary>
internal static class SignerChecks
{
    public static TrustedSigner? Run(CheckList checks, Seal seal, TrustFolder trust, DateOnly today)
    {
        var identifier = seal.Header.SignerIdentifier;
        var reference = seal.Header.CertificateReference;
        if (Find(seal, trust.Signers(identifier), reference, out var isSignatureRight) is not { } signer)
        {
            checks.Wrong("signerKnown", "UNKNOWN_CERTIFICATE", $"The certificate {identifier} {reference} is not among the signers here.");
            checks.Aborted("signature", "signerTrusted", "signerUsage", "signerInTime", "signerRevoked");
            return null;
        }

        checks.Right("signerKnown", $"{identifier} {reference}");
        if (isSignatureRight) checks.Right("signature", "The signature is right.");
        else checks.Wrong("signature", "INVALID_SIGNATURE", "The signature is wrong: the data are not what the signer signed.");
        if (signer.Authority is null) checks.Wrong("signerTrusted", "UNTRUSTED_CERTIFICATE", "No authority trusted here vouches for the signer.");
        else IssuerCheck(checks, seal, signer);
        Usage(checks, seal, signer.Certificate);
        InTime(checks, seal, signer.Certificate, today);
        Revoked(checks, signer, today);
        return signer;
    }

    // Serial numbers are unique under one authority only: of several signers with one reference, the one whose key fits.
    private static TrustedSigner? Find(Seal seal, IReadOnlyList<TrustedSigner> signers, string reference, out bool isSignatureRight)
    {
        TrustedSigner? found = null;
        isSignatureRight = false;
        var sought = reference.AsSpan().TrimStart('0');
        foreach (var signer in signers)
        {
            if (!signer.Certificate.Reference.AsSpan().TrimStart('0').SequenceEqual(sought)) continue;
            found ??= signer;
            if (!signer.Certificate.Key.Verify(seal.Signed.Span, seal.Signature.Span)) continue;
            isSignatureRight = true;
            return signer;
        }

        return found;
    }

    // A signer of one State must not seal another State's documents, though both are trusted.
    private static void IssuerCheck(CheckList checks, Seal seal, TrustedSigner signer)
    {
        var country = seal.Header.IssuingCountry;
        var own = CountryCodes.TwoLetters(country);
        if (own is not null && !signer.Certificate.Identifier.StartsWith(own, StringComparison.Ordinal))
            checks.Wrong("signerTrusted", "UNTRUSTED_CERTIFICATE", $"The seal is of {country}, but its signer is of {signer.Certificate.Identifier[..2]}.");
        else checks.Right("signerTrusted", $"Vouched for by {signer.Authority!.Subject}.");
    }

    private static void Usage(CheckList checks, Seal seal, SignerCertificate certificate)
    {
        if (certificate.Usages is not { } usages) { checks.Open("signerUsage", "The certificate does not say what it may sign."); return; }
        var isAttestation = seal.Header is { FeatureDefinition: 0xFD, DocumentCategory: 0x02 };
        if (usages.Contains(SignerCertificate.SealUsage) || usages.Contains(SignerCertificate.SealUsageNc) || (isAttestation && usages.Contains(SignerCertificate.GermanArrivalUsage)))
            checks.Right("signerUsage", "The certificate may sign such seals.");
        else checks.Wrong("signerUsage", "INVALID_DOCUMENTTYPE", "The certificate may not sign such seals.");
    }

    private static void InTime(CheckList checks, Seal seal, SignerCertificate certificate, DateOnly today)
    {
        if (today < certificate.NotBefore || today > certificate.NotAfter)
            checks.Wrong("signerInTime", "EXPIRED_CERTIFICATE", $"The signer's certificate is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}.");
        else if (seal.Header.SignatureDate.Day is not { } signed) checks.Open("signerInTime", "The seal's date of signature is no date.");
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
