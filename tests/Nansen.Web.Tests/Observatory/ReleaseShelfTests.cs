using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Nansen.Register.Tests;
using Nansen.Statistics;

namespace Nansen.Web.Tests;

public sealed class ReleaseShelfTests
{
    private static readonly CellKey Key = new("a secret of the tests");
    private static readonly ECDsa Signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task A_register_without_a_release_says_so()
    {
        await using var host = await WebHost.StartAsync();
        Assert.Contains("This register has made no release yet", (await host.Browser().GetAsync("/observatory/releases")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Releases_stand_with_method_coverage_quality_and_what_they_restate_and_only_their_own_bytes_are_served()
    {
        await using var test = await TestNode.StartAsync();
        var book = new PeriodBook();
        Open(book, 1, 2023);
        Release(test.DataDirectory, book, 1, new DateOnly(2024, 1, 15));
        Open(book, 2, 2023);
        var second = Release(test.DataDirectory, book, 2, new DateOnly(2025, 1, 15));
        await using var host = await WebHost.StartAsync(services: s => s.AddSingleton(test.Node));
        var browser = await host.Browser().GetAsync("/observatory/releases");
        foreach (var words in new[] { "Release 2 of 15 January 2025", "Release 1 of 15 January 2024", "Counted from entries", "All of Utopia", "As good as the register", "first release" })
            Assert.Contains(words, browser.Html, StringComparison.Ordinal);
        Assert.Matches("[1-9]\\d* cells?", browser.Html);
        await browser.GetAsync("/observatory/releases/2/restated/account.csv");
        Assert.StartsWith("year,sex,opening_old,", browser.Html, StringComparison.Ordinal);
        await browser.GetAsync("/observatory/releases/2/account.csv");
        Assert.Equal(second, browser.Html);
        await File.AppendAllTextAsync(Path.Combine(test.DataDirectory, "releases", "2", "account.csv"), "2023,1\n", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/observatory/releases/2/account.csv")).Status);
        await File.WriteAllTextAsync(Path.Combine(test.DataDirectory, "releases", "2", "release.json"), "{", TestContext.Current.CancellationToken);
        await browser.GetAsync("/observatory/releases");
        Assert.DoesNotContain("Release 2 of", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Release 2 is not shown", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Release 1 of", browser.Html, StringComparison.Ordinal);
        // Another word in it, and it is no more what was signed.
        var first = Path.Combine(test.DataDirectory, "releases", "1", "release.json");
        await File.WriteAllTextAsync(first, (await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken)).Replace("All of Utopia", "All of Arcadia", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await browser.GetAsync("/observatory/releases");
        Assert.DoesNotContain("Arcadia", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anybody_can_fetch_what_a_release_says_of_itself_and_check_its_signature()
    {
        await using var test = await TestNode.StartAsync();
        var book = new PeriodBook();
        Open(book, 1, 2023);
        Release(test.DataDirectory, book, 1, new DateOnly(2024, 1, 15));
        await using var host = await WebHost.StartAsync(services: s => s.AddSingleton(test.Node));
        var page = (await host.Browser().GetAsync("/observatory/releases")).Html;
        using var client = new HttpClient { BaseAddress = host.Address };
        async Task<byte[]> Fetch(string file)
        {
            Assert.Contains($"href=\"/observatory/releases/1/{file}\"", page, StringComparison.Ordinal);
            return await client.GetByteArrayAsync(new Uri($"/observatory/releases/1/{file}", UriKind.Relative), TestContext.Current.CancellationToken);
        }

        var described = await Fetch("release.json");
        using var key = ECDsa.Create();
        key.ImportFromPem(System.Text.Encoding.UTF8.GetString(await Fetch("key.pem")));
        var signature = await Fetch("release.sig");
        Assert.True(Statistics.Release.Verify(described, signature, key));
        Assert.Equal("All of Utopia", Statistics.Release.Read(described).Coverage);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync("/observatory/releases/2/release.json")).Status);
    }

    private static void Open(PeriodBook book, int seed, int year) => book.Append(
        new PeriodOpened(new Guid(seed, 0, 0, new byte[8]), "asylum_seeker", new Dictionary<string, string> { ["coo"] = "SYR", ["sex"] = "F" }, new DateOnly(year, 3, 5), "applied", Band: 3, []),
        new DateTimeOffset(year + seed - 1, 6, 1, 0, 0, 0, TimeSpan.Zero));

    private static string Release(string directory, PeriodBook book, int number, DateOnly date)
    {
        var query = AccountQuery.Years(2022, 2023, "year", "sex") with { Status = "asylum_seeker" };
        var (release, files) = Releasing.Make(book, new Release
        {
            Number = number,
            Date = date,
            KnownAt = new DateTimeOffset(date.ToDateTime(default), TimeSpan.Zero),
            Heads = [],
            Pack = "model 1",
            Method = "Counted from entries",
            Coverage = "All of Utopia",
            Quality = "As good as the register",
            Tables = [new ReleasedTable("account", "Asylum-seekers by year and sex", query, 1, "")],
        }, Key);
        var folder = Directory.CreateDirectory(Path.Combine(directory, "releases", number.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;
        File.WriteAllBytes(Path.Combine(folder, "release.json"), release.ToBytes());
        File.WriteAllBytes(Path.Combine(folder, "release.sig"), release.Sign(Signing));
        File.WriteAllText(Path.Combine(directory, "releases", "key.pem"), Signing.ExportSubjectPublicKeyInfoPem());
        File.WriteAllBytes(Path.Combine(folder, "account.csv"), files["account"]);
        return System.Text.Encoding.UTF8.GetString(files["account"]);
    }
}
