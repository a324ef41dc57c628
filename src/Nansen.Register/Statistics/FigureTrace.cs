using Nansen.Journal;
using Nansen.Records;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>What stands behind a figure, as one officer may see it.</summary>
/// <param name="Entries">Entries of the statistics book by number, in order; they hold no person.</param>
/// <param name="Records">Records written together with them that the officer may open.</param>
/// <param name="Hidden">How many more there are that she may not.</param>
/// <param name="Periods">How many status periods or counted events the figure is made of.</param>
public sealed record TracedFigure(IReadOnlyList<long> Entries, IReadOnlyList<RecordState> Records, int Hidden, int Periods);

/// <summary>A figure of a table that one entry changed.</summary>
/// <param name="Table">The table.</param>
/// <param name="Cell">The figure before and after the entry.</param>
public sealed record TouchedFigure(string Table, TouchedCell Cell);

/// <summary>
/// The way from a figure to what was recorded, and back. An entry of the statistics book names no person; the records
/// written in the same batch do, and they are opened through the gate.
/// </summary>
public sealed class FigureTrace(RegisterNode node)
{
    /// <summary>What stands behind a figure. The records opened are one entry of the access book.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="query">The table.</param>
    /// <param name="keys">The row's keys.</param>
    /// <param name="measure">The column.</param>
    /// <param name="most">At most so many periods are followed to records.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask<TracedFigure> BehindAsync(Actor actor, TableQuery query, IReadOnlyList<string> keys, string measure, int most = 100, CancellationToken cancellation = default)
    {
        var periods = node.Statistics.Periods.Trace(query, keys, measure);
        var entries = periods.SelectMany(p => p.Entries).Distinct().Order().ToList();
        var records = new HashSet<StreamId>();
        foreach (var entry in periods.Take(most).SelectMany(p => p.Entries).Distinct())
            records.UnionWith(await WrittenWithAsync(entry, cancellation));
        var opened = await node.Room.OpenManyAsync(actor, records, "trace", cancellation);
        return new TracedFigure(entries, [.. opened.Select(o => o.Record)], records.Count - opened.Count, periods.Count);
    }

    /// <summary>Every figure of the pack's tables that an entry of the statistics book changed when it arrived.</summary>
    /// <param name="entry">Its number.</param>
    public IReadOnlyList<TouchedFigure> Touched(long entry)
    {
        var year = node.Room.Today.Year;
        return [.. node.Pack.Tables.Keys.SelectMany(code => node.Statistics.Periods.Touched(node.Statistics.TableQuery(code, FirstYear, year)!, entry).Select(c => new TouchedFigure(code, c)))];
    }

    /// <summary>Nobody holds a status from before the Convention's cut-off date (art. 1B).</summary>
    private const int FirstYear = 1951;

    private async ValueTask<IReadOnlyList<StreamId>> WrittenWithAsync(long entry, CancellationToken cancellation)
    {
        var found = new List<StreamId>();
        await node.Room.Rows.ReadAsync(
            "select distinct r.id from entries s join entries e on e.batch=s.batch and e.book=@p2 join records r on r.id=e.stream where s.book=@p0 and s.seq=@p1",
            r => found.Add(RowQueries.StreamOf(r, 0)), cancellation, node.Journal.Book(BookKind.Statistics).Value, entry, node.Journal.Book(BookKind.Records).Value);
        return found;
    }
}
