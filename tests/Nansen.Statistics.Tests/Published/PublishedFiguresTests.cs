using System.Globalization;
using System.IO.Compression;
using Nansen.Values;

namespace Nansen.Statistics.Tests;

public sealed class PublishedFiguresTests
{
    private static readonly PublishedFigures Figures = PublishedFigures.Shipped;

    [Fact]
    public void Load_ShippedData_HasTheRowsItsReadmeNames()
    {
        Assert.Equal(
            [138_893, 120_597, 113_929, 21_258, 105_868, 178_387, 25_532, 26_324, 10_020, 934, 296, 1_016, 233, 9],
            [Figures.Population.Count, Figures.Applications.Count, Figures.Decisions.Count, Figures.Solutions.Count, Figures.Flows.Count,
                Figures.Demographics.Count, Figures.DemographicsByLocation.Count, Figures.ValuesByRelease.Count, Figures.Eurostat.Count,
                Figures.InternallyDisplaced.Count, Figures.Unrwa.Count, Figures.Treaties.Count, Figures.Countries.Count, Figures.Releases.Count]);
        Assert.Equal(12, Figures.Countries.Count(c => c.InConference1996));
    }

    [Fact]
    public void Totals_ByStateAndYear_AreTheSumsOfTheFile()
    {
        var totals = Figures.Totals(["coa", "year"]);
        var sums = Raw("unhcr_population.csv.gz").GroupBy(f => (f["coa"], f["year"])).ToDictionary(g => g.Key);
        Assert.Equal(sums.Count, totals.Rows.Count);
        foreach (var row in totals.Rows)
            foreach (var measure in totals.Measures)
            {
                var reported = sums[(row.Keys[0], row.Keys[1])].Select(f => f[measure]).Where(v => v.Length > 0).ToList();
                Assert.Equal(reported.Count == 0 ? null : reported.Sum(v => decimal.Parse(v, CultureInfo.InvariantCulture)), totals.Value(row, measure));
            }
    }

    [Fact]
    public void Totals_ByYear_AreTheSumOfThoseByOrigin()
    {
        var origins = Figures.Totals(["coo", "year"]).Rows.GroupBy(r => r.Keys[1]).ToDictionary(g => g.Key, g => g.Sum(r => r.Values[0] ?? 0));
        Assert.All(Figures.Totals(["year"]).Rows, r => Assert.Equal(origins[r.Keys[0]], r.Values[0]));
    }

