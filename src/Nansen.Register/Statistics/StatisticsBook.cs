using System.Runtime.CompilerServices;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>The accounts of the node: read from the statistics book at start, kept up by each commit.</summary>
public sealed class StatisticsBook : ICommitListener
{
    private StatisticsBook(Pack pack, string state) => (_pack, _state) = (pack, state);

    private readonly Pack _pack;
    private readonly string _state;

    /// <summary>The engine.</summary>
    public PeriodBook Periods { get; } = new();

    /// <summary>Up to which entry of the office's own book it was read at start.</summary>
    internal long ReadTo { get; private set; }

    /// <summary>Reads the book.</summary>
    public static async ValueTask<StatisticsBook> ReadAsync(IJournal journal, Pack pack, string state, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var book = new StatisticsBook(pack, state);
        await foreach (var (entry, place, at) in EntriesAsync(journal, cancellation))
        {
            book.Periods.Append(entry, at, place.Seq);
            if (place.Book == journal.Book(BookKind.Statistics)) book.ReadTo = place.Seq;
        }

        return book;
    }

    /// <summary>What the statistics book of a journal says, in order of arrival, with the place and the instant of each entry.</summary>
    internal static async IAsyncEnumerable<(StatisticsEntry Entry, (BookId Book, long Seq) Place, DateTimeOffset At)> EntriesAsync(IJournal journal, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in journal.ReadBookAsync(BookKind.Statistics, 0, KeyClass.Ordinary, cancellation))
            if (entry.Parts is [{ Body: { } body }, ..] && RegisterStatistics.Read(body) is { } read) yield return (read, (entry.Book, entry.Seq), entry.Time.Instant);
    }

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<RecordState> records, IReadOnlyList<ReadOnlyMemory<byte>> statistics, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        foreach (var body in statistics)
            if (RegisterStatistics.Read(body) is { } entry) Periods.Append(entry, at);
    }

    /// <summary>A flow table of the pack for some years; null when the pack has no such table.</summary>
    public FigureTable? Table(string code, int fromYear, int toYear) =>
        Query(code, fromYear, toYear) is { } query ? Periods.Table(query) : null;

    /// <summary>How a flow table of the pack is counted for some years; null when the pack has no such table.</summary>
    public EventQuery? Query(string code, int fromYear, int toYear)
    {
        if (!_pack.Tables.TryGetValue(code, out var table)) return null;
        var fixedKeys = table.Keys.Where(k => k.Value == "$state" || k.Value.StartsWith('"')).ToDictionary(k => k.Key, k => k.Value == "$state" ? _state : k.Value.Trim('"'));
        var spread = table.Measures.SelectMany(m => m.Value.Keys).FirstOrDefault();
        return new EventQuery(table.Event, new DateOnly(fromYear, 1, 1), new DateOnly(toYear, 12, 31), [.. table.Keys.Select(k => fixedKeys.ContainsKey(k.Key) ? k.Key : k.Value.TrimStart('$'))])
        {
            Fixed = fixedKeys,
            Measure = table.Measures[0].Key,
            Spread = spread,
            SpreadOver = spread is null ? [] : [.. table.Measures.Where(m => m.Value.ContainsKey(spread)).Select(m => new SpreadCode(m.Value[spread], m.Key))],
            Columns = [.. table.Keys.Select(k => k.Key)],
            Total = spread is null ? null : table.Measures.Where(m => m.Value.Count == 0).Select(m => m.Key).FirstOrDefault(),
        };
    }
}
