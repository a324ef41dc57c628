using Nansen.Journal;
using Nansen.Records;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>A small demonstration register: the published figures of Moldova in 2021, and the two months after.</summary>
public sealed class DemoRegisterTests(DemoRegisterTests.Made made) : IClassFixture<DemoRegisterTests.Made>
{
    private const int Year = 2021;

    [Theory]
    [InlineData("asylum-applications", "applied")]
    [InlineData("asylum-decisions", "dec_total")]
    public void Tables_equal_the_published_rows(string table, string total)
    {
        var published = table == "asylum-applications" ? PublishedFigures.Shipped.Applications : PublishedFigures.Shipped.Decisions;
        var counted = made.First.Statistics.Table(table, Year, Year)!;
        var keys = counted.Keys.ToArray();
        var expected = published.Sum(keys, counted.Measures, new Dictionary<string, Predicate<string>> { ["coa"] = c => c == "MDA", ["year"] = y => y == "2021" });
        Assert.NotEmpty(expected.Rows);
        Assert.Equal(Lines(expected, total).Select(l => l.Replace("MDA", "UTO", StringComparison.Ordinal)), Lines(counted, total));
    }

    [Fact]
    public void Every_row_of_the_account_balances_and_new_applications_are_the_only_inflow()
    {
        var account = made.First.Statistics.Periods.Account(AccountQuery.Years(Year, Year, "year", "coo", "sex", "age") with { Status = "asylum_seeker" });
        foreach (var row in account.Rows)
        {
            decimal Sum(string prefix) => account.Measures.Where(m => m.StartsWith(prefix, StringComparison.Ordinal)).Sum(m => account.Value(row, m) ?? 0);
            Assert.Equal(Sum("closing"), Sum("opening") + Sum("in_") + Sum("aged_in") - Sum("aged_out") - Sum("out_"));
        }

        var came = account.Rows.Sum(r => account.Measures.Where(m => m.StartsWith("in_", StringComparison.Ordinal)).Sum(m => account.Value(r, m) ?? 0));
        var applied = PublishedFigures.Shipped.Applications.Sum(["dec_level"], ["applied"], new Dictionary<string, Predicate<string>> { ["coa"] = c => c == "MDA", ["year"] = y => y == "2021", ["dec_level"] = l => l != "JR" });
        Assert.Equal(applied.Rows.Sum(r => r.Values[0]), came);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_register()
    {
        var again = await made.AgainAsync(7);
        Assert.Equal(await PeopleAsync(made.First), await PeopleAsync(again));
        Assert.Equal(Accounts(made.First), Accounts(again));
        Assert.NotEqual(await PeopleAsync(made.First), await PeopleAsync(await made.AgainAsync(8)));
    }

    [Fact]
    public async Task A_release_comes_out_again_byte_for_byte_after_corrections_a_move_and_erasures()
    {
        var node = await made.AgainAsync(7);
        var desk = new ReleaseDesk(node);
        var release = await desk.MakeAsync(new ReleaseDraft(), "demonstration");
        var folder = Path.Combine(node.Directory, "releases", $"{release.Number}");
        var before = Directory.EnumerateFiles(folder).ToDictionary(f => f, File.ReadAllBytes);
        Assert.Contains(before, f => f.Key.EndsWith("account-asylum-seeker.csv", StringComparison.Ordinal) && f.Value.Length > 500);

        var persons = await ApplicantsAsync(node, 60);
        foreach (var person in persons.Take(40)) await RecordAsync(node, person, null, FactValue.Of("country_of_origin", "CUB"));
        foreach (var person in persons.Skip(40).Take(5)) await RecordAsync(node, person, new DateOnly(2022, 2, 20), FactValue.Of("place_of_stay", "UT-SOU"));
        foreach (var person in persons.Skip(35)) Assert.True(await node.Journal.EraseAsync(person) > 0);

        var again = await desk.ReproduceAsync(release.Number);
        Assert.Empty(again.Different);
        foreach (var (file, bytes) in before.Where(f => !f.Key.EndsWith(".sig", StringComparison.Ordinal))) Assert.Equal(bytes, again.Files[Path.GetFileName(file)]);
        var restated = (await desk.RestatementsAsync(release.Number)).Where(t => t.Changes.Rows.Count > 0).ToList();
        Assert.Contains(restated, t => t.Table == "account-asylum-seeker" && t.Changes.Rows.Any(r => r.Keys.Contains("CUB")));
        // The figures of those who were erased stay: what was counted of them no longer leads to them.
        var account = node.Statistics.Account("asylum_seeker", Year, Year, ["year"]);
        Assert.Equal(made.First.Statistics.Account("asylum_seeker", Year, Year, ["year"]).ToCsv(), account.ToCsv());
        Assert.True((await node.Journal.VerifyAsync()).Ok);
    }

    [Fact]
    public async Task Books_verify_and_rows_made_anew_are_the_same()
    {
        Assert.True((await made.First.Journal.VerifyAsync()).Ok);
        var rebuilt = await made.First.Journal.RebuildAsync();
        Assert.Equal(rebuilt.DigestBefore, rebuilt.DigestAfter);
    }

    [Fact]
    public async Task Figures_or_days_that_make_no_sense_are_refused_and_nothing_stays()
    {
        var directory = Path.Combine(made.Root, "none");
        await Assert.ThrowsAsync<RegisterException>(() => DemoRegister.BuildAsync(directory, new DemoOptions("XXX")));
        await Assert.ThrowsAsync<RegisterException>(() => DemoRegister.BuildAsync(directory, Made.Options(7) with { Today = new DateOnly(2021, 6, 1) }));
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task A_making_that_is_stopped_leaves_nothing()
    {
        var directory = Path.Combine(made.Root, "stopped");
        using var stop = new CancellationTokenSource();
        var progress = new Stopping(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DemoRegister.BuildAsync(directory, Made.Options(7), progress, cancellation: stop.Token));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(made.Root), f => Path.GetFileName(f).StartsWith("stopped", StringComparison.Ordinal));
    }

    private static List<string> Lines(FigureTable table, string total) =>
        [.. table.Rows.Where(r => table.Value(r, total) is > 0).Select(r => string.Join(',', r.Keys.Concat(r.Values.Select(v => (v ?? 0).ToString("0"))))).Order(StringComparer.Ordinal)];

    private static async Task<List<StreamId>> ApplicantsAsync(RegisterNode node, int most)
    {
        var persons = new List<StreamId>();
        await node.Room.Rows.ReadAsync("select distinct person from record_statuses where status=@p0 order by person", r => persons.Add(RowQueries.StreamOf(r, 0)), default, "asylum_seeker");
        return persons[..Math.Min(most, persons.Count)];
    }

    private static async Task RecordAsync(RegisterNode node, StreamId person, DateOnly? changedOn, FactValue fact)
    {
        var office = (await node.Room.Begin(Actor.System).GetAsync(person)).Office;
        var draft = node.Room.Begin(new Actor(Guid.NewGuid(), "Registration officer", "registration_officer", [office]));
        await draft.RecordFactsAsync(person, SubjectFacts.About(fact, FactValue.Of("correction_reason", "A document shows it")), "A document shows it", changedOn);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await node.Room.CommitAsync(draft)));
    }

    private static async Task<List<string>> PeopleAsync(RegisterNode node)
    {
        var people = new List<string>();
        await node.Room.Rows.ReadAsync("select number, label, state, created_on from records order by type, number", r => people.Add($"{r.GetString(0)} {r.GetString(1)} {r.GetString(2)} {r.GetString(3)}"), default);
        return people;
    }

    private static string Accounts(RegisterNode node) => string.Join('\n', new[] { "asylum_seeker", "refugee_convention", "complementary_protection" }
        .Select(s => node.Statistics.Periods.Account(AccountQuery.Years(Year, 2022, "year", "coo", "sex", "age") with { Status = s }).ToCsv()));

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => stop.Cancel();
    }

    /// <summary>The register, made once for all tests; others of another seed beside it when a test asks.</summary>
    public sealed class Made : IAsyncLifetime
    {
        private readonly List<RegisterNode> _nodes = [];

        public string Root { get; } = Directory.CreateTempSubdirectory("nansen-demo-").FullName;

        public RegisterNode First => _nodes[0];

        public static DemoOptions Options(long seed) => new("MDA", Year, Year, seed, new DateOnly(2022, 3, 1));

        public async ValueTask InitializeAsync() => await AgainAsync(7);

        public async Task<RegisterNode> AgainAsync(long seed)
        {
            var directory = Path.Combine(Root, $"{_nodes.Count}");
            await DemoRegister.BuildAsync(directory, Options(seed));
            _nodes.Add(await RegisterNode.OpenAsync(directory));
            return _nodes[^1];
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var node in _nodes) await node.DisposeAsync();
            Directory.Delete(Root, true);
        }
    }
}
