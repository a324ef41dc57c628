using CsCheck;

namespace Nansen.Documents.Tests;

public sealed class VoidListTests
{
    private readonly SpecimenState issuer = new();

    [Fact]
    public void Find_EveryListedDocument_IsFoundWithItsReason() =>
        Gen.Int[0, 3000].Sample(count =>
        {
            var entries = Enumerable.Range(0, count).Select(i => new VoidEntry(new("UTO", "IR", $"A{i:00000000}"), (VoidReason)(i % 7 + 1))).ToArray();
            var list = VoidList.Create(new("UTO", SpecimenState.Now), entries);
            Assert.All(entries, e => Assert.Equal(e.Reason, list.Find(e.Document)));
        }, iter: 20);

    [Fact]
    public void Create_ADocumentWrittenInTwoWays_TakesTheLaterReason()
    {
        var list = VoidList.Create(new("UTO", SpecimenState.Now), [new(new("UTO", "IR", "A 12-34<"), VoidReason.Lost), new(new("UTO", "IR", "a1234"), VoidReason.Stolen)]);
        Assert.Equal((1, VoidReason.Stolen), (list.Count, list.Find(new("UTO", "IR", "A1234"))));
    }

    [Fact]
    public void ShortSha256_AnyText_HashesAsThePlatformDoes() =>
        Gen.Byte.Array[0, 80].Sample(text =>
        {
            var hash = new byte[32];
            ShortSha256.Hash(text, hash);
            Assert.Equal(System.Security.Cryptography.SHA256.HashData(text), hash);
        });

    [Fact]
    public void Contains_UnlistedDocuments_AreAsGoodAsNeverListed()
    {
        var list = VoidList.Create(new("UTO", SpecimenState.Now), [.. Enumerable.Range(0, 50_000).Select(i => new VoidEntry(new("UTO", "IR", $"A{i:00000000}"), VoidReason.Lost))]);
        // One in two million is expected: three in 200,000 would be a wonder.
        Assert.InRange(Enumerable.Range(0, 200_000).Count(i => list.Contains(new("UTO", "IR", $"B{i:00000000}"))), 0, 3);
    }

    [Fact]
    public void SignThenRead_GivesTheSameList_AndAnyChangedByteIsSeen()
    {
        VoidEntry[] entries = [new(new("UTO", "IR", "A00000001"), VoidReason.Lost), new(new("UTO", "P", "X 12-34<"), VoidReason.UnissuedBlank)];
        var file = VoidList.Create(new("UTO", SpecimenState.Now, 7), entries).Sign(issuer.ListSigner);
        Assert.True(VoidList.TryRead(file, out var read, out _));
        Assert.True(read!.SignatureValid);
        Assert.Equal((7, "UTO", SpecimenState.Now, 2), (read.List.Header.Number, read.List.Header.Issuer, read.List.Header.IssuedAt, read.List.Count));
        Assert.Equal(VoidReason.UnissuedBlank, read.List.Find(new("uto", "P", "X1234")));
        for (var i = 0; i < file.Length; i++)
        {
            file[i] ^= 0x10;
            Assert.False(VoidList.TryRead(file, out var changed, out _) && changed!.SignatureValid);
            file[i] ^= 0x10;
        }

        for (var length = 0; length < file.Length; length++) Assert.False(VoidList.TryRead(file.AsMemory(0, length), out var cut, out _) && cut!.SignatureValid);
    }

    [Fact]
    public void TrustFolder_ListOfASealSigner_IsNotTaken()
    {
        var file = VoidList.Create(new("UTO", SpecimenState.Now), []).Sign(issuer.Signer);
        var trust = TrustFolder.Of(new(), [new("a", issuer.Authority.Certificate.RawData)], [], [], file);
        Assert.Null(trust.VoidList);
        Assert.NotNull(trust.VoidListFault);
    }
}
