using System.Text;
using System.Text.Json;

namespace Nansen.Journal.Tests;

/// <summary>A data directory that goes away with the test, on one of the two stores.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private TestNode(string path, JournalOptions options, IRowFold? fold) => (Path, Options, Fold) = (path, options, fold);

    public string Path { get; }

    public JournalOptions Options { get; }

    public IRowFold? Fold { get; }

    public IJournal Journal { get; private set; } = null!;

    public static async Task<TestNode> CreateAsync(JournalOptions? options = null, IRowFold? fold = null)
    {
        var path = Directory.CreateTempSubdirectory("nansen-journal-").FullName;
        var node = new TestNode(path, options ?? new JournalOptions(), fold);
        node.Journal = await JournalDirectory.CreateAsync(path, node.Options, fold);
        return node;
    }

    /// <summary>Closes the journal and opens it anew.</summary>
    public async Task ReopenAsync(IRowFold? fold = null)
    {
        await Journal.DisposeAsync();
        Journal = await JournalDirectory.OpenAsync(Path, Options with { PostgreSql = null }, fold ?? Fold);
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }
}

/// <summary>Small words for batches.</summary>
public static class Make
{
    public static ReadOnlyMemory<byte> Json(string text) => JsonSerializer.SerializeToUtf8Bytes(text);

    public static NewPart Part(StreamId subject, string text, KeyClass @class = KeyClass.Ordinary, string? compartment = null) =>
        new(new(subject, @class, compartment), Json(text));

    public static NewEntry Entry(StreamId stream, IReadOnlyList<EntryId>? after, string text, BookKind book = BookKind.Records, EntryId? id = null) =>
        new(book, stream, after, [Part(stream, text)], id);

    public static Batch Batch(params NewEntry[] entries) => new(BatchId.New(), entries);

    public static string? Text(OpenPart part) => part.Body is { } body ? JsonSerializer.Deserialize<string>(body.Span) : null;

    public static string Raw(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);

    public static async Task<IReadOnlyList<Entry>> MustAppendAsync(this IJournal journal, params NewEntry[] entries) =>
        Assert.IsType<AppendResult.Appended>(await journal.AppendAsync(Batch(entries))).Entries;

    public static async Task<List<Entry>> AllAsync(this IJournal journal, BookKind book, KeyClass ceiling = KeyClass.Sealed)
    {
        var entries = new List<Entry>();
        await foreach (var entry in journal.ReadBookAsync(book, 0, ceiling)) entries.Add(entry);
        return entries;
    }
}
