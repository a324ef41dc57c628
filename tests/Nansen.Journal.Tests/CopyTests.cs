using CsCheck;

namespace Nansen.Journal.Tests;

/// <summary>Backup, restore, succession, recovery: what is done on a bad day.</summary>
public sealed class CopyTests
{
    private static async Task<(TestNode Node, StreamId Her, BlobRef Blob)> LivedInAsync(JournalOptions? options = null)
    {
        var node = await TestNode.CreateAsync(options);
        var her = StreamId.New();
        await node.Journal.MustAppendAsync(Make.Entry(her, [], "registered"));
        var blob = await node.Journal.PutBlobAsync(new(her, KeyClass.Ordinary), new MemoryStream([1, 2, 3]));
        await node.Journal.CheckpointAsync();
        return (node, her, blob);
    }

    [Fact]
    public async Task Backup_OfARunningNode_RestoresAndGoesOnAsSuccessor()
    {
        var (node, her, blob) = await LivedInAsync();
        await using var _ = node;
        var (tar, restored) = (Path.Combine(node.Path, "b.tar"), Path.Combine(node.Path, "restored"));
        Assert.Equal(new Verdict(true, 1), await JournalDirectory.BackupAsync(node.Path, tar));
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.BackupAsync(node.Path, tar));
        await JournalDirectory.RestoreAsync(tar, restored, Path.Combine(node.Path, "keys", "master.key"));

