using System.Formats.Asn1;
using System.Numerics;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.TeleTrust;
using Org.BouncyCastle.Asn1.X9;

namespace Nansen.Documents.Tests;

public sealed class TrustTests
{
    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("brainpoolP256r1")]
    public void NamedCurve_ExplicitParameters_AreTakenOnlyWhenEqualToANamedCurve(string name)
    {
        var curve = NistNamedCurves.GetByName(name) ?? TeleTrusTNamedCurves.GetByName(name);
        Assert.Equal(name, NamedCurve.Of(new X962Parameters(Explicit(curve)).GetDerEncoded(), out _)?.Name);

        // A generator of the forger's own, with everything else right (CVE-2020-0601).
        var forged = new X9ECParameters(curve.Curve, new X9ECPoint(curve.G.Twice().Normalize(), false), curve.N, curve.H);
        Assert.Null(NamedCurve.Of(new X962Parameters(forged).GetDerEncoded(), out var refusal));
        Assert.NotNull(refusal);
        Assert.Null(NamedCurve.Of(new X962Parameters(new X9ECParameters(curve.Curve, new X9ECPoint(curve.G, false), curve.N, Org.BouncyCastle.Math.BigInteger.Two)).GetDerEncoded(), out _));
        Assert.Null(NamedCurve.Of(new byte[] { 0x30, 0x03, 0x02, 0x01, 0x01 }, out _));
        Assert.Null(NamedCurve.Of(ReadOnlyMemory<byte>.Empty, out _));
    }

    private static X9ECParameters Explicit(X9ECParameters curve) => new(curve.Curve, new X9ECPoint(curve.G, false), curve.N, curve.H);

    [Theory]
    [InlineData("utts5b", "UTTS", "5B", "brainpoolP256r1")]
    [InlineData("dets32", "DETS", "32", "brainpoolP224r1")]
    [InlineData("dets27", "DETS", "27", "brainpoolP256r1")]
    public void SignerCertificate_Vector_IsNamedAsInTheSealsHeader(string id, string identifier, string reference, string curve)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(Vectors.Certificate(id));
        var signer = SignerCertificate.TryMake(certificate, out var refusal);
        Assert.Null(refusal);
        Assert.Equal((identifier, reference, curve), (signer!.Identifier, signer.Reference, signer.Key.CurveName));
        Assert.Equal(Vectors.One("certificates.json", id).Text("idbCertificateReference"), Convert.ToHexStringLower(signer.BarcodeReference));
    }

    [Fact]
    public void DerIntegers_Vectors_AreReadAsTheyStand()
    {
        foreach (var vector in Vectors.Load("c40-dates.json").GetProperty("derInteger").EnumerateArray())
            Assert.Equal(new BigInteger(vector.GetProperty("value").GetInt32()), new AsnReader(Convert.FromHexString(vector.Text("hex")), AsnEncodingRules.DER).ReadInteger());
    }

    [Fact]
    public void CheckpointBundle_Fresh_VerifiesAndStaleNeverSaysValid()
    {
        var (office, folder) = Office();
        var seal = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000017", new(2026, 3, 2), new(2026, 3, 2)).Sign(office.SignerAt(SpecimenState.Now));
        var bundle = office.PackBundle(SpecimenState.Now);
        var trust = CheckpointBundle.Open(bundle, office.Trust().Anchors);
        Assert.Equal(["VALID"], Verifier.Verify(seal.Bytes, trust, SpecimenState.Now.AddDays(3), SpecimenState.Zone).Status);
        var stale = Verifier.Verify(seal.Bytes, trust, SpecimenState.Now.AddDays(40), SpecimenState.Zone);
        Assert.Equal(["STALE_LISTS"], stale.Status);
        Assert.Equal(40, stale.Lists.Single(l => l.Name == "bundle").AgeDays);
        // A clock that stands before the bundle was made cannot tell how old it is.
        Assert.Equal(["STALE_LISTS"], Verifier.Verify(seal.Bytes, trust, SpecimenState.Now.AddDays(-2), SpecimenState.Zone).Status.Except(["EXPIRED_CERTIFICATE"]));
        office.Dispose();
        Directory.Delete(folder, true);
    }

    [Fact]
    public void CheckpointBundle_ChangedCutOrOfAStranger_IsRefused()
    {
        var (office, folder) = Office();
        var bundle = office.PackBundle(SpecimenState.Now);
        var anchors = office.Trust().Anchors;
        for (var i = 0; i < bundle.Length; i += 37)
        {
            bundle[i] ^= 1;
            Assert.Throws<DocumentException>(() => CheckpointBundle.Open(bundle, anchors));
            bundle[i] ^= 1;
            Assert.Throws<DocumentException>(() => CheckpointBundle.Open(bundle.AsMemory(0, i), anchors));
        }

        Assert.Throws<DocumentException>(() => CheckpointBundle.Open(bundle, [new SpecimenState().Authority.Certificate]));
        office.Dispose();
        Directory.Delete(folder, true);
    }

    private static (IssuingOffice Office, string Folder) Office()
    {
        var folder = Directory.CreateTempSubdirectory("nansen-bundle").FullName;
        return (IssuingOffice.Establish(Path.Combine(folder, "keys"), Path.Combine(folder, "trust"), "UTO", "Utopia State Authority", SpecimenState.Now, specimen: true), folder);
    }
}
