using System.Globalization;
using System.Text;
using CsCheck;

namespace Nansen.Statistics.Tests;

public sealed class PeriodJournalTests
{
    private const string Header = "seq,recorded_on,period_id,op,effective_on,sex,birth,coo,status,field,value\n";
    private static readonly DateOnly Known = new(2024, 12, 31), Earlier = new(2012, 6, 30);

    [Fact]
    public void Read_MoreCodesThanThereCanBe_NamesTheLine()
    {
        var lines = Enumerable.Range(1, 70_000).Select(n => $"{n},2024-01-01,P{n},OPEN,2024-01-01,F,,C{n},REF,,\n");
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(
            "seq,recorded_on,period_id,op,effective_on,sex,birth,coo,status,field,value\n" + string.Concat(lines)));
        Assert.StartsWith("line 65537: there are more than 65,535 different codes", Assert.Throws<PeriodJournalException>(() => PeriodJournal.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Account_OfRandomJournals_IsTheAccountByDefinition() => RandomJournal.Lines.Sample(lines =>
    {
        foreach (var known in new[] { Known, Earlier })
        {
            var rows = RandomJournal.Read(RandomJournal.Csv(lines)).Account(known, 2003, 2024).Rows;
            var simple = SimplePeriods.Account(lines, known, 2003);
            Assert.Equal(simple.Count, rows.Count);
            Assert.All(rows, r => Assert.Equal(simple[r.Key], r.Figures));
        }
    }, iter: 300);

    [Fact]
    public void Account_OfRandomJournals_ClosesWithThePersonsActiveThenAndOpensWithTheClosingBefore() => RandomJournal.Lines.Sample(lines =>
    {
        var account = RandomJournal.Read(RandomJournal.Csv(lines)).Account(Known, 1998, 2024).Rows.ToDictionary(r => r.Key, r => r.Figures);
        foreach (var (key, f) in account)
        {
            Assert.Equal(f.Opening + f.Inflow + f.AgedIn - f.Outflow - f.AgedOut, f.Closing);
            Assert.Equal(SimplePeriods.Stock(lines.Where(l => l.Recorded <= Known), key, new DateOnly(key.Year, 12, 31)), f.Closing);
            Assert.Equal(account.GetValueOrDefault(key with { Year = key.Year - 1 }).Closing, f.Opening);
        }
    }, iter: 300);

    [Fact]
    public void Account_AsKnownThen_IsByteForByteWhatAJournalCutThenGives() => RandomJournal.Lines.Sample(lines =>
    {
        var whole = RandomJournal.Read(RandomJournal.Csv(lines));
        var cut = RandomJournal.Read(RandomJournal.Csv(lines.Where(l => l.Recorded <= Earlier)));
        Assert.Equal(Csv(cut.Account(Earlier, 1998, 2024)), Csv(whole.Account(Earlier, 1998, 2024)));
        Assert.Equal(Csv(cut.Account(Earlier, 1998, 2024)), Csv(RandomJournal.Read(RandomJournal.Csv(lines), Earlier).Account(Earlier, 1998, 2024)));
    }, iter: 300);

    [Fact]
    public void Restatement_OfRandomJournals_IsTheDifferenceAndNamesTheEntriesBehindIt() => RandomJournal.Lines.Sample(lines =>
    {
        var journal = RandomJournal.Read(RandomJournal.Csv(lines));
        var old = SimplePeriods.Account(lines, Earlier, 1998);
        var now = SimplePeriods.Account(lines, Known, 1998).Where(r => r.Key.Year <= Earlier.Year).ToDictionary();
        var restated = journal.RestatementBetween(Earlier, Known, causes: true);
        foreach (var cell in restated)
        {
            Assert.NotEqual(old.GetValueOrDefault(cell.Key), now.GetValueOrDefault(cell.Key));
            Assert.Equal((old.GetValueOrDefault(cell.Key), now.GetValueOrDefault(cell.Key)), (cell.Old, cell.New));
            Assert.All(cell.Causes, seq => Assert.True(lines[(int)seq - 1].Recorded > Earlier));
            if (cell.Key.Year < Earlier.Year) Assert.NotEmpty(cell.Causes);
        }

        Assert.Equal(old.Keys.Union(now.Keys).Count(k => old.GetValueOrDefault(k) != now.GetValueOrDefault(k)), restated.Count);
    }, iter: 300);

    [Fact]
    public void Account_BirthdayOnTheDayOfLeaving_MovesBeforeSheLeaves() => Assert.Equal(
        """
        y,coo,sex,status,ag,opening,inflow,aged_in,outflow,aged_out,closing
        2010,1,F,a,1,0,1,0,0,1,0
        2010,1,F,a,2,0,0,1,1,0,0

        """.ReplaceLineEndings("\n"), Of("1,2010-01-05,x,OPEN,2010-01-05,F,1998-06-01,1,a,,\n2,2010-06-01,x,CLOSE,2010-06-01,,,,,,\n"));

    [Fact]
    public void Account_Born29February_HasHerBirthdayOn28FebruaryInACommonYear() => Assert.Equal(
        """
        y,coo,sex,status,ag,opening,inflow,aged_in,outflow,aged_out,closing
        2021,1,F,a,0,0,1,0,0,1,0
        2021,1,F,a,1,0,0,1,1,0,0

        """.ReplaceLineEndings("\n"), Of("1,2021-01-05,x,OPEN,2021-01-05,F,2016-02-29,1,a,,\n2,2021-02-28,x,CLOSE,2021-02-28,,,,,,\n"));

    [Fact]
    public void Account_OriginsThatAreNumbers_SortAsNumbers() => Assert.Equal(["2", "10"],
        Read("1,2010-01-05,x,OPEN,2010-01-05,F,,10,a,,\n2,2010-01-05,y,OPEN,2010-01-05,F,,2,a,,\n").Account(new DateOnly(2010, 12, 31), 2010, 2010).Rows.Select(r => r.Key.Coo));

    [Fact]
    public void Read_QuotedFieldsWindowsLinesAndOtherColumnOrder_IsTheSame()
    {
        var csv = "\uFEFFrecorded_on,seq,period_id,op,effective_on,sex,birth,\"coo\",status,field,value\r\n2010-01-05,1,\"x,1\",OPEN,2010-01-05,F,,\"A\",a,,\r\n";
        Assert.Equal("A", Assert.Single(RandomJournal.Read(csv).Account(new DateOnly(2010, 12, 31), 2010, 2010).Rows).Key.Coo);
    }

    [Fact]
    public void Account_WhenRecordingRunsBackwards_AsksToReadUpToTheDay()
    {
        const string Lines = "1,2012-01-05,x,OPEN,2010-01-05,F,,1,a,,\n2,2010-01-05,y,OPEN,2010-01-05,F,,2,a,,\n";
        Assert.False(Read(Lines).InOrder);
        Assert.Throws<InvalidOperationException>(() => Read(Lines).Account(new DateOnly(2011, 1, 1), 2010, 2011));
        Assert.Single(RandomJournal.Read(Header + Lines, new DateOnly(2011, 1, 1)).Account(new DateOnly(2010, 12, 31), 2010, 2010).Rows);
    }

    [Fact]
    public void Account_AsKnownBeforeAPeriodsOpeningWasRecorded_LeavesItOut()
    {
        const string Lines = "1,2012-01-05,x,OPEN,2010-01-05,F,,1,a,,\n2,2011-06-05,x,CORRECT,,,,,,sex,M\n3,2010-01-05,y,OPEN,2010-01-05,F,,2,a,,\n";
        var then = new DateOnly(2011, 12, 31);
        Assert.Equal(["2"], RandomJournal.Read(Header + Lines, then).Account(then, 2010, 2010).Rows.Select(r => r.Key.Coo));
    }

    [Fact]
    public void Account_KnownInMidYear_ClosesWithThatDay() => Assert.Equal(
        """
        y,coo,sex,status,ag,opening,inflow,aged_in,outflow,aged_out,closing
        2024,1,F,a,1,0,1,0,0,0,1
        2024,1,U,,5,0,1,0,0,0,1

        """.ReplaceLineEndings("\n"),
        Csv(Read("""
            1,2024-01-05,x,OPEN,2024-01-05,F,2012-07-01,1,a,,
            2,2024-01-05,x,CLOSE,2024-08-01,,,,,,

            3,2024-01-06,y,OPEN,2024-01-06,,,1,"",,
            4,2024-06-30,z,OPEN,2024-07-01,F,,1,a,,
            5,2024-07-01,x,VOID,,,,,,,
            """.ReplaceLineEndings("\r\n")).Account(new DateOnly(2024, 6, 30), 2024, 2024)));

    [Fact]
    public void Account_LeftOnTheDayOfEntering_CountsBothAndLeftBefore_CountsNothing() => Assert.Equal(
        """
        y,coo,sex,status,ag,opening,inflow,aged_in,outflow,aged_out,closing
        2010,1,F,a,1,0,1,0,1,0,0

        """.ReplaceLineEndings("\n"),
        Of("1,2010-01-05,x,OPEN,2010-01-05,F,2005-01-05,1,a,,\n2,2010-01-05,x,CLOSE,2010-01-05,,,,,,\n3,2010-01-05,y,OPEN,2010-01-05,F,,1,a,,\n4,2010-01-05,y,CLOSE,2010-01-04,,,,,,\n"));

    [Fact]
    public void Account_CorrectedAfterItWasVoided_StaysVoid() => Assert.Equal(
        "y,coo,sex,status,ag,opening,inflow,aged_in,outflow,aged_out,closing\n",
        Of("1,2010-01-05,x,OPEN,2010-01-05,F,,1,a,,\n2,2010-01-06,x,VOID,,,,,,,\n3,2010-01-07,x,CORRECT,,,,,,d_to,\n4,2010-01-07,x,CLOSE,2011-01-07,,,,,,\n"));

    [Fact]
    public void Account_ClosedTwiceThenReopenedByACorrection_IsActive() => Assert.Equal(1,
        Read("1,2010-01-05,x,OPEN,2010-01-05,F,1992-01-05,1,a,,\n2,2010-02-01,x,CLOSE,2010-02-01,,,,,,\n3,2010-03-01,x,CLOSE,2010-03-01,,,,,,\n4,2010-04-01,x,CORRECT,,,,,,d_to,\n5,2010-04-01,x,CORRECT,,,,,,birth,\n")
            .Account(new DateOnly(2010, 12, 31), 2010, 2010).Rows.Single(r => r.Key.Band == AgeBand.Unknown).Figures.Closing);

    [Theory]
    [InlineData("1,2010-01-05,x,OPEN,2010-02-30,F,,1,a,,", "effective_on")]
    [InlineData("1,2010-01-05,x,OPENED,2010-02-03,F,,1,a,,", "op is")]
    [InlineData("1,2010-01-05,x,OPEN,2010-02-03,X,,1,a,,", "sex")]
    [InlineData("1,2010-01-05,x,CLOSE,2010-02-03,,,,,,", "never opened")]
    [InlineData("1,2010-01-05,x,CORRECT,,,,,,name,Y", "field is 'name'")]
    [InlineData("one,2010-01-05,x,VOID,,,,,,,", "seq")]
    [InlineData("1,2010-01-05", "fields")]
    [InlineData("1,2010-01-05,x,OPEN,2010-02-03,F,,\"1,a,,", "quotation mark")]
    [InlineData("1,2010-01-05,x,OPEN,2010-02-03,F,2010-2-3,1,a,,", "birth")]
    [InlineData("1,2010-01-05,x,CORRECT,,,,,,d_from,soon", "value")]
    [InlineData("1,2010-01-05,w,OPEN,2010-02-03,F,,1,a,,", "'w' is opened a second time")]
    public void Read_BadLine_SaysWhereAndWhat(string line, string words)
    {
        var wrong = Assert.Throws<PeriodJournalException>(() => RandomJournal.Read(Header + "0,2010-01-01,w,OPEN,2010-01-01,F,,1,a,,\n" + line + "\n"));
        Assert.Equal(3, wrong.Line);
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyBytes_NeverFailsOtherwise() => Gen.Select(RandomJournal.Lines, Gen.Int[0, 10_000], Gen.Byte).Sample((lines, at, value) =>
    {
        var bytes = Encoding.UTF8.GetBytes(RandomJournal.Csv(lines));
        bytes[at % bytes.Length] = value;
        try
        {
            PeriodJournal.Read(new MemoryStream(bytes)).Account(Known, 1998, 2024);
        }
        catch (PeriodJournalException)
        {
            // Said in the reader's words: that is all that is asked.
        }
        catch (InvalidOperationException wrong) when (wrong.Message.StartsWith("The days of recording", StringComparison.Ordinal))
        {
        }
    }, iter: 2000);

    private static string Of(string lines) => Csv(Read(lines).Account(Known, 1998, 2024));

    private static PeriodJournal Read(string lines) => RandomJournal.Read(Header + lines);

    private static string Csv(PeriodAccount account)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        account.WriteCsv(text);
        return text.ToString();
    }
}
