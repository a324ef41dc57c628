using System.Security.Cryptography;
using Nansen.Documents;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>Keys that never leave their token.</summary>
public sealed class KeyTokenTests(SoftToken soft)
{
    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    public void A_key_made_in_the_token_signs_there_and_cannot_be_taken_out(string curve)
    {
        using var token = KeyToken.Open(soft.Library, SoftToken.Label, SoftToken.Pin);
        var label = "signer " + curve;
        using var made = token.MakeKey(label, curve);
        using var key = token.Key(label);
        var hash = SHA256.HashData("a seal"u8);
        Assert.True(made.VerifyHash(hash, key.SignHash(hash)));
        Assert.False(made.VerifyHash(SHA256.HashData("another"u8), key.SignHash(hash)));
        Assert.Throws<CryptographicException>(() => key.ExportParameters(true));
        Assert.ThrowsAny<CryptographicException>(() => key.ExportPkcs8PrivateKey());
        Assert.Contains("already", Assert.Throws<DocumentException>(() => token.MakeKey(label, curve)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_opened_is_refused_in_words()
    {
        Assert.Contains("no PKCS#11 library", Assert.Throws<DocumentException>(() => KeyToken.Open("/nowhere.so", "utopia", "1")).Message, StringComparison.Ordinal);
        Assert.Contains("No token 'atlantis'", Assert.Throws<DocumentException>(() => KeyToken.Open(soft.Library, "atlantis", SoftToken.Pin)).Message, StringComparison.Ordinal);
        using var token = KeyToken.Open(soft.Library, SoftToken.Label, SoftToken.Pin);
        Assert.Contains("no key", Assert.Throws<DocumentException>(() => token.Key("lost")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_register_seals_with_a_key_in_a_token_and_what_was_sealed_before_stays_valid()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"), (Journeys.Person("Omar", "Testov", "1988-01-09", "M"), "spouse"), (Journeys.Person("Lola", "Testova", "1999-04-05", "F"), "sibling"));
        var before = await test.SealedAsync(persons[0]);
        Environment.SetEnvironmentVariable("NANSEN_TOKEN_PIN", SoftToken.Pin);
        var reference = new TokenReference(soft.Library, SoftToken.Label, "seals 3");
        test.Node.Documents.UseToken(reference, SoftToken.Pin, 3);
        Assert.Contains("there already", Assert.Throws<DocumentException>(() => test.Node.Documents.UseToken(reference with { Label = "seals 3 again" }, SoftToken.Pin, 3)).Message, StringComparison.Ordinal);

        var keys = Directory.GetFiles(Path.Combine(test.DataDirectory, "keys", "documents")).Select(f => Path.GetFileName(f)).ToList();
        Assert.Contains("signer.token", keys);
        Assert.DoesNotContain("signer.key", keys);
        Assert.DoesNotContain(SoftToken.Pin, await File.ReadAllTextAsync(Path.Combine(test.DataDirectory, "keys", "documents", "signer.token"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var after = await test.SealedAsync(persons[1]);
        Assert.Equal("00003", after.Header.CertificateReference);
        foreach (var seal in new[] { before, after })
            Assert.Equal(["VALID"], test.Node.Documents.VerifySeal(seal.Bytes).Status);

        // With a revoked key nothing more is sealed, until the token has another one.
        test.Node.Documents.RevokeSigner(3);
        Assert.Equal(["REVOKED_CERTIFICATE"], test.Node.Documents.VerifySeal(after.Bytes).Status);
        await test.Node.Documents.ProposeAsync(test.As("registration_officer"), persons[2], "DOC-REG");
        var document = (await test.Room.Rows.DocumentsOfAsync(persons[2])).Single(d => d.Kind == "DOC-REG").Id;
        var refused = Assert.IsType<Outcome.Refused>(await test.Node.Documents.IssueAsync(test.As("document_officer"), document));
        Assert.Contains("document token", Assert.Single(refused.Problems).Text.In("en"), StringComparison.Ordinal);
        test.Node.Documents.UseToken(reference with { Label = "seals 4" }, SoftToken.Pin, 4);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.IssueAsync(test.As("document_officer"), document)));
    }
}
