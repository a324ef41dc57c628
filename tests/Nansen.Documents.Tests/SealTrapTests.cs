using CsCheck;

namespace Nansen.Documents.Tests;

/// <summary>What the specifications get wrong or leave open, and what is met in the field.</summary>
public sealed class SealTrapTests
{
    private readonly SpecimenState issuer = new();

    [Theory]
    [InlineData("DEZV10", 10)] // DEZV writes the reference's length in decimal.
    [InlineData("UTTS0A", 10)] // All others in hexadecimal.
    [InlineData("UTTS00", 3)] // One seal in the field says 00 although three characters follow.
    public void Read_ReferenceLengths_AreTakenAsTheSignerWritesThem(string signer, int length)
    {
        var reference = "1234567890"[..length];
        byte[] bytes = [0xDC, 0x03, .. C40.Encode("UTO"), .. C40.Encode(signer), .. C40.Encode(reference), .. Date(2026, 3, 1), .. Date(2026, 3, 1), 0xFB, 0x06, 3, 2, .. C40.Encode("AB "), 0xFF, 2, 1, 1];
        Assert.True(Seal.TryRead(bytes, out var seal, out var fault), fault?.Message);
        Assert.Equal(reference, seal!.Header.CertificateReference);
        Assert.Equal("2026-03-01", seal.Header.SignatureDate.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("UTOPIA")]
    public void Make_CountryThatIsNoCode_IsRefusedByItsName(string country)
    {
        var draft = SealDraft.ArrivalAttestation(country, SpecimenState.Zone, SpecimenState.Registration, SpecimenState.IssueDay, SpecimenState.IssueDay);
        Assert.Contains("issuing country", Assert.Throws<DocumentException>(() => draft.Sign(issuer.Signer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownTags_AreKept_AndDoubleTagsRefused()
    {
        var draft = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000017", new(2026, 3, 1), new(2026, 3, 1)) with { Features = [new(0x77, new byte[] { 1, 2, 3 })] };
        var seal = draft.Sign(issuer.Signer);
        Assert.Equal([1, 2, 3], seal.Feature(0x77)!.Value.ToArray());
        Assert.Equal(["VALID"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now).Status);
        Assert.Throws<DocumentException>(() => (draft with { Features = [new(2, new byte[] { 1 })] }).Sign(issuer.Signer));
    }

    [Fact]
    public void Read_LongMessages_HaveDerLengthsInVersion4AndOneByteInVersion3()
    {
        var text = new string('ä', 45);
        var draft = new SealDraft
        {
            Profile = SealProfiles.Named("SOCIAL_INSURANCE_CARD")!,
            IssuingCountry = "UTO",
            IssueDate = new(2026, 3, 1),
            SignatureDate = new(2026, 3, 1),
            Texts = [new("SOCIAL_INSURANCE_NUMBER", "65170839J003"), new("SURNAME", text), new("FIRST_NAME", "Ölüm")],
            Features = [new(9, new byte[200])],
        };
        foreach (var version in new[] { 3, 4 })
        {
            var seal = (draft with { Version = version }).Sign(issuer.Signer);
            Assert.Equal(version, seal.Header.Version);
            Assert.Equal(text, FeatureText.Read(FeatureCoding.Utf8, seal.Feature(2)!.Value.Span));
            Assert.Equal(200, seal.Feature(9)!.Value.Length);
        }
    }

    [Theory]
    [InlineData(MrzFormat.MRVA, "MRZ_MRVA")]
    [InlineData(MrzFormat.MRVB, "MRZ_MRVB")]
    public void Verify_Visa_ComparesTheSealedPartOfTheZoneAlone(MrzFormat format, string feature)
    {
        var visa = MrzTests.Sample(format) with { Optional1 = "AB1234" };
        var draft = new SealDraft
        {
            Profile = SealProfiles.Named("VISA")!,
            IssuingCountry = "UTO",
            IssueDate = new(2026, 3, 1),
            SignatureDate = new(2026, 3, 1),
            Texts = [new(feature, string.Concat(Mrz.Make(visa))), new("DURATION_OF_STAY", "A00000"), new("PASSPORT_NUMBER", "UFO001979")],
        };
        var seal = draft.Sign(issuer.Signer);
        Assert.Equal(["VALID"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now, Mrz.Make(visa)).Status);
        Assert.Equal(["VALID"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now, Mrz.Make(visa with { Optional1 = "ZZ" })).Status);
        Assert.Equal(["SEAL_VISA_MISMATCH"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now, Mrz.Make(visa with { DocumentNumber = "L898902C4" })).Status);
    }

    [Fact]
    public void Verify_PrintedInAnotherFormat_TakesATruncatedNameForItsBeginning()
    {
        var longName = SpecimenState.Document with { Primary = "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", Secondary = "DINGO POTOROO" };
        var seal = issuer.Attestation(Mrz.Make(longName));
        var card = Mrz.Make(longName with { Format = MrzFormat.TD1 });
        Assert.Equal(["VALID"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now, card).Status);
        var other = Mrz.Make(longName with { Format = MrzFormat.TD1, Primary = "BERNADOTTE" });
        Assert.Equal(["SEAL_DOCUMENT_MISMATCH"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now, other).Status);
    }

    [Fact]
    public void Verify_LookAlikeWithARightDigit_IsStillAMismatch()
    {
        // K counts as the filler does: the digits of the changed zone are right, and only the seal tells.
        var forged = SpecimenState.Zone[1].Replace("<<<<<<<", "K<<<<<<", StringComparison.Ordinal);
        Assert.True(Mrz.Read(SpecimenState.Zone[0], forged).CheckDigitsValid);
        Assert.Equal(["SEAL_DOCUMENT_MISMATCH"], Verifier.Verify(issuer.Attestation().Bytes, issuer.Trust(), SpecimenState.Now, [SpecimenState.Zone[0], forged]).Status);
    }

    [Fact]
    public void Verify_SignatureInDerOrOfAnotherWidth_IsNotTaken()
    {
        var seal = issuer.Attestation();
        byte[] padded = [.. seal.Signed.Span, 0xFF, 66, 0, .. seal.Signature.Span[..32], 0, .. seal.Signature.Span[32..]];
        Assert.Contains("INVALID_SIGNATURE", Verifier.Verify(padded, issuer.Trust(), SpecimenState.Now).Status);
    }

    [Fact]
    public void Verify_SwappedSigner_NeverVerifies()
    {
        var other = issuer.Authority.IssueSigner("01", 1, SpecimenState.Now.AddDays(-20));
        var trust = TrustFolder.Of(new() { Specimen = true }, [new("a", issuer.Authority.Certificate.RawData)], [new("s", other.Certificate.RawData)], [], null);
        Assert.Contains("INVALID_SIGNATURE", Verifier.Verify(issuer.Attestation().Bytes, trust, SpecimenState.Now).Status);
    }

    [Fact]
    public void Parsers_MutatedInputs_GiveTheirOwnResultAndNothingElse()
    {
        var trust = issuer.Trust();
        var seal = issuer.Attestation().Bytes.ToArray();
        (from places in Gen.Int[0, seal.Length - 1].Array[1, 4] from values in Gen.Byte.Array[4] from cut in Gen.Int[0, seal.Length] select (places, values, cut)).Sample(m =>
        {
            var bytes = seal.ToArray();
            for (var i = 0; i < m.places.Length; i++) bytes[m.places[i]] = m.values[i];
            if (m.values[0] % 3 == 0) bytes = bytes[..m.cut];
            if (bytes.AsSpan().SequenceEqual(seal)) return;
            Assert.NotEqual(VerdictResult.Valid, Verifier.Verify(bytes, trust, SpecimenState.Now).Result);
        }, iter: 2000);
    }

    [Fact]
    public void VerifyPage_PictureOfThePage_IsReadToo()
    {
        var page = Pages.Certificate(issuer.Attestation());
        var verdict = Verifier.VerifyPage(PageDrawing.Png(page, 300), issuer.Trust(), SpecimenState.Now);
        Assert.Equal(["VALID"], verdict.Status);
        Assert.Null(verdict.PrintedZone);
    }

    private static byte[] Date(int year, int month, int day)
    {
        var bytes = new byte[3];
        SealDate.Of(new(year, month, day)).Write(bytes);
        return bytes;
    }
}
