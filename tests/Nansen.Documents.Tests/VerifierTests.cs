using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents.Tests;

public sealed class VerifierTests
{
    private readonly SpecimenState issuer = new();

    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("brainpoolP256r1")]
    public void Verify_GenuineSeal_IsValid(string curve)
    {
        var issuer = new SpecimenState(curve);
        var verdict = Verifier.Verify(issuer.Attestation().Bytes, issuer.Trust(), SpecimenState.Now, SpecimenState.Zone);
        Assert.Equal(["VALID"], verdict.Status);
        Assert.All(verdict.Checks, c => Assert.Equal(CheckOutcome.Successful, c.Outcome));
        Assert.All(verdict.Comparisons, c => Assert.True(c.Equal));
    }

    [Fact]
    public void Verify_SpecimenState_IsRefusedInProduction() =>
        Assert.Contains("UNTRUSTED_CERTIFICATE", Verifier.Verify(issuer.Attestation().Bytes, issuer.Trust(TrustPolicy.Production), SpecimenState.Now).Status);

    [Fact]
    public void Verify_EachFlippedBit_IsNeverValid()
    {
        var trust = issuer.Trust();
        var bytes = issuer.Attestation().Bytes.ToArray();
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.NotEqual(VerdictResult.Valid, Verifier.Verify(bytes, trust, SpecimenState.Now).Result);
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void Verify_ZeroOrTooLargeHalves_NeverVerify()
    {
        var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        var seal = issuer.Attestation().Bytes;
        var (r, s) = (seal[^64..^32].ToArray(), seal[^32..].ToArray());
        foreach (var (left, right) in new[] { (new byte[32], s), (r, new byte[32]), (order, s), (r, order), (new byte[32], new byte[32]) })
        {
            byte[] forged = [.. seal[..^64].Span, .. left, .. right];
            Assert.Contains("INVALID_SIGNATURE", Verifier.Verify(forged, issuer.Trust(), SpecimenState.Now).Status);
        }
    }

    [Fact]
    public void Verify_AnotherPersonsZone_DiffersFromTheSeal()
    {
        var other = Mrz.Make(SpecimenState.Document with { DocumentNumber = "A00000018" });
        var verdict = Verifier.Verify(issuer.Attestation().Bytes, issuer.Trust(), SpecimenState.Now, other);
        Assert.Equal(["SEAL_DOCUMENT_MISMATCH"], verdict.Status);
        Assert.Equal("documentNumber", verdict.Comparisons.Single(c => !c.Equal).Field);
    }

    [Fact]
    public void Verify_RevokedSigner_IsRefused() =>
        Assert.Equal(["REVOKED_CERTIFICATE"], Verifier.Verify(issuer.Attestation().Bytes, issuer.Trust(revoked: [1]), SpecimenState.Now).Status);

    [Theory]
    [InlineData(VoidReason.Lost)]
    [InlineData(VoidReason.Withdrawn)]
    public void Verify_VoidDocument_IsRefused(VoidReason reason)
    {
        var trust = issuer.Trust(voided: [new(DocumentReference.Of(SpecimenState.Document), reason), new(new("UTO", "IR", "A00000099"), VoidReason.Stolen)]);
        Assert.Equal(["VOID_DOCUMENT"], Verifier.Verify(issuer.Attestation().Bytes, trust, SpecimenState.Now).Status);
    }

    [Fact]
    public void Verify_VoidListOfAnotherState_SaysNothingOfADocument()
    {
        using var other = StateAuthority.Create("ES", "Another trusted State", SpecimenState.Now.AddMonths(-1));
        using var lists = other.IssueSigner("02", 2, SpecimenState.Now.AddDays(-20), purpose: SignerPurpose.Lists);
        var foreign = VoidList.Create(new("ESP", SpecimenState.Now.AddDays(-1)), []).Sign(lists);
        var trust = TrustFolder.Of(new() { Specimen = true }, [new("a", issuer.Authority.Certificate.RawData), new("b", other.Certificate.RawData)], [new("s", issuer.Signer.Certificate.RawData)], [], foreign);
        Assert.NotNull(trust.VoidList);
        var check = Verifier.Verify(issuer.Attestation().Bytes, trust, SpecimenState.Now).Checks.Single(c => c.Id == "voidList");
        Assert.Equal(CheckOutcome.Undetermined, check.Outcome);
        Assert.Contains("no void list of UTO", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ListThatAnotherStateHandedOver_IsAskedForItsDocuments()
    {
        using var other = StateAuthority.Create("ES", "Another trusted State", SpecimenState.Now.AddMonths(-1));
        using var lists = other.IssueSigner("02", 2, SpecimenState.Now.AddDays(-20), purpose: SignerPurpose.Lists);
        var own = VoidList.Create(new("ESP", SpecimenState.Now), []).Sign(lists);
        VoidEntry[] documents = [new(DocumentReference.Of(SpecimenState.Document), VoidReason.Stolen)];
        Verdict With(byte[] handedOver) => Verifier.Verify(issuer.Attestation().Bytes, TrustFolder.Of(new() { Specimen = true }, [new("a", issuer.Authority.Certificate.RawData), new("b", other.Certificate.RawData)],
            [new("s", issuer.Signer.Certificate.RawData)], [], own, otherVoidLists: [new("utopia.bin", handedOver)]), SpecimenState.Now);
        var empty = With(VoidList.Create(new("UTO", SpecimenState.Now.AddDays(-3)), []).Sign(issuer.ListSigner));
        Assert.Equal(CheckOutcome.Successful, empty.Checks.Single(c => c.Id == "voidList").Outcome);
        Assert.Equal(3, empty.Lists.Single(l => l.Name == "void list").AgeDays);
        Assert.Equal(["VOID_DOCUMENT"], With(VoidList.Create(new("UTO", SpecimenState.Now), documents).Sign(issuer.ListSigner)).Status);
        // Spain's list says nothing of Utopia's documents, and Spain's signer cannot speak for Utopia.
        Assert.Equal(["VALID"], With(VoidList.Create(new("ESP", SpecimenState.Now), documents).Sign(lists)).Status);
        Assert.Equal(["VALID"], With(VoidList.Create(new("UTO", SpecimenState.Now), documents).Sign(lists)).Status);
    }

    [Theory]
    [InlineData("ADMINISTRATIVE_DOCUMENTS_V8", "VALIDITY_DATES", "2025-01-01/2026-03-02", "2025-01-01/2026-03-01")]
    [InlineData("ADMINISTRATIVE_DOCUMENTS_V9", "VALID_TO", "20260302", "20260301")]
    [InlineData("ADMINISTRATIVE_DOCUMENTS_V9", "VALID_TO", "02032026", "01032026")]
    public void Verify_AdministrativeDocument_ExpiresOnItsSealedDay(string code, string message, string until, string before)
    {
        IReadOnlyList<string> Status(string text)
        {
            var profile = SealProfiles.Named(code)!;
            var others = profile.Features.Where(f => f.Required && f.Name != message).Select(f => KeyValuePair.Create(f.Name, f.Coding == FeatureCoding.Bytes ? new string('0', 2 * f.MinBytes) : "20250101"));
            var seal = new SealDraft { Profile = profile, IssuingCountry = "UTO", IssueDate = SpecimenState.IssueDay, SignatureDate = SpecimenState.IssueDay, Texts = [.. others, new(message, text)] }.Sign(issuer.Signer);
            return Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now).Status;
        }

        Assert.Equal(["VALID"], Status(until));
        Assert.Equal(["EXPIRED_DOCUMENT"], Status(before));
    }

    [Theory]
    [InlineData("2026-03-02", "VALID")]
    [InlineData("2026-03-01", "EXPIRED_DOCUMENT")]
    public void Verify_BarcodeWithoutAZone_ExpiresOnItsSealedDay(string until, string status)
    {
        var day = DateOnly.ParseExact(until, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var barcode = new IcaoBarcodeDraft { Country = "UTO", SignatureDate = SpecimenState.IssueDay, Features = [new(132, MaskedDate.Encode(day))] }.Make(issuer.Signer);
        Assert.Equal([status], Verifier.Verify(System.Text.Encoding.ASCII.GetBytes(barcode), issuer.Trust(), SpecimenState.Now).Status);
    }

    [Fact]
    public void Verify_UnknownSigner_IsRefused() =>
        Assert.Equal(["UNKNOWN_CERTIFICATE"], Verifier.Verify(issuer.Attestation().Bytes, TrustFolder.Of(new() { Specimen = true }, [], [], [], null), SpecimenState.Now).Status);

    [Fact]
    public void Verify_SignerOfAnotherState_IsRefused()
    {
        var forger = StateAuthority.Create("ES", "Another trusted State", SpecimenState.Now.AddMonths(-1));
        var signer = forger.IssueSigner("01", 1, SpecimenState.Now.AddDays(-20));
        var seal = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000017", new(2026, 3, 1), new(2026, 3, 1)).Sign(signer);
        var trust = TrustFolder.Of(new() { Specimen = true }, [new("a", forger.Certificate.RawData)], [new("s", signer.Certificate.RawData)], [], null);
        Assert.Equal(["UNTRUSTED_CERTIFICATE"], Verifier.Verify(seal.Bytes, trust, SpecimenState.Now).Status);
    }

    [Fact]
    public void Verify_AfterExpiryOrTheCertificatesEnd_SaysSo()
    {
        var seal = issuer.Attestation().Bytes;
        Assert.Contains("EXPIRED_DOCUMENT", Verifier.Verify(seal, issuer.Trust(), SpecimenState.Now.AddYears(2)).Status);
        Assert.Contains("EXPIRED_CERTIFICATE", Verifier.Verify(seal, issuer.Trust(), SpecimenState.Now.AddYears(8)).Status);
        var late = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000017", new(2028, 3, 1), new(2028, 3, 1)).Sign(issuer.Signer);
        Assert.Contains("EXPIRED_CERTIFICATE", Verifier.Verify(late.Bytes, issuer.Trust(), SpecimenState.Now).Status);
    }

    [Fact]
    public void Verify_AfterTheAuthoritysEnd_ItsSignersAreExpiredToo()
    {
        using var old = StateAuthority.Create("UT", "An authority for two years", SpecimenState.Now.AddMonths(-1), years: 2);
        using var signer = Outliving(old);
        var seal = SealDraft.ArrivalAttestation("UTO", Mrz.Make(SpecimenState.Document with { DateOfExpiry = "300301" }), "UT0000000017", SpecimenState.IssueDay, SpecimenState.IssueDay).Sign(signer);
        var trust = TrustFolder.Of(new() { Specimen = true }, [new("a", old.Certificate.RawData)], [new("s", signer.Certificate.RawData)], [], null);
        Assert.Equal(["VALID"], Verifier.Verify(seal.Bytes, trust, SpecimenState.Now.AddMonths(22)).Status);
        Assert.Equal(["EXPIRED_CERTIFICATE"], Verifier.Verify(seal.Bytes, trust, SpecimenState.Now.AddMonths(24)).Status);
    }

    // Ours ends with its authority; others do not see to that.
    private static DocumentSigner Outliving(StateAuthority authority)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCountryOrRegion("UT");
        subject.AddCommonName("OL");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("2.23.136.1.1.14.1")], true));
        return new(request.Create(authority.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(authority.Key), SpecimenState.Now.AddDays(-20), SpecimenState.Now.AddYears(9), [7]), key);
    }

    [Fact]
    public void Verify_StaleLists_AreSaidOrRefusedByPolicy()
    {
        var later = SpecimenState.Now.AddDays(60);
        var verdict = Verifier.Verify(issuer.Attestation().Bytes, issuer.Trust(), later);
        Assert.Equal(VerdictResult.Valid, verdict.Result);
        Assert.True(verdict.Lists.Single(l => l.Name == "void list").Stale);
        Assert.Equal(["STALE_LISTS"], Verifier.Verify(issuer.Attestation().Bytes, issuer.Trust(new() { Specimen = true, RefuseWhenStale = true }), later).Status);
    }

    [Fact]
    public void VerifyPage_DrawnPage_ReadsSymbolAndZoneFromThePageItself()
    {
        var page = Pages.Certificate(issuer.Attestation());
        var verdict = Verifier.VerifyPage(PageDrawing.Pdf(page), issuer.Trust(), SpecimenState.Now);
        Assert.Equal(["VALID"], verdict.Status);
        Assert.Equal("A00000017", verdict.PrintedZone!.DocumentNumber);
        var swapped = PageDrawing.Pdf(page with { Zone = Mrz.Make(SpecimenState.Document with { DateOfBirth = "910306" }) });
        Assert.Equal(["SEAL_DOCUMENT_MISMATCH"], Verifier.VerifyPage(swapped, issuer.Trust(), SpecimenState.Now).Status);
    }

    [Fact]
    public void VerifyPage_AnothersRightSealBesideItsOwn_DoesNotSpeakForIt()
    {
        var forged = issuer.Attestation().Bytes.ToArray();
        forged[40] ^= 1;
        var other = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000018", SpecimenState.IssueDay, SpecimenState.IssueDay).Sign(issuer.Signer).Bytes;
        Verdict On(params ReadOnlyMemory<byte>[] seals) => Verifier.VerifyPage(new PageReading(seals, SpecimenState.Zone, null), issuer.Trust(), SpecimenState.Now);
        foreach (var verdict in new[] { On(other, forged), On(forged, other) })
        {
            Assert.Equal(VerdictResult.NotValid, verdict.Result);
            Assert.Contains("2 different seals", verdict.Checks.Single(c => c.Id == "symbol").Message, StringComparison.Ordinal);
        }

        // The same seal twice is one, and a symbol that is none does not count.
        Assert.DoesNotContain(On(other, other.ToArray(), "{\"url\":1}"u8.ToArray()).Checks, c => c.Id == "symbol");
        Assert.Equal(["VALID"], On("{\"url\":1}"u8.ToArray(), other).Status);
    }

    [Fact]
    public void VerifyPage_NoPdfOrNoSymbol_IsUnreadable()
    {
        Assert.Equal(VerdictResult.Unreadable, Verifier.VerifyPage("no page"u8.ToArray(), issuer.Trust(), SpecimenState.Now).Result);
        Assert.Equal(VerdictResult.Unreadable, Verifier.VerifyPage(PageDrawing.Pdf(Pages.Certificate(issuer.Attestation()) with { Symbol = null }), issuer.Trust(), SpecimenState.Now).Result);
        var cut = PageDrawing.Pdf(Pages.Certificate(issuer.Attestation()));
        Assert.Equal(VerdictResult.Unreadable, Verifier.VerifyPage(cut.AsMemory(0, cut.Length / 3), issuer.Trust(), SpecimenState.Now).Result);
    }

    [Fact]
    public void KeyFolder_SavedAndLoaded_SignsTheSame_AndTheFileIsItsOwnersAlone()
    {
        var folder = Directory.CreateTempSubdirectory("nansen-keys").FullName;
        foreach (var passphrase in new[] { null, "a long passphrase" })
        {
            var keys = new KeyFolder(folder, passphrase);
            keys.Save("authority", issuer.Authority);
            keys.Save("seals", issuer.Signer);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "seals.key")));
            var seal = SealDraft.ArrivalAttestation("UTO", SpecimenState.Zone, "UT0000000017", new(2026, 3, 1), new(2026, 3, 1)).Sign(keys.LoadSigner("seals"));
            Assert.Equal(VerdictResult.Valid, Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now).Result);
            Assert.Equal("UT", keys.LoadAuthority("authority").Country);
        }

        Assert.Throws<DocumentException>(() => new KeyFolder(folder, "another").LoadSigner("seals"));
        Directory.Delete(folder, true);
    }

    [Fact]
    public void IssuingOffice_OverYears_RenewsItsSignersAndNumbersItsLists()
    {
        var folder = Directory.CreateTempSubdirectory("nansen-office").FullName;
        var (keys, trust) = (Path.Combine(folder, "keys"), Path.Combine(folder, "trust"));
        IssuingOffice.Establish(keys, trust, "UTO", "Utopia State Authority", SpecimenState.Now, specimen: true).Dispose();
        using var office = IssuingOffice.Open(keys, trust, "UTO");
        foreach (var year in new[] { 0, 1, 2, 3 })
        {
            var now = SpecimenState.Now.AddYears(year);
            var day = DateOnly.FromDateTime(now.UtcDateTime);
            var zone = Mrz.Make(SpecimenState.Document with { DateOfExpiry = now.AddYears(1).ToString("yyMMdd"), DocumentNumber = $"A0000000{year}" });
            var seal = SealDraft.ArrivalAttestation("UTO", zone, "UT0000000017", day, day).Sign(office.SignerAt(now));
            Assert.Equal(VerdictResult.Valid, Verifier.Verify(seal.Bytes, office.Trust(), now, zone).Result);
            var list = office.PublishVoidList([new(new("UTO", "IR", $"A0000000{year}"), VoidReason.Lost)], now);
            Assert.Equal(2 + year, list.List.Header.Number);
            Assert.Equal(["VOID_DOCUMENT"], Verifier.Verify(seal.Bytes, office.Trust(), now, zone).Status);
        }

        Assert.Equal(2, Directory.GetFiles(Path.Combine(trust, "signers")).Length);
        Assert.Throws<DocumentException>(() => IssuingOffice.Establish(keys, trust, "UTO", "Again", SpecimenState.Now));
        Directory.Delete(folder, true);
    }
}
