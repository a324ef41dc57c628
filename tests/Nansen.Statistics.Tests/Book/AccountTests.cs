namespace Nansen.Statistics.Tests;

public sealed class AccountTests
{
    [Fact]
    public void Account_OnePersonRecognisedInTheNextYear_ShowsOpeningFlowsAndClosing()
    {
        var book = new BookBuilder().Opens("a", "2023-05-01").Closes("a", "2024-02-01");
        Assert.Equal(
            """
            year,coo,sex,age,opening,in_applied,aged_in,aged_out,out_recognised,closing
            2023,SYR,F,18-59,0,1,0,0,0,1
            2024,SYR,F,18-59,1,0,0,0,1,0
            """, book.Account(2023, 2025, "year", "coo", "sex", "age"));
    }

    [Fact]
    public void Account_BirthdayDuringThePeriod_MovesThePersonBetweenAgeGroups()
    {
        var book = new BookBuilder().Opens("a", "2023-05-01", birth: "2011-09-10");
        Assert.Equal(
            """
            year,age,opening,in_applied,aged_in,aged_out,closing
            2023,5-11,0,1,0,1,0
            2023,12-17,0,0,1,0,1
            2024,12-17,1,0,0,0,1
            """, book.Account(2023, 2024, "year", "age"));
    }

    [Theory]
    [InlineData(1, "2023,5-11,0,1,0,0,1,0")]
    [InlineData(2, "2023,5-11,0,1,0,1,0,0\n2023,12-17,0,0,1,0,1,0")]
    public void Account_ClosedInTheMonthOfTheBirthday_FollowsTheRecordedGroup(int band, string rows)
    {
        var book = new BookBuilder().Opens("a", "2023-05-01", birth: "2011-09-10").Closes("a", "2023-09-20", band: band);
        Assert.Equal("year,age,opening,in_applied,aged_in,aged_out,out_recognised,closing\n" + rows, book.Account(2023, 2023, "year", "age"));
    }

    [Fact]
    public void Account_OriginChangedWithEffect_ReclassifiesAndLeavesThePastAsItWas()
    {
        var book = new BookBuilder().Opens("a", "2022-05-01");
        book.Adds(new PeriodReclassified(book.Id("change"), book.Id("a"), BookBuilder.Day("2023-03-01"),
            new Dictionary<string, string?> { ["coo"] = "IRQ" }), "2023-03-02");
        Assert.Equal(
            """
            year,coo,opening,in_applied,reclassified_in,reclassified_out,closing
            2022,SYR,0,1,0,0,1
            2023,IRQ,0,0,1,0,1
            2023,SYR,1,0,0,1,0
            """, book.Account(2022, 2023, "year", "coo"));
    }

    [Fact]
    public void Account_OriginCorrected_RestatesThePastAndTheOldAccountCanStillBeAsked()
    {
        var book = new BookBuilder().Opens("a", "2022-05-01");
        var query = AccountQuery.Years(2022, 2022, "coo") with { AsKnownAt = BookBuilder.At("2023-01-01") };
        var before = book.Book.Account(query).ToCsv();
        book.Adds(new PeriodCorrected(book.Id("a")) { Dims = new Dictionary<string, string?> { ["coo"] = "IRQ" } }, "2023-06-01");
        Assert.Equal("coo,opening,in_applied,closing\nIRQ,0,1,1", book.Account(2022, 2022, "coo"));
        Assert.Equal(before, book.Book.Account(query).ToCsv());
    }

    [Fact]
    public void Account_PeriodVoided_LeavesEveryYear()
    {
        var book = new BookBuilder().Opens("a", "2022-05-01").Opens("b", "2022-06-01");
        book.Adds(new Voided(book.Id("a")), "2024-01-01");
        Assert.Equal("year,opening,in_applied,closing\n2022,0,1,1\n2023,1,0,1", book.Account(2022, 2023, "year"));
    }

    [Fact]
    public void Account_PeriodRestored_CountsAsIfItHadNeverBeenVoided()
    {
        BookBuilder Book() => new BookBuilder().Opens("a", "2022-05-01").Opens("b", "2022-06-01");
        void Meanwhile(BookBuilder book)
        {
            book.Adds(new PeriodReclassified(book.Id("move"), book.Id("a"), new(2023, 2, 1), new Dictionary<string, string?> { ["coo"] = "IRQ" }), "2024-02-01");
            book.Adds(new PeriodClosed(book.Id("a"), new(2024, 3, 1), "recognised", 3), "2024-03-01");
        }

        var (never, restored) = (Book(), Book());
        Meanwhile(never);
        restored.Adds(new Voided(restored.Id("a")), "2024-01-01");
        Meanwhile(restored);
        Assert.Equal("year,opening,in_applied,closing\n2022,0,1,1", restored.Account(2022, 2022, "year"));
        restored.Adds(new Restored(restored.Id("a")), "2024-04-01");
        restored.Adds(new Restored(restored.Id("b")), "2024-04-01");
        Assert.Equal(never.Account(2022, 2024, "year", "coo"), restored.Account(2022, 2024, "year", "coo"));
    }

