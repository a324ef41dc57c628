using System.Text;
using System.Text.Json;

namespace Nansen.Documents.Tests;

public sealed class BarcodeTests
{
    public static TheoryData<string> Barcodes => Vectors.Ids("idb-barcodes.json");

    [Theory]
    [MemberData(nameof(Barcodes))]
    public void Read_Vector_GivesItsParts_AndTheSignatureVerifies(string id)
    {
        var vector = Vectors.One("idb-barcodes.json", id);
        var expect = vector.GetProperty("expect");
        Assert.True(IcaoBarcode.TryRead(vector.Text("barcode"), out var barcode, out var fault), fault?.Message);
        Assert.Equal(expect.Text("identifier"), barcode!.Identifier);
        Assert.Equal(expect.Text("flag"), barcode.Flag.ToString());
        Assert.Equal((expect.GetProperty("signed").GetBoolean(), expect.GetProperty("zipped").GetBoolean()), (barcode.IsSigned, barcode.IsCompressed));
        Assert.Equal(expect.Text("country"), barcode.CountryRaw);
        Assert.Equal(expect.Text("payloadHex"), Convert.ToHexStringLower(barcode.Payload.Span));
        foreach (var (feature, read) in expect.GetProperty("features").EnumerateArray().Zip(barcode.Features, (a, b) => (a, b)))
        {
            Assert.Equal((feature.GetProperty("tag").GetInt32(), feature.Text("valueHex")), (read.Tag, Convert.ToHexStringLower(read.Value.Span)));
            if (feature.TryGetProperty("text", out var text)) Assert.Equal(text.GetString(), FeatureText.Read(IcaoBarcode.MessageType(read.Tag)!.Coding, read.Value.Span));
            if (feature.TryGetProperty("lines", out var lines)) Assert.Equal(lines.EnumerateArray().Select(l => l.GetString()), FeatureText.Lines(FeatureCoding.Mrz, read.Value.Span));
        }

        if (!barcode.IsSigned) return;
        Assert.Equal(expect.Text("certificateReferenceHex"), Convert.ToHexStringLower(barcode.CertificateReference.Span));
        Assert.Equal(expect.Text("signatureDate"), barcode.SignatureDate);
        Assert.Equal(expect.Text("signatureHex"), Convert.ToHexStringLower(barcode.Signature.Span));
        var signer = expect.Text("signerCertificate");
        var verdict = Verifier.Verify(barcode, TrustFolder.Of(new(), [], [new(signer, Vectors.Certificate(signer))], [], null), SpecimenState.Now);
        Assert.Equal(CheckOutcome.Successful, verdict.Checks.Single(c => c.Id == "signature").Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MakeThenVerify_BothDateWidths_AreValid(bool shortDate)
    {
        var issuer = new SpecimenState();
        var text = new IcaoBarcodeDraft
        {
            Country = "UTO",
            SignatureDate = new(2026, 3, 1),
            ShortDate = shortDate,
            Features = [new(129, FeatureText.Write(FeatureCoding.Mrz, string.Concat(SpecimenState.Zone))), new(134, new byte[] { 13 })],
        }.Make(issuer.Signer);
        Assert.True(IcaoBarcode.TryRead(text, out var barcode, out _));
        var verdict = Verifier.Verify(barcode!, issuer.Trust(), SpecimenState.Now);
        Assert.Equal(["VALID"], verdict.Status);
        Assert.Equal("A00000017", verdict.SealedZone!.DocumentNumber);
        Assert.False(IcaoBarcode.TryRead(text[..^2], out _, out _));
    }

    [Fact]
    public void Verify_UnsignedBarcode_IsNotValid()
    {
        IcaoBarcode.TryRead(Vectors.One("idb-barcodes.json", "dev-idb-003").Text("barcode"), out var barcode, out _);
        Assert.Equal(["INVALID_SIGNATURE"], Verifier.Verify(barcode!, new SpecimenState().Trust(), SpecimenState.Now).Status);
    }

    [Fact]
    public void CanonicalJson_Vectors_GiveTheirBytes()
    {
        foreach (var vector in Vectors.Load("jcs.json").EnumerateArray())
            Assert.Equal(vector.Text("outputHex"), Convert.ToHexStringLower(CanonicalJson.Write(Encoding.UTF8.GetBytes(vector.Text("input")))));
    }

    // RFC 8785, appendix B.
    [Theory]
    [InlineData(0x0000000000000000UL, "0")]
    [InlineData(0x8000000000000000UL, "0")]
    [InlineData(0x0000000000000001UL, "5e-324")]
    [InlineData(0x8000000000000001UL, "-5e-324")]
    [InlineData(0x7fefffffffffffffUL, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000UL, "9007199254740992")]
    [InlineData(0x4430000000000000UL, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5UL, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6UL, "1e+23")]
    [InlineData(0x44b52d02c7e14af7UL, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4eUL, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4fUL, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50UL, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8cUL, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8dUL, "0.000001")]
    [InlineData(0x41b3de4355555553UL, "333333333.3333332")]
    [InlineData(0x41b3de4355555557UL, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696UL, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959UL, "1424953923781206.2")]
    public void CanonicalJson_Numbers_AreWrittenAsEcmaScriptDoes(ulong bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"a\":1e999}")]
    [InlineData("{")]
    public void CanonicalJson_WhatCannotBeSigned_IsRefused(string json) => Assert.Throws<DocumentException>(() => CanonicalJson.Write(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void JsonSeal_Vector_VerifiesWithTheCertificateInside()
    {
        foreach (var vector in Vectors.Load("vds-nc.json").EnumerateArray())
        {
            var seal = JsonSeal.TryRead(Encoding.UTF8.GetBytes(vector.GetProperty("vdsnc").GetRawText()), out var fault);
            Assert.True(seal is not null, fault?.Message);
            Assert.Equal(vector.GetProperty("expect").Text("canonicalData"), Encoding.UTF8.GetString(seal.CanonicalData.Span));
            Assert.True(seal.IsSignedByCertificateInside());
            var verdict = Verifier.Verify(seal, new SpecimenState().Trust(), SpecimenState.Now);
            Assert.Equal(CheckOutcome.Successful, verdict.Checks.Single(c => c.Id == "signature").Outcome);
            Assert.Equal("UNTRUSTED_CERTIFICATE", verdict.Status[0]);
            var changed = vector.GetProperty("vdsnc").GetRawText().Replace("Smith Bill", "Smith Will", StringComparison.Ordinal);
            Assert.False(JsonSeal.TryRead(Encoding.UTF8.GetBytes(changed), out _)!.IsSignedByCertificateInside());
        }
    }

    [Fact]
    public void JsonSeal_MadeAndVerified_IsValid()
    {
        var issuer = new SpecimenState();
        var text = JsonSeal.Make("nansen.test", 1, "UTO", JsonSerializer.SerializeToElement(new { n = "SPECIMEN  LEYLA", weight = 56.0 }), issuer.Signer);
        var verdict = Verifier.Verify(JsonSeal.TryRead(Encoding.UTF8.GetBytes(text), out _)!, issuer.Trust(), SpecimenState.Now);
        Assert.Equal(["VALID"], verdict.Status);
    }

    [Fact]
    public void A_travel_documents_barcode_holds_the_printed_zone_and_tells_when_print_differs()
    {
        var issuer = new SpecimenState();
        var zone = Mrz.Make(SpecimenState.Document with { Format = MrzFormat.TD3, DocumentCode = "PR", Nationality = "XXB" });
        var bytes = Encoding.ASCII.GetBytes(IcaoBarcodeDraft.OfZone("UTO", zone, new(2026, 3, 1)).Make(issuer.Signer));
        var right = Verifier.Verify(bytes, issuer.Trust(), SpecimenState.Now, zone);
        Assert.Equal((VerdictResult.Valid, "PR"), (right.Result, right.SealedZone!.DocumentCode));
        Assert.All(right.Comparisons, c => Assert.True(c.Equal));
        Assert.Equal(["SEAL_DOCUMENT_MISMATCH"], Verifier.Verify(bytes, issuer.Trust(), SpecimenState.Now, Mrz.Make(SpecimenState.Document with { Format = MrzFormat.TD3, DocumentCode = "PR", Nationality = "XXB", Primary = "SPECIMAN" })).Status);
        Assert.Equal(["EXPIRED_DOCUMENT"], Verifier.Verify(bytes, issuer.Trust(), new(2027, 3, 2, 9, 0, 0, TimeSpan.Zero), zone).Status.Except(["STALE_LISTS"]));
        Assert.Equal(["VOID_DOCUMENT"], Verifier.Verify(bytes, issuer.Trust(voided: [new(new("UTO", "PR", "A00000017"), VoidReason.Stolen)]), SpecimenState.Now, zone).Status);
        Assert.Throws<DocumentException>(() => IcaoBarcodeDraft.OfZone("UTO", SpecimenState.Zone, new(2026, 3, 1)));
        Assert.Equal("UNREADABLE", Verifier.Verify(bytes.AsMemory(0, bytes.Length - 3), issuer.Trust(), SpecimenState.Now).Result.ToString().ToUpperInvariant());
    }

    [Theory, MemberData(nameof(Barcodes))]
    public void Examination_explains_every_byte_of_a_barcode(string id)
    {
        Assert.True(IcaoBarcode.TryRead(Vectors.One("idb-barcodes.json", id).Text("barcode"), out var barcode, out _));
        Assert.Equal(Convert.ToHexString(barcode!.Payload.Span), string.Concat(Examination.Of(barcode).Select(p => p.Hex)));
    }
}
