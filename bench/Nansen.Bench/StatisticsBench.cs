using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Nansen.Statistics;

namespace Nansen.Bench;

/// <summary>
/// <c>./nansen bench statistics [--periods N] [--rounds N]</c>: accounts of generated periods beside DuckDB in one run,
/// results compared before any timing, turns alternating.
/// </summary>
internal static class StatisticsBench
{
    private const int FromYear = 1996, ToYear = 2024;
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true };
    private static readonly DateOnly Horizon = new(2024, 12, 31);

    public static Task<int> Run(string[] args)
    {
        var count = Arguments.Positive(args, "--periods", 10_000_000) ?? 10_000_000;
        var rounds = Arguments.Positive(args, "--rounds", 5) ?? 5;
        Say($"{count:N0} generated periods, {Environment.ProcessorCount} cores, {rounds} rounds each, medians");
        var periods = StatisticsBenchData.Periods(count, seed: 7);
        using var duck = new StatisticsBenchDuck();
        duck.Load(periods);
        var prepared = new PreparedColumns(periods, Horizon);
        duck.Prepare();

        var expected = duck.FromDates(rows: true);
        Compare("raw dates", expected, periods.Account(FromYear, ToYear, Horizon));
        Compare("prepared columns", expected, prepared.Account(FromYear, ToYear));
        Compare("prepared columns, DuckDB", duck.FromPrepared(rows: true), prepared.Account(FromYear, ToYear));

        var results = new List<Result>
        {
            Against("account from raw dates", 10, rounds, () => duck.FromDates(rows: false), () => periods.Account(FromYear, ToYear, Horizon)),
            Against("account from prepared columns", 5, rounds, () => duck.FromPrepared(rows: false), () => prepared.Account(FromYear, ToYear)),
        };
        prepared = null;
        var journal = StatisticsBenchData.Journal(periods, lines: count / 10 * 12);
        Say($"journal: {journal.Count:N0} lines, {journal.Periods:N0} periods");
        Compare("journal as known", duck.FromJournal(StatisticsBenchData.StateOf(journal, Horizon), rows: true), journal.Account(Horizon, FromYear, ToYear));
        results.Add(Against("account as known at a date, journal in memory, against DuckDB's account from raw dates of 10 million", 1, rounds,
            () => duck.FromDates(rows: false), () => journal.Account(Horizon, FromYear, ToYear)));
        results.Add(Against("the same against DuckDB on the journal's own periods", 1, rounds,
            () => duck.FromJournal(null, rows: false), () => journal.Account(Horizon, FromYear, ToYear)));
        results.AddRange(StatisticsBenchSteps.Run(journal, Horizon, FromYear, ToYear, rounds));
        Console.WriteLine(JsonSerializer.Serialize(new { topic = "statistics", periods = count, results }, Written));
        return Task.FromResult(results.TrueForAll(r => r.Met) ? 0 : 1);
    }

    internal sealed record Result(string What, double Milliseconds, double CpuMilliseconds, double? DuckDbMilliseconds, double? DuckDbCpuMilliseconds, double? Times, string Wanted, bool Met);

    internal static Result Under(string what, double limit, int rounds, Func<Action> prepare)
    {
        var spent = new List<Spent>();
        prepare()();
        for (var i = 0; i < rounds; i++) spent.Add(Measure(prepare()));
        var median = Median(spent);
        Say($"{what}: {median.Wall:N2} ms, processor {median.Cpu:N0} ms (wanted: under {limit:N0})");
        return new Result(what, median.Wall, median.Cpu, null, null, null, $"under {limit} ms", median.Wall < limit);
    }

    private static Result Against(string what, double wanted, int rounds, Action duck, Action ours)
    {
        var (theirs, mine) = (new List<Spent>(), new List<Spent>());
        ours();
        for (var i = 0; i < rounds; i++)
        {
            theirs.Add(Measure(duck));
            mine.Add(Measure(ours));
        }

        var (a, b) = (Median(theirs), Median(mine));
        Say($"{what}: {b.Wall:N0} ms (processor {b.Cpu:N0}), DuckDB {a.Wall:N0} ms (processor {a.Cpu:N0}), {a.Wall / b.Wall:N1} times as fast (wanted: {wanted})");
        return new Result(what, b.Wall, b.Cpu, a.Wall, a.Cpu, Math.Round(a.Wall / b.Wall, 2), $"{wanted} times as fast", a.Wall / b.Wall >= wanted);
    }

    private static void Compare(string what, List<PeriodAccountRow> expected, PeriodAccount account)
    {
        var theirs = expected.ToDictionary(r => r.Key, r => r.Figures);
        if (theirs.Count != account.Rows.Count || account.Rows.Any(r => !theirs.TryGetValue(r.Key, out var f) || f != r.Figures))
            throw new InvalidOperationException($"{what}: the two accounts differ ({theirs.Count:N0} rows and {account.Rows.Count:N0}).");
        Say($"{what}: {account.Rows.Count:N0} rows, equal");
    }

    /// <summary>Wall time is what counts; processor time says how much of it was this program's when others share the machine.</summary>
    private readonly record struct Spent(double Wall, double Cpu);

    private static Spent Measure(Action action)
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        var (cpu, start) = (self.TotalProcessorTime, Stopwatch.GetTimestamp());
        action();
        var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        self.Refresh();
        return new Spent(Math.Round(wall, 2), Math.Round((self.TotalProcessorTime - cpu).TotalMilliseconds));
    }

    private static Spent Median(List<Spent> spent) => spent.OrderBy(s => s.Wall).ElementAt(spent.Count / 2);

    private static void Say(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
