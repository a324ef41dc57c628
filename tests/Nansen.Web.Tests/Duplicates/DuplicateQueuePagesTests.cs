using System.Net;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.Web.Tests;

public sealed class DuplicateQueuePagesTests
{
    [Fact]
    public async Task The_queue_is_answered_once_and_a_pair_that_is_gone_is_said_plainly()
    {
        await using var host = await RegisterHost.StartAsync();
        var (first, again) = await TwiceAsync(host);
        var (_, reviewer) = await host.OfficerAsync("rosa", "reviewer");
        await host.Node.Sweep.RunAsync(host.Test.As("reviewer"));
        var (_, officer) = await host.OfficerAsync("rita", "registration_officer");
        await officer.GetAsync("/duplicates/queue");
        Assert.Contains("Фаррух Экзамплов", officer.Html, StringComparison.Ordinal);
        Assert.Contains("Farrukh Examplov", officer.Html, StringComparison.Ordinal);
        var path = $"/duplicates/queue/{again}/{first}";
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(path)).Status);
        await officer.SubmitAsync("pair", ("_action", "unsure"));
        Assert.Contains("Remembered: not sure", officer.Html, StringComparison.Ordinal);
        await officer.GetAsync(path);
        await officer.SubmitAsync("pair", ("_action", "not_same"));
        Assert.Equal("not_same", (await host.Node.Duplicates.JudgementsAsync(first))[again]);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.GetAsync(path)).Status);
        Assert.DoesNotContain("Examplov", (await officer.GetAsync("/duplicates/queue")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.GetAsync("/duplicates/measured")).Status);
    }

    [Fact]
    public async Task Pages_are_for_the_roles_that_do_the_work()
    {
        await using var host = await RegisterHost.StartAsync();
        var (first, again) = await TwiceAsync(host);
        await host.Node.Sweep.RunAsync(host.Test.As("reviewer"));
        var pair = $"/duplicates/queue/{again}/{first}";
        var (_, documents) = await host.OfficerAsync("dora", "document_officer");
        foreach (var path in new[] { "/duplicates/queue", pair, "/duplicates/sweep", "/duplicates/measured" })
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await documents.GetAsync(path)).Status));
        var (_, registration) = await host.OfficerAsync("rita", "registration_officer");
        foreach (var path in new[] { "/duplicates/sweep", "/duplicates/measured" })
            Assert.Equal(HttpStatusCode.Forbidden, (await registration.GetAsync(path)).Status);
        var (_, elsewhere) = await host.OfficerOfAsync("eva", "ELSEWHERE", "en", "registration_officer");
        Assert.DoesNotContain("Examplov", (await elsewhere.GetAsync("/duplicates/queue")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await elsewhere.GetAsync(pair)).Status);
    }

    [Fact]
    public async Task Of_another_offices_registration_an_officer_sees_what_a_search_shows_and_no_facts()
    {
        await using var host = await RegisterHost.StartAsync();
        var (first, again) = await TwiceAsync(host, "ELSEWHERE");
        await host.Node.Sweep.RunAsync(host.Test.As("reviewer"));
        var (_, officer) = await host.OfficerAsync("rita", "registration_officer");
        await officer.GetAsync($"/duplicates/queue/{again}/{first}");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains((await host.Test.GetAsync(again)).Number, officer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/person/{again}", officer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Reception centre", officer.Html, StringComparison.Ordinal);
        await officer.SubmitAsync("pair", ("_action", "same"));
        // The proposal stands on the registration that is hers.
        Assert.Single((await host.Test.GetAsync(first)).Proposals, p => p.Open && p.Other == again.ToString());
    }

    private static async Task<(StreamId First, StreamId Again)> TwiceAsync(RegisterHost host, string office = TestNode.Office)
    {
        var test = host.Test;
        var (_, first) = await test.RegisterFamilyAsync((Journeys.Person("Farrukh", "Examplov", "1971-04-11", "M"), "focal_point"));
        var officer = test.As("registration_officer") with { Offices = [office] };
        var result = await test.Node.Groups.RegisterAsync(new Nansen.Register.RegisterGroup(officer, "registration_emergency", office, [], [new(Journeys.Person("Nobody", "Unlike", "1931", "M"), "focal_point", [])]));
        var again = result.Persons[0];
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.RecordAsync(officer, again,
            FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of("Фаррух", "Экзамплов")])), FactValue.Of("date_of_birth", "1971-04-11"))));
        return (first[0], again);
    }
}
