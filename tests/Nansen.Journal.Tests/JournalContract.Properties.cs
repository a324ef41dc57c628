using CsCheck;

namespace Nansen.Journal.Tests;

/// <summary>What holds for whatever is appended, on either store.</summary>
public abstract partial class JournalContract
{
    /// <summary>One entry of a random batch: which stream, which subject, which class, what text, and whether to name stale heads.</summary>
    private sealed record Step(int Stream, int Subject, int Class, string Text, bool Stale, int Book);

    private static readonly Gen<Step[][]> Steps =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[1, 3], Gen.String[Gen.Char.AlphaNumeric, 0, 60], Gen.Int[0, 9], Gen.Int[0, 2],
            (stream, subject, @class, text, stale, book) => new Step(stream, subject, @class, text, stale == 0, book)).Array[1, 5].Array[1, 25];

    [Fact]
    public async Task RandomBatches_ChainReadBackAndRebuild()
    {
        await using var node = await NodeAsync(fold: new LedgerFold());
        await Steps.SampleAsync(async batches =>
        {
            var (streams, subjects) = (Ids(5), Ids(4));
            var heads = streams.ToDictionary(stream => stream, _ => (IReadOnlyList<EntryId>)[]);
            var written = new List<(EntryId Id, StreamId Stream, string Text)>();
            foreach (var steps in batches)
            {
                var (mine, entries) = (heads.ToDictionary(), new List<NewEntry>());
                foreach (var step in steps)
                {
                    var (stream, id) = (streams[step.Stream], EntryId.New());
                    var part = Make.Part(subjects[step.Subject], step.Text, (KeyClass)step.Class, step.Class == 3 ? "c" : null);
                    entries.Add(new(BookKind.Records, stream, step.Stale ? [EntryId.New()] : mine[stream], [part], id));
                    mine[stream] = [id];
                }
                var stale = steps.Any(step => step.Stale);
                var result = await node.Journal.AppendAsync(Make.Batch([.. entries]));
                Assert.Equal(stale, result is AppendResult.Stale);
                if (stale) continue;
                heads = mine;
                written.AddRange(entries.Zip(steps, (entry, step) => (entry.Id!.Value, entry.Stream, step.Text)));
            }
            foreach (var stream in streams)
            {
                Assert.Equal(heads[stream], await node.Journal.HeadsAsync(stream));
                Assert.Equal(
                    written.Where(entry => entry.Stream == stream).Select(entry => (entry.Id, (string?)entry.Text)),
                    (await node.Journal.ReadStreamAsync(stream, KeyClass.Sealed)).Select(entry => (entry.Id, Make.Text(entry.Parts[0]))));
            }
        }, iter: 20, threads: 1);
        Assert.True((await node.Journal.VerifyAsync()).Ok);
        var rebuilt = await node.Journal.RebuildAsync();
        Assert.Equal(rebuilt.DigestBefore, rebuilt.DigestAfter);
        Assert.Equal((await node.Journal.HeadOfAsync(BookKind.Records)).Seq, rebuilt.Entries);
    }

    private static List<StreamId> Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => StreamId.New())];

    [Fact]
    public async Task Keys_MadeInAnyOrderByAnyThread_OpenWhatTheySealed()
    {
        await using var node = await NodeAsync();
        var subjects = Ids(10);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (i, _) =>
            await node.Journal.MustAppendAsync(new NewEntry(BookKind.Records, StreamId.New(), [], [Make.Part(subjects[i % 10], $"{i}"), Make.Part(subjects[(i + 3) % 10], $"{i}", KeyClass.Special)])));
        for (var pass = 0; pass < 2; pass++)
        {
            var texts = (await node.Journal.AllAsync(BookKind.Records)).SelectMany(entry => entry.Parts).Select(part => int.Parse(Make.Text(part)!, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(Enumerable.Range(0, 200).SelectMany(i => new[] { i, i }), texts.Order());
            await node.ReopenAsync();
        }
    }

    [Fact]
    public async Task TwoProcesses_OnOneStore_LeaveNoGapAndLoseNothing()
    {
        await using var node = await NodeAsync();
        // A second journal object has its own writer, caches and connections, as another process has.
        await using var second = await JournalDirectory.OpenAsync(node.Path);
        var (shared, subjects) = (StreamId.New(), Ids(5));
        var appends = Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
            await (i % 2 == 0 ? node.Journal : second).AppendAsync(Make.Batch(
                new NewEntry(BookKind.Records, i % 10 == 0 ? shared : StreamId.New(), [], [Make.Part(subjects[i % 5], $"{i}")]))))).ToList();
        var results = await Task.WhenAll(appends);
        // Twenty wanted to be the first of the shared stream; one was.
        Assert.Equal((181, 19), (results.Count(result => result is AppendResult.Appended), results.Count(result => result is AppendResult.Stale)));
        Assert.Equal(Enumerable.Range(1, 181).Select(seq => (long)seq), (await second.AllAsync(BookKind.Records)).Select(entry => entry.Seq));

        await node.Journal.EraseAsync(subjects[0]);
        await Assert.ThrowsAsync<SubjectErasedException>(async () => await second.AppendAsync(Make.Batch(Make.Entry(subjects[0], [], "no"))));
        Assert.True((await second.VerifyAsync()).Ok);
    }
}
