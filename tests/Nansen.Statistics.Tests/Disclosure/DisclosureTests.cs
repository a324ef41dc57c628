using CsCheck;
using Google.OrTools.LinearSolver;

namespace Nansen.Statistics.Tests;

public sealed class DisclosureTests
{
    private static readonly CellKey Key = new("a secret of the tests");
    private static readonly Gen<int> Small = Gen.Frequency((3, Gen.Int[0, 4]), (3, Gen.Int[0, 9]), (1, Gen.Int[0, 60]));

    private static readonly Gen<FigureTable> Tables = Gen.Select(Gen.Int[3, 5], Gen.Int[3, 4], Small.Array[60]).Select((origins, ages, n) =>
        new FigureTable(["coo", "sex", "age"], ["persons"], [.. (
            from o in Enumerable.Range(0, origins) from s in new[] { "F", "M", "U" } from a in Enumerable.Range(0, ages)
            select new FigureRow([$"C{o}", s, AgeBand.Names[a]], [n[(o * 3 + Array.IndexOf(["F", "M", "U"], s)) * ages + a]])).Where(r => r.Values[0] > 0)]));

    private static readonly Gen<FigureTable> Accounts = RandomJournal.Lines.Array[1, 3].Select(journals =>
    {
        var book = new PeriodBook();
        var n = 0;
        foreach (var line in journals.SelectMany(j => j).Where(l => l.Rest.StartsWith("OPEN", StringComparison.Ordinal)))
            foreach (var copy in Enumerable.Range(0, 1 + n % 4))
            {
                var f = line.Rest.Split(',');
                var on = BookBuilder.Day(f[1]);
                var id = new Guid(++n, 0, 0, new byte[8]);
                var birth = f[3].Length == 0 ? (Values.PartialDate?)null : Values.PartialDate.Parse(f[3]);
                book.Append(new PeriodOpened(id, f[5], new Dictionary<string, string> { ["coo"] = f[4], ["sex"] = f[2] }, on,
                    n % 3 == 0 ? "birth" : "applied", AgeBand.On(birth, on), AgeBand.CrossingsAfter(birth, on)), DateTimeOffset.UnixEpoch);
                if (n % 2 == 0) book.Append(new PeriodClosed(id, on.AddDays(n % 7 * 100), n % 5 == 0 ? "death" : "left", null), DateTimeOffset.UnixEpoch);
            }

        return book.Account(AccountQuery.Years(2000, 2012, "year", "coo", "sex", "age"));
    });

    [Fact]
    public void Round_AnyAccount_StillBalancesInMultiplesOfTheBase() => Accounts.Sample(account =>
    {
        var rounded = Rounding.Round(account, Key).Table;
        var (ins, outs) = Flows(rounded);
        var closing = new Dictionary<string, decimal?>();
        foreach (var row in rounded.Rows)
        {
            Assert.All(row.Values, v => Assert.True(v >= 0 && v % 5 == 0));
            Assert.Contains(row.Values, v => v > 0);
            Assert.Equal(row.Values[^1], row.Values[0] + ins.Sum(i => row.Values[i]) - outs.Sum(o => row.Values[o]));
            var cell = string.Join('|', row.Keys.Skip(1));
            Assert.Equal(closing.GetValueOrDefault(cell, 0) ?? 0, row.Keys[0] == "2000" ? closing.GetValueOrDefault(cell, 0) ?? 0 : row.Values[0]);
            closing[cell] = row.Values[^1];
        }

        foreach (var year in rounded.Rows.GroupBy(r => (r.Keys[0], r.Keys[1], r.Keys[2])))
            Assert.Equal(year.Sum(r => rounded.Value(r, "aged_in")), year.Sum(r => rounded.Value(r, "aged_out")));
    }, iter: 100);

    [Fact]
    public void Round_ALaterRelease_ShowsEarlierYearsTheSame() => Accounts.Sample(account =>
    {
        var earlier = account with { Rows = [.. account.Rows.Where(r => string.CompareOrdinal(r.Keys[0], "2008") <= 0)] };
        var all = Rounding.Round(account, Key).Table.ToCsv().Split('\n').ToHashSet(StringComparer.Ordinal);
        Assert.All(Rounding.Round(earlier, Key).Table.ToCsv().Split('\n'), line => Assert.Contains(line, all));
    }, iter: 50);

    [Fact]
    public void Attack_OnRoundedAccounts_LeavesEveryCellFivePossibleValues() => Accounts.Sample(account =>
    {
        var rounded = Rounding.Round(account, Key).Table;
        if (rounded.Rows.Count is 0 or > 60) return;
        var cells = Attack.On([new PublishedCells("account", rounded)]);
        Assert.Equal(rounded.Rows.Count * rounded.Measures.Count, cells.Count);
        Assert.All(cells, c => Assert.True(c.Possible is null or >= 5, $"{string.Join(',', c.Keys.Values)} {c.Measure}: {c.Lower}..{c.Upper}"));
    }, iter: 25);

