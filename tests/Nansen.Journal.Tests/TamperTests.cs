using Microsoft.Data.Sqlite;

namespace Nansen.Journal.Tests;

/// <summary>Whatever is done to the database by SQL, or to its file, verification gives a verdict and it is the right one.</summary>
public sealed class TamperTests
{
    private const string Records = "(select book from heads where book like 'records:%')";

    /// <summary>Ten entries in records, three in access, a checkpoint after the seventh.</summary>
    private static async Task<TestNode> SmallAsync()
    {
        var node = await TestNode.CreateAsync(new JournalOptions { CheckpointOnClose = false });
        var (stream, heads) = (StreamId.New(), (IReadOnlyList<EntryId>)[]);
        for (var i = 1; i <= 10; i++)
        {
            heads = [(await node.Journal.MustAppendAsync(Make.Entry(stream, heads, $"entry {i}")))[0].Id];
            if (i <= 3) await node.Journal.MustAppendAsync(Make.Entry(stream, null, "read", BookKind.Access));
            if (i == 7) await node.Journal.CheckpointAsync();
        }
        await node.Journal.DisposeAsync();
        return node;
    }

    private static async Task<Verdict> AfterAsync(TestNode node, string sql)
    {
        Assert.NotEqual(0, await ChangeAsync(node, sql));
        return await JournalDirectory.VerifyAsync(node.Path);
    }

