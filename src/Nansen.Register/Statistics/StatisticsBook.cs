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

    /// <summary>Reads the book.</summary>
    public static async ValueTask<StatisticsBook> ReadAsync(IJournal journal, Pack pack, string state, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var book = new StatisticsBook(pack, state);
        await foreach (var entry in journal.ReadBookAsync(BookKind.Statistics, 0, KeyClass.Ordinary, cancellation))
            if (entry.Parts is [{ Body: { } body }, ..] && RegisterStatistics.Read(body) is { } read) book.Periods.Append(read, entry.Time.Instant, entry.Seq);
        return book;
    }

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<RecordState> records, IReadOnlyList<ReadOnlyMemory<byte>> statistics, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        foreach (var body in statistics)
            if (RegisterStatistics.Read(body) is { } entry) Periods.Append(entry, at);
    }

    /// <summary>A flow table of the pack for some years; null when the pack has no such table.</summary>
    public FigureTable? Table(string code, int fromYear, int toYear)
    {
        if (!_pack.Tables.TryGetValue(code, out var table)) return null;
        var fixedKeys = table.Keys.Where(k => k.Value == "$state" || k.Value.StartsWith('"')).ToDictionary(k => k.Key, k => k.Value == "$state" ? _state : k.Value.Trim('"'));
        var spread = table.Measures.SelectMany(m => m.Value.Keys).FirstOrDefault();
        var query = new EventQuery(table.Event, new DateOnly(fromYear, 1, 1), new DateOnly(toYear, 12, 31), [.. table.Keys.Select(k => fixedKeys.ContainsKey(k.Key) ? k.Key : k.Value.TrimStart('$'))])
        {
            Fixed = fixedKeys,
            Measure = table.Measures[0].Key,
            Spread = spread,
            SpreadOver = spread is null ? [] : [.. table.Measures.Where(m => m.Value.ContainsKey(spread)).Select(m => (m.Value[spread], m.Key))],
            Total = spread is null ? null : table.Measures.Where(m => m.Value.Count == 0).Select(m => m.Key).FirstOrDefault(),
        };
        return Periods.Table(query) with { Keys = [.. table.Keys.Select(k => k.Key)] };
    }
}
