using System.Text.Json;
using CsCheck;
using Nansen.Values;

namespace Nansen.Statistics.Tests;

public sealed class AccountPropertyTests
{
    private static readonly DateOnly First = new(2010, 1, 1);
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 4500].Select(First.AddDays);
    private static readonly Gen<PartialDate?> Births = Gen.Frequency(
        (1, Gen.Const((PartialDate?)null)),
        (4, Gen.Int[0, 30_000].Select(d => (PartialDate?)PartialDate.OfDay(First.AddDays(2000 - d)))),
        (1, Gen.Int[1940, 2015].Select(y => (PartialDate?)PartialDate.OfYear(y))));

    private sealed record Step(string Kind, DateOnly On, string Coo, int? Band, int Delay);

    private sealed record Life(DateOnly On, PartialDate? Birth, string Coo, string Sex, Step[] Steps);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.OneOfConst("close", "close", "correct", "reclassify", "void", "restore", "restart", "unvoidable"), Days, Gen.OneOfConst("SYR", "IRQ", "AFG"),
        Gen.Int[-1, 5].Select(b => b < 0 ? (int?)null : b), Gen.Int[0, 2000], (k, d, c, b, delay) => new Step(k, d, c, b, delay));

    private static readonly Gen<Life[]> Lives = Gen.Select(
        Days, Births, Gen.OneOfConst("SYR", "IRQ"), Gen.OneOfConst("F", "M"), Steps.Array[0, 4],
        (on, birth, coo, sex, steps) => new Life(on, birth, coo, sex, steps)).Array[1, 15];

    [Fact]
    public void Account_OfRandomBooks_BalancesInEveryRowAndOpensWithTheClosingBefore() => Lives.Sample(lives =>
    {
        var book = BookOf(lives);
        foreach (var by in new string[][] { ["year", "coo", "sex", "age"], ["quarter", "age"], ["year", "coo", "age_eu"], ["month", "age_eu"], ["month", "coo"], ["year"] })
            AssertBalanced(book.Account(AccountQuery.Years(2012, 2021, by)));
    }, iter: 200);

    [Fact]
    public void Account_SummedOverADimension_IsTheCoarserAccount() => Lives.Sample(lives =>
    {
        var book = BookOf(lives);
        var fine = book.Account(AccountQuery.Years(2012, 2021, "year", "sex", "coo", "age"));
        var coarse = book.Account(AccountQuery.Years(2012, 2021, "year", "sex"));
        foreach (var measure in coarse.Measures.Where(m => !m.StartsWith("reclassified", StringComparison.Ordinal)))
        {
            var sums = fine.Rows.GroupBy(r => (r.Keys[0], r.Keys[1])).ToDictionary(g => g.Key, g => g.Sum(r => fine.Value(r, measure)));
            foreach (var row in coarse.Rows) Assert.Equal(sums.GetValueOrDefault((row.Keys[0], row.Keys[1])), coarse.Value(row, measure));
            Assert.Equal(sums.Values.Sum(), coarse.Rows.Sum(r => coarse.Value(r, measure)));
        }
    }, iter: 200);

    [Fact]
    public void Account_ByEurostatsAges_AddsUpToTheAccountByUnhcrs() => Lives.Sample(lives =>
    {
        var book = BookOf(lives);
        var (unhcr, eurostat) = (book.Account(AccountQuery.Years(2012, 2021, "year", "coo", "age")), book.Account(AccountQuery.Years(2012, 2021, "year", "coo", "age_eu")));
        foreach (var measure in unhcr.Measures.Where(m => m is not ("aged_in" or "aged_out")))
            Assert.Equal(Sums(unhcr, measure), Sums(eurostat, measure));

        static Dictionary<string, decimal?> Sums(FigureTable account, string measure) => account.Rows.GroupBy(r => r.Keys[0] + r.Keys[1])
            .Select(g => (g.Key, Sum: g.Sum(r => account.Value(r, measure)))).Where(g => g.Sum != 0).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Sum);
    }, iter: 100);

    [Fact]
    public void Stock_ByEurostatsAges_IsThatOfTheBirthDatesOnTheLastDay() => Lives.Sample(lives =>
    {
        var (book, year) = (new PeriodBook(), new DateOnly(2016, 12, 31));
        foreach (var (life, n) in lives.Select((l, n) => (l, n)))
            book.Append(new PeriodOpened(new Guid(n, 0, 0, new byte[8]), "asylum_seeker", new Dictionary<string, string>(), life.On, "applied", AgeBand.On(life.Birth, life.On), AgeBand.CrossingsAfter(life.Birth, life.On)) { Eurostat = AgePath.EurostatFrom(life.Birth, life.On) }, DateTimeOffset.UnixEpoch);
        var counted = book.Account(new AccountQuery(year, year, ["age_eu"])).Rows.Where(r => r.Values[^1] > 0).ToDictionary(r => r.Keys[0], r => (int)r.Values[^1]!.Value);
        Assert.Equal(lives.Where(l => l.On <= year).GroupBy(l => EurostatAge.On(l.Birth, year)).ToDictionary(g => g.Key, g => g.Count()).OrderBy(g => g.Key), counted.OrderBy(c => c.Key));
    }, iter: 200);

    [Fact]
    public void Account_OfEntriesWithoutEurostatsAges_HasThemUnknown()
    {
        var book = new BookBuilder().Opens("a", "2020-01-02", birth: "2010-05-05");
        Assert.Equal("year,age_eu,opening,in_applied,aged_in,aged_out,closing\n2020,UNK,0,1,0,0,1", book.Account(2020, 2020, "year", "age_eu"));
        Assert.Throws<ArgumentException>(() => book.Account(2020, 2020, "year", "age", "age_eu"));
    }

    [Fact]
    public void Reclassification_TwiceOnOneDay_CountsTheLast()
    {
        var book = new BookBuilder().Opens("a", "2020-01-02");
        book.Adds(new PeriodReclassified(book.Id("1"), book.Id("a"), BookBuilder.Day("2020-03-03"), new Dictionary<string, string?> { ["place"] = "B" }), "2020-03-03");
        book.Adds(new PeriodReclassified(book.Id("2"), book.Id("a"), BookBuilder.Day("2020-03-03"), new Dictionary<string, string?> { ["place"] = "C" }), "2020-04-04");
        Assert.Equal("""
            year,place,opening,in_applied,reclassified_in,reclassified_out,closing
            2020,C,0,0,1,0,1
            2020,unknown,0,1,0,1,0
            """.ReplaceLineEndings("\n"), book.Account(2020, 2020, "year", "place"));
    }

    [Fact]
    public void Account_ByYear_IsWhatTheMonthsAddUpTo() => Lives.Sample(lives =>
    {
        var book = BookOf(lives);
        var months = book.Account(AccountQuery.Years(2012, 2021, "month", "age"));
        var years = book.Account(AccountQuery.Years(2012, 2021, "year", "age"));
        foreach (var row in years.Rows)
            foreach (var measure in years.Measures.Where(m => m is not ("opening" or "closing")))
                Assert.Equal(years.Value(row, measure), months.Rows.Where(m => m.Keys[0].StartsWith(row.Keys[0], StringComparison.Ordinal) && m.Keys[1] == row.Keys[1]).Sum(m => months.Value(m, measure)));
    }, iter: 100);

    [Fact]
    public void Account_AsKnownAt_IsWhatTheBookGaveThen() => Lives.Sample(lives =>
    {
        var query = AccountQuery.Years(2012, 2021, "year", "coo", "age") with { AsKnownAt = BookBuilder.At("2016-06-30") };
        Assert.Equal(BookOf(lives, until: query.AsKnownAt).Account(query).ToCsv(), BookOf(lives).Account(query).ToCsv());
    }, iter: 200);

    [Fact]
    public void Json_OfEveryEntry_ReadsBackTheSame() => Lives.Sample(lives =>
    {
        foreach (var (entry, _) in EntriesOf(lives))
        {
            var written = StatisticsJson.Write(entry);
            Assert.True(StatisticsJson.TryRead(written, out var back, out var error), error);
            Assert.Equal(written.GetRawText(), StatisticsJson.Write(back!).GetRawText());
            Assert.Equal(entry.GetType(), back!.GetType());
        }
    }, iter: 100);

    [Theory]
    [InlineData("""{"k":"open"}""")]
    [InlineData("""{"k":"shut","p":"00000000000000000000000000000001"}""")]
    [InlineData("""{"k":"close","p":"00000000000000000000000000000001","on":"2024-02-30","c":"x"}""")]
    [InlineData("""{"k":"close","p":"00000000000000000000000000000001","on":"2024-02-03","c":"x","b":7}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"k":5}""")]
    public void Json_OfNoEntry_SaysWhatIsWrong(string json)
    {
        Assert.False(StatisticsJson.TryRead(JsonDocument.Parse(json).RootElement, out var entry, out var error));
        Assert.Null(entry);
        Assert.NotEmpty(error!);
    }

    private static void AssertBalanced(FigureTable account)
    {
        var closing = new Dictionary<string, decimal?>();
        var last = "";
        foreach (var row in account.Rows)
        {
            var flows = account.Measures.Sum(m =>
                m.StartsWith("in_", StringComparison.Ordinal) || m is "aged_in" or "reclassified_in" ? account.Value(row, m)
                : m.StartsWith("out_", StringComparison.Ordinal) || m is "aged_out" or "reclassified_out" ? -account.Value(row, m) : 0);
            Assert.Equal(account.Value(row, "opening") + flows, account.Value(row, "closing"));
            Assert.True(string.CompareOrdinal(last, row.Keys[0]) <= 0);
            last = row.Keys[0];
            var cell = string.Join('|', row.Keys.Skip(1));
            if (closing.TryGetValue(cell, out var before) && before != 0) Assert.Equal(before, account.Value(row, "opening"));
            closing[cell] = account.Value(row, "closing");
            Assert.All(row.Values, v => Assert.True(v >= 0));
        }
    }

    private static PeriodBook BookOf(Life[] lives, DateTimeOffset? until = null)
    {
        var book = new PeriodBook();
        foreach (var (entry, recorded) in EntriesOf(lives))
            if (until is null || recorded <= until) book.Append(entry, recorded);
        return book;
    }

    private static IEnumerable<(StatisticsEntry Entry, DateTimeOffset Recorded)> EntriesOf(Life[] lives) =>
        lives.SelectMany((life, n) => EntriesOf(life, n)).OrderBy(e => e.Recorded);

    private static IEnumerable<(StatisticsEntry Entry, DateTimeOffset Recorded)> EntriesOf(Life life, int n)
    {
        var id = new Guid(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        var at = BookBuilder.At(life.On.ToString("yyyy-MM-dd", null));
        yield return (new PeriodOpened(id, "asylum_seeker", new Dictionary<string, string> { ["coo"] = life.Coo, ["sex"] = life.Sex },
            life.On, "applied", AgeBand.On(life.Birth, life.On), AgeBand.CrossingsAfter(life.Birth, life.On))
        { Eurostat = n % 4 == 0 ? null : AgePath.EurostatFrom(life.Birth, life.On) }, at);
        var steps = life.Steps.OrderBy(s => s.Delay).ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var change = new Guid(n, (short)(i + 1), 0, [0, 0, 0, 0, 0, 0, 0, 2]);
            StatisticsEntry entry = step.Kind switch
            {
                "close" => new PeriodClosed(id, step.On, "recognised", step.Band) { EurostatGroup = step.Band },
                "correct" => new PeriodCorrected(id) { Dims = new Dictionary<string, string?> { ["coo"] = step.Coo }, On = step.On },
                "reclassify" => new PeriodReclassified(change, id, step.On, new Dictionary<string, string?> { ["coo"] = step.Coo }) { Band = step.Band, EurostatGroup = step.Band },
                "restart" => new PeriodCorrected(id) { NotEnded = true, Eurostat = new AgePath(step.Band ?? 2, [new BandCrossing(step.On.Year, step.On.Month, 6)]), EndEurostatGroup = step.Band, Band = step.Band ?? 3, Crossings = [new BandCrossing(step.On.Year, step.On.Month, 4)] },
                "void" => new Voided(id),
                "restore" => new Restored(id),
                _ => new EventCounted(change, "applied", step.On, new Dictionary<string, string> { ["coo"] = step.Coo }, 1),
            };
            yield return (entry, at.AddDays(step.Delay));
        }
    }
}