    [Fact]
    public void Account_HorizonBeforeABirthday_DoesNotAgeAheadOfTheCalendar()
    {
        var book = new BookBuilder().Opens("a", "2023-05-01", birth: "2011-09-10");
        var query = AccountQuery.Years(2023, 2024, "year", "age") with { Horizon = BookBuilder.Day("2023-08-31") };
        Assert.Equal("year,age,opening,in_applied,aged_in,aged_out,closing\n2023,5-11,0,1,0,0,1\n", book.Book.Account(query).ToCsv());
    }

    [Fact]
    public void Account_ByMonthAndByQuarter_NamesTheSpans()
    {
        var book = new BookBuilder().Opens("a", "2023-05-31").Closes("a", "2023-07-01");
        Assert.Equal("month,opening,in_applied,out_recognised,closing\n2023-05,0,1,0,1\n2023-06,1,0,0,1\n2023-07,1,0,1,0",
            book.Account(2023, 2023, "month"));
        Assert.Equal("quarter,opening,in_applied,out_recognised,closing\n2023-Q2,0,1,0,1\n2023-Q3,1,0,1,0", book.Account(2023, 2023, "quarter"));
    }

    [Fact]
    public void Table_DecisionsSpreadOverOutcomes_AddsUpAndLeavesVoidedOnesOut()
    {
        var book = new BookBuilder();
        foreach (var (name, outcome) in new[] { ("1", "recognized"), ("2", "rejected"), ("3", "rejected") })
            book.Adds(new EventCounted(book.Id(name), AsylumTables.Decision, BookBuilder.Day("2023-04-05"), new Dictionary<string, string>
            {
                ["coo"] = "SYR",
                ["procedure_type"] = "G",
                ["dec_level"] = "FI",
                ["dec_pc"] = "P",
                ["outcome"] = outcome,
            }, 1), "2023-04-05");
        book.Adds(new Voided(book.Id("3")), "2023-04-06");
        Assert.Equal(
            "year,coo,coa,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total\n"
            + "2023,SYR,UTO,G,FI,P,1,0,1,0,2\n", book.Book.Table(AsylumTables.Decisions(2023, 2023, "UTO")).ToCsv());
    }

    [Fact]
    public void Trace_OfACell_GivesTheEntriesBehindIt()
    {
        var book = new PeriodBook();
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        var dims = new Dictionary<string, string> { ["coo"] = "SYR" };
        book.Append(new PeriodOpened(a, "s", dims, BookBuilder.Day("2022-01-01"), "c", 3, []), BookBuilder.At("2022-01-01"), 11);
        book.Append(new PeriodOpened(b, "s", dims, BookBuilder.Day("2023-01-01"), "c", 3, []), BookBuilder.At("2023-01-01"), 12);
        book.Append(new PeriodClosed(a, BookBuilder.Day("2023-02-01"), "c", 3), BookBuilder.At("2023-02-01"), 13);
        var traced = book.Trace(AccountQuery.Years(2022, 2023, "year", "coo"), ["2022", "SYR"]);
        Assert.Equal([11, 13], Assert.Single(traced).Entries);
        Assert.Equal(2, book.Trace(AccountQuery.Years(2022, 2023, "year", "coo"), ["2023", "SYR"]).Count);
    }

    [Fact]
    public void Append_AboutAPeriodNobodyOpened_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new BookBuilder().Closes("nobody", "2023-01-01"));

    [Fact]
    public void A_withdrawn_period_may_be_opened_anew_and_a_standing_one_may_not()
    {
        var once = new BookBuilder().Opens("a", "2024-03-01").Closes("a", "2025-02-01", recorded: "2025-02-01");
        var book = new BookBuilder().Opens("a", "2024-03-01").Closes("a", "2025-02-01", recorded: "2025-02-01");
        Assert.Throws<ArgumentException>(() => book.Opens("a", "2024-03-01", recorded: "2025-03-01"));
        book.Adds(new Voided(book.Id("a")), "2025-03-01");
        Assert.DoesNotContain("1", book.Account(2024, 2025, "year").Split('\n').Skip(1).SelectMany(l => l.Split(',').Skip(1)));
        book.Opens("a", "2024-03-01", recorded: "2025-04-01").Closes("a", "2025-02-01", recorded: "2025-04-01");
        Assert.Equal(once.Account(2024, 2025, "year"), book.Account(2024, 2025, "year"));
    }
}
