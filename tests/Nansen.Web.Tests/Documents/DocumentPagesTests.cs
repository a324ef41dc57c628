using System.Net;
using Nansen.Documents;
using Nansen.Records;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

public sealed class DocumentPagesTests
{
    [Fact]
    public async Task A_document_officer_issues_what_was_proposed_draws_it_and_anybody_verifies_it()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        var (_, officer) = await host.OfficerAsync("dora", "document_officer");

        await officer.GetAsync("/documents");
        Assert.Contains("Amina Testova", officer.Html, StringComparison.Ordinal);
        Assert.Contains("Karim Testov", officer.Html, StringComparison.Ordinal);
        var proposed = (await host.Node.Room.Rows.DocumentsInAsync("proposed", 10)).First(d => d.Person == persons[0]);
        await officer.GetAsync($"/documents/{proposed.Id}");
        Assert.Contains($"/person/{persons[0]}", officer.Html, StringComparison.Ordinal);
        await officer.SubmitAsync("document", ("_action", "issue"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("The document is issued.", officer.Html, StringComparison.Ordinal);

        var issued = Assert.Single(await host.Node.Room.Rows.DocumentsInAsync("issued", 10));
        await officer.GetAsync($"/documents/{issued.Id}/pdf");
        Assert.Equal("application/pdf", officer.Last.Content.Headers.ContentType!.MediaType);
        var pdf = await officer.Last.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Contains(await host.Node.Room.Rows.AccessesOfAsync(issued.Id, 10), a => a is { What: "document_pdf", Allowed: true });
        Assert.Contains(await host.Node.Room.Rows.AccessesOfAsync(persons[0], 10), a => a is { What: "document_pdf", Allowed: true });

        var stranger = await host.Browse("en").GetAsync("/verify");
        await stranger.SubmitAsync("verify", pdf);
        Assert.StartsWith("Valid", stranger.Title, StringComparison.Ordinal);
        Assert.Contains("TESTOVA", stranger.Html, StringComparison.Ordinal);
        Assert.Contains("Examine every byte and character", stranger.Html, StringComparison.Ordinal);
        Assert.Contains("Digit over all", stranger.Html, StringComparison.Ordinal);

        await officer.GetAsync($"/documents?number={issued.Number!.ToLowerInvariant()}");
        Assert.Equal($"/documents/{issued.Id}", officer.Path);
        await officer.GetAsync($"/documents/{issued.Id}/void");
        await officer.SubmitAsync("void", ("about.void_reason", "lost"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        await officer.SubmitAsync("void", ("about.void_reason", "lost"), ("about.void_reported_on.day", "2"), ("about.void_reported_on.month", "3"), ("about.void_reported_on.year", "2026"));
        Assert.Contains("The document is void", officer.Html, StringComparison.Ordinal);
        await stranger.GetAsync("/verify");
        await stranger.SubmitAsync("verify", pdf);
        Assert.StartsWith("Not valid", stranger.Title, StringComparison.Ordinal);
        Assert.Contains("reported lost", stranger.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_that_expire_stand_on_a_list_their_holders_are_reminded_and_verifications_are_counted()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        var (_, officer) = await host.OfficerAsync("dora", "document_officer");
        Assert.DoesNotContain("Amina Testova", (await officer.GetAsync("/documents?state=expiring")).Html, StringComparison.Ordinal);
        host.Test.Clock.Set(issued.ExpiresOn!.Value.AddDays(-10));
        Assert.Contains("Amina Testova", (await officer.GetAsync("/documents?state=expiring")).Html, StringComparison.Ordinal);
        await officer.GetAsync($"/documents/{issued.Id}");
        Assert.Contains("/step/remind_holder", officer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/step/extend", officer.Html, StringComparison.Ordinal);
        Assert.Contains("Missions extend Convention travel documents alone", officer.Html, StringComparison.Ordinal);
        await officer.GetAsync($"/documents/{issued.Id}/step/remind_holder");
        await officer.SubmitAsync("step");
        Assert.Contains("Reminder to renew a document", officer.Html, StringComparison.Ordinal);

        await host.Browse("en").PostJsonAsync("/api/v1/documents/query", new { code = "AS", number = "U00000017", expires = "2027-03-01" });
        await officer.GetAsync("/documents/verifications");
        Assert.Contains("Somebody without an account", officer.Html, StringComparison.Ordinal);
        Assert.Contains("Not known here", officer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("U00000017", officer.Html, StringComparison.Ordinal);
        var (_, guard) = await host.OfficerAsync("gleb", "border_guard");
        Assert.Equal(HttpStatusCode.Forbidden, (await guard.GetAsync("/documents/verifications")).Status);
        var (_, russian) = await host.OfficerOfAsync("rada", TestNode.Office, "ru", "document_officer");
        Assert.Contains("Лицо без учётной записи", (await russian.GetAsync("/documents/verifications")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_issues_what_she_proposed()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        var (_, officer) = await host.OfficerAsync("rita", "case_officer", "document_officer");
        officer.Cookies[ActingOfficer.RoleCookie] = "document_officer";
        await host.Test.StepAsync("document_officer", (await host.Node.Room.Rows.DocumentsOfAsync(persons[0])).Single().Id, "decline").DoneAsync();
        officer.Cookies[ActingOfficer.RoleCookie] = "case_officer";
        await officer.GetAsync($"/person/{persons[0]}/documents");
        await officer.SubmitAsync("propose", ("kind", "DOC-ASC"));
        Assert.Contains("Another officer will issue it", officer.Html, StringComparison.Ordinal);
        await officer.GetAsync($"/person/{persons[0]}/documents");
        await officer.SubmitAsync("propose", ("kind", "DOC-ASC"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);

        var own = (await host.Node.Room.Rows.DocumentsOfAsync(persons[0])).Single(d => d.State == "proposed");
        officer.Cookies[ActingOfficer.RoleCookie] = "document_officer";
        await officer.GetAsync($"/documents/{own.Id}");
        Assert.Contains("Another officer has to issue it", officer.Html, StringComparison.Ordinal);
        await officer.SubmitAsync("document", ("_action", "issue"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        Assert.Equal("proposed", (await host.Node.Room.Rows.DocumentsOfAsync(persons[0])).First(d => d.Id == own.Id).State);
    }

    [Fact]
    public async Task What_is_not_hers_and_what_is_not_there_look_the_same()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        var (_, elsewhere) = await host.OfficerOfAsync("olga", "UTO-SOUTH", "en", "document_officer");
        var (_, guard) = await host.OfficerAsync("gleb", "border_guard");
        var (_, statistician) = await host.OfficerAsync("stas", "statistician");
        foreach (var browser in new[] { elsewhere, guard, statistician })
        {
            foreach (var id in new[] { issued.Id.ToString(), Guid.NewGuid().ToString("N"), "nonsense" })
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/documents/{id}")).Status);
                Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/documents/{id}/pdf")).Status);
                Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/documents/{id}/void")).Status);
            }
        }

        await elsewhere.GetAsync($"/documents?number={issued.Number}");
        Assert.Contains("You can open no document of that number", elsewhere.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Testova", (await elsewhere.GetAsync("/documents?state=issued")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await statistician.GetAsync("/documents")).Status);
        Assert.Contains(await host.Node.Room.Rows.AccessesAsync(true, 100), a => a.Record == issued.Id);
    }

    [Fact]
    public async Task The_page_is_drawn_as_it_was_at_issue_and_says_when_it_is_void()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        async Task<byte[]> Draw() => (await host.Node.Documents.DrawAsync(Actor.System, issued.Id))!.Pdf.ToArray();
        var first = await Draw();
        Assert.Equal(first, await Draw());
        var verdict = await host.Node.Documents.VerifyPageAsync(first);
        Assert.Equal(VerdictResult.Valid, verdict.Result);
        Assert.All(verdict.Comparisons, c => Assert.True(c.Equal, c.Field));

        var draft = host.Node.Room.Begin(host.Test.As("registration_officer"));
        await draft.RecordFactsAsync(issued.Person, SubjectFacts.About(Values.FactValue.Of("date_of_birth", "1991-05-03")));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await host.Node.Room.CommitAsync(draft)));
        Assert.Equal(first, await Draw());

        Assert.IsType<Outcome.Done>(await host.Node.Documents.VoidAsync(host.Test.As("document_officer"), issued.Id,
            SubjectFacts.About(Values.FactValue.Of("void_reason", "stolen"), Values.FactValue.Of("void_reported_on", "2026-03-02")), "stolen"));
        Assert.NotEqual(first, await Draw());
        Assert.Equal(VerdictResult.NotValid, (await host.Node.Documents.VerifyPageAsync(await Draw())).Result);
    }

    [Fact]
    public async Task A_refugees_card_has_three_lines_and_its_seal_holds_the_same()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        var asylum = (await host.Node.Room.Rows.CasesOfAsync(persons[0])).Single().Id;
        await host.Test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await host.Test.DecideAsync(asylum, persons, "REC-CONV");
        if ((await host.Node.Room.Rows.DocumentsOfAsync(persons[0])).All(d => d.Kind != "DOC-RID"))
            Assert.IsType<Outcome.Done>(Journeys.Explain(await host.Node.Documents.ProposeAsync(host.Test.As("case_officer"), persons[0], "DOC-RID")));
        var card = (await host.Node.Room.Rows.DocumentsOfAsync(persons[0])).Single(d => d.Kind == "DOC-RID");
        Assert.IsType<Outcome.Done>(Journeys.Explain(await host.Node.Documents.IssueAsync(host.Test.As("document_officer"), card.Id)));
        var verdict = await host.Node.Documents.VerifyPageAsync((await host.Node.Documents.DrawAsync(Actor.System, card.Id))!.Pdf);
        Assert.Equal(VerdictResult.Valid, verdict.Result);
        Assert.Equal((MrzFormat.TD1, MrzFormat.TD2), (verdict.PrintedZone!.Format, verdict.SealedZone!.Format));
        Assert.Equal("XXB", verdict.PrintedZone.Nationality);
    }
}
