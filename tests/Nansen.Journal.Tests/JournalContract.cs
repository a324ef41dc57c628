namespace Nansen.Journal.Tests;

/// <summary>What every store must do; run against each.</summary>
public abstract partial class JournalContract
{
    protected abstract Task<TestNode> NodeAsync(JournalOptions? options = null, IRowFold? fold = null);

    [Fact]
    public async Task Append_FirstEntry_IsNumberOneAndReadsBack()
    {
        await using var node = await NodeAsync();
        var stream = StreamId.New();
        var appended = await node.Journal.MustAppendAsync(Make.Entry(stream, [], "registered"));
        var read = await node.Journal.ReadStreamAsync(stream, KeyClass.Ordinary);
        Assert.Equal(1, Assert.Single(appended).Seq);
        Assert.Equal(appended[0].Id, Assert.Single(read).Id);
        Assert.Equal("registered", Make.Text(read[0].Parts[0]));
        Assert.Equal([read[0].Id], await node.Journal.HeadsAsync(stream));
        Assert.Equal(1, (await node.Journal.HeadOfAsync(BookKind.Records)).Seq);
    }

    [Fact]
    public async Task Append_OverAllBooks_IsOneBatch()
    {
        await using var node = await NodeAsync();
        var (person, period, day) = (StreamId.New(), StreamId.New(), StreamId.New());
        var entries = await node.Journal.MustAppendAsync(
            Make.Entry(person, [], "status opened"), Make.Entry(period, null, "opened", BookKind.Statistics), Make.Entry(day, null, "written by", BookKind.Access));
        Assert.All(entries, entry => Assert.Equal((1L, entries[0].Batch, entries[0].Time), (entry.Seq, entry.Batch, entry.Time)));
        Assert.Equal(3, entries.Select(entry => entry.Book).Distinct().Count());
        Assert.Null(Assert.Single(await node.Journal.AllAsync(BookKind.Access)).After);
    }

    [Fact]
    public async Task Append_SameBatchTwice_AddsOnce()
    {
        await using var node = await NodeAsync();
        var batch = Make.Batch(Make.Entry(StreamId.New(), [], "once"));
        Assert.IsType<AppendResult.Appended>(await node.Journal.AppendAsync(batch));
        var again = Assert.IsType<AppendResult.AlreadyAppended>(await node.Journal.AppendAsync(batch));
        Assert.Equal("once", Make.Text(Assert.Single(again.Entries).Parts[0]));
        Assert.Single(await node.Journal.AllAsync(BookKind.Records));
    }

    [Fact]
    public async Task Append_Stale_AddsNothingAndSaysWhatChanged()
    {
        await using var node = await NodeAsync();
        var stream = StreamId.New();
        var first = (await node.Journal.MustAppendAsync(Make.Entry(stream, [], "a")))[0];
        var second = (await node.Journal.MustAppendAsync(Make.Entry(stream, [first.Id], "b")))[0];
        var other = Make.Entry(StreamId.New(), [], "must not stay");
        var stale = Assert.IsType<AppendResult.Stale>(await node.Journal.AppendAsync(Make.Batch(other, Make.Entry(stream, [first.Id], "c"))));
        Assert.Equal((stream, second.Id, "b"), (stale.Stream, Assert.Single(stale.Heads), Make.Text(Assert.Single(stale.Since).Parts[0])));
        Assert.Equal(2, (await node.Journal.AllAsync(BookKind.Records)).Count);
    }

    [Fact]
    public async Task Append_SeveralOnOneStream_Chain()
    {
        await using var node = await NodeAsync();
        var (stream, first) = (StreamId.New(), EntryId.New());
        var entries = await node.Journal.MustAppendAsync(Make.Entry(stream, [], "a", id: first), Make.Entry(stream, [first], "b"));
        Assert.Equal([entries[1].Id], await node.Journal.HeadsAsync(stream));
    }

