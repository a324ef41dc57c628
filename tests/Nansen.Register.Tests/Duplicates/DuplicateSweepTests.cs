using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

public class DuplicateSweepTests
{
    [Fact]
    public async Task A_sweep_finds_one_person_in_two_scripts_and_puts_the_costly_pair_first()
    {
        await using var test = await TestNode.StartAsync();
        await NeighboursAsync(test);
        var cheap = await TwiceAsync(test, ("Farrukh", "Examplov"), ("Фаррух", "Экзамплов"), "1971-04-11");
        var costly = await TwiceAsync(test, ("Gulnora", "Testova"), ("Гульнора", "Тестова"), "1984-11-23", "F");
        foreach (var person in new[] { costly.First, costly.Again }) await test.OpenAsylumAsync([person]);

        var state = await SweepAsync(test);

        Assert.Equal(("done", 2, 2), (state.Phase, state.Queued, state.Added));
        var queue = await test.Node.Queue.PageAsync(test.As("reviewer"), 0, 25);
        Assert.Equal([costly.Again.Value, cheap.Again.Value], queue.Pairs.Select(p => p.Person));
        Assert.Equal([costly.First.Value, cheap.First.Value], queue.Pairs.Select(p => p.Other));
        Assert.Contains(StakeCodes.Cases, queue.Pairs[0].Stakes);
        Assert.Contains(StakeCodes.Statuses, queue.Pairs[0].Stakes);
        Assert.Empty(queue.Pairs[1].Stakes);
    }

    [Fact]
    public async Task What_officers_said_is_not_asked_again_and_unsure_waits_behind_the_others()
    {
        await using var test = await TestNode.StartAsync();
        await NeighboursAsync(test);
        await TwiceAsync(test, ("Farrukh", "Examplov"), ("Фаррух", "Экзамплов"), "1971-04-11");
        await TwiceAsync(test, ("Gulnora", "Testova"), ("Гульнора", "Тестова"), "1984-11-23", "F");
        await TwiceAsync(test, ("Daler", "Sampleson"), ("Далер", "Самплсон"), "1990-02-19");
        await SweepAsync(test);
        var officer = test.As("registration_officer");
        var before = (await test.Node.Queue.PageAsync(officer, 0, 25)).Pairs;
        Assert.Equal(3, before.Count);
        await AnswerAsync(test, before[0], "unsure");
        await AnswerAsync(test, before[1], "not_same");
        Assert.Equal([before[2].Key, before[0].Key], (await test.Node.Queue.PageAsync(officer, 0, 25)).Pairs.Select(p => p.Key));

        test.Clock.Pass(3);
        var again = await SweepAsync(test);

        Assert.Equal((2, 0, 1), (again.Queued, again.Added, again.Decided));
        var after = (await test.Node.Queue.PageAsync(officer, 0, 25)).Pairs;
        Assert.Equal([before[2].Key, before[0].Key], after.Select(p => p.Key));
        Assert.True(after[1].Unsure);
        // A rerun adds only what is new: the others have waited since they were first found.
        Assert.All(after, p => Assert.Equal(before[0].Found, p.Found));
    }

    [Fact]
    public async Task Same_is_proposed_to_a_second_officer_and_a_linked_pair_does_not_come_back()
    {
        await using var test = await TestNode.StartAsync();
        await NeighboursAsync(test);
        var (first, again) = await TwiceAsync(test, ("Farrukh", "Examplov"), ("Фаррух", "Экзамплов"), "1971-04-11");
        await SweepAsync(test);
        var pair = (await test.Node.Queue.PageAsync(test.As("registration_officer"), 0, 25)).Pairs.Single();
        await AnswerAsync(test, pair, "same");
        Assert.Single(await test.Node.Identity.ClusterAsync(first));
        Assert.Empty((await test.Node.Queue.PageAsync(test.As("reviewer"), 0, 25)).Pairs);
        var proposal = (await test.GetAsync(again)).Proposals.Single(p => p.Open);
        Assert.IsType<Outcome.Done>(await test.Node.Identity.ConfirmAsync(test.As("reviewer"), again, proposal.Id));
        Assert.Equal(0, (await SweepAsync(test)).Queued);
        Assert.IsType<Outcome.Done>(await test.Node.Identity.UndoAsync(test.As("reviewer"), again, first, "Two people"));
        Assert.Equal(0, (await SweepAsync(test)).Queued);
    }

