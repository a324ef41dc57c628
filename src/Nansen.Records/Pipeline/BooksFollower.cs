using System.Text.Json;
using Nansen.Journal;

namespace Nansen.Records;

/// <summary>
/// Tells the listeners (search index, accounts) of every entry once and in the order of its book, whoever wrote it: this
/// process, the command line beside it, or another web process on the same PostgreSQL. A search that did not know a
/// person registered next door would let her be registered twice.
/// </summary>
/// <param name="journal">The books.</param>
/// <param name="listeners">Who is told.</param>
/// <param name="knownTo">Up to where they know; null: to the heads at the first look.</param>
/// <param name="forget">Drops what is remembered of records changed elsewhere and reads them anew.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A semaphore whose handle is never asked for holds nothing to give back.")]
internal sealed class BooksFollower(
    IJournal journal, IReadOnlyList<ICommitListener> listeners, (long Records, long Statistics)? knownTo,
    Func<IReadOnlyCollection<StreamId>, CancellationToken, ValueTask<IReadOnlyList<RecordState>>> forget)
{
    // So many records of others are read and told at a time.
    private const int Most = 500;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _records = knownTo?.Records ?? -1, _statistics = knownTo?.Statistics ?? -1;

    /// <summary>Reads what others wrote since the last look.</summary>
    public async ValueTask CatchUpAsync(CancellationToken cancellation)
    {
        // Statistics are written together with the record they are about, never alone.
        var head = await SeqAsync(BookKind.Records, cancellation);
        if (head == Volatile.Read(ref _records)) return;
        await _turn.WaitAsync(cancellation);
        try
        {
            await BeginAsync(cancellation);
            if (head > _records) await ReadRecordsAsync(cancellation);
            await ReadStatisticsAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Tells of a commit of this process. What others wrote before it comes first.</summary>
    public async ValueTask ToldAsync(IReadOnlyList<Entry> appended, Func<IReadOnlyList<RecordState>> records, IReadOnlyList<ReadOnlyMemory<byte>> statistics, DateTimeOffset at)
    {
        var (ownRecords, ownStatistics) = (Range(appended, BookKind.Records), Range(appended, BookKind.Statistics));
        // It stands in the books: whoever asked for it may have gone, and it is told all the same.
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (_records < 0)
                (_records, _statistics) = (ownRecords.Last > 0 ? ownRecords.First - 1 : await SeqAsync(BookKind.Records), ownStatistics.Last > 0 ? ownStatistics.First - 1 : await SeqAsync(BookKind.Statistics));
            if (ownRecords.First == _records + 1 && ownRecords.Last > 0)
            {
                Tell(records(), [], at);
                Volatile.Write(ref _records, ownRecords.Last);
            }
            else if (ownRecords.Last > _records) await ReadRecordsAsync(CancellationToken.None);

            if (ownStatistics.First == _statistics + 1 && ownStatistics.Last > 0)
            {
                Tell([], statistics, at);
                _statistics = ownStatistics.Last;
            }
            else if (ownStatistics.Last > _statistics) await ReadStatisticsAsync(CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask BeginAsync(CancellationToken cancellation)
    {
        if (_records >= 0) return;
        _statistics = await SeqAsync(BookKind.Statistics, cancellation);
        Volatile.Write(ref _records, await SeqAsync(BookKind.Records, cancellation));
    }

    private async ValueTask<long> SeqAsync(BookKind book, CancellationToken cancellation = default) => (await journal.HeadOfAsync(book, cancellation)).Seq;

    private async ValueTask ReadRecordsAsync(CancellationToken cancellation)
    {
        var book = journal.Book(BookKind.Records);
        var (changed, since, last) = (new HashSet<StreamId>(), DateTimeOffset.MaxValue, _records);
        await foreach (var entry in journal.ReadBookAsync(BookKind.Records, _records, KeyClass.Ordinary, cancellation))
        {
            if (entry.Book != book) continue;
            changed.Add(entry.Stream);
            if (MadeAt(entry) is { } at && at < since) since = at;
            last = entry.Seq;
            if (changed.Count < Most) continue;
            await FlushAsync();
        }

        if (changed.Count > 0) await FlushAsync();

        async ValueTask FlushAsync()
        {
            Tell(await forget(changed, cancellation), [], since);
            Volatile.Write(ref _records, last);
            changed.Clear();
            since = DateTimeOffset.MaxValue;
        }
    }

    private async ValueTask ReadStatisticsAsync(CancellationToken cancellation)
    {
        var book = journal.Book(BookKind.Statistics);
        await foreach (var entry in journal.ReadBookAsync(BookKind.Statistics, _statistics, KeyClass.Ordinary, cancellation))
        {
            if (entry.Book != book) continue;
            if (entry.Parts is [{ Body: { } body }, ..]) Tell([], [body], entry.Time.Instant);
            _statistics = entry.Seq;
        }
    }

    private void Tell(IReadOnlyList<RecordState> records, IReadOnlyList<ReadOnlyMemory<byte>> statistics, DateTimeOffset at)
    {
        foreach (var listener in listeners) listener.Committed(records, statistics, at);
    }

    // By the writer's clock, as the heads of the record's timeline have it.
    private static DateTimeOffset? MadeAt(Entry entry) =>
        entry.Parts is [{ Body: { } body }, ..] ? JsonSerializer.Deserialize(body.Span, EntryJson.Default.EntryHead)?.At : null;

    private (long First, long Last) Range(IReadOnlyList<Entry> entries, BookKind kind)
    {
        var book = journal.Book(kind);
        var (first, last) = (0L, 0L);
        foreach (var entry in entries)
            if (entry.Book == book) (first, last) = (first == 0 ? entry.Seq : Math.Min(first, entry.Seq), Math.Max(last, entry.Seq));
        return (first, last);
    }
}
