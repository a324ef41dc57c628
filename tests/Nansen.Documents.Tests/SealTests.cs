using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents.Tests;

public sealed class SealTests
{
    public static TheoryData<string> Seals => Vectors.Ids("vds-seals.json");

    [Theory]
    [MemberData(nameof(Seals))]
    public void Read_Vector_GivesHeaderFeaturesAndSignature(string id)
    {
        var vector = Vectors.One("vds-seals.json", id);
        var expect = vector.GetProperty("expect");
        Assert.True(Seal.TryRead(Convert.FromHexString(vector.Text("sealHex")), out var seal, out _));
        var header = seal!.Header;
        Assert.Equal(expect.GetProperty("rawVersion").GetInt32(), header.RawVersion);
        Assert.Equal(expect.GetProperty("icaoVersion").GetInt32(), header.Version);
        Assert.Equal(expect.Text("signerIdentifier"), header.SignerIdentifier);
        Assert.Equal(expect.Text("certificateReference"), header.CertificateReference);
        Assert.Equal(expect.Text("issuingDate"), header.IssueDate.ToString());
        Assert.Equal(expect.Text("signatureDate"), header.SignatureDate.ToString());
        Assert.Equal(expect.GetProperty("featureDefinitionReference").GetInt32(), header.FeatureDefinition);
        Assert.Equal(expect.GetProperty("documentTypeCategory").GetInt32(), header.DocumentCategory);
        Assert.Equal(expect.Text("issuingCountryRaw"), header.IssuingCountryRaw);
        Assert.Equal(expect.Text("issuingCountry"), header.IssuingCountry);
        Assert.Equal(expect.Text("signatureHex"), Convert.ToHexStringLower(seal.Signature.Span));
        Assert.Equal(expect.GetProperty("signedBytesLength").GetInt32(), seal.Signed.Length);
        Assert.Equal(expect.Text("profile"), seal.Profile?.Name);
        foreach (var (feature, read) in expect.GetProperty("features").EnumerateArray().Zip(seal.Features, (a, b) => (a, b)))
        {
            Assert.Equal(feature.GetProperty("tag").GetInt32(), read.Tag);
            Assert.Equal(feature.Text("valueHex"), Convert.ToHexStringLower(read.Value.Span));
            var coding = seal.Profile!.Feature(read.Tag)!;
            Assert.Equal(feature.Text("coding"), coding.CodingName);
            if (feature.TryGetProperty("lines", out var lines)) Assert.Equal(lines.EnumerateArray().Select(l => l.GetString()), FeatureText.Lines(coding.Coding, read.Value.Span));
            if (feature.TryGetProperty("text", out var text)) Assert.Equal(text.GetString(), FeatureText.Read(coding.Coding, read.Value.Span));
        }
    }

    [Theory]
    [MemberData(nameof(Seals))]
    public void Signature_OfAVector_VerifiesWithItsSigner(string id)
    {
        var vector = Vectors.One("vds-seals.json", id);
        if (vector.GetProperty("expect").GetProperty("signerCertificate").GetString() is not { } signer) return;
        Seal.TryRead(Convert.FromHexString(vector.Text("sealHex")), out var seal, out _);
        var trust = TrustFolder.Of(new() { Specimen = true }, [], [new(signer, Vectors.Certificate(signer))], [], null);
        var verdict = Verifier.Verify(seal!.Bytes, trust, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(CheckOutcome.Successful, verdict.Checks.Single(c => c.Id == "signature").Outcome);
        Assert.Equal("UNTRUSTED_CERTIFICATE", verdict.Checks.Single(c => c.Id == "signerTrusted").Status);
        Assert.Equal(VerdictResult.NotValid, verdict.Result);
    }

    [Fact]
    public void C40AndDates_Vectors_AreRight()
    {
        var vectors = Vectors.Load("c40-dates.json");
        foreach (var c40 in vectors.GetProperty("c40").EnumerateArray())
        {
            Assert.Equal(c40.Text("hex"), Convert.ToHexStringLower(C40.Encode(c40.Text("text"))));
            Assert.True(C40.TryDecode(Convert.FromHexString(c40.Text("hex")), out var text));
            Assert.Equal(c40.Text("text"), text);
        }

        foreach (var date in vectors.GetProperty("dates").EnumerateArray())
            Assert.Equal(date.Text("date"), SealDate.Read(Convert.FromHexString(date.Text("hex"))).ToString());
        foreach (var date in vectors.GetProperty("maskedDates").EnumerateArray())
        {
            Assert.Equal(date.Text("date"), MaskedDate.Decode(Convert.FromHexString(date.Text("hex"))));
            Assert.Equal(date.Text("hex"), Convert.ToHexStringLower(MaskedDate.Encode(DateOnly.Parse(date.Text("date")))));
        }
    }

    [Fact]
    public void Read_EveryTruncationAndExtension_IsRefused()
    {
        foreach (var vector in Vectors.Load("vds-seals.json").EnumerateArray())
        {
            var bytes = Convert.FromHexString(vector.Text("sealHex"));
            for (var length = 0; length < bytes.Length; length++)
                Assert.False(Seal.TryRead(bytes.AsMemory(0, length), out _, out var fault) || fault is null);
            Assert.False(Seal.TryRead(new byte[][] { bytes, [0] }.SelectMany(b => b).ToArray(), out _, out _));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13012020)]
    [InlineData(99999999)]
    [InlineData(1320000)]
    [InlineData(2302021)]
    public void SealDate_NoDate_IsAFindingAndNoException(int raw) => Assert.Null(new SealDate(raw).Day);
}
