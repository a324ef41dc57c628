using System.Security.Cryptography;
using System.Text;

namespace Nansen.Statistics.Tests;

public sealed class ReleaseTests
{
    private static readonly CellKey Key = new("a secret of the tests");

    [Fact]
    public void Reproduce_AfterCorrectionsAndVoids_GivesEveryPublishedByteAgain()
    {
        var book = Book();
        var (release, files) = Releasing.Make(book.Book, Draft("2023-12-31"), Key);
        book.Adds(new Voided(book.Id("p3")), "2024-05-01");
        book.Adds(new PeriodCorrected(book.Id("p4")) { On = BookBuilder.Day("2020-02-02") }, "2024-06-01");
        var again = Releasing.Reproduce(book.Book, Release.Read(release.ToBytes()), Key);
        Assert.Equal(files["account"], again["account"]);
        Assert.Equal(files["rounded"], again["rounded"]);
    }

    [Fact]
    public void Reproduce_WithAnotherSecret_SaysThatItDoesNotComeOut()
    {
        var book = Book();
        var (release, _) = Releasing.Make(book.Book, Draft("2023-12-31"), Key);
        Assert.Throws<InvalidOperationException>(() => Releasing.Reproduce(book.Book, release, new CellKey("another")));
    }

    [Fact]
    public void Verify_SignedRelease_HoldsUntilAByteChanges()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (release, _) = Releasing.Make(Book().Book, Draft("2023-12-31"), Key);
        var (bytes, signature) = (release.ToBytes(), release.Sign(key));
        Assert.True(Release.Verify(bytes, signature, key));
        for (var i = 0; i < bytes.Length; i += 37)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            Assert.False(Release.Verify(changed, signature, key));
        }
    }

    [Fact]
    public void Restatements_BetweenTwoReleases_AreTheDifferenceOfTheirTables()
    {
        var book = Book();
        var (_, first) = Releasing.Make(book.Book, Draft("2023-12-31"), Key);
        book.Adds(new PeriodCorrected(book.Id("p4")) { Dims = new Dictionary<string, string?> { ["coo"] = "AFG" } }, "2024-06-01");
        book.Opens("late", "2024-03-01");
        var (_, second) = Releasing.Make(book.Book, Draft("2024-12-31"), Key);
        var restated = Releasing.Restatements(Table(first["account"]), Table(second["account"]));
        Assert.NotEmpty(restated.Rows);
        Assert.All(restated.Rows, r => Assert.True(r.Keys[1] is "AFG" or "SYR"));
        Assert.DoesNotContain(restated.Rows, r => r.Keys[0] == "2024");
        Assert.Empty(Releasing.Restatements(Table(first["account"]), Table(first["account"])).Rows);
    }

    [Fact]
    public void Make_FromAnotherFirstYear_ShowsTheSameFiguresOfTheYearsInCommon()
    {
        var book = Book();
        var (_, all) = Releasing.Make(book.Book, Since(2019), Key);
        var (_, late) = Releasing.Make(book.Book, Since(2022), Key);
        Assert.NotEmpty(Table(late["rounded"]).Rows);
        Assert.Equal(Table(all["rounded"]).Rows.Where(r => string.CompareOrdinal(r.Keys[0], "2022") >= 0).Select(Line), Table(late["rounded"]).Rows.Select(Line));

        static string Line(FigureRow row) => string.Join(',', [.. row.Keys, .. row.Values.Select(v => $"{v}")]);
        static Release Since(int year) => Draft("2024-12-31") with
        {
            Tables = [new ReleasedTable("rounded", "By age", AccountQuery.Years(year, 2024, "year", "coo", "sex", "age"), 5, "") { RoundedSince = new DateOnly(1951, 1, 1) }],
        };
    }

    [Fact]
    public void Make_Decisions_TotalIsTheSumOfTheRoundedParts()
    {
        var book = new BookBuilder();
        for (var i = 0; i < 23; i++)
            book.Adds(new EventCounted(book.Id($"{i}"), AsylumTables.Decision, BookBuilder.Day("2023-04-05"), new Dictionary<string, string>
            {
                ["coo"] = i % 3 == 0 ? "AFG" : "SYR",
                ["outcome"] = i % 2 == 0 ? "recognized" : i % 5 == 0 ? "withdrawn elsewhere" : "rejected",
            }, 1), "2023-04-05");
        var table = new ReleasedTable("decisions", "Decisions", null, 5, "") { Events = AsylumTables.Decisions(2023, 2023, "UTO") };
        var (release, files) = Releasing.Make(book.Book, Draft("2023-12-31") with { Tables = [table] }, Key);
        var rows = FigureTableCsv.Read(new StringReader(Encoding.UTF8.GetString(files["decisions"])), table.Keys).Rows;
        Assert.NotEmpty(rows);
        Assert.All(rows.SelectMany(r => r.Values), v => Assert.Equal(0, v % 5));
        Assert.All(rows, r => Assert.True(r.Values.SkipLast(1).Sum() <= r.Values[^1]));
        Assert.Equal(files["decisions"], Releasing.Reproduce(book.Book, Release.Read(release.ToBytes()), Key)["decisions"]);
    }

    [Theory]
    [InlineData("\"name\": \"account\"", "\"name\": \"../account\"")]
    [InlineData("\"tables\": [", "\"tables\": [null,")]
    [InlineData("\"by\": [", "\"by\": null, \"was\": [")]
    public void Read_WhatIsNoRelease_IsRefused(string then, string now)
    {
        var (release, _) = Releasing.Make(Book().Book, Draft("2023-12-31"), Key);
        var text = Encoding.UTF8.GetString(release.ToBytes());
        Assert.Contains(then, text, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Release.Read(Encoding.UTF8.GetBytes(text.Replace(then, now, StringComparison.Ordinal))));
    }

    private static BookBuilder Book()
    {
        var book = new BookBuilder();
        for (var i = 0; i < 40; i++) book.Opens($"p{i}", $"{2019 + i % 4}-0{1 + i % 9}-10", birth: $"{1960 + i}-05-05", sex: i % 2 == 0 ? "F" : "M");
        for (var i = 0; i < 15; i++) book.Closes($"p{i}", $"2023-0{1 + i % 9}-20");
        return book;
    }

    private static Release Draft(string known) => new()
    {
        Number = 1,
        Date = BookBuilder.Day(known),
        KnownAt = BookBuilder.At(known),
        Heads = [new BookHead("statistics", 12, "ab")],
        Pack = "model 1.0",
        Method = "Counted from the statistics book.",
        Coverage = "All offices.",
        Quality = "Complete.",
        Tables =
        [
            new ReleasedTable("account", "Asylum-seekers", AccountQuery.Years(2019, 2024, "year", "coo", "sex") with { Status = "asylum_seeker" }, 1, ""),
            new ReleasedTable("rounded", "Asylum-seekers by age", AccountQuery.Years(2019, 2024, "year", "coo", "sex", "age"), 5, ""),
        ],
    };

    private static FigureTable Table(byte[] csv)
    {
        using var reader = new StringReader(Encoding.UTF8.GetString(csv));
        return FigureTableCsv.Read(reader);
    }
}
