using Nansen.Records;
using Nansen.Register.Tests;

namespace Nansen.EndToEnd.Tests;

/// <summary>A lost certificate is declared void; from then on its page verifies as not valid.</summary>
[Collection("browser")]
public class VoidInBrowserTests(Utopia utopia)
{
    private static readonly Viewing English = Viewing.In("en");

    [Fact]
    public async Task A_void_certificate_is_refused_by_the_public_page()
    {
        var person = await utopia.PersonAsync("Esperanza", "Villanueva", "1972-12-19");
        await utopia.Test.OpenAsylumAsync([person]);
        var document = (await utopia.Node.Room.Rows.DocumentsOfAsync(person, TestContext.Current.CancellationToken)).First(d => d is { Kind: "DOC-ASC", State: "proposed" });
        Assert.IsType<Outcome.Done>(Journeys.Explain(await utopia.Node.Documents.IssueAsync(utopia.Test.As("document_officer"), document.Id, cancellation: TestContext.Current.CancellationToken)));
        await using var officer = await Officer.SignInAsync(utopia, English, "document_officer");
        await officer.GoAsync("/documents?state=issued");
        await officer.GoAsync($"/documents/{document.Id}");
        var pdf = await (await officer.Page.Context.APIRequest.GetAsync($"{utopia.Address}/documents/{document.Id}/pdf")).BodyAsync();
        await VerifyAsync(pdf, "success", null);
        await officer.FollowAsync("$='/void'");
        await officer.SubmitAsync();
        await officer.HasAsync(".govuk-error-summary");
        await officer.FillAsync("about.void_reason", "lost");
        await officer.TodayAsync("about.void_reported_on");
        await officer.PictureAsync("void");
        await officer.DoneAsync();
        await officer.HasAsync(".govuk-notification-banner--success");
        await officer.PictureAsync("void-done");
        await VerifyAsync(pdf, null, "verify-void");
    }

    private async Task VerifyAsync(byte[] pdf, string? banner, string? picture)
    {
        await using var stranger = await Officer.AnonymousAsync(utopia, English);
        await stranger.GoAsync("/verify");
        await stranger.AttachAsync("certificate.pdf", "application/pdf", pdf);
        await stranger.SubmitAsync();
        await stranger.HasAsync("main .govuk-notification-banner--success", banner is null ? 0 : 1);
        if (picture is null) return;
        await stranger.SeesAsync("Do not rely on this document");
        await stranger.PictureAsync(picture);
    }
}
