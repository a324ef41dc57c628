using System.Globalization;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Cooperation;

/// <summary>
/// Clock indicators by sex, age and origin. Clocks belong to cases; the persons are those who take part in the case, their age that of the
/// day on which the clock stopped. What is read stays in here: only groups that are large enough go out.
/// </summary>
internal static class ClockGroups
{
    private const int InTime = 0, All = 1;

    /// <summary>How a clock ran, and for whom.</summary>
    private sealed record PersonsRun(ClockCounts.Run Run, string Sex, string Age, string Origin);

    /// <summary>The groups of one year; none of a dimension where too few would stand apart.</summary>
    internal static async ValueTask<IReadOnlyList<IndicatorGroup>> OfAsync(RegisterNode node, Procedure procedure, Clock clock, int year, int threshold, CancellationToken cancellation)
    {
        var runs = await StoppedInAsync(node, procedure, clock, year, cancellation);
        return [.. By(runs, "sex", r => r.Sex, threshold), .. By(runs, "age", r => r.Age, threshold), .. By(runs, "coo", r => r.Origin, threshold)];
    }

    private static IEnumerable<IndicatorGroup> By(IReadOnlyList<PersonsRun> runs, string dimension, Func<PersonsRun, string> code, int threshold)
    {
        var groups = runs.GroupBy(code, r => r.Run).OrderBy(g => dimension == "age" ? AgeBand.Names.ToList().IndexOf(g.Key) : 0).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var cells = groups.Select(g => (g.Key, new[] { g.Where(r => r.InTime).Sum(r => r.Persons), g.Sum(r => r.Persons) })).ToList();
        var shown = IndicatorGroups.Publishable(cells, threshold, [InTime], [All]);
        var apart = shown.Select(s => s.Code).ToHashSet();
        foreach (var (name, above, below) in shown)
        {
            var stopped = groups.Where(g => name == IndicatorGroups.Others ? !apart.Contains(g.Key) : g.Key == name).SelectMany(g => g).ToList();
            yield return new IndicatorGroup(dimension, name, PublicShare.Of(above, below, threshold))
            {
                MedianDays = ClockCounts.Percentile(stopped, below, 0.5m),
                NinetiethDays = ClockCounts.Percentile(stopped, below, 0.9m),
            };
        }
    }

    private static async ValueTask<IReadOnlyList<PersonsRun>> StoppedInAsync(RegisterNode node, Procedure procedure, Clock clock, int year, CancellationToken cancellation)
    {
        var runs = new List<PersonsRun>();
        await node.Room.Rows.ReadAsync($"""
            select c.started, c.due, c.stopped, count(*), p.sex, p.birth, p.origin {ClockCounts.FromClocks}
            left join person_cards p on p.id=l.other {ClockCounts.OfClock}
            and c.stopped>=@p3 and c.stopped<=@p4 group by c.started, c.due, c.stopped, p.sex, p.birth, p.origin
            """, r =>
        {
            var run = ClockCounts.Run.Read(node.Room.Pack, clock, r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3));
            string Text(int column) => r.IsDBNull(column) ? "" : r.GetString(column);
            PartialDate? birth = PartialDate.TryParse(Text(5), out var date) ? date : null;
            runs.Add(new PersonsRun(run, Text(4) is "F" or "M" ? Text(4) : "U", AgeBand.Names[AgeBand.On(birth, run.Stopped)], RegisterStatistics.OriginOf(node.Pack, Text(6))));
        }, cancellation, procedure.Code, clock.Code, LinkKinds.Participant, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return runs;
    }
}
