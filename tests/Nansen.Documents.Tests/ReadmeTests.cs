using System.Runtime.CompilerServices;

namespace Nansen.Documents.Tests;

/// <summary>The example of the library's README is compiled and run here, word for word.</summary>
[Collection(nameof(ReadmeTests))]
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)] // The example writes to the folder it stands in.
public sealed class ReadmeTests
{
    [Fact]
    public void Example_IsThisCode_AndSaysValid()
    {
        var (now, issued, passphrase) = (SpecimenState.Now, new DateOnly(2026, 3, 2), "a long passphrase");
        var before = Environment.CurrentDirectory;
        var folder = Directory.CreateTempSubdirectory("nansen-readme-").FullName;
        try
        {
            Environment.CurrentDirectory = folder;

            // An issuer: authority, signers and void list, made at first run; keys in files, never in a database.
            using var office = IssuingOffice.Establish("keys", "trust", "UTO", "Utopia State Authority", now, passphrase, specimen: true);

            // A document: its zone, its seal, its page.
            var zone = Mrz.Make(new MrzDocument
            {
                Format = MrzFormat.TD2,
                DocumentCode = "IR",
                Issuer = "UTO",
                Nationality = "XXC",
                DocumentNumber = "A00000017",
                DateOfBirth = "910305",
                Sex = "F",
                DateOfExpiry = "270301",
                Primary = "SPECIMEN",
                Secondary = "LEYLA"
            });
            var seal = SealDraft.ArrivalAttestation("UTO", zone, "UT0000000017", issued, issued).Sign(office.SignerAt(now));
            var pdf = PageDrawing.Pdf(new DocumentPage
            {
                Number = "A00000017",
                Title = "Asylum-seeker certificate",
                IssuedAt = now,
                Zone = zone,
                Symbol = DataMatrix.Encode(seal.Bytes.Span)
            });

            // A stranger, without a network.
            var verdict = Verifier.VerifyPage(pdf, TrustFolder.Load("trust"), now);

            Assert.Equal(["VALID"], verdict.Status);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, true);
        }

        var example = Words(File.ReadAllText(Beside("../../src/Nansen.Documents/README.md")).Split("```csharp\n")[1].Split("```")[0]);
        Assert.Contains(example, Words(File.ReadAllText(Beside("ReadmeTests.cs"))), StringComparison.Ordinal);
    }

    private static string Beside(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, file);

    // Lines are broken otherwise here.
    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