    [Fact]
    public void Round_SameCellInOtherTable_ShowsTheSame() => Tables.Sample(table =>
    {
        var all = Rounding.Round(table, Key).Table.Rows.ToDictionary(r => string.Join(',', r.Keys), r => r.Values[0]);
        var part = table with { Rows = [.. table.Rows.Where(r => r.Keys[0] == "C1")] };
        Assert.All(Rounding.Round(part, Key).Table.Rows, r => Assert.Equal(all[string.Join(',', r.Keys)], r.Values[0]));
        Assert.True(Rounding.Round(table, Key).LargestDeviation < 5);
    });

    [Fact]
    public void Round_SmallCells_AreSometimesZeroAndSometimesFiveAndRightOnAverage()
    {
        var table = new FigureTable(["coo"], ["persons"], [.. Enumerable.Range(0, 20_000).Select(i => new FigureRow([$"C{i}"], [i % 4 + 1]))]);
        var rounded = Rounding.Round(table, Key).Table.Rows;
        Assert.All(rounded, r => Assert.Equal(5, r.Values[0]));
        Assert.InRange(rounded.Sum(r => r.Values[0]!.Value) / table.Rows.Sum(r => r.Values[0]!.Value), 0.97m, 1.03m);
        Assert.NotEqual(rounded.Count, Rounding.Round(table, new CellKey("another")).Table.Rows.Count(r => rounded.Any(o => o.Keys[0] == r.Keys[0])));
    }

    [Fact]
    public void Suppress_AnyTable_LeavesAnAttackerWithAllTotalsFivePossibleValues() => Tables.Sample(table =>
    {
        var hidden = Suppression.Suppress(table, totals: true);
        Assert.All(hidden.Table.Rows, r => Assert.False(r.Values[0] is > 0 and < 5));
        var published = hidden.Table;
        foreach (var cell in Attack.On([new PublishedCells("table", published)]))
        {
            var (least, greatest) = OrToolsBounds(published, cell.Keys);
            Assert.Equal(least, cell.Lower);
            Assert.Equal(greatest, cell.Upper);
            Assert.True(cell.Possible is null or >= 5, $"{string.Join(',', cell.Keys.Values)}: {cell.Lower}..{cell.Upper}");
            var audited = hidden.Hidden.Single(h => h.Keys.SequenceEqual(cell.Keys.Values));
            Assert.True(least <= audited.Lower && (greatest is null || audited.Upper <= greatest));
        }
    }, iter: 25);

    [Fact]
    public void Suppress_Account_IsRefusedBecauseRoundingIsTheWay() =>
        Assert.Throws<FormatException>(() => Suppression.Suppress(new FigureTable(["year"], ["opening", "closing"], [])));

    [Fact]
    public void Round_AccountThatDoesNotBalance_IsRefused() => Assert.Contains("does not balance", Assert.Throws<FormatException>(() =>
        Rounding.Round(new FigureTable(["year"], ["opening", "in_x", "closing"], [new FigureRow(["2020"], [1, 1, 3])]), Key)).Message, StringComparison.Ordinal);

    private static (long Least, long? Greatest) OrToolsBounds(FigureTable published, IReadOnlyDictionary<string, string> sought)
    {
        using var solver = Solver.CreateSolver("GLOP");
        var cells = published.Rows.Where(r => !r.Keys.Contains(Attack.Total)).ToDictionary(
            r => string.Join('|', r.Keys), r => solver.MakeNumVar((double)(r.Values[0] ?? 0), r.Values[0] is { } v ? (double)v : double.PositiveInfinity, ""));
        LinearExpr SumOf(IReadOnlyCollection<string> wanted) => cells.Where(c => c.Key.Split('|').Zip(wanted).All(p => p.Second == Attack.Total || p.First == p.Second))
            .Aggregate(new LinearExpr(), (sum, c) => sum + c.Value);
        foreach (var total in published.Rows.Where(r => r.Keys.Contains(Attack.Total) && r.Values[0] is not null))
            solver.Add(SumOf([.. total.Keys]) == (double)total.Values[0]!.Value);
        var target = SumOf([.. sought.Values]);
        solver.Minimize(target);
        Assert.Equal(Solver.ResultStatus.OPTIMAL, solver.Solve());
        var least = (long)Math.Ceiling(solver.Objective().Value() - 1e-6);
        solver.Maximize(target);
        return (least, solver.Solve() == Solver.ResultStatus.OPTIMAL ? (long)Math.Floor(solver.Objective().Value() + 1e-6) : null);
    }

    private static (int[] Ins, int[] Outs) Flows(FigureTable table) => (
        [.. Enumerable.Range(1, table.Measures.Count - 2).Where(i => table.Measures[i].StartsWith("in_", StringComparison.Ordinal) || table.Measures[i] == "aged_in")],
        [.. Enumerable.Range(1, table.Measures.Count - 2).Where(i => table.Measures[i].StartsWith("out_", StringComparison.Ordinal) || table.Measures[i] == "aged_out")]);
}