    [Fact]
    public async Task Append_ManyAtOnce_StaleAndRefusedOnesSpoilNoOther()
    {
        await using var node = await NodeAsync(fold: new LedgerFold());
        var stream = StreamId.New();
        await node.Journal.MustAppendAsync(Make.Entry(stream, [], "a"));
        var tasks = Enumerable.Range(0, 300).Select(i => i switch
        {
            _ when i % 10 == 3 => node.Journal.AppendAsync(Make.Batch(Make.Entry(stream, [], "stale"))).AsTask(),
            _ when i % 10 == 7 => node.Journal.AppendAsync(Make.Batch(Make.Entry(StreamId.New(), [], "refuse"))).AsTask(),
            _ => node.Journal.AppendAsync(Make.Batch(Make.Entry(StreamId.New(), [], "good"))).AsTask(),
        }).ToList();
        var outcomes = new List<string>();
        foreach (var task in tasks)
            try
            {
                outcomes.Add((await task).GetType().Name);
            }
            catch (InvalidOperationException)
            {
                outcomes.Add("Refused");
            }
        Assert.Equal(
            [("Appended", 240), ("Refused", 30), ("Stale", 30)],
            outcomes.GroupBy(name => name).Select(group => (group.Key, group.Count())).Order());
        Assert.Equal(new Verdict(true, 241), await node.Journal.VerifyAsync());
        var rebuilt = await node.Journal.RebuildAsync();
        Assert.Equal(rebuilt.DigestBefore, rebuilt.DigestAfter);
    }

    [Fact]
    public async Task Read_AboveTheCeiling_StaysClosed()
    {
        await using var node = await NodeAsync();
        var person = StreamId.New();
        await node.Journal.MustAppendAsync(new NewEntry(BookKind.Records, person, [],
            [Make.Part(person, "ordinary"), Make.Part(person, "health", KeyClass.Special), Make.Part(person, "file", KeyClass.Sealed, "c1")]));
        foreach (var (ceiling, texts) in new (KeyClass, string?[])[]
        {
            (KeyClass.Ordinary, ["ordinary", null, null]), (KeyClass.Special, ["ordinary", "health", null]), (KeyClass.Sealed, ["ordinary", "health", "file"]),
        })
        {
            var entry = Assert.Single(await node.Journal.ReadStreamAsync(person, ceiling));
            Assert.Equal(texts, entry.Parts.Select(Make.Text));
            Assert.Equal([KeyClass.Ordinary, KeyClass.Special, KeyClass.Sealed], entry.Parts.Select(part => part.Scope!.Value.Class));
        }
    }

    [Fact]
    public async Task Erase_Subject_ClosesHerPartsForEverAndLeavesTheChainWhole()
    {
        await using var node = await NodeAsync();
        var (her, him, group) = (StreamId.New(), StreamId.New(), StreamId.New());
        await node.Journal.MustAppendAsync(new NewEntry(BookKind.Records, group, [], [Make.Part(her, "her fact"), Make.Part(him, "his fact")]));
        Assert.Equal(1, await node.Journal.EraseAsync(her));
        for (var pass = 0; pass < 2; pass++)
        {
            var entry = Assert.Single(await node.Journal.ReadStreamAsync(group, KeyClass.Sealed));
            Assert.Equal([null, "his fact"], entry.Parts.Select(Make.Text));
            Assert.Null(entry.Parts[0].Scope);
            Assert.True((await node.Journal.VerifyAsync()).Ok);
            await Assert.ThrowsAsync<SubjectErasedException>(async () => await node.Journal.AppendAsync(Make.Batch(Make.Entry(her, [], "again"))));
            await node.ReopenAsync();
        }
    }

    [Fact]
    public async Task Erase_OneClass_LeavesTheOthers()
    {
        await using var node = await NodeAsync();
        var her = StreamId.New();
        var first = await node.Journal.MustAppendAsync(new NewEntry(BookKind.Records, her, [], [Make.Part(her, "ordinary"), Make.Part(her, "health", KeyClass.Special)]));
        await node.Journal.EraseAsync(her, KeyClass.Special);
        await node.Journal.MustAppendAsync(new NewEntry(BookKind.Records, her, [first[0].Id], [Make.Part(her, "since", KeyClass.Special)]));
        var entries = await node.Journal.ReadStreamAsync(her, KeyClass.Special);
        Assert.Equal(["ordinary", null, "since"], entries.SelectMany(entry => entry.Parts).Select(Make.Text));
    }

