using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Nansen.Journal;

namespace Nansen.Bench;

/// <summary>
/// Appending, reading, verifying and rebuilding, beside a bare SQLite insert of the same bytes in the same run:
/// <c>./nansen bench journal [ENTRIES] [--full]</c>.
/// </summary>
internal static class JournalBench
{
    private const int BatchSize = 5, Queued = 2000;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 500_000;
        var durability = args.Contains("--full") ? Durability.Full : Durability.Normal;
        var path = Directory.CreateTempSubdirectory("nansen-bench-").FullName;
        try
        {
            await using var journal = await JournalDirectory.CreateAsync(Path.Combine(path, "node"), new JournalOptions { Durability = durability });
            var append = await MeasureAsync(() => AppendAsync(journal, count));
            var read = await MeasureAsync(async () =>
            {
                await foreach (var _ in journal.ReadBookAsync(BookKind.Records, 0, KeyClass.Ordinary)) { }
            });
            var verify = await MeasureAsync(async () =>
            {
                if (!(await journal.VerifyAsync()).Ok) throw new InvalidDataException("The journal does not verify.");
            });
            var bare = await MeasureAsync(() => BareAsync(Path.Combine(path, "node", "journal.db"), Path.Combine(path, "bare.db"), durability));
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                topic = "journal",
                entries = count,
                batch = BatchSize,
                durability = durability.ToString(),
                appendPerSecond = (long)(count / append.Clock),
                readPerSecond = (long)(count / read.Clock),
                verifyPerSecond = (long)(count / verify.Clock),
                bareInsertPerSecond = (long)(count / bare.Clock),
                appendToBare = Math.Round(bare.Clock / append.Clock, 3),
                processorMicroseconds = new { append = Each(append), read = Each(read), verify = Each(verify), bare = Each(bare) },
            }));
            return 0;

            double Each((double Clock, double Processor) measured) => Math.Round(1e6 * measured.Processor / count, 2);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Seconds by the clock and of processor: the second stays honest on a busy machine.</summary>
    private static async Task<(double Clock, double Processor)> MeasureAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await work();
        process.Refresh();
        return (clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    /// <summary>One person a batch: five entries of 200 bytes of JSON on her stream, as registration makes them.</summary>
    private static async Task AppendAsync(IJournal journal, int count)
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = "facts", actor = "a-1", text = new string('x', 160) }));
        var waiting = new Queue<Task<AppendResult>>();
        for (var done = 0; done < count; done += BatchSize)
        {
            var (person, after) = (StreamId.New(), (IReadOnlyList<EntryId>)[]);
            var entries = new NewEntry[BatchSize];
            for (var i = 0; i < BatchSize; i++)
            {
                var id = EntryId.New();
                entries[i] = new(BookKind.Records, person, after, [new(new(person, KeyClass.Ordinary), body)], id);
                after = [id];
            }
            waiting.Enqueue(journal.AppendAsync(new(BatchId.New(), entries)).AsTask());
            if (waiting.Count >= Queued) await waiting.Dequeue();
        }
        await Task.WhenAll(waiting);
    }

    /// <summary>The same rows, without index, chain, keys or seals: what the disk and SQLite take by themselves.</summary>
    private static async Task BareAsync(string from, string to, Durability durability)
    {
        await using var source = new SqliteConnection($"Data Source={from};Mode=ReadOnly");
        await using var target = new SqliteConnection($"Data Source={to}");
        await source.OpenAsync();
        await target.OpenAsync();
        await using (var create = target.CreateCommand())
        {
            create.CommandText = $"pragma journal_mode = wal; pragma synchronous = {durability}; create table entries (format integer, book text, seq integer, id blob, stream blob, time integer, batch blob, after blob, parts blob, prev blob, hash blob)";
            await create.ExecuteNonQueryAsync();
        }
        await using var select = source.CreateCommand();
        select.CommandText = "select format, book, seq, id, stream, time, batch, after, parts, prev, hash from entries order by seq";
        await using var reader = await select.ExecuteReaderAsync();
        await using var insert = target.CreateCommand();
        insert.CommandText = "insert into entries values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)";
        for (var i = 0; i < 11; i++) insert.Parameters.Add(new SqliteParameter($"@p{i}", null));
        var transaction = target.BeginTransaction();
        for (var row = 1; await reader.ReadAsync(); row++)
        {
            insert.Transaction = transaction;
            for (var i = 0; i < 11; i++) insert.Parameters[i].Value = reader.GetValue(i);
            await insert.ExecuteNonQueryAsync();
            if (row % 4096 != 0) continue;
            await transaction.CommitAsync();
            transaction = target.BeginTransaction();
        }
        await transaction.CommitAsync();
    }
}
