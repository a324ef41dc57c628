using System.Globalization;
using System.Text;
using Nansen.Statistics;

namespace Nansen.Bench;

/// <summary>Generated periods: the same seed, the same periods.</summary>
internal static class StatisticsBenchData
{
    public static PeriodColumns Periods(int count, int seed)
    {
        var random = new Random(seed);
        var first = new DateOnly(1990, 1, 1).DayNumber;
        var last = new DateOnly(2024, 12, 31).DayNumber;
        var periods = new PeriodColumns
        {
            From = new int[count],
            To = new int[count],
            Birth = new int[count],
            Coo = new ushort[count],
            Sex = new byte[count],
            Status = new byte[count],
            CooNames = [.. Enumerable.Range(0, 200).Select(i => $"{i + 1}")],
            StatusNames = ["asy", "ref", "sub", "tmp", "sta"],
        };
        for (var i = 0; i < count; i++)
        {
            var from = random.Next(first, last + 1);
            periods.From[i] = from;
            periods.To[i] = random.Next(5) == 0 ? PeriodColumns.Open : from + (int)(random.NextDouble() * random.NextDouble() * 6000);
            periods.Birth[i] = random.Next(12) == 0 ? PeriodColumns.NoBirth : from - random.Next(80 * 365);
            // A few origins make up most of the world's figures.
            periods.Coo[i] = (ushort)(random.NextDouble() * random.NextDouble() * random.NextDouble() * 200);
            periods.Sex[i] = (byte)(random.Next(50) == 0 ? 2 : random.Next(2));
            periods.Status[i] = (byte)random.Next(5);
        }

        return periods;
    }

    /// <summary>A journal of the first periods: opened, closed, a tenth corrected, some voided, recorded up to three months late.</summary>
    public static PeriodJournal Journal(PeriodColumns periods, int lines)
    {
        var random = new Random(11);
        var waiting = new PriorityQueue<(int Period, PeriodOperation What), int>();
        var journal = new PeriodJournal();
        var order = Enumerable.Range(0, (int)(lines / 1.95)).OrderBy(i => periods.From[i]).ToArray();
        var (at, seq, today) = (0, 0L, 0);
        while (seq < lines && (at < order.Length || waiting.Count > 0))
        {
            (int Period, PeriodOperation What) next;
            if (waiting.Count > 0 && (at == order.Length || waiting.TryPeek(out _, out var due) && due <= periods.From[order[at]])) waiting.TryDequeue(out next, out due);
            else
            {
                next = (order[at], PeriodOperation.Open);
                due = periods.From[order[at++]];
                if (periods.To[next.Period] != PeriodColumns.Open) waiting.Enqueue((next.Period, PeriodOperation.Close), periods.To[next.Period] + random.Next(90));
                if (random.Next(8) == 0) waiting.Enqueue((next.Period, PeriodOperation.Correct), due + 1 + random.Next(1500));
                if (random.Next(50) == 0) waiting.Enqueue((next.Period, PeriodOperation.Void), due + 1 + random.Next(1500));
            }

            today = Math.Max(today, due);
            Append(journal, periods, next.Period, next.What, today, ++seq);
        }

        return journal;
    }

    public static void Append(PeriodJournal journal, PeriodColumns periods, int period, PeriodOperation what, int recordedOn, long seq)
    {
        Span<byte> id = stackalloc byte[12];
        period.TryFormat(id, out var length, provider: CultureInfo.InvariantCulture);
        var entry = new PeriodEntry
        {
            Seq = seq,
            RecordedOn = recordedOn,
            Period = id[..length],
            Operation = what,
            Birth = periods.Birth[period],
            Sex = periods.Sex[period],
            EffectiveOn = what == PeriodOperation.Close ? periods.To[period] : periods.From[period],
            Field = CorrectedField.Coo,
            Coo = Encoding.UTF8.GetBytes(periods.CooNames[what == PeriodOperation.Correct ? (periods.Coo[period] + 7) % 200 : periods.Coo[period]]),
            Status = Encoding.UTF8.GetBytes(periods.StatusNames[periods.Status[period]]),
        };
        if (journal.Append(entry) is { } wrong) throw new InvalidOperationException(wrong);
    }

    /// <summary>The periods that stand at a day, as columns for DuckDB.</summary>
    public static PeriodColumns StateOf(PeriodJournal journal, DateOnly knownAt) => journal.StateAt(knownAt);
}
