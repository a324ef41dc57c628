using System.Diagnostics;
using System.Text.Json;
using Nansen.Documents;
using Nansen.Records;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.Web.Tests;

public sealed class DocumentVerbsTests
{
    [Fact]
    public async Task The_program_draws_a_document_and_tells_valid_from_not_valid_from_unreadable()
    {
        await using var test = await TestNode.StartAsync();
        var issued = await test.CertificateAsync();
        var (data, file) = (test.DataDirectory, Path.Combine(test.DataDirectory, "certificate.pdf"));
        Assert.Equal(0, await NansenAsync("document", "pdf", issued.Number!, "--out", file, "--data", data));
        string[] verify = ["verify", file, "--data", data, "--at", "2026-03-03T09:00:00Z"];
        Assert.Equal(0, await NansenAsync(verify));

        var zone = (await test.GetAsync(issued.Id)).Text("mrz", issued.Person);
        Assert.Equal(0, await NansenAsync([.. verify, "--mrz", zone]));
        Assert.Equal(1, await NansenAsync([.. verify, "--mrz", zone.Replace("900503", "910503", StringComparison.Ordinal)]));

        Assert.IsType<Outcome.Done>(await test.Node.Documents.VoidAsync(test.As("document_officer"), issued.Id,
            SubjectFacts.About(FactValue.Of("void_reason", "lost"), FactValue.Of("void_reported_on", "2026-03-02")), "lost"));
        Assert.Equal(1, await NansenAsync(verify));

        await File.WriteAllTextAsync(file, "only a text", TestContext.Current.CancellationToken);
        Assert.Equal(2, await NansenAsync(verify));
        Assert.Equal(2, await NansenAsync("document", "pdf", "U00000000", "--out", file, "--data", data));
    }

    [Fact]
    public async Task A_seal_is_verified_in_every_form_it_is_given_in_and_a_picture_of_a_QR_code_too()
    {
        using var utopia = new SpecimenState();
        var folder = Directory.CreateTempSubdirectory("nansen-verify").FullName;
        try
        {
            string At(string name) => Path.Combine(folder, name);
            TrustFolder.Write(At("trust"), TrustPolicy.Production with { Specimen = true }, [utopia.Authority.Certificate], [utopia.Signer.Certificate, utopia.ListSigner.Certificate], [utopia.Authority.Revoke([], 1, SpecimenState.Now.AddDays(-1))], VoidList.Create(new("UTO", SpecimenState.Now.AddDays(-1)), []).Sign(utopia.ListSigner));
            var seal = utopia.Attestation().Bytes.ToArray();
            var barcode = IcaoBarcodeDraft.OfZone("UTO", Mrz.Make(SpecimenState.Document with { Format = MrzFormat.TD3, DocumentCode = "PR", Nationality = "XXB" }), SpecimenState.IssueDay).Make(utopia.Signer);
            await File.WriteAllBytesAsync(At("seal.bin"), seal, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(At("seal.hex"), Convert.ToHexString(seal) + "\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(At("barcode.txt"), barcode + "\n", TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(At("qr.png"), SymbolPicture.Png(QrSymbol.Encode(seal), 4, 4), TestContext.Current.CancellationToken);
            Task<int> Verify(params string[] given) => NansenAsync(["verify", .. given, "--trust", At("trust"), "--at", "2026-03-02T09:00:00Z"]);
            string[][] forms = [["--seal", Convert.ToHexString(seal)], ["--seal", barcode], ["--seal", At("seal.bin")], ["--seal", At("seal.hex")], ["--seal", At("barcode.txt")], ["--hex", Convert.ToHexString(seal)], ["--base32", barcode], [At("qr.png")]];
            foreach (var form in forms) Assert.Equal(0, await Verify(form));
            Assert.Equal(1, await Verify([.. forms[0], "--mrz", string.Join('|', SpecimenState.Zone).Replace("LEYLA", "LEILA", StringComparison.Ordinal)]));
            Assert.Equal(2, await Verify("--seal", "no seal"));
            Assert.Equal(2, await Verify("--seal", barcode, "--hex", "dc03"));
            Assert.Equal(2, await Verify());
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_barcode_and_a_seal_in_JSON_are_made_and_verified_like_any_other()
    {
        var folder = Directory.CreateTempSubdirectory("nansen-make").FullName;
        try
        {
            string At(string name) => Path.Combine(folder, name);
            Assert.Equal(0, await NansenAsync("trust", "establish", "--keys", At("keys"), "--trust", At("trust"), "--state", "UTO", "--specimen"));
            var zone = string.Join('|', Mrz.Make(SpecimenState.Document with { Format = MrzFormat.TD3, DocumentCode = "PR", Nationality = "XXB", DateOfExpiry = DateTime.UtcNow.AddYears(1).ToString("yyMMdd", System.Globalization.CultureInfo.InvariantCulture) }));
            async Task<JsonElement> Make(string profile, object content)
            {
                Assert.Equal(0, await NansenAsync("seal", "make", "--profile", profile, "--json", JsonSerializer.Serialize(content), "--signer", At("keys/seals-00001.key")));
                return JsonSerializer.Deserialize<JsonElement>(_said);
            }

            var barcode = (await Make("icao-barcode", new { country = "UTO", features = new { MRZ_TD3 = zone } })).GetProperty("barcode").GetString()!;
            Assert.Equal(0, await NansenAsync("seal", "verify", "--base32", barcode, "--trust", At("trust")));
            var json = (await Make("vds-nc", new { type = "icao.test", version = 1, issuer = "UTO", msg = new { n = "SPECIMEN  LEYLA" } })).GetProperty("vdsnc").GetRawText();
            await File.WriteAllTextAsync(At("seal.json"), json, TestContext.Current.CancellationToken);
            Assert.Equal(0, await NansenAsync("verify", "--json-nc", At("seal.json"), "--trust", At("trust")));
            Assert.Equal(0, await NansenAsync("verify", "--seal", At("seal.json"), "--trust", At("trust")));
            Assert.Equal(1, await NansenAsync("verify", "--seal", json.Replace("LEYLA", "LEILA", StringComparison.Ordinal), "--trust", At("trust")));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private string _said = "";

    private async Task<int> NansenAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nansen.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        _said = await output;
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(' ', arguments)} → {program.ExitCode}\n{_said}{await errors}");
        return program.ExitCode;
    }
}