    [Fact]
    public void Gaps_OfTheConferenceStates_AreWhatIsLeftAndMostDoNotBalance()
    {
        string[] states = [.. Figures.Countries.Where(c => c.InConference1996).Select(c => c.Code)];
        var gaps = Figures.Gaps(states, 2001, 2025);
        Assert.Equal(12 * 25, gaps.Rows.Count);
        Assert.All(gaps.Rows, r => Assert.Equal(r.Values[0] + r.Values[1] - r.Values[2] - r.Values[3], r.Values[4]));
        var closings = gaps.Rows.ToDictionary(r => (r.Keys[0], r.Keys[1]), r => r.Values[3]);
        Assert.All(gaps.Rows.Where(r => r.Keys[1] != "2001"), r =>
            Assert.Equal(closings[(r.Keys[0], (int.Parse(r.Keys[1], CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture))], r.Values[0]));
        Assert.True(gaps.Rows.Count(r => r.Values[4] != 0) > 200);
    }

    [Fact]
    public void Rates_AreOfSubstantiveDecisionsToFourPlaces()
    {
        var rates = Figures.Rates(["coa", "year"]);
        var georgia = rates.Rows.Single(r => r.Keys is ["GEO", "2023"]);
        var decisions = Raw("unhcr_asylum_decisions.csv.gz").Where(f => f["coa"] == "GEO" && f["year"] == "2023").ToList();
        decimal Sum(string column) => decisions.Sum(f => decimal.Parse(f[column], CultureInfo.InvariantCulture));
        var substantive = Sum("dec_total") - Sum("dec_closed");
        Assert.Equal(
            [Sum("dec_recognized"), Sum("dec_other"), Sum("dec_rejected"), Sum("dec_closed"), Sum("dec_total"), substantive,
                decimal.Round(Sum("dec_recognized") / substantive, 4), decimal.Round((Sum("dec_recognized") + Sum("dec_other")) / substantive, 4)],
            georgia.Values);
        Assert.All(rates.Rows, r => Assert.Equal(r.Values[5] > 0, r.Values[6] is not null));
        Assert.Contains("ARM,", rates.ToCsv(), StringComparison.Ordinal);
        Assert.Contains("AFG,2000,5,0,10,0,15,15,0.3333,0.3333\n", rates.ToCsv(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GEO")]
    [InlineData("RUS,UKR,KAZ")]
    [InlineData("nowhere")]
    public void Sum_OfSomeStates_IsTheSameByTheirRowsAsByAllRows(string states)
    {
        var wanted = states.Split(',').ToHashSet(StringComparer.Ordinal);
        var some = Figures.Population.Sum(["coa", "year"], null, new Dictionary<string, Predicate<string>> { ["coa"] = wanted.Contains, ["year"] = y => y[0] == '2' });
        Assert.Equal(
            Figures.Totals(["coa", "year"]).Rows.Where(r => wanted.Contains(r.Keys[0]) && r.Keys[1][0] == '2').Select(r => (string.Join(',', r.Keys), string.Join(',', r.Values))),
            some.Rows.Select(r => (string.Join(',', r.Keys), string.Join(',', r.Values))));
    }

    [Fact]
    public void Gaps_InYearsForWhichNothingIsPublished_AreNotAvailableAndNotZero()
    {
        var csv = Figures.Gaps(["ARM"], 1999, 2026).ToCsv().Split('\n');
        Assert.Matches("^ARM,1999,\\d+,,,\\d+,$", csv[1]);
        Assert.Matches("^ARM,2000,\\d+,\\d+,\\d+,\\d+,-?\\d+$", csv[2]);
        Assert.Matches("^ARM,2026,\\d+,,,,$", csv[28]);
    }

    [Fact]
    public void Rates_OfSomeYears_AreOfTheirDecisionsTogether()
    {
        var years = Figures.Rates(["coa", "year"]).Rows.Where(r => r.Keys[0] == "ARM" && r.Keys[1] is "2022" or "2023").Where(r => r.Keys[0] == "ARM").ToList();
        var both = Assert.Single(Figures.Rates(["coa"], new Dictionary<string, Predicate<string>> { ["coa"] = "ARM".Equals, ["year"] = y => y is "2022" or "2023" }).Rows);
        Assert.Equal(years.Sum(y => y.Values[0]), both.Values[0]);
        Assert.Equal(decimal.Round((years.Sum(y => y.Values[0]) / years.Sum(y => y.Values[5]))!.Value, 4), both.Values[6]);
    }

    [Theory]
    [InlineData(100, 103, 103, false, MirrorReason.Rounding)]
    [InlineData(0, null, null, false, MirrorReason.Rounding)]
    [InlineData(null, 20, 20, false, MirrorReason.Missing)]
    [InlineData(40, null, null, false, MirrorReason.Missing)]
    [InlineData(100, 40, 40, true, MirrorReason.Cases)]
    [InlineData(100, 40, 98, false, MirrorReason.Types)]
    [InlineData(100, 40, 60, false, MirrorReason.Open)]
    [InlineData(100, 140, 160, false, MirrorReason.Open)]
    public void MirrorReason_IsTheFirstThatHolds(int? eurostat, int? fresh, int? all, bool inCases, MirrorReason reason) =>
        Assert.Equal(reason, new MirrorFlow("DEU", "ARM", "2013", eurostat, "", fresh, all, inCases).Reason);

    [Fact]
    public void Mirror_GivesARowForEachOfEurostatsAndKeepsNotReportedApartFromZero()
    {
        var csv = Figures.MirrorApplications(2012, 2016).ToCsv();
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("coa,coo,year,eurostat_first_time,flag,unhcr_new,unhcr_all", lines[0]);
        Assert.Equal(32 * 12 * 5, lines.Length - 1);
        Assert.Contains("DEU,ARM,2012,570,,570,668", lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("TOTAL", StringComparison.Ordinal) || l.StartsWith("EU2", StringComparison.Ordinal));
    }

    [Fact]
    public void Vintages_BetweenTwoReleases_NameOldAndNewForYearsTheOlderCovered()
    {
        var csv = Figures.Vintages("2022.12.0", "2025.12.1").ToCsv();
        Assert.Contains("ARM,SPA,2022,refugees,159,188\n", csv, StringComparison.Ordinal);
        Assert.Contains("UKR,GFR,2022,returned_refugees,,65000\n", csv, StringComparison.Ordinal);
        Assert.Equal(1 + 26 + 34, csv.Count(c => c == '\n'));
        Assert.Equal("coo,coa,year,measure,old,new\n", Figures.Vintages("2025.12.1", "2025.12.1").ToCsv());
        Assert.Throws<ArgumentException>(() => Figures.Vintages("2022", "2025.12.1"));
    }

    private static IEnumerable<Dictionary<string, string>> Raw(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Home.PathOf("data", "observatory", file)), CompressionMode.Decompress));
        var names = Array.Empty<string>() as IReadOnlyList<string>;
        foreach (var fields in Csv.Read(reader))
            if (names.Count == 0) names = fields;
            else yield return names.Zip(fields).ToDictionary(p => p.First, p => p.Second);
    }
}
