using System.Security.Cryptography.X509Certificates;
using Nansen.Documents;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>What verifiers trust does not grow old while the register runs.</summary>
public sealed class TrustTests
{
    [Fact]
    public async Task A_bundle_of_a_new_register_lets_a_checkpoint_say_valid()
    {
        await using var test = await TestNode.StartAsync();
        var seal = await test.SealedAsync(await PersonAsync(test));
        Assert.Equal(["VALID"], AtACheckpoint(test, seal));
    }

    [Fact]
    public async Task A_year_in_which_nobody_loses_a_paper_leaves_the_lists_fresh()
    {
        await using var test = await TestNode.StartAsync();
        var seal = await test.SealedAsync(await PersonAsync(test));
        var before = test.Node.Documents.Trust().VoidList!;
        test.Clock.Pass(200);
        Assert.Equal(["VALID"], AtACheckpoint(test, seal));
        Assert.All(test.Node.Documents.VerifySeal(seal.Bytes).Lists, l => Assert.Equal((0, false), (l.AgeDays, l.Stale)));
        var after = test.Node.Documents.Trust().VoidList!;
        Assert.Equal(before.List.Header.Number + 1, after.List.Header.Number);
        Assert.Equal(before.Hash.ToArray(), after.List.Header.Previous.ToArray());
    }

    [Fact]
    public async Task A_void_document_stays_on_the_list_that_is_renewed()
    {
        await using var test = await TestNode.StartAsync();
        var seal = await test.SealedAsync(await PersonAsync(test));
        var document = (await test.Room.Rows.DocumentsInAsync("issued", 10)).Single(d => d.Kind == "DOC-REG");
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.VoidAsync(test.As("document_officer"), document.Id, Facts(("void_reason", "lost"), ("void_reported_on", "2026-03-03")), "lost")));
        test.Clock.Pass(40);
        Assert.Equal(["VOID_DOCUMENT"], AtACheckpoint(test, seal));
    }

    [Fact]
    public async Task When_a_signers_time_is_over_the_register_goes_on_with_the_next()
    {
        await using var test = await TestNode.StartAsync();
        var person = await PersonAsync(test);
        test.Clock.Pass(460);
        var seal = await test.SealedAsync(person);
        Assert.Equal("00003", seal.Header.CertificateReference);
        Assert.Equal(["VALID"], AtACheckpoint(test, seal));
        // The key of lists is as old, and is replaced too.
        using var lists = new KeyFolder(Path.Combine(test.DataDirectory, "keys", "documents"), null).LoadSigner("lists");
        Assert.True(lists.MaySign(test.Room.Today));
    }

    [Fact]
    public async Task A_revoked_signers_seals_are_refused_and_the_next_signer_takes_over()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"), (Journeys.Person("Omar", "Testov", "1988-01-09", "M"), "spouse"));
        var before = await test.SealedAsync(persons[0]);
        test.Node.Documents.RevokeSigner(1);
        Assert.Equal(["REVOKED_CERTIFICATE"], AtACheckpoint(test, before));
        Assert.Equal(["VALID"], AtACheckpoint(test, await test.SealedAsync(persons[1])));
        test.Clock.Pass(100);
        Assert.Equal(["REVOKED_CERTIFICATE"], AtACheckpoint(test, before));
        Assert.Contains("no signer", Assert.Throws<DocumentException>(() => test.Node.Documents.RevokeSigner(9)).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<SubjectFacts> Facts(params (string Field, string Value)[] facts) => SubjectFacts.About([.. facts.Select(f => FactValue.Of(f.Field, f.Value))]);

    private static IReadOnlyList<string> AtACheckpoint(TestNode test, Seal seal)
    {
        using var anchor = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(test.DataDirectory, "keys", "documents", "authority.der"));
        return Verifier.Verify(seal.Bytes, CheckpointBundle.Open(test.Node.Documents.Bundle(), [anchor]), test.Clock.GetUtcNow()).Status;
    }

    private static async Task<Journal.StreamId> PersonAsync(TestNode test) =>
        (await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"))).Persons[0];
}
