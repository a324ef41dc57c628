using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>What a signer's certificate is for.</summary>
public enum SignerPurpose
{
    /// <summary>Signs seals on documents.</summary>
    Seals,

    /// <summary>Signs void lists and checkpoint bundles.</summary>
    Lists,
}

/// <summary>
/// A State's own certification authority for documents (CSCA, Doc 9303-12). It issues the certificates of those who sign
/// seals and lists, and revokes them. Its key belongs in a safe; day-to-day work needs the signers' keys alone.
/// </summary>
public sealed class StateAuthority : IDisposable
{
    private readonly ECDsa key;

    private StateAuthority(X509Certificate2 certificate, ECDsa key, string country) => (Certificate, this.key, Country) = (certificate, key, country);

    /// <summary>The self-signed certificate: what other States take as anchor.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Two letters of the State.</summary>
    public string Country { get; }

    /// <summary>Makes a key and its self-signed certificate.</summary>
    /// <param name="country">Two letters, as UT for Utopia.</param>
    /// <param name="name">The authority's name.</param>
    /// <param name="now">The moment of making.</param>
    /// <param name="curve">P-256 by default; P-384, brainpoolP256r1 and others by name.</param>
    /// <param name="years">Validity: as long as the key is used and the documents signed under it live.</param>
    public static StateAuthority Create(string country, string name, DateTimeOffset now, string curve = "P-256", int years = 10)
    {
        var key = NewKey(curve);
        var subject = Subject(country, name);
        var request = new CertificateRequest(subject, key, HashOf(key));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(KeyPeriod(now, now.AddYears(Math.Max(1, years - 7))));
        var certificate = request.Create(subject, X509SignatureGenerator.CreateForECDsa(key), now, now.AddYears(years), RandomSerial());
        return new(certificate, key, country);
    }

    /// <summary>An authority of a certificate and its key.</summary>
    /// <exception cref="DocumentException">The certificate names no State.</exception>
    public static StateAuthority Of(X509Certificate2 certificate, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.6") return new(certificate, key, part.GetSingleElementValue()!);
        throw new DocumentException("The authority's certificate names no State (C).");
    }

    /// <summary>
    /// Makes a signer. By German practice its key may sign for a year and two months; its certificate stays valid as long as
    /// the documents it has signed.
    /// </summary>
    /// <param name="name">Two letters or digits: the signer's name in the header of seals.</param>
    /// <param name="serial">Serial number, unique under this authority; it must fit five hexadecimal digits for version 3 seals.</param>
    /// <param name="now">The moment of making.</param>
    /// <param name="documentYears">Longest validity of the documents signed.</param>
    /// <param name="purpose">Seals or lists.</param>
    /// <param name="curve">P-256 by default.</param>
    public DocumentSigner IssueSigner(string name, int serial, DateTimeOffset now, int documentYears = 5, SignerPurpose purpose = SignerPurpose.Seals, string curve = "P-256") =>
        IssueSigner(name, serial, now, NewKey(curve), documentYears, purpose);

