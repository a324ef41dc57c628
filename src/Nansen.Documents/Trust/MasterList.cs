using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>
/// A master list (Doc 9303-12, section 9): the authorities of other States that one State, or ICAO, has seen and vouches for.
/// A CMS signed message whose content is a set of certificates; its signer is certified by an authority of the issuer.
/// </summary>
public sealed class MasterList
{
    private const string SignedData = "1.2.840.113549.1.7.2", ListContent = "2.23.136.1.1.2", MessageDigest = "1.2.840.113549.1.9.4", SignerUsage = "2.23.136.1.1.3";
    private const int MaxBytes = 64 * 1024 * 1024;

    private MasterList(IReadOnlyList<X509Certificate2> authorities, X509Certificate2 signer) => (Authorities, Signer) = (authorities, signer);

    /// <summary>The certificates of authorities in the list.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; }

    /// <summary>Who signed the list.</summary>
    public X509Certificate2 Signer { get; }

    /// <summary>Reads a master list and checks its signature against an authority that is trusted already, never one out of the list itself.</summary>
    /// <param name="file">The file, as States publish it (<c>.ml</c>, DER).</param>
    /// <param name="anchors">Authorities trusted already: the issuer's is compared by another way, as by a diplomatic note.</param>
    /// <exception cref="DocumentException">It is no master list, its signature is wrong, or nobody trusted here has signed it.</exception>
    public static MasterList Open(ReadOnlyMemory<byte> file, IReadOnlyList<X509Certificate2> anchors)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        if (file.Length > MaxBytes) throw new DocumentException("The file is too large for a master list.");
        try { return Read(file, anchors); }
        catch (Exception error) when (error is AsnContentException or CryptographicException) { throw new DocumentException("That is no master list, or it is damaged: " + error.Message, error); }
    }

    /// <summary>Adds the list's authorities to a trust folder, and tells how many were new. Authorities that cannot be used are left out.</summary>
    public int AddTo(string trustFolder)
    {
        var folder = Path.Combine(trustFolder, "anchors");
        Directory.CreateDirectory(folder);
        var known = Directory.EnumerateFiles(folder, "*.der").Select(f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))).ToHashSet();
        var added = 0;
        foreach (var authority in Authorities.Where(a => known.Add(Convert.ToHexString(SHA256.HashData(a.RawData)))))
        {
            File.WriteAllBytes(Path.Combine(folder, authority.Thumbprint[..16].ToLowerInvariant() + ".der"), authority.RawData);
            added++;
        }

        return added;
    }

    private static MasterList Read(ReadOnlyMemory<byte> file, IReadOnlyList<X509Certificate2> anchors)
    {
        var message = new AsnReader(file, AsnEncodingRules.BER).ReadSequence();
        if (message.ReadObjectIdentifier() != SignedData) throw new DocumentException("That is no master list: it is no signed message.");
        var signed = message.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        signed.ReadInteger();
        signed.ReadSetOf();
        var inside = signed.ReadSequence();
        if (inside.ReadObjectIdentifier() != ListContent) throw new DocumentException("That is no master list: the signed message holds something else.");
        var content = inside.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadOctetString();
        var certificates = new List<X509Certificate2>();
        if (signed.HasData && signed.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 })
            for (var set = signed.ReadSetOf(skipSortOrderValidation: true, new Asn1Tag(TagClass.ContextSpecific, 0)); set.HasData;)
                certificates.Add(X509CertificateLoader.LoadCertificate(set.ReadEncodedValue().Span));
        if (signed.HasData && signed.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 1 }) signed.ReadEncodedValue();
        var signer = SignerOf(signed.ReadSetOf(skipSortOrderValidation: true).ReadSequence(), content, certificates);
        if (TrustFolder.IssuerOf(signer, anchors) is null) throw new DocumentException($"The master list is signed by {signer.Subject}, for whom no authority trusted here vouches.");
        var usages = signer.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        if (usages is not null && usages.EnhancedKeyUsages.Cast<Oid>().All(o => o.Value != SignerUsage)) throw new DocumentException("The list's signer may not sign master lists.");
        return new([.. Certificates(content)], signer);
    }

    // CscaMasterList ::= SEQUENCE { version, certList SET OF Certificate }
    private static IEnumerable<X509Certificate2> Certificates(byte[] content)
    {
        var list = new AsnReader(content, AsnEncodingRules.BER).ReadSequence();
        list.ReadInteger();
        for (var set = list.ReadSetOf(skipSortOrderValidation: true); set.HasData;)
        {
            var der = set.ReadEncodedValue();
            if (Usable(der) is { } authority) yield return authority;
        }
    }

    // Lists in the wild hold certificates that no library takes; the others are none the worse for it.
    private static X509Certificate2? Usable(ReadOnlyMemory<byte> der)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(der.Span);
            return certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: false } ? null : certificate;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static X509Certificate2 SignerOf(AsnReader info, byte[] content, List<X509Certificate2> certificates)
    {
        info.ReadInteger();
        var signer = Named(info, certificates) ?? throw new DocumentException("The list does not bring its signer's certificate.");
        var digest = HashOf(info.ReadSequence().ReadObjectIdentifier());
        var attributes = info.HasData && info.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 } ? info.ReadEncodedValue().ToArray() : null;
        var algorithm = info.ReadSequence().ReadObjectIdentifier();
        var signature = info.ReadOctetString();
        var signed = content;
        if (attributes is not null)
        {
            // What is signed is the set of attributes, under its own tag; one of them is the content's hash (RFC 5652, section 5.4).
            attributes[0] = 0x31;
            if (!DigestIn(attributes).AsSpan().SequenceEqual(CryptographicOperations.HashData(digest, content))) throw new DocumentException("The master list's content is not what was signed.");
            signed = attributes;
        }

        return IsSigned(signer, digest, algorithm, signed, signature) ? signer : throw new DocumentException("The master list's signature is wrong.");
    }

    private static X509Certificate2? Named(AsnReader info, List<X509Certificate2> certificates)
    {
        if (info.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            var identifier = info.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0));
            return certificates.FirstOrDefault(c => c.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes.Span.SequenceEqual(identifier) == true);
        }

        var name = info.ReadSequence();
        var issuer = name.ReadEncodedValue();
        var serial = name.ReadInteger();
        return certificates.FirstOrDefault(c => c.IssuerName.RawData.AsSpan().SequenceEqual(issuer.Span) && new BigInteger(c.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true) == serial);
    }

    private static byte[] DigestIn(byte[] attributes)
    {
        for (var set = new AsnReader(attributes, AsnEncodingRules.BER).ReadSetOf(skipSortOrderValidation: true); set.HasData;)
        {
            var attribute = set.ReadSequence();
            if (attribute.ReadObjectIdentifier() == MessageDigest) return attribute.ReadSetOf(skipSortOrderValidation: true).ReadOctetString();
        }

        return [];
    }

    private static bool IsSigned(X509Certificate2 signer, HashAlgorithmName digest, string algorithm, byte[] signed, byte[] signature)
    {
        using var curve = signer.GetECDsaPublicKey();
        if (curve is not null) return curve.VerifyData(signed, signature, digest, DSASignatureFormat.Rfc3279DerSequence);
        using var rsa = signer.GetRSAPublicKey();
        return rsa?.VerifyData(signed, signature, digest, algorithm == "1.2.840.113549.1.1.10" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1) == true;
    }

    private static HashAlgorithmName HashOf(string oid) => oid switch
    {
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => throw new DocumentException($"The master list is signed with the hash {oid}, which is not accepted."),
    };
}
