using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>
/// A master list (Doc 9303-12, section 9): the authorities of other States that one State, or ICAO, has seen and vouches for.
/// A CMS signed message whose content is a set of certificates; its signer is certified by an authority of the issuer.
/// </summary>
public sealed class MasterList
{
    private const string SignerUsage = "2.23.136.1.1.3";
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

    // The signature is checked before the certificates of the list are loaded: what it does not cover costs nothing more.
    private static MasterList Read(ReadOnlyMemory<byte> file, IReadOnlyList<X509Certificate2> anchors)
    {
        var message = MasterListMessage.Read(file);
        var signer = X509CertificateLoader.LoadCertificate(message.Signer.Span);
        if (!IsSigned(signer, message)) throw new DocumentException("The master list's signature is wrong.");
        if (TrustFolder.IssuerOf(signer, anchors) is null) throw new DocumentException($"The master list is signed by {signer.Subject}, for whom no authority trusted here vouches.");
        var usages = signer.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        if (usages is not null && usages.EnhancedKeyUsages.Cast<Oid>().All(o => o.Value != SignerUsage)) throw new DocumentException("The list's signer may not sign master lists.");
        return new([.. message.Authorities.Select(Usable).OfType<X509Certificate2>()], signer);
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

    private static bool IsSigned(X509Certificate2 signer, MasterListMessage message)
    {
        using var curve = signer.GetECDsaPublicKey();
        if (curve is not null) return curve.VerifyData(message.Signed, message.Signature, message.Digest, DSASignatureFormat.Rfc3279DerSequence);
        using var rsa = signer.GetRSAPublicKey();
        return rsa?.VerifyData(message.Signed, message.Signature, message.Digest, message.Algorithm == "1.2.840.113549.1.1.10" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1) == true;
    }
}
