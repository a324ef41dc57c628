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
