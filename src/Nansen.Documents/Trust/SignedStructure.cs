using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>What certificates and revocation lists have in common: content, algorithm, signature.</summary>
/// <param name="Content">The signed part.</param>
/// <param name="Algorithm">The signature algorithm.</param>
/// <param name="Signature">The signature.</param>
internal sealed record SignedStructure(ReadOnlyMemory<byte> Content, string Algorithm, byte[] Signature)
{
    public static SignedStructure? TryRead(ReadOnlyMemory<byte> der)
    {
        try
        {
            var whole = new AsnReader(der, AsnEncodingRules.DER);
            var outer = whole.ReadSequence();
            var content = outer.ReadEncodedValue();
            var algorithm = outer.ReadSequence().ReadObjectIdentifier();
            var signature = outer.ReadBitString(out var unused);
            outer.ThrowIfNotEmpty();
            whole.ThrowIfNotEmpty();
            return unused == 0 ? new(content, algorithm, signature) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether the issuer's key has signed it.</summary>
    public bool IsSignedBy(X509Certificate2 issuer)
    {
        try
        {
            if (issuer.PublicKey.Oid.Value == "1.2.840.10045.2.1") return IsSignedByCurve(issuer);
            using var rsa = issuer.GetRSAPublicKey();
            return rsa is not null && IsSignedByRsa(rsa);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private bool IsSignedByCurve(X509Certificate2 issuer)
    {
        using var key = SealKey.Of(issuer, out _);
        if (key is null) return false;
        Span<byte> hash = stackalloc byte[SealHash.Longest];
        var length = Algorithm switch
        {
            "1.2.840.10045.4.3.1" => SealHash.Sha224(Content.Span, hash),
            "1.2.840.10045.4.3.2" => SHA256.HashData(Content.Span, hash),
            "1.2.840.10045.4.3.3" => SHA384.HashData(Content.Span, hash),
            "1.2.840.10045.4.3.4" => SHA512.HashData(Content.Span, hash),
            _ => 0,
        };
        return length > 0 && key.VerifyDer(hash[..length], Signature);
    }

    private bool IsSignedByRsa(RSA rsa) => Algorithm switch
    {
        "1.2.840.113549.1.1.11" => rsa.VerifyData(Content.Span, Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "1.2.840.113549.1.1.12" => rsa.VerifyData(Content.Span, Signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "1.2.840.113549.1.1.13" => rsa.VerifyData(Content.Span, Signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "1.2.840.113549.1.1.10" => rsa.VerifyData(Content.Span, Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            || rsa.VerifyData(Content.Span, Signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        _ => false,
    };
}
