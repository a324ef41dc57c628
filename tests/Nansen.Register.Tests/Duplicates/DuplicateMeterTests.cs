using Nansen.Journal;
using Nansen.Records;

namespace Nansen.Register.Tests;

public class DuplicateMeterTests
{
    [Fact]
    public async Task The_register_measures_its_proposals_by_what_officers_decided()
    {
        await using var test = await TestNode.StartAsync();
        var people = new List<StreamId>();
        foreach (var (given, family, born) in new[] { ("Omid", "Normatov", "1951-02-03"), ("Samira", "Haidari", "1967-08-21"), ("Karim", "Barakat", "1983-11-30"), ("Laylo", "Qodirzoda", "1990-01-14"), ("Rustam", "Yunusov", "1975-06-09") })
            people.Add((await test.RegisterFamilyAsync((Journeys.Person(given, family, born, "M"), "focal_point"))).Persons[0]);
        var found = test.Clock.GetUtcNow();
        test.Clock.Pass(2);

        // Found by a sweep two days before: one confirmed after two days more, one declined, one unsure, one waiting.
        await AnswerAsync(test, people[0], people[1], "same", 0.97, found);
        await AnswerAsync(test, people[0], people[2], "same", 0.96, found);
        await AnswerAsync(test, people[0], people[3], "unsure", 0.55, found);
        await AnswerAsync(test, people[0], people[4], "not_same", 0.6, found);
        await AnswerAsync(test, people[1], people[4], "same", 0.85, found);
        test.Clock.Pass(2);
        var proposals = (await test.GetAsync(people[0])).Proposals.Where(p => p.Open).ToList();
        Assert.IsType<Outcome.Done>(await test.Node.Identity.ConfirmAsync(test.As("reviewer"), people[0], proposals[0].Id));
        Assert.IsType<Outcome.Done>(await test.Node.Identity.DeclineAsync(test.As("reviewer"), people[0], proposals[1].Id));

        var measured = await test.Node.Meter.MeasureAsync();
        Assert.Equal([(1, 1, 0, 0), (0, 0, 0, 1), (0, 1, 1, 0), (0, 0, 0, 0)], measured.Bands.Select(b => (b.Confirmed, b.Refuted, b.Unsure, b.Waiting)));
        Assert.Equal([0.5, null, 0, null], measured.Bands.Select(b => b.Precision));
        Assert.Equal((3, 1), (measured.Timed, measured.Waiting));
        Assert.InRange(measured.MedianDays!.Value, 3.9, 4.1);
        Assert.Equal(("sweep", 1, 2), (measured.Finders.Single().By, measured.Finders.Single().Confirmed, measured.Finders.Single().Refuted));

        // A link undone later was a wrong proposal.
        Assert.IsType<Outcome.Done>(await test.Node.Identity.UndoAsync(test.As("reviewer"), people[0], people[1], "Two people"));
        var later = await test.Node.Meter.MeasureAsync();
        Assert.Equal((0, 2, 1), (later.Bands[0].Confirmed, later.Bands[0].Refuted, later.Undone));
        Assert.Equal(0, later.Bands[0].Precision);
    }

    [Fact]
    public async Task What_an_officer_answers_before_a_registration_counts_without_a_time()
    {
        await using var test = await TestNode.StartAsync();
        var known = (await test.RegisterFamilyAsync((Journeys.Person("Omid", "Normatov", "1951-02-03", "M"), "focal_point"))).Persons[0];
        test.Clock.Pass(1);
        var again = await test.Node.Groups.RegisterAsync(new RegisterGroup(test.As("registration_officer"), "registration_emergency", TestNode.Office, [],
            [new NewMember(Journeys.Person("Omid", "Normatov", "1951-02-03", "M"), "focal_point", [new CandidateVerdict(known, "not_same")])]));
        Assert.IsType<Outcome.Done>(Journeys.Explain(again.Outcome));
        var measured = await test.Node.Meter.MeasureAsync();
        Assert.Equal(("search", 1), (measured.Finders.Single().By, measured.Finders.Single().Refuted));
        Assert.Equal((0, null), (measured.Timed, measured.MedianDays));
    }

    private static async Task AnswerAsync(TestNode test, StreamId person, StreamId other, string verdict, double probability, DateTimeOffset found) =>
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.AnswerAsync(test.As("registration_officer"), person, other, verdict, new PairFinding(probability, PairFinding.Sweep, found))));
}
