using System.Runtime.CompilerServices;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>The accounts of the node: read from the statistics book at start, kept up by each commit.</summary>
public sealed class StatisticsBook : ICommitListener
{
    private StatisticsBook(Pack pack, string state, TimeProvider clock) => (_pack, _state, _clock, _tables) = (pack, state, clock, new PackTables(pack, state));

    private readonly Pack _pack;
    private readonly string _state;
    private readonly TimeProvider _clock;
    private readonly PackTables _tables;
    private long _lastTold;

    /// <summary>The engine.</summary>
    public PeriodBook Periods { get; } = new();

    /// <summary>Up to which entry of the office's own book it was read at start.</summary>
    internal long ReadTo { get; private set; }

    /// <summary>Reads the book.</summary>
    public static async ValueTask<StatisticsBook> ReadAsync(IJournal journal, Pack pack, string state, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var book = new StatisticsBook(pack, state, clock ?? TimeProvider.System);
        await foreach (var (entry, place, at) in EntriesAsync(journal, cancellation))
        {
            book.Periods.Append(entry, at, place.Seq);
            if (place.Book == journal.Book(BookKind.Statistics)) book.ReadTo = place.Seq;
        }

        book._lastTold = book.ReadTo;
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
        // The office's own book is told entry by entry, without a gap.
        foreach (var body in statistics)
        {
            _lastTold++;
            if (RegisterStatistics.Read(body) is { } entry) Periods.Append(entry, at, _lastTold);
        }
    }

    /// <summary>A table of the pack for some years; null when the pack has no such table.</summary>
    /// <param name="code">The table.</param>
    /// <param name="fromYear">First year.</param>
    /// <param name="toYear">Last year.</param>
    /// <param name="knownAt">As it came out at that instant; null: as it is now.</param>
    /// <exception cref="RegisterException">The last year is before the first.</exception>
    public FigureTable? Table(string code, int fromYear, int toYear, DateTimeOffset? knownAt = null) =>
        TableQuery(code, fromYear, toYear, knownAt) is { } query ? Periods.Table(query) : null;

    /// <summary>How a table of the pack is counted; null when the pack has no such table. Nothing is counted that lies ahead of the day.</summary>
    /// <exception cref="RegisterException">The last year is before the first.</exception>
    public TableQuery? TableQuery(string code, int fromYear, int toYear, DateTimeOffset? knownAt = null) =>
        _tables.Query(code, fromYear, NotBefore(fromYear, toYear)) is { } query ? query with { AsKnownAt = knownAt, Horizon = HorizonAt(knownAt) } : null;

    /// <summary>
    /// The account of a status or of cases by the pack's dimensions, now or as it came out at an instant. Several
    /// (<see cref="AccountKeys.Persons"/>, <see cref="AccountKeys.Cases"/>) are always told apart: who holds two statuses is in both.
    /// </summary>
    /// <exception cref="RegisterException">The last year is before the first.</exception>
    public FigureTable Account(string account, int fromYear, int toYear, IReadOnlyList<string> by, DateTimeOffset? knownAt = null) =>
        Periods.Account(AccountQuery.Years(fromYear, NotBefore(fromYear, toYear), AccountKeys.IsSeveral(account) && !by.Contains("status") ? [.. by, "status"] : by) with { Statuses = AccountKeys.AccountsOf(_pack, account), AsKnownAt = knownAt, Horizon = HorizonAt(knownAt) });

    private static int NotBefore(int fromYear, int toYear) => toYear >= fromYear ? toYear
        : throw new RegisterException($"The last year, {toYear}, is before the first, {fromYear}; give them in order.");

    /// <summary>The day up to which an account known at an instant reaches: that day, or today.</summary>
    private DateOnly HorizonAt(DateTimeOffset? knownAt) => DateOnly.FromDateTime((knownAt ?? _clock.GetUtcNow()).UtcDateTime);

    /// <summary>How a release counts a flow table of the pack; null when the pack has none of that name, or it is of another kind.</summary>
    public EventQuery? Query(string code, int fromYear, int toYear)
    {
        if (!_pack.Tables.TryGetValue(code, out var table) || table is not { Kind: TableKind.Count, Events.Count: 1 }) return null;
        var fixedKeys = table.Keys.Where(k => k.Value == "$state" || k.Value.StartsWith('"')).ToDictionary(k => k.Key, k => k.Value == "$state" ? _state : k.Value.Trim('"'));
        var spread = table.Measures.SelectMany(m => m.Value.Keys).FirstOrDefault();
        return new EventQuery(table.Events[0], new DateOnly(fromYear, 1, 1), new DateOnly(toYear, 12, 31), [.. table.Keys.Select(k => fixedKeys.ContainsKey(k.Key) ? k.Key : k.Value.TrimStart('$'))])
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
