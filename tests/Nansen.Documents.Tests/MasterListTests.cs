using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities.Collections;

namespace Nansen.Documents.Tests;

public sealed class MasterListTests : IDisposable
{
    private static readonly DateTimeOffset Now = SpecimenState.Now;

    private readonly StateAuthority home = StateAuthority.Create("UT", "Utopia State Authority", Now.AddMonths(-1));
    private readonly StateAuthority one = StateAuthority.Create("AA", "Atlantis", Now.AddMonths(-1));
    private readonly StateAuthority other = StateAuthority.Create("LL", "Lilliput", Now.AddMonths(-1), "P-384");
    private readonly string folder = Directory.CreateTempSubdirectory("nansen-trust-").FullName;

    [Fact]
    public void Open_ListOfATrustedIssuer_GivesItsAuthoritiesOnce()
    {
        var list = MasterList.Open(List(home), [home.Certificate]);
        Assert.Equal(2, list.Authorities.Count);
        Assert.Contains("CN=Master list", list.Signer.Subject, StringComparison.Ordinal);
        Assert.Equal((2, 0), (list.AddTo(folder), list.AddTo(folder)));

        // A seal of another State verifies once its authority came with the list.
        TrustFolder.Write(folder, new() { Specimen = true }, [home.Certificate], [], [], null);
        Assert.Equal(3, TrustFolder.Load(folder).Anchors.Count);
    }

    [Fact]
    public void Open_ListOfAStranger_IsRefused()
    {
        Assert.Contains("no authority trusted here", Assert.Throws<DocumentException>(() => MasterList.Open(List(one), [home.Certificate])).Message, StringComparison.Ordinal);
        // Nor does an authority inside the list vouch for the list.
        Assert.Throws<DocumentException>(() => MasterList.Open(List(one), []));
    }

    [Fact]
    public void Open_SignerForSomethingElse_IsRefused() =>
        Assert.Contains("may not sign master lists", Assert.Throws<DocumentException>(() => MasterList.Open(List(home, SignerCertificate.SealUsage), [home.Certificate])).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_AnyByteChanged_IsNeverTakenWithOtherAuthorities()
    {
        var good = List(home);
        var known = MasterList.Open(good, [home.Certificate]).Authorities.Select(a => a.Thumbprint).ToArray();
        var random = new Random(1);
        for (var i = 0; i < 1500; i++)
        {
            var bad = (byte[])good.Clone();
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            try { Assert.Equal(known, MasterList.Open(bad, [home.Certificate]).Authorities.Select(a => a.Thumbprint)); }
            catch (DocumentException) { }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(700)]
    public void Open_CutShort_IsRefused(int length) => Assert.Throws<DocumentException>(() => MasterList.Open(List(home).AsMemory(0, length), [home.Certificate]));

    [Fact]
    public void Open_ListOfALaterVersion_IsRefused() =>
        Assert.Contains("version", Assert.Throws<DocumentException>(() => MasterList.Open(List(home, version: 1), [home.Certificate])).Message, StringComparison.Ordinal);

    // A signed length that lies is found before any certificate is loaded, and one certificate that no library takes spoils no other.
    [Fact]
    public void Open_CertificateOfWrongLengths_IsRefusedAndOneOfWrongContentLeftOut()
    {
        byte[] lies = [0x30, 0x04, 0x30, 0x07, 0x02, 0x01], odd = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x07];
        Assert.Contains("lengths", Assert.Throws<DocumentException>(() => MasterList.Open(List(home, more: [lies]), [home.Certificate])).Message, StringComparison.Ordinal);
        Assert.Equal(2, MasterList.Open(List(home, more: [odd]), [home.Certificate]).Authorities.Count);
    }

    [Fact]
    public void Open_CertificateLargerThanAnyIs_IsRefused()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) writer.WriteOctetString(new byte[65 * 1024]);
        Assert.Contains("larger", Assert.Throws<DocumentException>(() => MasterList.Open(List(home, more: [writer.Encode()]), [home.Certificate])).Message, StringComparison.Ordinal);
    }

    // A signer may be named by its key instead of by issuer and number (RFC 5652, section 5.3).
    [Fact]
    public void Open_SignerNamedByItsKey_IsFound() => Assert.Equal(2, MasterList.Open(List(home, byKey: true), [home.Certificate]).Authorities.Count);

    [Fact]
    public void Open_NestedWithoutEnd_IsRefused()
    {
        var nested = new byte[60_000];
        for (var i = 0; i < nested.Length; i += 2) (nested[i], nested[i + 1]) = (0x30, 0x80);
        Assert.Throws<DocumentException>(() => MasterList.Open(nested, [home.Certificate]));
    }

    private byte[] List(StateAuthority issuer, string usage = "2.23.136.1.1.3", int version = 0, IReadOnlyList<byte[]>? more = null, bool byKey = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("C=UT, CN=Master list", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var signer = request.Create(issuer.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.Key), Now.AddDays(-2), Now.AddYears(1), [7]);
        var content = Wrapped(0x30, [2, 1, (byte)version, .. Wrapped(0x31, [.. one.Certificate.RawData, .. other.Certificate.RawData, .. more?.SelectMany(m => m) ?? []])]);
        var certificate = DotNetUtilities.FromX509Certificate(signer);
        var generator = new CmsSignedDataGenerator();
        var signs = PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey());
        if (byKey) generator.AddSigner(signs, signer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.ToArray(), CmsSignedGenerator.DigestSha256);
        else generator.AddSigner(signs, certificate, CmsSignedGenerator.DigestSha256);
        generator.AddCertificates(CollectionUtilities.CreateStore(new[] { certificate }));
        return generator.Generate(new CmsProcessableByteArray(new DerObjectIdentifier("2.23.136.1.1.2"), content), encapsulate: true).GetEncoded("DER");
    }

    // Written by hand, so that what stands inside may be wrong.
    private static byte[] Wrapped(byte tag, byte[] inside) => [tag, 0x83, (byte)(inside.Length >> 16), (byte)(inside.Length >> 8), (byte)inside.Length, .. inside];

    public void Dispose()
    {
        foreach (var authority in new[] { home, one, other }) authority.Dispose();
        Directory.Delete(folder, true);
    }
}