    private static async Task<int> ChangeAsync(TestNode node, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={node.Path}/journal.db;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Verify_AnUntouchedJournal_IsOk()
    {
        await using var node = await SmallAsync();
        Assert.Equal(new Verdict(true, 13), await JournalDirectory.VerifyAsync(node.Path));
    }

    public static TheoryData<string> Columns => ["format", "book", "seq", "id", "stream", "time", "batch", "after", "parts", "prev", "hash"];

    [Theory, MemberData(nameof(Columns))]
    public async Task Verify_AnyColumnOfAnyEntryChanged_NamesTheEntry(string column)
    {
        string[] values = column switch
        {
            "format" => ["2", "0", "-1", "4294967297", "1 << 40"],
            "seq" => ["99", "seq + 1000"],
            "time" => ["time + 1", "0", "-time"],
            "book" => ["book || 'x'", "upper(book)", "''", "replace(book, 'records', 'letters')", "book || char(0)"],
            _ => ["x''", "x'00'", $"zeroblob(length({column}))", $"cast({column} || x'00' as blob)", $"substr({column}, 2)", "randomblob(16)", "randomblob(32)", .. column == "after" ? ["null"] : Array.Empty<string>()],
        };
        await using var node = await SmallAsync();
        var file = System.IO.Path.Combine(node.Path, "journal.db");
        var whole = await File.ReadAllBytesAsync(file);
        var changed = 0;
        for (var seq = 1; seq <= 10; seq++)
            foreach (var value in values)
            {
                await File.WriteAllBytesAsync(file, whole);
                if (await ChangeAsync(node, $"update entries set {column} = {value} where seq = {seq} and book = {Records} and {column} is not {value}") == 0) continue;
                changed++;
                var verdict = await JournalDirectory.VerifyAsync(node.Path);
                Assert.Equal((false, true, (long?)seq), (verdict.Ok, verdict.Book?.StartsWith("records:", StringComparison.Ordinal), verdict.Seq));
            }
        Assert.True(changed >= 9 * values.Length);
    }

    [Fact]
    public async Task Verify_ALooserTableWithValuesOfOtherTypes_NamesTheEntry()
    {
        await using var node = await SmallAsync();
        // The same bytes as text, in a copy of the table that no longer minds.
        var verdict = await AfterAsync(node, """
            create table loose as select * from entries;
            drop table entries;
            alter table loose rename to entries;
            update entries set batch = cast(x'41414141414141414141414141414141' as text) where seq = 2;
            """);
        Assert.Equal((false, (long?)2), (verdict.Ok, verdict.Seq));
        foreach (var column in Columns)
            Assert.False((await AfterAsync(node, $"update entries set {column.Data} = null where rowid = 3")).Ok);
    }

    [Theory, InlineData(1), InlineData(5), InlineData(10)]
    public async Task Verify_AnEntryDeleted_NamesIt(int seq)
    {
        await using var node = await SmallAsync();
        var verdict = await AfterAsync(node, $"delete from entries where seq = {seq} and book = {Records}");
        Assert.Equal((false, (long?)seq), (verdict.Ok, verdict.Seq));
    }

    [Fact]
    public async Task Verify_TwoEntriesSwapped_NamesTheFirst()
    {
        await using var node = await SmallAsync();
        var verdict = await AfterAsync(node, $"""
            update entries set seq = -4 where seq = 4 and book = {Records};
            update entries set seq = 4 where seq = 6 and book = {Records};
            update entries set seq = 6 where seq = -4 and book = {Records}
            """);
        Assert.Equal((false, (long?)4), (verdict.Ok, verdict.Seq));
    }

    [Theory]
    [InlineData("delete from entries where book like 'access:%'", "access:", 1)]
    [InlineData("delete from entries", "records:", 1)]
    [InlineData("delete from heads where book like 'access:%'", "access:", 1)]
    [InlineData("delete from heads", "records:", 1)]
    [InlineData("update heads set seq = 9 where book like 'records:%'", "records:", 10)]
    [InlineData("update heads set seq = 11 where book like 'records:%'", "records:", 11)]
    [InlineData("update heads set hash = randomblob(32) where book like 'records:%'", "records:", 10)]
    [InlineData("update heads set time = time + 1 where book like 'records:%'", "records:", 10)]
    [InlineData("update heads set base_seq = 1 where book like 'records:%'", "records:", 1)]
    [InlineData("update heads set base_hash = randomblob(32) where book like 'statistics:%'", "statistics:", 1)]
    [InlineData("update heads set base_seq = 2 where book like 'access:%'", "access:", 1)]
    [InlineData("update heads set generation = 1 where book like 'access:%'", "access:", 1)]
    [InlineData("update heads set book = 'letters:x' where book like 'access:%'", "access:", 1)]
    [InlineData("delete from checkpoints", null, null)]
    [InlineData("update checkpoints set body = replace(body, '\"number\":1', '\"number\":2')", null, null)]
    [InlineData("update checkpoints set number = 2", null, null)]
    [InlineData("update checkpoints set body = ''", null, null)]
    [InlineData("update checkpoints set body = '{\"statement\":[],\"signature\":\"AA==\"}'", null, null)]
    [InlineData("update keys set class = 2", null, null)]
    [InlineData("update keys set subject = randomblob(16)", null, null)]
    [InlineData("update keys set id = x'00'", null, null)]
    [InlineData("update keys set wrapped = x''", null, null)]
    // The tail cut off and the head set to fit: only the checkpoint knows.
    [InlineData("delete from entries where seq > 5 and book like 'records:%'; update heads set seq = 5, hash = (select hash from entries where seq = 5 and book = heads.book), time = (select time from entries where seq = 5 and book = heads.book) where book like 'records:%'", "records:", 6)]
    public async Task Verify_OtherTablesChanged_IsNotOk(string sql, string? book, int? seq)
    {
        await using var node = await SmallAsync();
        var verdict = await AfterAsync(node, sql);
        Assert.False(verdict.Ok);
        Assert.NotNull(verdict.Reason);
        Assert.Equal((true, (long?)seq), (book is null ? verdict.Book is null : verdict.Book?.StartsWith(book, StringComparison.Ordinal), verdict.Seq));
    }

    [Fact]
    public async Task Verify_ARewrittenChain_IsCaughtByTheCheckpoint()
    {
        await using var node = await SmallAsync();
        await using (var connection = new SqliteConnection($"Data Source={node.Path}/journal.db;Pooling=false"))
        {
            // Somebody who knows the format: one entry's time changed, every later hash made anew, the head made to fit.
            await connection.OpenAsync();
            using var session = new SqlSession(connection, SqlDialect.Sqlite);
            var rows = new List<EntryRow>();
            using (var reader = session.Query($"select format, book, seq, id, stream, time, batch, after, parts, prev, hash from entries where book = {Records} order by seq"))
                while (reader.Read())
                    rows.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4), reader.GetInt64(5), reader.GetFieldValue<byte[]>(6), reader.IsDBNull(7) ? null : reader.GetFieldValue<byte[]>(7), reader.GetFieldValue<byte[]>(8), reader.GetFieldValue<byte[]>(9), reader.GetFieldValue<byte[]>(10)));
            var prev = rows[2].Prev;
            foreach (var old in rows.Skip(2))
            {
                var row = old with { Time = old.Seq == 3 ? old.Time + 1 : old.Time, Prev = prev };
                row = row with { Hash = EntryFormat.Hash(row) };
                session.Execute("update entries set time = @p0, prev = @p1, hash = @p2 where book = @p3 and seq = @p4", row.Time, row.Prev, row.Hash, row.Book, row.Seq);
                prev = row.Hash;
            }
            session.Execute($"update heads set hash = @p0 where book = {Records}", prev);
        }
        var verdict = await JournalDirectory.VerifyAsync(node.Path);
        Assert.Equal((false, (long?)7), (verdict.Ok, verdict.Seq));
    }

    [Fact]
    public async Task Verify_AnUnreadableDatabase_IsAVerdict()
    {
        await using var node = await SmallAsync();
        var file = System.IO.Path.Combine(node.Path, "journal.db");
        var whole = await File.ReadAllBytesAsync(file);
        foreach (var length in new[] { 0, 1, 99, 100, 4095, 4096, 5000, 8192, whole.Length / 2, whole.Length - 4096, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(file, whole[..length]);
            Assert.False((await JournalDirectory.VerifyAsync(node.Path)).Ok, $"cut to {length}");
        }
        await File.WriteAllTextAsync(file, "This is no database, but it is long enough to look like something that might be one, once.");
        var verdict = await JournalDirectory.VerifyAsync(node.Path);
        Assert.Equal((false, null, null), (verdict.Ok, verdict.Book, verdict.Seq));
        File.Delete(file);
        Assert.False((await JournalDirectory.VerifyAsync(node.Path)).Ok);
        Assert.False(File.Exists(file));
        Assert.False((await JournalDirectory.VerifyAsync(System.IO.Path.Combine(node.Path, "nothing"))).Ok);
    }

    [Fact]
    public async Task Verify_AnyPageOverwritten_IsAVerdict()
    {
        await using var node = await SmallAsync();
        var file = System.IO.Path.Combine(node.Path, "journal.db");
        var whole = await File.ReadAllBytesAsync(file);
        for (var page = 0; page < whole.Length / 4096; page++)
        {
            var broken = (byte[])whole.Clone();
            new Random(page).NextBytes(broken.AsSpan(page * 4096, 4096));
            await File.WriteAllBytesAsync(file, broken);
            var verdict = await JournalDirectory.VerifyAsync(node.Path);
            Assert.True(verdict.Ok || verdict.Reason is not null);
        }
    }

    [Fact]
    public async Task Read_AChangedEntry_SaysSo()
    {
        await using var node = await SmallAsync();
        await AfterAsync(node, $"update entries set parts = cast(substr(parts, 1, length(parts) - 1) || x'00' as blob) where seq = 3 and book = {Records}");
        await node.ReopenAsync();
        await Assert.ThrowsAsync<InvalidDataException>(() => node.Journal.AllAsync(BookKind.Records));
    }
}
