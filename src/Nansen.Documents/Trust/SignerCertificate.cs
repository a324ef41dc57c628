using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>A barcode signer's certificate with the things a verifier asks of it, read once.</summary>
internal sealed class SignerCertificate : IDisposable
{
    /// <summary>Extended key usages of seal signers: inferred from Doc 9303-12, seen in real signers, and the German arrival attestation's.</summary>
    public const string SealUsage = "2.23.136.1.1.14.1", SealUsageNc = "2.23.136.1.1.14.2", GermanArrivalUsage = "0.4.0.127.0.7.3.5.1.1";

    /// <summary>Extended key usage of who signs void lists and bundles: an identifier of our own, made of a random UUID.</summary>
    public const string ListUsage = "2.25.300861471236781527093158476209873216540";

    private SignerCertificate(X509Certificate2 certificate, SealKey key, string country, string name)
    {
        (Certificate, Key, Country, Identifier) = (certificate, key, country, country + name);
        Serial = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        Reference = Serial.ToString("X", CultureInfo.InvariantCulture).TrimStart('0') is { Length: > 0 } hex ? hex : "0";
        (NotBefore, NotAfter) = (DateOnly.FromDateTime(certificate.NotBefore.ToUniversalTime()), DateOnly.FromDateTime(certificate.NotAfter.ToUniversalTime()));
        (KeyFrom, KeyTo) = KeyPeriod(certificate);
        Usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault()?.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Select(o => o.Value!).ToArray();
        IsAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true };
        AuthorityKey = certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier?.ToArray();
    }

    public X509Certificate2 Certificate { get; }

    public SealKey Key { get; }

    /// <summary>C: two letters.</summary>
    public string Country { get; }

    /// <summary>C and CN, two letters each in signers of seals.</summary>
    public string Identifier { get; }

    public BigInteger Serial { get; }

    public string Reference { get; }

    public DateOnly NotBefore { get; }

    public DateOnly NotAfter { get; }

    /// <summary>From when to when the private key may sign; the certificate's validity where the extension is missing.</summary>
    public DateOnly KeyFrom { get; }

    /// <summary>See <see cref="KeyFrom"/>.</summary>
    public DateOnly KeyTo { get; }

    /// <summary>Extended key usages, or null without the extension.</summary>
    public IReadOnlyList<string>? Usages { get; }

    /// <summary>May certify others; then it may sign no seals.</summary>
    public bool IsAuthority { get; }

    public byte[]? AuthorityKey { get; }

    /// <summary>How ICAO barcodes name the certificate: the last five bytes of its SHA-1.</summary>
    public byte[] BarcodeReference => IcaoBarcodeDraft.Reference(Certificate.RawData);

    /// <summary>The certificate, or null with the reason why it can sign no seal.</summary>
    public static SignerCertificate? TryMake(X509Certificate2 certificate, out string? refusal)
    {
        var (country, name) = (Part(certificate, "2.5.4.6"), Part(certificate, "2.5.4.3"));
        if (country?.Length != 2 || name?.Length != 2) { refusal = "its subject has no C and CN of two letters each"; return null; }
        var key = SealKey.Of(certificate, out refusal);
        return key is null ? null : new(certificate, key, country.ToUpperInvariant(), name.ToUpperInvariant());
    }

    /// <summary>A certificate that travels inside what it signs, where no header names the signer: CN may be anything.</summary>
    public static SignerCertificate? TryMakeInside(ReadOnlySpan<byte> der, out string? refusal)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(der);
            if (SealKey.Of(certificate, out refusal) is { } key) return new(certificate, key, (Part(certificate, "2.5.4.6") ?? "").ToUpperInvariant(), Part(certificate, "2.5.4.3") ?? "");
            certificate.Dispose();
            return null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            refusal = "it is no certificate";
            return null;
        }
    }

    public void Dispose()
    {
        Key.Dispose();
        Certificate.Dispose();
    }

    private static string? Part(X509Certificate2 certificate, string oid)
    {
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == oid) return part.GetSingleElementValue();
        return null;
    }

    private static (DateOnly From, DateOnly To) KeyPeriod(X509Certificate2 certificate)
    {
        var (from, to) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (certificate.Extensions["2.5.29.16"] is { } extension)
        {
            try
            {
                var period = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                if (period.HasData && period.PeekTag().TagValue == 0) from = period.ReadGeneralizedTime(new Asn1Tag(TagClass.ContextSpecific, 0)).UtcDateTime;
                if (period.HasData && period.PeekTag().TagValue == 1) to = period.ReadGeneralizedTime(new Asn1Tag(TagClass.ContextSpecific, 1)).UtcDateTime;
            }
            catch (AsnContentException)
            {
                // An unreadable period allows nothing.
                to = from.AddDays(-1);
            }
        }

        return (DateOnly.FromDateTime(from), DateOnly.FromDateTime(to));
    }
}
