using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Nansen.Journal.Tests;

/// <summary>Locked, full, gone, killed: the append fails cleanly and the journal stays whole.</summary>
public sealed class BadDayTests
{
    private static readonly JournalOptions Impatient = new() { LockPatience = TimeSpan.FromSeconds(1) };

    private static Batch OfTwo()
    {
        var stream = StreamId.New();
        return Make.Batch(Make.Entry(stream, [], "a"), Make.Entry(stream, null, "b", BookKind.Statistics));
    }

    [Fact]
    public async Task Append_WhileLocked_FailsAndWorksAgainAfterwards()
    {
        await using var node = await TestNode.CreateAsync(Impatient);
        await using (var other = new SqliteConnection($"Data Source={node.Path}/journal.db;Pooling=false"))
        {
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();
            var error = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await node.Journal.AppendAsync(OfTwo()));
            Assert.Contains("locked", error.Message, StringComparison.Ordinal);
        }
        Assert.IsType<AppendResult.Appended>(await node.Journal.AppendAsync(OfTwo()));
        Assert.Equal(new Verdict(true, 2), await node.Journal.VerifyAsync());
    }

    [Fact]
    public async Task Append_WhenGone_FailsAndWorksWhenItIsBack()
    {
        await using var node = await TestNode.CreateAsync(Impatient);
        var file = Path.Combine(node.Path, "journal.db");
        await node.Journal.MustAppendAsync([.. OfTwo().Entries]);
        File.Move(file, file + ".away");
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await node.Journal.AppendAsync(OfTwo()));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await node.Journal.ReadStreamAsync(StreamId.New(), KeyClass.Ordinary));
        File.Move(file + ".away", file);
        Assert.IsType<AppendResult.Appended>(await node.Journal.AppendAsync(OfTwo()));
        Assert.Equal(new Verdict(true, 4), await node.Journal.VerifyAsync());
    }

    [Fact]
    public async Task Append_WhenTheDatabaseMayGrowNoMore_FailsAndStaysWhole()
    {
        // A full disk, played by the limit SQLite keeps on the number of pages; the same error code, the same path.
        await using var node = await TestNode.CreateAsync(Impatient, new FillingFold());
        await node.Journal.MustAppendAsync([.. OfTwo().Entries]);
        var error = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await node.Journal.AppendAsync(Make.Batch(Make.Entry(StreamId.New(), [], "fill"))));
        Assert.Contains("full", error.Message, StringComparison.Ordinal);
        Assert.IsType<AppendResult.Appended>(await node.Journal.AppendAsync(OfTwo()));
        Assert.Equal(new Verdict(true, 4), await node.Journal.VerifyAsync());
    }

    private sealed class FillingFold : IRowFold
    {
        public int Version => 1;

        public IReadOnlyList<string> Tables => ["filling"];

        public string Schema(SqlDialect dialect) => $"create table filling (content {dialect.Bytes})";

        public void Apply(IRowTransaction tx, IReadOnlyList<Entry> entries)
        {
            if (!entries.Any(entry => Make.Text(entry.Parts[0]) == "fill")) return;
            tx.Execute("pragma max_page_count = 60");
            tx.Execute("insert into filling (content) values (zeroblob(1000000))");
        }
    }

    /// <summary>Set in the child process that is to be killed; the value is the data directory.</summary>
    private const string ChildVariable = "NANSEN_TEST_APPEND_UNTIL_KILLED";

    [Fact]
    public async Task AppendUntilKilled()
    {
        // No test by itself: the next one starts it as a child process.
        if (Environment.GetEnvironmentVariable(ChildVariable) is not { Length: > 0 } path) return;
        await using var journal = await JournalDirectory.OpenAsync(path, new JournalOptions { Durability = Durability.Normal }, new LedgerFold());
        while (true) await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => journal.AppendAsync(OfTwo()).AsTask()));
    }

    [Fact]
    public async Task Append_ByAProcessThatIsKilled_LeavesWholeBatchesOnly()
    {
        await using var node = await TestNode.CreateAsync(fold: new LedgerFold());
        await node.Journal.DisposeAsync();
        for (var round = 1; round <= 3; round++)
        {
            var before = (await JournalDirectory.VerifyAsync(node.Path)).Entries;
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["-method", $"{typeof(BadDayTests).FullName}.{nameof(AppendUntilKilled)}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment[ChildVariable] = node.Path;
            using var child = Process.Start(start)!;
            // Killed while it writes: as soon as some hundred entries of its own stand in the book.
            while (await CountAsync(node.Path) < before + 300 * round) Assert.False(child.HasExited);
            child.Kill();
            await child.WaitForExitAsync();

            var verdict = await JournalDirectory.VerifyAsync(node.Path);
            Assert.True(verdict.Ok, verdict.Reason);
            Assert.True(verdict.Entries > before);
        }
        await node.ReopenAsync();
        var batches = (await node.Journal.AllAsync(BookKind.Records)).Concat(await node.Journal.AllAsync(BookKind.Statistics)).GroupBy(entry => entry.Batch);
        Assert.All(batches, batch => Assert.Equal(2, batch.Count()));
        var rebuilt = await node.Journal.RebuildAsync();
        Assert.Equal(rebuilt.DigestBefore, rebuilt.DigestAfter);
        await node.Journal.MustAppendAsync([.. OfTwo().Entries]);
        Assert.True((await node.Journal.VerifyAsync()).Ok);
    }

    private static async Task<long> CountAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path}/journal.db;Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select sum(seq) from heads";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
