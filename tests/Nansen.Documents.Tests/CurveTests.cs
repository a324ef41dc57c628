using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents.Tests;

/// <summary>The signature's width and hash follow the curve, and nothing else is taken.</summary>
public sealed class CurveTests
{
    // Doc 9303-13: up to 224 bits SHA-224, 256 SHA-256, 384 SHA-384, above SHA-512.
    [Theory]
    [InlineData("P-224", 28)]
    [InlineData("P-256", 32)]
    [InlineData("P-384", 48)]
    [InlineData("P-521", 64)]
    [InlineData("brainpoolP224r1", 28)]
    [InlineData("brainpoolP256r1", 32)]
    [InlineData("brainpoolP320r1", 48)]
    [InlineData("brainpoolP384r1", 48)]
    [InlineData("brainpoolP512r1", 64)]
    public void Sign_EachCurve_UsesTheHashOfItsOrder_AndTheFullWidth(string curve, int hashLength)
    {
        var issuer = new SpecimenState(curve);
        var seal = issuer.Attestation();
        var data = seal.Signed.ToArray();
        byte[] hash = hashLength switch { 32 => SHA256.HashData(data), 48 => SHA384.HashData(data), 64 => SHA512.HashData(data), _ => Sha224(data) };
        using var key = issuer.Signer.Certificate.GetECDsaPublicKey()!;
        Assert.Equal(2 * ((key.KeySize + 7) / 8), seal.Signature.Length);
        Assert.True(key.VerifyHash(hash, seal.Signature.Span, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.Equal(["VALID"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now).Status);
        var other = hashLength == 32 ? SHA384.HashData(data) : SHA256.HashData(data);
        byte[] wrongHash = [.. seal.Bytes.Span[..^seal.Signature.Length], .. issuer.Signer.Key.SignHash(other, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)];
        Assert.Equal(["INVALID_SIGNATURE"], Verifier.Verify(wrongHash, issuer.Trust(), SpecimenState.Now).Status);
    }

    [Fact]
    public void Signature_WithALeadingZero_KeepsItsWidth()
    {
        var issuer = new SpecimenState();
        var draft = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000017", new(2026, 3, 1), new(2026, 3, 1));
        // One signature in 128 has a zero in front of r or s.
        for (var i = 0; i < 5000; i++)
        {
            var seal = draft.Sign(issuer.Signer);
            Assert.Equal(64, seal.Signature.Length);
            if (seal.Signature.Span[0] != 0 && seal.Signature.Span[32] != 0) continue;
            Assert.Equal(["VALID"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now).Status);
            return;
        }

        Assert.Fail("None of 5000 signatures had a leading zero.");
    }

    [Fact]
    public void Signature_OfAnotherCurve_NeverVerifies()
    {
        var (one, other) = (new SpecimenState(), new SpecimenState("brainpoolP256r1"));
        var seal = one.Attestation();
        byte[] swapped = [.. seal.Bytes.Span[..^64], .. other.Signer.Sign(seal.Signed.Span)];
        Assert.Equal(["INVALID_SIGNATURE"], Verifier.Verify(swapped, one.Trust(), SpecimenState.Now).Status);
    }

    private static byte[] Sha224(byte[] data)
    {
        var digest = new Org.BouncyCastle.Crypto.Digests.Sha224Digest();
        digest.BlockUpdate(data, 0, data.Length);
        var hash = new byte[28];
        digest.DoFinal(hash, 0);
        return hash;
    }
}
