using System.Runtime.InteropServices;

namespace Nansen.Statistics;

public sealed partial class PeriodBook
{
    /// <summary>Counts events by dimensions. An event's age group is the dimension <c>band</c>.</summary>
    private static class EventCounts
    {
        public static string Dimension(TableQuery query, string source) => source == "age" && query.Figures == TableFigures.Events ? "band" : source;

        public static FigureTable Of(TableQuery query, IReadOnlyList<string> by, Snapshot look, IReadOnlyList<int>? only)
        {
            var (from, to) = (query.From.DayNumber, Math.Min(query.To.DayNumber, query.Until.DayNumber));
            string[] dimensions = [.. by.Select(d => Dimension(query, d))];
            Span?[] spans = [.. by.Select(Calendar.SpanNamed)];
            var wanted = new bool?[look.CodeCount];
            var rows = new Dictionary<string, (string[] Keys, long Persons)>(StringComparer.Ordinal);
            var events = look.Events.Span;
            for (var i = 0; i < (only?.Count ?? events.Length); i++)
            {
                ref readonly var one = ref events[only is null ? i : only[i]];
                if (!one.StandsAt(look.Limit) || one.On < from || one.On > to) continue;
                var codes = look.Codes[one.Codes];
                if (!(wanted[one.Codes] ??= query.Of.Contains(codes.Status) && query.Where.All(w => CodeFilter.Passes(codes.Value(Dimension(query, w.Key)), w.Value)))) continue;
                var keys = new string[by.Count];
                for (var k = 0; k < keys.Length; k++) keys[k] = spans[k] is { } span ? span.Name(span.Index(one.On)) : codes.Value(dimensions[k]);
                ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, string.Join('\u001f', keys), out var known);
                row = (known ? row.Keys : keys, row.Persons + one.Persons);
            }

            return new FigureTable(by, ["persons"], [.. rows.Values.Select(r => new FigureRow(r.Keys, [r.Persons]))]);
        }
    }
}
