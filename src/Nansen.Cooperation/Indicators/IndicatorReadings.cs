using System.Diagnostics;
using System.Globalization;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Cooperation;

/// <summary>
/// The pack's indicators, counted from the rows and the statistics book by aggregate questions only. Kept until the
/// books grow; on a large register no more than a twentieth of the time goes into counting anew.
/// </summary>
public sealed class IndicatorReadings(RegisterNode node, TreatyRegister treaties) : IDisposable
{
    private const int IdleTimesCounting = 20;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly PublishedFollowUp _published = new(node);
    private Known? _known;

    /// <summary>Every indicator of the pack, in its order.</summary>
    public async ValueTask<IReadOnlyList<IndicatorReading>> AllAsync(CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var head = (await node.Journal.HeadOfAsync(BookKind.Records, cancellation)).Seq;
            if (_known is not { } known || !known.Holds(head, node.Room.Today)) _known = known = await CountAsync(head, cancellation);
            return known.Readings;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Those that serve a commitment.</summary>
    public async ValueTask<IReadOnlyList<IndicatorReading>> ForAsync(string commitment, CancellationToken cancellation = default) =>
        [.. (await AllAsync(cancellation)).Where(r => r.Indicator.Commitments.Contains(commitment))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _one.Dispose();
        _published.Dispose();
    }

    private async ValueTask<Known> CountAsync(long head, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var (today, at) = (node.Room.Today, node.Room.Clock.GetUtcNow());
        var readings = new List<IndicatorReading>();
        foreach (var indicator in node.Pack.Indicators.Values) readings.Add(await ReadAsync(indicator, head, at, cancellation));
        if (readings.Exists(r => r.Indicator.Kind == IndicatorKind.FollowUp))
        {
            var book = await _published.ReadAsync(cancellation);
            readings = [.. readings.Select(r => r.Indicator.Kind == IndicatorKind.FollowUp ? FollowUpCounts.Of(r, book, node.Pack.Commitments, readings, today) : r)];
        }

        watch.Stop();
        return new Known(readings, head, today, Stopwatch.GetTimestamp() + (watch.ElapsedTicks * IdleTimesCounting));
    }

    private async ValueTask<IndicatorReading> ReadAsync(Indicator indicator, long head, DateTimeOffset at, CancellationToken cancellation)
    {
        var minCell = node.Pack.Tables.GetValueOrDefault(IndicatorFeed.ColumnsOf(indicator.Of).Table)?.MinCell ?? "stats.min_cell";
        var threshold = node.Pack.Parameters.TryGetValue(minCell, out var cell) ? cell.Number : 5;
        var reading = new IndicatorReading(indicator, [], IndicatorFeed.Of(node.Pack, indicator), SourceOf(indicator, head, at), at, threshold, null, []);
        reading = indicator.Kind switch
        {
            IndicatorKind.ClockKept => await ClockAsync(reading, cancellation),
            IndicatorKind.Ratio => Ratio(reading),
            IndicatorKind.DocumentCoverage => await DocumentsAsync(reading, cancellation),
            IndicatorKind.FollowUp => reading, // Counted when all others are.
            IndicatorKind.Waits => reading with { Missing = [NoSource(l => indicator.WaitsFor!.In(l))] },
            _ => Treaties(reading),
        };
        var missing = reading.Missing.ToList();
        if (reading.Figures.Any(f => f.Share is { } share && (share.Numerator.Withheld || share.Denominator.Withheld)))
            missing.Add(Words.Of($"Counts of 1 to {threshold - 1} persons, and what would give them away, are not shown.", $"Числа от 1 до {threshold - 1} человек и то, по чему их можно вычислить, не показаны."));
        return reading with { Missing = missing };
    }

    private async ValueTask<IndicatorReading> ClockAsync(IndicatorReading reading, CancellationToken cancellation)
    {
        var (procedure, clock) = IndicatorFeed.ClockOf(node.Pack, reading.Indicator);
        var runs = await ClockCounts.StoppedAsync(node.Room, procedure, clock, cancellation);
        var late = await ClockCounts.StillLateAsync(node.Room, procedure, clock, cancellation);
        var missing = new List<LocalText>();
        if (runs.Count == 0)
            missing.Add(Words.Of(l => $"Nothing to count yet: no clock \"{clock.Title.In(l)}\" has stopped in this register.", l => $"Пока нечего считать: ни один отсчёт «{clock.Title.In(l)}» в этом регистре не остановлен."));
        if (node.Pack.Parameters[clock.Parameter].Unit == "hours")
            missing.Add(Words.Of("The register keeps days, not hours: in time means by the end of the day on which the hours run out.", "Регистр хранит дни, а не часы: вовремя значит до конца дня, в который истекают часы."));
        missing.Add(Words.Of("A clock started a second time in the same case is counted once, as it ran last.", "Отсчёт, запущенный в том же деле повторно, учитывается один раз, по последнему ходу."));
        var figures = ClockCounts.ByYear(runs, reading.Threshold, node.Room.Today);
        return reading with { Figures = figures, Groups = figures.Count > 0 ? await ClockGroups.OfAsync(node, procedure, clock, figures[^1].From.Year, reading.Threshold, cancellation) : [], StillLate = PublicCount.Of(late, reading.Threshold), Missing = missing };
    }

    private IndicatorReading Ratio(IndicatorReading reading)
    {
        var above = Sums(reading.Indicator.Of);
        var below = Sums(reading.Indicator.Against ?? "");
        var figures = below.Where(y => y.Value > 0).OrderBy(y => y.Key)
            .Select(y => Years.Figure(y.Key, node.Room.Today) with { Share = PublicShare.Of(above.GetValueOrDefault(y.Key), y.Value, reading.Threshold) }).ToList();
        return reading with
        {
            Figures = figures,
            Groups = figures.Count > 0 ? IndicatorGroups.Of(node, reading.Indicator, figures[^1].From.Year, reading.Threshold) : [],
            Missing = figures.Count > 0 ? [] : WaitsFor(reading.Indicator) is { } waits ? [NoSource(waits.In)] : [Words.Of("Nothing to count yet: the statistics book holds no such event.", "Пока нечего считать: в книге статистики нет таких событий.")],
        };
    }

    private static LocalText NoSource(Func<string, string> what) => Words.Of(l => $"No source yet: it waits for {what(l)}.", l => $"Источника пока нет: ждёт процедуру «{what(l)}».");

    // What a ratio of a table waits for that nothing in the pack feeds.
    private LocalText? WaitsFor(Indicator indicator) =>
        node.Pack.Tables.GetValueOrDefault(IndicatorFeed.ColumnsOf(indicator.Of).Table) is { } table && !TableSource.Of(node.Pack, table).Exists ? table.WaitsFor : null;

    private Dictionary<int, long> Sums(string side)
    {
        var sums = new Dictionary<int, long>();
        foreach (var term in IndicatorFeed.TermsOf(side)) AddUp(term, sums);
        return sums;
    }

    private void AddUp(string term, Dictionary<int, long> sums)
    {
        var (code, columns) = IndicatorFeed.ColumnsOf(term);
        if (!node.Pack.Tables.TryGetValue(code, out var rules) || node.Statistics.Table(code, 1950, node.Room.Today.Year) is not { } table) return;
        var year = rules.Keys.ToList().FindIndex(k => k.Value == "$year");
        if (year < 0) return;
        foreach (var row in table.Rows)
        {
            var key = int.Parse(row.Keys[year], CultureInfo.InvariantCulture);
            sums[key] = sums.GetValueOrDefault(key) + columns.Sum(c => (long)(table.Value(row, c) ?? 0));
        }
    }

    private async ValueTask<IndicatorReading> DocumentsAsync(IndicatorReading reading, CancellationToken cancellation)
    {
        var today = node.Room.Today;
        var (holders, covered) = (0L, 0L);
        foreach (var status in IndicatorFeed.WordsOf(reading.Indicator.Of))
        {
            if (node.Pack.Statuses.GetValueOrDefault(status)?.Document is not { } document) continue;
            await node.Room.Rows.ReadAsync("""
                select count(distinct s.person), count(distinct d.person) from record_statuses s
                left join record_documents d on d.person=s.person and d.kind=@p1 and d.state='issued' and d.issued_on<=@p2 and d.expires_on>=@p2
                where s.status=@p0 and s.until is null and s.since<=@p2
                """, r => (holders, covered) = (holders + r.GetInt64(0), covered + r.GetInt64(1)), cancellation, status, document, today);
        }

        var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return reading with
        {
            Figures = holders == 0 ? [] : [new IndicatorFigure(day, today, today) { Share = PublicShare.Of(covered, holders, reading.Threshold) }],
            Missing =
            [
                holders == 0 ? Words.Of("Nothing to count yet: nobody holds one of these statuses.", "Пока нечего считать: никто не имеет этих статусов.")
                    : Words.Of("A stock, counted for today; earlier year-ends are not kept. Who holds two of the statuses counts under each.", "Показатель на сегодня; концы прежних лет не хранятся. Кто имеет два из статусов, учитывается в каждом."),
            ],
        };
    }

    private IndicatorReading Treaties(IndicatorReading reading)
    {
        var instruments = IndicatorFeed.WordsOf(reading.Indicator.Of);
        return reading with
        {
            Figures = [.. instruments.Where(treaties.Covers).Select(i => new IndicatorFigure(i, TreatyRegister.FollowUpSince, treaties.Until) { Number = treaties.ActionsSinceConclusions([i]).Count })],
            Missing =
            [
                Words.Of("Actions after 14 March 2015 are missing; update the file from the depositary.", "Действий после 14 марта 2015 года нет; обновите файл по данным депозитария."),
                .. instruments.Where(i => !treaties.Covers(i)).Select(i => Words.Of($"{i} is not in the file.", $"{i} в файле нет.")),
            ],
        };
    }

    private LocalText SourceOf(Indicator indicator, long head, DateTimeOffset at)
    {
        if (indicator.Kind == IndicatorKind.TreatyActions) return treaties.Source;
        if (indicator.Kind == IndicatorKind.Waits) return Words.Of("Not counted.", "Не подсчитывается.");
        var when = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var (en, ru) = indicator.Kind switch
        {
            IndicatorKind.ClockKept => ("the clocks of this register's cases", "по отсчётам сроков в делах этого регистра"),
            IndicatorKind.Ratio => ("the statistics book of this register", "по книге статистики этого регистра"),
            IndicatorKind.FollowUp => ("the published actions and submissions of this register", "по опубликованным действиям и представлениям этого регистра"),
            _ => ("the statuses and documents of this register", "по статусам и документам этого регистра"),
        };
        return Words.Of(
            $"Counted from {en}, as known at {when} (records book, entry {head}; pack {node.Pack.Code} {node.Pack.Version}).",
            $"Подсчитано {ru}, по состоянию знаний на {when} (книга записей, запись {head}; пакет {node.Pack.Code} {node.Pack.Version}).");
    }

    private sealed record Known(IReadOnlyList<IndicatorReading> Readings, long Head, DateOnly Today, long RestsUntil)
    {
        public bool Holds(long head, DateOnly today) => today == Today && (head == Head || Stopwatch.GetTimestamp() < RestsUntil);
    }
}