        await using (var journal = await JournalDirectory.OpenAsync(restored))
        {
            Assert.Equal("registered", Make.Text((await journal.ReadStreamAsync(her, KeyClass.Ordinary))[0].Parts[0]));
            Assert.NotNull(await journal.OpenBlobAsync(blob.Hash, KeyClass.Ordinary));
            await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Make.Batch(Make.Entry(StreamId.New(), [], "no"))));
        }
        await JournalDirectory.SucceedAsync(restored);
        await using (var journal = await JournalDirectory.OpenAsync(restored, fold: new LedgerFold()))
        {
            Assert.NotEqual(node.Journal.Office, journal.Office);
            var next = await journal.MustAppendAsync(Make.Entry(her, await journal.HeadsAsync(her), "after the fire"));
            Assert.Equal(1, next[0].Seq);
            Assert.Equal(["registered", "after the fire"], (await journal.ReadStreamAsync(her, KeyClass.Ordinary)).Select(entry => Make.Text(entry.Parts[0])));
            Assert.Equal(["registered", "after the fire"], (await journal.AllAsync(BookKind.Records)).Select(entry => Make.Text(entry.Parts[0])));
            var rebuilt = await journal.RebuildAsync();
            Assert.Equal((rebuilt.DigestBefore, 2L), (rebuilt.DigestAfter, rebuilt.Entries));
        }
        Assert.Equal(new Verdict(true, 2), await JournalDirectory.VerifyAsync(restored));
    }

    [Fact]
    public async Task Backup_HasTheMasterKeyOnlyWhenAsked()
    {
        var (node, _, _) = await LivedInAsync();
        await using var __ = node;
        foreach (var with in new[] { false, true })
        {
            var tar = Path.Combine(node.Path, $"{with}.tar");
            await JournalDirectory.BackupAsync(node.Path, tar, with);
            await JournalDirectory.RestoreAsync(tar, Path.Combine(node.Path, $"{with}"));
            Assert.Equal(with, File.Exists(Path.Combine(node.Path, $"{with}", "keys", "master.key")));
        }
    }

    [Fact]
    public async Task Backup_TakesWhatStandsBeside_AndRestoreBringsItBack()
    {
        var (node, _, _) = await LivedInAsync();
        await using var __ = node;
        Directory.CreateDirectory(Path.Combine(node.Path, "trust", "anchors"));
        await File.WriteAllTextAsync(Path.Combine(node.Path, "register.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(node.Path, "trust", "anchors", "a.der"), "anchor");
        await File.WriteAllTextAsync(Path.Combine(node.Path, "keys", "signer.key"), "secret");
        var (tar, restored) = (Path.Combine(node.Path, "b.tar"), Path.Combine(node.Path, "restored"));
        await JournalDirectory.BackupAsync(node.Path, tar, also: ["register.json", "missing.json", "trust"]);
        await JournalDirectory.RestoreAsync(tar, restored);
        Assert.Equal("{}", await File.ReadAllTextAsync(Path.Combine(restored, "register.json")));
        Assert.Equal("anchor", await File.ReadAllTextAsync(Path.Combine(restored, "trust", "anchors", "a.der")));
        Assert.False(File.Exists(Path.Combine(restored, "keys", "signer.key")));
    }

    [Fact]
    public async Task Restore_AFileThatIsNoBackup_SaysSo()
    {
        await using var node = await TestNode.CreateAsync();
        var file = Path.Combine(node.Path, "x.tar");
        await File.WriteAllBytesAsync(file, [.. Enumerable.Repeat((byte)'x', 2000)]);
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.RestoreAsync(file, Path.Combine(node.Path, "r")));
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.RestoreAsync(file, node.Path));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(node.Path), f => Path.GetFileName(f).StartsWith("r.", StringComparison.Ordinal) || Path.GetFileName(f) == "r");
    }

    [Fact]
    public async Task RecoverKeys_WithEnoughShares_OpensEverythingAgain()
    {
        var (node, her, _) = await LivedInAsync();
        await using var _ = node;
        await node.Journal.DisposeAsync();
        File.Delete(Path.Combine(node.Path, "keys", "master.key"));
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.OpenAsync(node.Path));
        var shares = Directory.GetFiles(Path.Combine(node.Path, "recovery-shares")).Order().ToList();
        Assert.Equal(5, shares.Count);
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.RecoverKeysAsync(node.Path, shares[..2]));
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.RecoverKeysAsync(node.Path, [shares[0], shares[0], shares[0]]));
        Assert.Equal(1, await JournalDirectory.RecoverKeysAsync(node.Path, [shares[4], shares[0], shares[2]]));
        await using (var journal = await JournalDirectory.OpenAsync(node.Path))
        {
            Assert.Equal("registered", Make.Text((await journal.ReadStreamAsync(her, KeyClass.Ordinary))[0].Parts[0]));
            await journal.CheckpointAsync();
        }
        Assert.Equal(new Verdict(true, 1), await JournalDirectory.VerifyAsync(node.Path));
    }

    [Fact]
    public async Task Open_WithAPassphrase_NeedsIt()
    {
        await using var node = await TestNode.CreateAsync(new JournalOptions { Passphrase = "correct horse" });
        await node.Journal.DisposeAsync();
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.OpenAsync(node.Path, new JournalOptions { Passphrase = "wrong" }));
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.OpenAsync(node.Path));
        await node.ReopenAsync();
    }

    [Fact]
    public async Task Create_WhereAJournalIs_IsRefused()
    {
        await using var node = await TestNode.CreateAsync();
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.CreateAsync(node.Path));
        await Assert.ThrowsAsync<JournalDirectoryException>(async () => await JournalDirectory.OpenAsync(Path.Combine(node.Path, "elsewhere")));
    }

    [Fact]
    public void Shamir_AnyThresholdOfShares_BringTheSecretBack() =>
        Gen.Select(Gen.Byte.Array[1, 40], Gen.Int[2, 6], Gen.Int[0, 4], Gen.Int).Sample((secret, threshold, more, seed) =>
        {
            var shares = Shamir.Split(secret, threshold, threshold + more).Select((bytes, i) => (i + 1, bytes)).ToArray();
            new Random(seed).Shuffle(shares);
            return Shamir.Combine(shares[..threshold]).AsSpan().SequenceEqual(secret);
        });

    [Fact]
    public void Shamir_FewerShares_BringSomethingElse()
    {
        var secret = new byte[32];
        var shares = Shamir.Split(secret, 3, 5);
        Assert.NotEqual(secret, Shamir.Combine([(1, shares[0]), (2, shares[1])]));
    }
}