    [Fact]
    public async Task Append_WhileKeysAreErased_NeverWritesUnderAnErasedKey()
    {
        await using var node = await NodeAsync();
        var (stream, subjects) = (StreamId.New(), Enumerable.Range(0, 20).Select(_ => StreamId.New()).ToList());
        var appends = Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
            await node.Journal.AppendAsync(Make.Batch(new NewEntry(BookKind.Statistics, stream, null, [Make.Part(subjects[i % 20], "x", KeyClass.Special)]))))).ToList();
        foreach (var subject in subjects) await node.Journal.EraseAsync(subject, KeyClass.Special);
        var at = (await node.Journal.HeadOfAsync(BookKind.Statistics)).Seq;
        await Task.WhenAll(appends);
        Assert.All((await node.Journal.AllAsync(BookKind.Statistics)).Where(entry => entry.Seq > at), entry => Assert.Equal("x", Make.Text(entry.Parts[0])));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(65_535), InlineData(65_536), InlineData(65_537), InlineData(300_000)]
    public async Task Blob_OfAnyLength_ReadsBackAndGoesWithItsKey(int length)
    {
        await using var node = await NodeAsync();
        var (her, content) = (StreamId.New(), Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray());
        var blob = await node.Journal.PutBlobAsync(new(her, KeyClass.Special), new MemoryStream(content));
        Assert.Equal(length, blob.Length);
        Assert.Null(await node.Journal.OpenBlobAsync(blob.Hash, KeyClass.Ordinary));
        await using (var open = await node.Journal.OpenBlobAsync(blob.Hash, KeyClass.Special))
        {
            var read = new MemoryStream();
            await open!.CopyToAsync(read);
            Assert.Equal(content, read.ToArray());
        }
        Assert.True((await node.Journal.VerifyAsync()).Ok);
        await node.Journal.EraseAsync(her);
        Assert.Null(await node.Journal.OpenBlobAsync(blob.Hash, KeyClass.Special));
        Assert.Empty(Directory.GetFiles(System.IO.Path.Combine(node.Path, "blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Blob_Changed_IsFoundByReadingAndByVerify()
    {
        await using var node = await NodeAsync();
        var blob = await node.Journal.PutBlobAsync(new(StreamId.New(), KeyClass.Ordinary), new MemoryStream(new byte[100_000]));
        var file = System.IO.Path.Combine(node.Path, "blobs", blob.Hash[..2], blob.Hash);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[80_000] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await using var open = await node.Journal.OpenBlobAsync(blob.Hash, KeyClass.Ordinary);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await open!.CopyToAsync(Stream.Null));
        Assert.False((await node.Journal.VerifyAsync()).Ok);
    }

    [Fact]
    public async Task Access_TruncatedToACheckpoint_StillVerifies()
    {
        await using var node = await NodeAsync();
        var day = StreamId.New();
        for (var i = 0; i < 5; i++) await node.Journal.MustAppendAsync(Make.Entry(day, null, $"{i}", BookKind.Access));
        var checkpoint = await node.Journal.CheckpointAsync();
        await node.Journal.MustAppendAsync(Make.Entry(day, null, "after", BookKind.Access));
        Assert.Equal(5, await node.Journal.TruncateAccessAsync(checkpoint.Number));
        Assert.Equal([6L], (await node.Journal.AllAsync(BookKind.Access)).Select(entry => entry.Seq));
        Assert.Equal(new Verdict(true, 1), await node.Journal.VerifyAsync());
    }

    [Fact]
    public async Task Open_WithAChangedFold_RebuildsTheRows()
    {
        await using var node = await NodeAsync(fold: new LedgerFold());
        await node.Journal.MustAppendAsync(Make.Entry(StreamId.New(), [], "a"));
        await node.ReopenAsync(new LedgerFold { Version = 2 });
        await using var rows = await node.Journal.OpenRowsAsync();
        await using var command = rows.CreateCommand();
        command.CommandText = "select version from ledger";
        Assert.Equal(2L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Rows_CannotBeWrittenOnTheReadingConnection()
    {
        await using var node = await NodeAsync(fold: new LedgerFold());
        await using var rows = await node.Journal.OpenRowsAsync();
        await using var command = rows.CreateCommand();
        command.CommandText = "delete from ledger";
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync());
    }

    [Theory, InlineData("{"), InlineData(""), InlineData("1 2"), InlineData("\"\xff")]
    public async Task Append_ABodyThatIsNoJson_IsRefused(string body)
    {
        await using var node = await NodeAsync();
        var stream = StreamId.New();
        var entry = new NewEntry(BookKind.Records, stream, [], [new(new(stream, KeyClass.Ordinary), System.Text.Encoding.Latin1.GetBytes(body))]);
        await Assert.ThrowsAsync<ArgumentException>(async () => await node.Journal.AppendAsync(Make.Batch(entry)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await node.Journal.AppendAsync(Make.Batch(Make.Entry(stream, null, "no expectation"))));
        Assert.Equal(0, (await node.Journal.HeadOfAsync(BookKind.Records)).Seq);
    }
}

public sealed class SqliteJournalTests : JournalContract
{
    protected override Task<TestNode> NodeAsync(JournalOptions? options = null, IRowFold? fold = null) => TestNode.CreateAsync(options, fold);
}