    [Fact]
    public async Task A_stopped_sweep_keeps_what_it_has_and_goes_on_where_it_was()
    {
        await using var test = await TestNode.StartAsync();
        await NeighboursAsync(test);
        await TwiceAsync(test, ("Farrukh", "Examplov"), ("Фаррух", "Экзамплов"), "1971-04-11");
        using var stop = new CancellationTokenSource();
        var stopped = await test.Node.Sweep.RunAsync(test.As("reviewer"), s => { if (s.Phase == "weighing") stop.Cancel(); }, stop.Token);
        Assert.Equal("stopped", stopped!.Phase);
        Assert.Equal("stopped", test.Node.Sweep.State!.Phase);
        Assert.Empty((await test.Node.Queue.PageAsync(test.As("reviewer"), 0, 25)).Pairs);

        var phases = new List<string>();
        var ended = await test.Node.Sweep.RunAsync(test.As("reviewer"), s => phases.Add(s.Phase));
        Assert.Equal(("done", 1), (ended!.Phase, ended.Queued));
        Assert.DoesNotContain("linking", phases);
    }

    [Fact]
    public async Task Another_process_can_stop_a_sweep_and_none_can_begin_a_second()
    {
        await using var test = await TestNode.StartAsync();
        await NeighboursAsync(test);
        await using var beside = await test.BesideAsync();
        var (second, running) = ((Exception?)null, "");
        var ended = await test.Node.Sweep.RunAsync(test.As("reviewer"), state =>
        {
            if (state.Phase != "linking" || running.Length > 0) return;
            running = beside.Node.Sweep.State!.Phase;
            second = Record.Exception(() => beside.Node.Sweep.RunAsync(test.As("reviewer")).AsTask().GetAwaiter().GetResult());
            Assert.True(beside.Node.Sweep.StopAsync(test.As("reviewer")).AsTask().GetAwaiter().GetResult());
        });
        Assert.Equal("linking", running);
        Assert.IsType<RegisterException>(second);
        Assert.Equal("stopped", ended!.Phase);
    }

    [Fact]
    public async Task Only_a_role_with_the_right_sweeps_and_the_sweep_stands_in_the_access_book()
    {
        await using var test = await TestNode.StartAsync();
        Assert.Null(await test.Node.Sweep.RunAsync(test.As("registration_officer")));
        Assert.False(await test.Node.Sweep.StopAsync(test.As("case_officer")));
        await SweepAsync(test);
        var log = (await test.Room.Rows.AccessesAsync(false, 10)).Where(a => a.What == "duplicate_sweep").ToList();
        Assert.Equal([true, false, false], log.Select(a => a.Allowed));
    }

    [Fact]
    public async Task The_work_files_name_nobody_in_clear_and_can_be_thrown_away()
    {
        await using var test = await TestNode.StartAsync();
        await NeighboursAsync(test);
        var (first, again) = await TwiceAsync(test, ("Farrukh", "Examplov"), ("Фаррух", "Экзамплов"), "1971-04-11");
        await SweepAsync(test);
        var folder = Path.Combine(test.DataDirectory, "sweep");
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var text = System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            foreach (var word in new[] { "Examplov", "Экзамплов", first.Value.ToString(), again.Value.ToString(), first.ToString(), again.ToString() })
                Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }

