using Nansen.Journal;
using Nansen.Matching;
using Nansen.Records;
using Nansen.Statistics;

namespace Nansen.Register.Tests;

/// <summary>Two processes on one register (a server, and an import from the command line beside it): neither works on what the other made old.</summary>
public class SeveralProcessesTests
{
    [Fact]
    public async Task Whom_another_process_registered_is_found_before_she_is_registered_twice()
    {
        await using var test = await TestNode.StartAsync();
        await using var other = await test.BesideAsync();
        var hers = (await other.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"))).Persons[0];

        var found = await test.Node.Duplicates.FindAsync(new PersonQuery { Words = "Amina Testova 1990" });

        Assert.Contains(found, m => m.Person == hers);
    }

    [Fact]
    public async Task A_claim_opened_by_another_process_locks_removal_in_this_one()
    {
        await using var test = await TestNode.StartAsync();
        await using var other = await test.BesideAsync();
        var person = (await test.RegisterFamilyAsync((Journeys.Person("Omid", "Exampleson", "1975", "M"), "focal_point"))).Persons[0];
        Assert.DoesNotContain((await test.GetAsync(person)).Statuses, s => s.Code == "asylum_seeker");

        await other.OpenAsylumAsync([person]);
        await test.Room.FollowAsync();

        var now = await test.GetAsync(person);
        Assert.Contains(now.Statuses, s => s.Code == "asylum_seeker");
        Assert.Contains(await test.Room.SafeguardsAsync(now), s => s.Code == "SG-1");
    }

    [Fact]
    public async Task Accounts_and_search_of_both_are_those_of_a_fresh_start_whoever_wrote_in_between()
    {
        await using var test = await TestNode.StartAsync();
        await using var other = await test.BesideAsync();
        var both = new[] { test, other };
        // Both write at once: commits of the two mix in the books in whatever order they come.
        await Task.WhenAll(both.Select((node, at) => Task.Run(async () =>
        {
            for (var i = 0; i < 6; i++)
            {
                var person = (await node.RegisterFamilyAsync((Journeys.Person(Given[i], Family[at], $"{1950 + 7 * i + 3 * at}", "F"), "focal_point"))).Persons[0];
                await node.OpenAsylumAsync([person]);
                if (i % 2 == 0) await node.Room.FollowAsync();
            }
        })));
        foreach (var node in both) await node.Room.FollowAsync();
        await using var fresh = await test.BesideAsync();

        foreach (var node in both)
        {
            Assert.Equal(Account(fresh), Account(node));
            foreach (var (given, family) in from given in Given from family in Family select (given, family))
            {
                var best = Found(node, $"{given} {family}");
                Assert.True(best.Probability > 0.5);
                Assert.Equal(Found(fresh, $"{given} {family}").Id, best.Id);
            }
        }
    }

    private static readonly string[] Given = ["Amina", "Boris", "Chinara", "Davit", "Elnara", "Omid"];
    private static readonly string[] Family = ["Testova", "Exampleson"];

    private static Candidate Found(TestNode node, string words) => node.Node.Search.Index.Find(new PersonQuery { Words = words }, 1)[0];

    private static string Account(TestNode node) => node.Node.Statistics.Periods.Account(AccountQuery.Years(2026, 2026, "year", "coo", "sex", "age") with { Status = "asylum_seeker" }).ToCsv();
}