    /// <summary>Makes a signer of a key that is there already, in a token for example.</summary>
    /// <param name="name">Two letters or digits: the signer's name in the header of seals.</param>
    /// <param name="serial">Serial number, unique under this authority; it must fit five hexadecimal digits for version 3 seals.</param>
    /// <param name="now">The moment of making.</param>
    /// <param name="signer">The signer's key.</param>
    /// <param name="documentYears">Longest validity of the documents signed.</param>
    /// <param name="purpose">Seals or lists.</param>
    public DocumentSigner IssueSigner(string name, int serial, DateTimeOffset now, ECDsa signer, int documentYears = 5, SignerPurpose purpose = SignerPurpose.Seals)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length != 2 || !name.All(char.IsAsciiLetterOrDigit)) throw new DocumentException($"A signer's name has two letters or digits; '{name}' has not.");
        if (serial is <= 0 or > 0xFFFFF) throw new DocumentException("A signer's serial number is from 1 to FFFFF: zero means a test signer, and a version 3 seal has room for five digits.");
        var request = new CertificateRequest(Subject(Country, name.ToUpperInvariant()), signer, HashOf(key));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose == SignerPurpose.Seals ? SignerCertificate.SealUsage : SignerCertificate.ListUsage)], true));
        var keyTo = now.AddYears(1).AddMonths(2);
        request.CertificateExtensions.Add(KeyPeriod(now, keyTo));
        var certificate = request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now, Earlier(keyTo.AddYears(documentYears), Certificate.NotAfter), SerialBytes(serial));
        return new(certificate, signer);
    }

    /// <summary>A revocation list over serial numbers, good for 90 days (Doc 9303-12: at least every 90 days, and within 48 hours of a revocation).</summary>
    public byte[] Revoke(IEnumerable<int> serials, long number, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(serials);
        var list = new CertificateRevocationListBuilder();
        foreach (var serial in serials) list.AddEntry(SerialBytes(serial), now);
        return Build(list, number, now);
    }

    private byte[] Build(CertificateRevocationListBuilder list, System.Numerics.BigInteger number, DateTimeOffset now) =>
        list.Build(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), number, now.AddDays(90), HashOf(key), X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false), now);

    /// <summary>The revocation list after another: it keeps what that one revokes, and adds more.</summary>
    /// <param name="before">The list before, or null for the first.</param>
    /// <param name="more">Serial numbers to revoke beside those.</param>
    /// <param name="now">The moment of making.</param>
    /// <exception cref="DocumentException">The list before is not this authority's.</exception>
    public byte[] RevokeAfter(byte[]? before, IEnumerable<int> more, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(more);
        if (before is null) return Revoke(more, 1, now);
        if (RevocationList.TryRead(before) is not { } known || !known.IsSignedBy(Certificate)) throw new DocumentException("The revocation list before this one is not of this authority.");
        var list = CertificateRevocationListBuilder.Load(before, out var number);
        foreach (var serial in more.Where(s => !known.Revokes(s))) list.AddEntry(SerialBytes(serial), now);
        return Build(list, number + 1, now);
    }

    internal ECDsa Key => key;

    /// <inheritdoc/>
    public void Dispose()
    {
        key.Dispose();
        Certificate.Dispose();
    }

    private static ECDsa NewKey(string curve) =>
        ECDsa.Create((NamedCurve.ByName(curve) ?? throw new DocumentException($"The curve '{curve}' is not known; {string.Join(", ", NamedCurve.All.Select(c => c.Name))} are.")).Curve);

    private static HashAlgorithmName HashOf(ECDsa key) => key.KeySize switch { <= 256 => HashAlgorithmName.SHA256, <= 384 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };

    private static X500DistinguishedName Subject(string country, string name)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCountryOrRegion(country);
        subject.AddCommonName(name);
        return subject.Build();
    }

    // PrivateKeyUsagePeriod (RFC 3280, section 4.2.1.4): .NET has no type for it.
    private static X509Extension KeyPeriod(DateTimeOffset from, DateTimeOffset to)
    {
        var period = new AsnWriter(AsnEncodingRules.DER);
        using (period.PushSequence())
        {
            period.WriteGeneralizedTime(from.ToUniversalTime(), true, new Asn1Tag(TagClass.ContextSpecific, 0));
            period.WriteGeneralizedTime(to.ToUniversalTime(), true, new Asn1Tag(TagClass.ContextSpecific, 1));
        }

        return new X509Extension("2.5.29.16", period.Encode(), false);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTime other) => one.UtcDateTime < other.ToUniversalTime() ? one : new DateTimeOffset(other.ToUniversalTime());

    private static byte[] RandomSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        return serial;
    }

    private static byte[] SerialBytes(int serial)
    {
        byte[] bytes = [(byte)(serial >> 16), (byte)(serial >> 8), (byte)serial];
        var start = Array.FindIndex(bytes, b => b != 0);
        return (bytes[start] & 0x80) != 0 ? [0, .. bytes[start..]] : bytes[start..];
    }
}