        Directory.Delete(folder, true);
        Assert.Empty((await test.Node.Queue.PageAsync(test.As("reviewer"), 0, 25)).Pairs);
        Assert.Equal(1, (await SweepAsync(test)).Queued);
    }

    [Fact]
    public async Task Pairs_of_other_offices_are_theirs()
    {
        await using var test = await TestNode.StartAsync();
        await NeighboursAsync(test);
        await TwiceAsync(test, ("Farrukh", "Examplov"), ("Фаррух", "Экзамплов"), "1971-04-11");
        await SweepAsync(test);
        Assert.Empty((await test.Node.Queue.PageAsync(test.As("reviewer") with { Offices = ["ELSEWHERE"] }, 0, 25)).Pairs);
        Assert.Empty((await test.Node.Queue.PageAsync(test.As("document_officer"), 0, 25)).Pairs);
        var pair = (await test.Node.Queue.PageAsync(test.As("reviewer"), 0, 25)).Pairs.Single();
        Assert.IsType<Outcome.Forbidden>(await test.Node.Queue.AnswerAsync(test.As("document_officer"), pair, "not_same"));
        Assert.IsType<Outcome.Forbidden>(await test.Node.Queue.AnswerAsync(test.As("registration_officer") with { Offices = ["ELSEWHERE"] }, pair, "not_same"));
    }

    [Fact]
    public async Task A_name_before_marriage_and_another_script_with_a_swapped_date_are_found()
    {
        await using var test = await TestNode.StartAsync();
        await NeighboursAsync(test);
        var maiden = await RegisterAsync(test, "Farida", "Examplova", "1984-11-23", "F");
        var swapped = await RegisterAsync(test, "Gulnora", "Testova", "1991-03-07", "F");
        test.Clock.Pass(1);
        var married = await RegisterAsync(test, "Nobody", "Unlike", "1931", "F");
        await CorrectAsync(test, married, "1984-11-23", PersonName.Of("Фарида", "Самплсон"), new PersonName([new(NamePartKind.Given, "Фарида"), new(NamePartKind.Former, "Экзамплова")]));
        var damaged = await RegisterAsync(test, "Nobody", "Unlike", "1931", "F");
        await CorrectAsync(test, damaged, "1991-07-03", PersonName.Of("Гульнора", "Тестова"));

        await SweepAsync(test);

        var pairs = (await test.Node.Queue.PageAsync(test.As("reviewer"), 0, 25)).Pairs;
        Assert.Equivalent(new[] { QueuedPair.KeyOf(maiden.Value, married.Value), QueuedPair.KeyOf(swapped.Value, damaged.Value) }, pairs.Select(p => p.Key), strict: true);
    }

    internal static async Task<SweepState> SweepAsync(TestNode test)
    {
        var state = await test.Node.Sweep.RunAsync(test.As("reviewer"));
        Assert.True(state is { Failure: null }, state?.Failure);
        return state!;
    }

    internal static async Task AnswerAsync(TestNode test, QueuedPair pair, string verdict) =>
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Queue.AnswerAsync(test.As("registration_officer"), pair, verdict)));

    // A register is more than the two that are looked for.
    internal static async Task NeighboursAsync(TestNode test)
    {
        string[] given = ["Omid", "Samira", "Karim", "Laylo", "Rustam", "Nigora", "Jamshid", "Zulfiya"], family = ["Normatov", "Haidari", "Qodirzoda", "Barakat", "Yunusov"];
        for (var i = 0; i < 20; i++)
            await RegisterAsync(test, given[i % given.Length], family[i % family.Length], $"{1950 + (i * 7 % 45)}-{1 + (i * 5 % 12):00}-{2 + (i * 11 % 26):00}", i % 2 == 0 ? "M" : "F");
    }

    /// <summary>One person, registered twice by officers who wrote her name by another habit and whose search was not heeded.</summary>
    internal static async Task<(StreamId First, StreamId Again)> TwiceAsync(TestNode test, (string, string) name, (string, string) again, string born, string sex = "M")
    {
        var first = await RegisterAsync(test, name.Item1, name.Item2, born, sex);
        test.Clock.Pass(1);
        var person = await RegisterAsync(test, "Nobody", "Unlike", "1931", sex);
        // The names came later, by a correction: no search stands between the two.
        await CorrectAsync(test, person, born, PersonName.Of(again.Item1, again.Item2));
        return (first, person);
    }

    private static async Task CorrectAsync(TestNode test, StreamId person, string born, params PersonName[] names) =>
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.RecordAsync(test.As("registration_officer"), person,
            FactValue.OfJson("names", PersonNameJson.Write(names)), FactValue.Of("date_of_birth", born))));

    private static async Task<StreamId> RegisterAsync(TestNode test, string given, string family, string born, string sex) =>
        (await test.RegisterFamilyAsync((Journeys.Person(given, family, born, sex), "focal_point"))).Persons[0];
}
