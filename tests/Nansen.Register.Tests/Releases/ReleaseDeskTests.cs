using System.Text;
using System.Text.Json;
using Nansen.Records;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register.Tests;

public sealed class ReleaseDeskTests
{
    private static readonly ReleaseDraft Draft = new(Method: "Counted by a test");

    [Fact]
    public async Task Made_ReadsAsPublished_SignedProtectedAndInBalance()
    {
        await using var test = await TestNode.StartAsync();
        await ApplyAsync(test, 7);
        var release = await new ReleaseDesk(test.Node).MakeAsync(Draft);
        var shelf = ReleaseShelf.Of(test.DataDirectory);
        Assert.Equal(release.ToBytes(), Assert.Single(shelf.All()).ToBytes());
        Assert.Equal((1, new DateOnly(2026, 3, 2), "Counted by a test"), (release.Number, release.Date, release.Method));
        Assert.Contains("from 1 January 2026 to 2026-03-02", release.Coverage, StringComparison.Ordinal);
        var account = shelf.Figures(release, "account-asylum-seeker")!;
        foreach (var row in account.Rows)
        {
            decimal Sum(string prefix) => account.Measures.Where(m => m.StartsWith(prefix, StringComparison.Ordinal)).Sum(m => account.Value(row, m) ?? 0);
            Assert.Equal(Sum("closing"), Sum("opening") + Sum("in_") + Sum("aged_in") - Sum("aged_out") - Sum("out_"));
        }

        Assert.All(release.Tables.SelectMany(t => shelf.Figures(release, t.Name)!.Rows).SelectMany(r => r.Values), v => Assert.Equal(0, v % 5));
        Assert.Contains(release.Tables, t => t.Name == "asylum-decisions" && t.Keys.SequenceEqual(["year", "coo", "coa", "procedure_type", "dec_level", "dec_pc"]));
        foreach (var key in new[] { "release.key", "rounding.key" })
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(test.DataDirectory, "keys", key)));
        Assert.Equal(["1", "key.pem"], Directory.EnumerateFileSystemEntries(shelf.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reproduced_AfterCorrectionsAndErasure_GivesEveryByteAgain_AndTheNextReleaseRestates()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await ApplyAsync(test, 9);
        test.Clock.Set(new DateOnly(2027, 1, 10));
        var desk = new ReleaseDesk(test.Node);
        await desk.MakeAsync(Draft);
        foreach (var person in persons.Take(8)) await CorrectAsync(test, person, FactValue.Of("country_of_origin", "AFG"));
        Assert.True(await test.Node.Journal.EraseAsync(persons[0]) > 0);
        await test.ReopenAsync();

        desk = new ReleaseDesk(test.Node);
        var again = await desk.ReproduceAsync(1);
        Assert.Empty(again.Different);
        var folder = Path.Combine(test.DataDirectory, "releases", "1");
        foreach (var (name, bytes) in again.Files) Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, name), Stop), bytes);

        var sinceThen = Lines(await desk.RestatementsAsync(1));
        Assert.Contains(sinceThen, l => l.Contains("SYR", StringComparison.Ordinal));
        Assert.Contains(sinceThen, l => l.Contains("AFG", StringComparison.Ordinal));
        test.Clock.Pass(5);
        Assert.Equal(2, (await desk.MakeAsync(Draft)).Number);
        Assert.Equal(sinceThen, Lines(await desk.RestatementsAsync(1)));
        Assert.Empty(Lines(await desk.RestatementsAsync(2)));
        Assert.Empty((await desk.ReproduceAsync(1)).Different);
        Assert.Empty((await desk.ReproduceAsync(2)).Different);
    }

    [Theory]
    [InlineData("release.json")]
    [InlineData("release.sig")]
    [InlineData("account-asylum-seeker.csv")]
    [InlineData("asylum-applications.csv")]
    public async Task Tampered_File_IsNamed(string file)
    {
        await using var test = await TestNode.StartAsync();
        await ApplyAsync(test, 2);
        var desk = new ReleaseDesk(test.Node);
        await desk.MakeAsync(Draft);
        var path = Path.Combine(test.DataDirectory, "releases", "1", file);
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        if (file == "release.json") bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("Counted by a test", "Counted by a thief", StringComparison.Ordinal));
        else bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);
        // Words changed in the description come out as they are; the signature over them does not.
        Assert.Equal([file == "release.json" ? "release.sig" : file], (await desk.ReproduceAsync(1)).Different);
        var shelf = ReleaseShelf.Of(test.DataDirectory);
        if (file.EndsWith(".csv", StringComparison.Ordinal)) Assert.Null(shelf.Table(shelf.Find(1)!, Path.GetFileNameWithoutExtension(file)));
        else Assert.Equal([1], shelf.Unsound());
        if (file == "release.json")
        {
            await File.WriteAllTextAsync(path, "{\"number\": 1}", Stop);
            await Assert.ThrowsAsync<RegisterException>(async () => await desk.ReproduceAsync(1));
        }
    }

    [Fact]
    public async Task Made_OverAnotherOrWithoutTheKeysOfTheFirst_IsRefusedAndNothingStays()
    {
        await using var test = await TestNode.StartAsync();
        var desk = new ReleaseDesk(test.Node);
        await Assert.ThrowsAsync<RegisterException>(async () => await desk.MakeAsync(Draft));
        await ApplyAsync(test, 1);
        await desk.MakeAsync(Draft);
        var releases = Path.Combine(test.DataDirectory, "releases");
        // A number that is taken is passed over, whatever lies there.
        await File.WriteAllTextAsync(Path.Combine(releases, "2"), "taken", Stop);
        Assert.Equal(3, (await desk.MakeAsync(Draft)).Number);
        var before = Directory.EnumerateFiles(releases, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllBytes);
        File.Move(Path.Combine(test.DataDirectory, "keys", "release.key"), Path.Combine(test.DataDirectory, "release.key"));
        await Assert.ThrowsAsync<RegisterException>(async () => await desk.MakeAsync(Draft));
        await Assert.ThrowsAsync<RegisterException>(async () => await desk.MakeAsync(new ReleaseDraft(2030, 2020)));
        Assert.Equal(before.Keys.Order(), Directory.EnumerateFiles(releases, "*", SearchOption.AllDirectories).Order());
        Assert.All(before, f => Assert.Equal(f.Value, File.ReadAllBytes(f.Key)));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // One large family, for whom nobody need be searched twice.
    private static async Task<IReadOnlyList<Nansen.Journal.StreamId>> ApplyAsync(TestNode test, int persons)
    {
        var (_, family) = await test.RegisterFamilyAsync([.. Enumerable.Range(0, persons).Select(i =>
            (Journeys.Person($"Amina{i}", "Testova", $"{1960 + i}-05-03", "F"), i == 0 ? "focal_point" : "sibling"))]);
        foreach (var person in family) await test.StepAsync("reviewer", person, "approve").DoneAsync();
        await test.OpenAsylumAsync(family);
        return family;
    }

    private static async Task CorrectAsync(TestNode test, Nansen.Journal.StreamId person, FactValue right)
    {
        var draft = test.Room.Begin(test.As("registration_officer"));
        await draft.RecordFactsAsync(person, SubjectFacts.About(right), "A document shows it");
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
    }

    private static List<string> Lines(IReadOnlyList<(string Table, FigureTable Changes)> tables) =>
        [.. tables.SelectMany(t => t.Changes.Rows.Select(r => $"{t.Table} {string.Join(',', r.Keys)} {JsonSerializer.Serialize(r.Values)}"))];
}
