
namespace Nansen.Documents.Tests;

/// <summary>The status words of Doc 9303-13 and parts 7 and 8, each met by what it is for.</summary>
public sealed class StatusWordTests
{
    private readonly SpecimenState issuer = new();

    [Fact]
    public void ReadError_BytesThatAreNoSeal() => Assert.Equal(["READ_ERROR"], Status([0x44, 0x43, 0x03]));

    [Theory]
    [InlineData(0x01)] // version 2 by its name: never published
    [InlineData(0x04)]
    public void WrongFormat_UnknownVersionByte(byte version) => Assert.Equal(["WRONG_FORMAT"], Status([0xDC, version, .. issuer.Attestation().Bytes.Span[2..]]));

    [Fact]
    public void WrongFormat_SignedSealWithoutARequiredMessage()
    {
        var seal = Seal(0xFD, 0x02, [3, 8, .. C40.Encode("UT0000000017")]);
        Assert.Equal(["WRONG_FORMAT"], Status(seal));
    }

    [Fact]
    public void WrongFormat_DatesThatAreNone_AreToldAndNothingIsThrown()
    {
        var seal = issuer.Attestation().Bytes.ToArray();
        foreach (var raw in new[] { 0, 13_01_2020, 02_30_2021, 0x00FFFFFF })
        {
            new SealDate(raw).Write(seal.AsSpan(10));
            var verdict = Verifier.Verify(seal, issuer.Trust(), SpecimenState.Now);
            Assert.Equal("WRONG_FORMAT", verdict.Checks.Single(c => c.Id == "sealDates").Status);
            Assert.Contains("INVALID_SIGNATURE", verdict.Status);
        }
    }

    [Fact]
    public void UnknownFeature_IsToldAndDoesNotMakeASealInvalid()
    {
        var draft = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000017", new(2026, 3, 1), new(2026, 3, 1)) with { Features = [new(0x77, new byte[] { 1 })] };
        var verdict = Verifier.Verify(draft.Sign(issuer.Signer).Bytes, issuer.Trust(), SpecimenState.Now);
        Assert.Equal(["VALID"], verdict.Status);
        Assert.Equal(CheckOutcome.Undetermined, verdict.Checks.Single(c => c.Status == "UNKNOWN_FEATURE").Outcome);
    }

    [Fact]
    public void UnpublishedProfile_IsVerifiedAllTheSame()
    {
        var verdict = Verifier.Verify(Seal(0xF5, 0x02, [1, 2, .. C40.Encode("ABC")]), issuer.Trust(), SpecimenState.Now);
        Assert.Equal(["VALID"], verdict.Status);
        Assert.Equal(CheckOutcome.NotSupported, verdict.Checks.Single(c => c.Id == "profile").Outcome);
    }

    [Fact]
    public void UnknownCertificate_ReferenceOfZeros_IsCalledATestSigner()
    {
        var bytes = issuer.Attestation().Bytes.ToArray();
        C40.Encode("UT0100000").CopyTo(bytes, 4);
        var check = Verifier.Verify(bytes, issuer.Trust(), SpecimenState.Now).Checks.Single(c => c.Id == "signerKnown");
        Assert.Equal("UNKNOWN_CERTIFICATE", check.Status);
        Assert.Contains("test signer", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InvalidDocumentType_SignerOfListsUnderASeal()
    {
        var seal = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000017", new(2026, 3, 1), new(2026, 3, 1)).Sign(issuer.ListSigner);
        var trust = TrustFolder.Of(new() { Specimen = true }, [new("a", issuer.Authority.Certificate.RawData)], [new("s", issuer.ListSigner.Certificate.RawData)], [], null);
        Assert.Equal(["INVALID_DOCUMENTTYPE"], Verifier.Verify(seal.Bytes, trust, SpecimenState.Now).Status);
    }

    [Fact]
    public void EmergencyDocument_WrongZones_AreTold()
    {
        var draft = new SealDraft { Profile = SealProfiles.Named("5e03")!, IssuingCountry = "UTO", IssueDate = new(2026, 3, 1), SignatureDate = new(2026, 3, 1), Texts = [new("MRZ", string.Join('|', SpecimenState.Zone))] };
        var wrong = SpecimenState.Zone[1].Replace("910305", "910306", StringComparison.Ordinal);
        Assert.Equal(["VALID"], Status(draft.Sign(issuer.Signer).Bytes.ToArray()));
        Assert.Equal(["INVALID_SEAL_MRZ"], Status((draft with { Texts = [new("MRZ", $"{SpecimenState.Zone[0]}|{wrong}")] }).Sign(issuer.Signer).Bytes.ToArray()));
        Assert.Equal(["INVALID_PRINTED_MRZ", "SEAL_DOCUMENT_MISMATCH"], Verifier.Verify(draft.Sign(issuer.Signer).Bytes, issuer.Trust(), SpecimenState.Now, [SpecimenState.Zone[0], wrong]).Status);
    }

    [Fact]
    public void Visa_ShownInAPassport_MustBeGivenForIt()
    {
        var visa = MrzTests.Sample(MrzFormat.MRVA);
        var seal = new SealDraft
        {
            Profile = SealProfiles.Named("VISA")!,
            IssuingCountry = "UTO",
            IssueDate = new(2026, 3, 1),
            SignatureDate = new(2026, 3, 1),
            Texts = [new("MRZ_MRVA", string.Concat(Mrz.Make(visa))), new("DURATION_OF_STAY", "A00000"), new("PASSPORT_NUMBER", "UFO001979")],
        }.Sign(issuer.Signer);
        var passport = MrzTests.Sample(MrzFormat.TD3) with { DocumentNumber = "UFO001979" };
        Assert.Equal(["VALID"], Shown(Mrz.Make(passport)));
        Assert.Equal(["SEAL_PASSPORT_MISMATCH"], Shown(Mrz.Make(passport with { DocumentNumber = "UFO001978" })));
        var damaged = Mrz.Make(passport).ToArray();
        damaged[1] = damaged[1].Replace("740812", "740813", StringComparison.Ordinal);
        Assert.Equal(["INVALID_PASSPORT_MRZ"], Shown(damaged));

        var line = Mrz.Make(visa)[1].Replace("740812", "740813", StringComparison.Ordinal);
        Assert.Equal(["INVALID_VISA_MRZ", "SEAL_VISA_MISMATCH"], Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now, [Mrz.Make(visa)[0], line]).Status);

        IReadOnlyList<string> Shown(IReadOnlyList<string> zone) => Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now, passport: zone).Status;
    }

    private IReadOnlyList<string> Status(byte[] bytes) => Verifier.Verify(bytes, issuer.Trust(), SpecimenState.Now).Status;

    // A seal of version 3 made by hand, as the drafts refuse to make a wrong one.
    private byte[] Seal(byte definition, byte category, byte[] messages)
    {
        byte[] signed = [.. issuer.Attestation().Bytes.Span[..16], definition, category, .. messages];
        return [.. signed, 0xFF, 64, .. issuer.Signer.Sign(signed)];
    }
}
