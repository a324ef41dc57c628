using System.Net;
using Nansen.Records;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

public sealed class DocumentStepPagesTests
{
    [Fact]
    public async Task A_travel_document_is_made_step_by_step_on_a_blank_of_the_stock()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        var asylum = (await host.Node.Room.Rows.CasesOfAsync(persons[0])).Single().Id;
        await host.Test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await host.Test.DecideAsync(asylum, persons, "REC-CONV");
        var (_, dora) = await host.OfficerAsync("dora", "document_officer");
        var (_, dina) = await host.OfficerAsync("dina", "document_officer");

        await dora.GetAsync("/documents/stock");
        await dora.SubmitAsync("receive", ("kind", "DOC-CTD51"), ("first", "UC01"), ("count", "many"), ("delivery", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, dora.Status);
        await dora.SubmitAsync("receive", ("kind", "DOC-CTD51"), ("first", "UC0000001"), ("count", "3"), ("delivery", "Delivery 1"));
        Assert.Contains("The blanks are in store.", dora.Html, StringComparison.Ordinal);

        await dora.GetAsync($"/person/{persons[0]}/documents");
        await dora.SubmitAsync("propose", ("kind", "DOC-CTD51"));
        var document = (await host.Node.Room.Rows.DocumentsOfAsync(persons[0])).Single(d => d.Kind == "DOC-CTD51").Id;
        await Step(dora, document, "check_entitlement", ("about.entitlement_basis", "Decision of 2 March 2026"));
        await Step(dora, document, "check_identity", ("about.identity_basis", "photo_compared"));
        await Step(dora, document, "check_security", ("about.security_result", "none"));
        await dora.GetAsync($"/documents/{document}/step/approve");
        await dora.SubmitAsync("step");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, dora.Status);
        await Step(dina, document, "approve");
        await dora.GetAsync($"/documents/{document}/step/personalise");
        Assert.Contains("UC0000001, UC0000002, UC0000003", dora.Html, StringComparison.Ordinal);
        await Step(dora, document, "personalise", ("about.blank_number", "uc0000001"));
        Assert.Contains("Personalised", (await dora.GetAsync("/documents?state=making")).Html, StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await dora.GetAsync($"/documents/{document}/pdf")).Last.Content.Headers.ContentType!.MediaType);
        await Step(dina, document, "pass_quality", ("about.quality_result", "good"));
        await Step(dora, document, "hand_over", ("about.handed_over_on.day", "2"), ("about.handed_over_on.month", "3"), ("about.handed_over_on.year", "2026"), ("about.handed_over_to", "holder"));
        Assert.Equal("UC0000001", Assert.Single(await host.Node.Room.Rows.DocumentsOfAsync(persons[0]), d => d.State == "issued").Number);

        // What a document's steps make is not made by the way of other records.
        Assert.Equal(HttpStatusCode.Forbidden, (await dora.GetAsync($"/record/{document}/step/void")).Status);
        await dora.GetAsync($"/documents/{document}");
        await dora.SubmitAsync("document", ("_action", "renew"));
        Assert.Equal("proposed", (await host.Node.Room.Rows.DocumentsOfAsync(persons[0])).First(d => d.Kind == "DOC-CTD51" && d.Id != document).State);
    }

    [Fact]
    public async Task A_blank_is_destroyed_before_two_witnesses()
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, dora) = await host.OfficerAsync("dora", "document_officer");
        var (_, dina) = await host.OfficerAsync("dina", "document_officer");
        var (_, rita) = await host.OfficerAsync("rita", "registration_officer");
        Assert.IsType<Outcome.Done>(Journeys.Explain(await host.Node.Documents.ReceiveBlanksAsync(host.Test.As("document_officer"), "DOC-CTD54", "UD0000001", 1, "Delivery 1")));
        var blank = (await host.Node.Documents.BlankAsync("UD0000001"))!.Id;
        Assert.Equal(HttpStatusCode.Forbidden, (await rita.GetAsync("/documents/stock")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await rita.GetAsync($"/documents/stock/{blank}")).Status);

        await dora.GetAsync($"/documents/stock/{blank}?step=destroy");
        await dora.SubmitAsync("blank", ("_action", "destroy"), ("about.end_reason", "damaged"), ("about.end_note", "Water in the store"));
        Assert.Contains("A second witness", dora.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("confirm the destruction</button>", (await dora.GetAsync($"/documents/stock/{blank}")).Html, StringComparison.Ordinal);
        await dina.GetAsync($"/documents/stock/{blank}");
        await dina.SubmitAsync("blank", ("_action", "confirm"));
        Assert.Equal("spoiled", (await host.Node.Documents.BlankAsync("UD0000001"))!.State);
    }

    private static async Task Step(Browser browser, Journal.StreamId document, string step, params (string, string)[] answers)
    {
        await browser.GetAsync($"/documents/{document}/step/{step}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.SubmitAsync("step", answers);
        Assert.True(browser.Status == HttpStatusCode.OK, browser.Html);
    }
}
