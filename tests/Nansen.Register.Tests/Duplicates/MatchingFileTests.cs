using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

public class MatchingFileTests
{
    [Fact]
    public void The_model_packs_file_is_the_shipped_rules_and_weights_in_full()
    {
        // When this fails: ./nansen match model > packs/model/matching.yaml
        Assert.Equal(MatchingFile.Write(MatchingModel.Shipped), File.ReadAllText(Home.PathOf("packs", "model", "matching.yaml")));
        Assert.Equal(MatchingModel.Shipped.Write(), MatchingFile.Read(Home.PathOf("packs", "model", "matching.yaml")).Write());
    }

    [Fact]
    public void What_a_file_does_not_say_is_as_shipped_and_what_nobody_knows_is_refused()
    {
        var model = MatchingFile.ModelOf(new MatchingRules(0.7m, new Dictionary<string, decimal>(), new Dictionary<string, decimal> { ["birth_same"] = 8 }, new Dictionary<string, MatchingBelief>()));
        Assert.Equal((0.7, 8.0, MatchingModel.Shipped.Records.SexSame), (model.NamesBar, model.Records.BirthSame, model.Records.SexSame));
        var unknown = new MatchingRules(null, new Dictionary<string, decimal> { ["shoe size"] = 1 }, new Dictionary<string, decimal>(), new Dictionary<string, MatchingBelief>());
        Assert.Contains("'shoe size'", Assert.Throws<RegisterException>(() => MatchingFile.ModelOf(unknown)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_faulty_file_names_its_line()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("nansen-").FullName, "mine.yaml");
        File.WriteAllText(file, "kind: matching\nnames_bar: 0.5\nrecords:\n  birth_same: nine\n");
        Assert.StartsWith("mine.yaml:4: error:", Assert.Throws<RegisterException>(() => MatchingFile.Read(file)).Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, true);
    }

    [Fact]
    public async Task A_trial_says_what_would_be_gained_and_lost_and_the_same_model_changes_nothing()
    {
        await using var test = await TestNode.StartAsync();
        await DuplicateSweepTests.NeighboursAsync(test);
        var (first, again) = await DuplicateSweepTests.TwiceAsync(test, ("Farrukh", "Examplov"), ("Фаррух", "Экзамплов"), "1971-04-11");
        var same = (await test.Node.Trial.TryAsync(test.As("reviewer"), test.Node.Matching))!;
        Assert.Empty(same.Changed);
        Assert.Equal(1, same.Now.Pairs);

        // To whom equal birth dates speak against one person, the two are two.
        var shares = new[] { 0.92m, 0.01m, 0.01m, 0.01m, 0.01m, 0.01m, 0.01m, 0.01m, 0.01m };
        var strange = MatchingModel.Shipped with { Linkage = new Dictionary<string, Belief>(MatchingModel.Shipped.Linkage) { ["birth"] = MatchingModel.Shipped.Linkage["birth"] with { Match = [.. shares.Select(s => (double)s)] }, ["given"] = MatchingModel.Shipped.Linkage["given"] with { Match = [0.95, 0.01, 0.01, 0.01, 0.01, 0.01] } } };
        var other = (await test.Node.Trial.TryAsync(test.As("reviewer"), strange))!;
        var lost = Assert.Single(other.Changed, c => !c.Gained);
        Assert.Equal(new[] { (await test.GetAsync(first)).Number, (await test.GetAsync(again)).Number }.Order(), new[] { lost.Left, lost.Right }.Order());
        Assert.Null(await test.Node.Trial.TryAsync(test.As("registration_officer"), strange));
    }

    [Fact]
    public async Task What_officers_decide_moves_the_beliefs_and_little_moves_them_little()
    {
        await using var test = await TestNode.StartAsync();
        await DuplicateSweepTests.NeighboursAsync(test);
        await Assert.ThrowsAsync<RegisterException>(async () => await test.Node.Trial.LearnAsync(test.As("reviewer")));
        var (first, again) = await DuplicateSweepTests.TwiceAsync(test, ("Farrukh", "Examplov"), ("Фаррух", "Экзамплов"), "1971-04-11");
        await test.Node.Identity.ProposeAsync(test.As("registration_officer"), again, first, 0.9);
        Assert.IsType<Outcome.Done>(await test.Node.Identity.ConfirmAsync(test.As("reviewer"), again, (await test.GetAsync(again)).Proposals.Single(p => p.Open).Id));

        var learned = (await test.Node.Trial.LearnAsync(test.As("reviewer")))!.Value;

        Assert.Equal((1, 0), (learned.Same, learned.NotSame));
        var (before, after) = (test.Node.Matching.Linkage["birth"].Match, learned.Model.Linkage["birth"].Match);
        Assert.InRange(after[^1] - before[^1], 0.001, 0.02);
        Assert.All(learned.Model.Linkage.Values, b => Assert.InRange(b.Match.Sum(), 0.97, 1.03));
        // It can be put into a pack as it is.
        var file = Path.Combine(test.DataDirectory, "learned.yaml");
        await File.WriteAllTextAsync(file, MatchingFile.Write(learned.Model), TestContext.Current.CancellationToken);
        Assert.Equal(learned.Model.Write(), MatchingFile.Read(file).Write());
    }
}
