using System.Text;

namespace Nansen.Documents.Tests;

/// <summary>A checker is handed certificates in whatever form; a folder of them is enough to check signatures.</summary>
public sealed class TrustFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nansen-certificates-").FullName;

    [Theory]
    [InlineData(".der", "der")]
    [InlineData(".cer", "der")]
    [InlineData(".crt", "pem")]
    [InlineData(".pem", "pem")]
    [InlineData(".cer", "base64")]
    public void Load_CertificatesAsTheyCome_AreSigners_AndTheSignatureIsToldApartFromTrust(string ending, string form)
    {
        foreach (var id in new[] { "utts5b", "dets32", "dets27" })
        {
            var der = Vectors.Certificate(id);
            var base64 = Convert.ToBase64String(der, Base64FormattingOptions.InsertLineBreaks);
            File.WriteAllBytes(Path.Combine(folder, id + ending), form switch
            {
                "der" => der,
                "pem" => Encoding.ASCII.GetBytes($"-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n"),
                _ => Encoding.ASCII.GetBytes(base64),
            });
        }

        SignaturesAreRight(TrustFolder.Load(folder));
    }

    [Fact]
    public void Load_ListOfCertificatesInJson_IsTaken_AndOtherJsonLeftAlone()
    {
        using (var stream = typeof(Vectors).Assembly.GetManifestResourceStream("certificates.json")!)
        using (var file = File.Create(Path.Combine(folder, "certificates.json"))) stream.CopyTo(file);
        File.WriteAllText(Path.Combine(folder, "notes.json"), "{\"of\":\"somebody else\"");
        SignaturesAreRight(TrustFolder.Load(folder));
    }

    [Fact]
    public void Load_AuthorityAmongTheFiles_IsAnAnchor_AndWhatIsNoCertificateIsNamed()
    {
        var issuer = new SpecimenState();
        File.WriteAllBytes(Path.Combine(folder, "authority.cer"), issuer.Authority.Certificate.RawData);
        File.WriteAllBytes(Path.Combine(folder, "signer.cer"), issuer.Signer.Certificate.RawData);
        File.WriteAllText(Path.Combine(folder, "broken.pem"), "-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----");
        File.WriteAllText(Path.Combine(folder, "policy.json"), "{\"specimen\":true}");
        var trust = TrustFolder.Load(folder);
        Assert.Equal(issuer.Authority.Certificate.Thumbprint, Assert.Single(trust.Anchors).Thumbprint);
        Assert.Contains("broken", Assert.Single(trust.Faults), StringComparison.Ordinal);
        Assert.Equal(["VALID"], Verifier.Verify(issuer.Attestation().Bytes, trust, SpecimenState.Now).Status);
    }

    [Fact]
    public void Load_SignerThatCertifiedItself_HasItsSignatureTold_AndIsNotTrusted()
    {
        using var authority = StateAuthority.Create("UT", "07", SpecimenState.Now.AddMonths(-1));
        using var signer = new DocumentSigner(authority.Certificate, authority.Key);
        File.WriteAllBytes(Path.Combine(folder, "self.der"), authority.Certificate.RawData);
        File.WriteAllText(Path.Combine(folder, "policy.json"), "{\"specimen\":true}");
        var draft = new SealDraft { Profile = SealProfiles.Named("RESIDENCE_PERMIT")!, IssuingCountry = "UTO", IssueDate = new(2026, 3, 1), SignatureDate = new(2026, 3, 1), Texts = [new("MRZ", string.Join('|', SpecimenState.Zone)), new("PASSPORT_NUMBER", "UFO001979")] };
        var verdict = Verifier.Verify(draft.Sign(signer).Bytes, TrustFolder.Load(folder), SpecimenState.Now);
        Assert.Equal(CheckOutcome.Successful, verdict.Checks.Single(c => c.Id == "signature").Outcome);
        Assert.Equal("UNTRUSTED_CERTIFICATE", verdict.Checks.Single(c => c.Id == "signerTrusted").Status);
    }

    private static void SignaturesAreRight(TrustFolder trust)
    {
        Assert.Empty(trust.Faults);
        Assert.Empty(trust.Anchors);
        foreach (var vector in Vectors.Load("vds-seals.json").EnumerateArray())
        {
            var signer = vector.GetProperty("expect").GetProperty("signerCertificate").GetString();
            var verdict = Verifier.Verify(Convert.FromHexString(vector.Text("sealHex")), trust, SpecimenState.Now);
            Assert.Equal(signer is null ? CheckOutcome.Aborted : CheckOutcome.Successful, verdict.Checks.Single(c => c.Id == "signature").Outcome);
            Assert.Equal(signer, verdict.SignerCertificate);
            Assert.NotEqual(VerdictResult.Valid, verdict.Result);
        }
    }

    public void Dispose() => Directory.Delete(folder, true);
}
