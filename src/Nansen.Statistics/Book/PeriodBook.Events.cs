namespace Nansen.Statistics;

public sealed partial class PeriodBook
{
    /// <summary>Adds up one flow table.</summary>
    private static class EventTable
    {
        public static FigureTable Of(EventQuery? query, Snapshot look)
        {
            ArgumentNullException.ThrowIfNull(query);
            var measures = query.Spread is null ? [query.Measure]
                : query.Total is null ? query.SpreadOver.Select(s => s.Measure).ToArray()
                : [.. query.SpreadOver.Select(s => s.Measure), query.Total];
            var rows = new Dictionary<string, (string[] Keys, long[] Figures)>(StringComparer.Ordinal);
            foreach (ref readonly var one in look.Events.Span)
            {
                var codes = look.Codes[one.Codes];
                if (!one.StandsAt(look.Limit) || codes.Status != query.Event
                    || one.On < query.From.DayNumber || one.On > query.To.DayNumber) continue;
                string[] keys = [.. KeysOf(query, codes, one.On)];
                var key = string.Join('\u001f', keys);
                if (!rows.TryGetValue(key, out var row)) rows[key] = row = (keys, new long[measures.Length]);
                Add(query, codes, one.Persons, row.Figures);
            }

            var ordered = rows.Values.ToList();
            ordered.Sort((a, b) => CompareOrdinal(a.Keys, b.Keys));
            return new FigureTable(query.Columns ?? query.By, measures, [.. ordered.Select(r => new FigureRow(r.Keys, [.. r.Figures.Select(f => (decimal?)f)]))]);
        }

        private static IEnumerable<string> KeysOf(EventQuery query, CodeSet codes, int day)
        {
            foreach (var key in query.By)
                yield return query.Fixed.TryGetValue(key, out var always) ? always
                    : Calendar.SpanNamed(key) is { } span ? span.Name(span.Index(day)) : codes.Value(key);
        }

        private static void Add(EventQuery query, CodeSet codes, int persons, long[] figures)
        {
            if (query.Spread is null)
            {
                figures[0] += persons;
                return;
            }

            var code = codes.Value(query.Spread);
            for (var i = 0; i < query.SpreadOver.Count; i++)
                if (query.SpreadOver[i].Code == code) figures[i] += persons;
            if (query.Total is not null) figures[^1] += persons;
        }

        private static int CompareOrdinal(string[] a, string[] b)
        {
            for (var i = 0; i < a.Length; i++)
                if (string.CompareOrdinal(a[i], b[i]) is var order && order != 0) return order;
            return 0;
        }
    }
}
