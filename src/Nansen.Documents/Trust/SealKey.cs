using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>A public key that verifies seals: elliptic curve, with its width and hash.</summary>
internal sealed class SealKey : IDisposable
{
    private readonly ECDsa key;
    private readonly NamedCurve curve;

    private SealKey(ECDsa key, NamedCurve curve) => (this.key, this.curve) = (key, curve);

    public string CurveName => curve.Name;

    /// <summary>The key of a certificate, or null with the reason why it cannot be used.</summary>
    public static SealKey? Of(X509Certificate2 certificate, out string? refusal)
    {
        var known = certificate.PublicKey;
        if (known.Oid.Value != "1.2.840.10045.2.1") { refusal = "the key is not of an elliptic curve"; return null; }
        if (NamedCurve.Of(known.EncodedParameters?.RawData ?? [], out refusal) is not { } curve) return null;
        var point = known.EncodedKeyValue.RawData;
        if (point.Length != 1 + 2 * curve.Width || point[0] != 4) { refusal = "the key is no uncompressed point"; return null; }
        try
        {
            return new(ECDsa.Create(new ECParameters { Curve = curve.Curve, Q = { X = point[1..(1 + curve.Width)], Y = point[(1 + curve.Width)..] } }), curve);
        }
        catch (CryptographicException)
        {
            refusal = "the key is no point of its curve";
            return null;
        }
    }

    /// <summary>Verifies r ‖ s of the curve's full width over the data.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => Verify(data, signature, curve.Bits);

    /// <summary>The same with a hash of so many bits, where the format names the hash itself.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, int hashBits)
    {
        if (hashBits == 0 || signature.Length != 2 * curve.Width) return false;
        Span<byte> hash = stackalloc byte[SealHash.Longest];
        var length = SealHash.Compute(hashBits, data, hash);
        return key.VerifyHash(hash[..length], signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Verifies a signature in DER over a hash, as certificates and revocation lists carry it.</summary>
    public bool VerifyDer(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) => key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => key.Dispose();
}
