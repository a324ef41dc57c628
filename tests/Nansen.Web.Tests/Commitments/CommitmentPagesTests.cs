using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nansen.Cooperation;
using Nansen.Cooperation.Tests;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

public sealed class CommitmentPagesTests
{
    [Fact]
    public async Task Commitments_are_public_and_list_all_seventy_three()
    {
        await using var site = await Site.StartAsync();
        var page = await site.Host.Browser().GetAsync("/commitments");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        for (var i = 1; i <= 73; i++) Assert.Contains($"href=\"/commitments/C{i}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Обязательства региона", (await site.Host.Browser("ru").GetAsync("/commitments")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commitment_says_what_was_promised_done_counted_and_is_missing_and_names_nobody()
    {
        await using var site = await Site.StartAsync();
        var persons = await site.Up.RegisterAsync(6);
        await site.Up.HandOverAsync(await site.Up.WishAsync(persons));
        await CooperationDemo.FillAsync(site.Up.Test.Node, site.Up.Focal, site.Up.Partner);

        var page = await site.Host.Browser().GetAsync("/commitments/c14");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        string[] parts = ["What was promised", "What has been done", "Train border guards", "The figures and where they come from", "IND-01", "100.0%", "as known at 2026-03-02",
            "Record the wish for protection", "Accept the hand-over", "What is missing", "Interpreters at night", "A telephone line"];
        Assert.All(parts, part => Assert.Contains(part, page.Html, StringComparison.Ordinal));
        foreach (var person in persons)
        {
            var record = await site.Up.Test.GetAsync(person);
            Assert.DoesNotContain(record.Number, page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(record.Label, page.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("focal_point1", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_by_sex_age_and_origin_is_for_those_who_count_and_not_for_the_public()
    {
        await using var site = await Site.StartAsync();
        var up = site.Up;
        await up.DecideForAndAgainstSixAsync();

        var counting = await (await site.SignInAsync("statistician")).GetAsync("/commitments/C27");
        Assert.Contains("By sex, age and origin in 2026", counting.Html, StringComparison.Ordinal);
        Assert.Contains("IND-08-groups", counting.Html, StringComparison.Ordinal);
        var open = await site.Host.Browser().GetAsync("/commitments/C27");
        Assert.Contains("IND-08", open.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("IND-08-groups", open.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"groups\"", (await site.Host.Browser().GetAsync("/api/v1/commitments/C27")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commitment_of_treaties_shows_every_State_with_vintage()
    {
        await using var site = await Site.StartAsync();
        var english = await site.Host.Browser().GetAsync("/commitments/C58");
        var russian = await site.Host.Browser("ru").GetAsync("/commitments/C58");

        Assert.Contains("Bound, acceded 23 December 2011", english.Html, StringComparison.Ordinal);
        Assert.Contains("No action known", english.Html, StringComparison.Ordinal);
        Assert.Contains("as of 14 March 2015", english.Html, StringComparison.Ordinal);
        Assert.Contains("Узбекистан", russian.Html, StringComparison.Ordinal);
        Assert.Contains("the treaty file does not cover it", (await site.Host.Browser().GetAsync("/commitments/C42")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_show_how_a_case_feeds_a_commitment()
    {
        await using var site = await Site.StartAsync();
        var page = await site.Host.Browser().GetAsync("/commitments/lines");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.All(site.Up.Test.Node.Pack.Indicators.Values, i => Assert.Contains($"href=\"/commitments/{i.Commitments[0]}#{i.Code}\"", page.Html, StringComparison.Ordinal));
        Assert.Contains("border.handover.hours = 24 hours", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_submits_and_the_focal_point_replies()
    {
        await using var site = await Site.StartAsync();
        var partner = await site.SignInAsync("ngo_partner");
        await partner.GetAsync("/commitments/C14/submissions/new");
        await partner.SubmitAsync("submission", ("about.title", "Interpreters"), ("about.organisation", "Open Door"), ("about.submission_text", "Nobody interprets at night.\nNot even by telephone."));
        Assert.StartsWith("/commitments/C14", partner.Path, StringComparison.Ordinal);
        Assert.Contains("Not even by telephone.", partner.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(">Answer<", partner.Html, StringComparison.Ordinal);
        var submission = Assert.Single((await site.Up.Desk.PublishedAsync()).Submissions);

        var focal = await site.SignInAsync("focal_point");
        await focal.GetAsync($"/commitments/C14/submissions/{submission.Id}");
        await focal.SubmitAsync("answer", ("about.reply", "We looked."), ("outcome", "not_take_up"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, focal.Status);
        Assert.Contains("We looked.", focal.Html, StringComparison.Ordinal);
        await focal.SubmitAsync("answer", ("about.reply", "A line opens in May."), ("outcome", "take_up"));

        var open = await site.Host.Browser().GetAsync("/commitments/C14");
        Assert.Contains("A line opens in May.", open.Html, StringComparison.Ordinal);
        Assert.Contains("Taken up", open.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_focal_point_records_an_action_and_carries_it_on()
    {
        await using var site = await Site.StartAsync();
        var focal = await site.SignInAsync("focal_point");
        await focal.GetAsync("/commitments/C16/actions/new");
        await focal.SubmitAsync("action", ("about.title", "Six more case officers"), ("about.responsible_body", "Asylum Office"),
            ("about.due_on.day", "1"), ("about.due_on.month", "9"), ("about.due_on.year", "2026"));
        var action = Assert.Single((await site.Up.Desk.PublishedAsync()).Actions);
        Assert.Equal("2026-09-01", action.Due.ToString());

        await focal.GetAsync($"/commitments/C16/actions/{action.Id}/delay");
        await focal.SubmitAsync("step", ("about.action_reason", "No budget yet"));

        var open = await site.Host.Browser().GetAsync("/commitments/C16");
        Assert.Contains("Delayed", open.Html, StringComparison.Ordinal);
        Assert.Contains("No budget yet", open.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/actions/new", open.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_number_in_the_text_is_refused_and_the_typing_kept()
    {
        await using var site = await Site.StartAsync();
        var person = await site.Up.Test.GetAsync((await site.Up.RegisterAsync(1))[0]);
        var partner = await site.SignInAsync("ngo_partner");
        await partner.GetAsync("/commitments/C14/submissions/new");
        await partner.SubmitAsync("submission", ("about.title", "A case"), ("about.organisation", "Open Door"), ("about.submission_text", $"What of {person.Number}?"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, partner.Status);
        Assert.Contains("looks like a person", partner.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"A case\"", partner.Html, StringComparison.Ordinal);
        Assert.Empty((await site.Up.Desk.PublishedAsync()).Submissions);
    }

    [Fact]
    public async Task A_stale_reply_is_refused_and_shows_what_happened()
    {
        await using var site = await Site.StartAsync();
        var id = FollowUp.Done(await site.Up.Desk.SubmitAsync(site.Up.Partner, "C14", FollowUp.Text()));
        var focal = await site.SignInAsync("focal_point");
        await focal.GetAsync($"/commitments/C14/submissions/{id}");
        FollowUp.Done(await site.Up.Desk.AcknowledgeAsync(site.Up.Focal, id));
        await focal.SubmitAsync("answer", ("about.reply", "My own reply."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, focal.Status);
        Assert.Contains("My own reply.", focal.Html, StringComparison.Ordinal);
        Assert.Contains("Acknowledge", focal.Html, StringComparison.Ordinal);
        Assert.Empty((await site.Up.Desk.PublishedAsync()).Submissions[0].Reply);
        await focal.SubmitAsync("answer", ("about.reply", "My own reply."));
        Assert.True(focal.Status == HttpStatusCode.OK, focal.Html);
        Assert.Equal("My own reply.", (await site.Up.Desk.PublishedAsync()).Submissions[0].Reply);
    }

    [Theory]
    [InlineData("/commitments/C14/actions/new")]
    [InlineData("/commitments/C14/submissions/new")]
    public async Task Forms_ask_for_sign_in_and_for_the_role(string path)
    {
        await using var site = await Site.StartAsync();

        Assert.StartsWith("/sign-in", (await site.Host.Browser().GetAsync(path)).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync("case_officer")).GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_persons_record_does_not_open_here()
    {
        await using var site = await Site.StartAsync();
        var person = (await site.Up.RegisterAsync(1))[0];
        var focal = await site.SignInAsync("focal_point");

        Assert.Equal(HttpStatusCode.Forbidden, (await focal.GetAsync($"/commitments/C14/submissions/{person}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await focal.GetAsync($"/commitments/C14/actions/{person}/begin")).Status);
    }

    [Fact]
    public async Task No_such_commitment_is_not_found()
    {
        await using var site = await Site.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await site.Host.Browser().GetAsync("/commitments/C74")).Status);
        var api = await site.Host.Browser().GetAsync("/api/v1/commitments/C74");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (api.Status, api.Last.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_api_says_the_same_as_the_page()
    {
        await using var site = await Site.StartAsync();
        await site.Up.HandOverAsync(await site.Up.WishAsync(await site.Up.RegisterAsync(6)));
        FollowUp.Done(await site.Up.Desk.SubmitAsync(site.Up.Partner, "C14", FollowUp.Text()));

        using var list = JsonDocument.Parse((await site.Host.Browser().GetAsync("/api/v1/commitments")).Html);
        Assert.Equal(73, list.RootElement.GetProperty("commitments").GetArrayLength());
        using var one = JsonDocument.Parse((await site.Host.Browser().GetAsync("/api/v1/commitments/C14")).Html);
        Assert.Equal("Nobody interprets at night.", one.RootElement.GetProperty("submissions")[0].GetProperty("text").GetString());
        var figure = one.RootElement.GetProperty("indicators").EnumerateArray().Single(i => i.GetProperty("code").GetString() == "IND-01").GetProperty("figures")[0];
        Assert.Equal((6, 6, 100m), (figure.GetProperty("numerator").GetInt32(), figure.GetProperty("denominator").GetInt32(), figure.GetProperty("value").GetDecimal()));
    }

    /// <summary>The pages on a node of their own.</summary>
    private sealed class Site : IAsyncDisposable
    {
        public required FollowUp Up { get; init; }

        public required WebHost Host { get; init; }

        public static async Task<Site> StartAsync()
        {
            var up = await FollowUp.StartAsync();
            var host = await WebHost.StartAsync(services: s =>
            {
                s.AddSingleton(up.Test.Node);
                s.AddNansenCooperation(up.Test.Node);
            });
            return new Site { Up = up, Host = host };
        }

        public async Task<Browser> SignInAsync(string role)
        {
            var id = Guid.NewGuid().ToString("N");
            Host.Actors.Add(new ActorProfile(id, $"{role} Sample", [role], [TestNode.Office], "en"));
            await Host.Accounts.CreateUserAsync(role, Tests.Browser.Password, id);
            return await Host.Browser().SignInAsync(role);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await Up.DisposeAsync();
        }
    }
}
