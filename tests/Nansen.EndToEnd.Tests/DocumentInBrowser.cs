using Nansen.Journal;
using Nansen.Records;

namespace Nansen.EndToEnd.Tests;

/// <summary>A certificate is issued by the second officer, and a stranger verifies its page.</summary>
public static class DocumentInBrowser
{
    public static async Task IssueAndVerifyAsync(Utopia utopia, Viewing viewing, StreamId person)
    {
        var proposed = (await utopia.Node.Room.Rows.DocumentsOfAsync(person)).First(d => d is { Kind: "DOC-ASC", State: "proposed" });
        byte[] pdf;
        await using (var officer = await Officer.SignInAsync(utopia, viewing, "document_officer"))
        {
            await officer.GoAsync("/documents");
            await officer.PictureAsync("documents");
            await officer.GoAsync($"/documents/{proposed.Id}");
            await officer.SubmitAsync("issue");
            await officer.AcceptedAsync();
            await officer.PictureAsync("document");
            var answer = await officer.Page.Context.APIRequest.GetAsync($"{utopia.Address}/documents/{proposed.Id}/pdf");
            Assert.True(answer.Ok, $"The page could not be drawn: {answer.Status}");
            pdf = await answer.BodyAsync();
        }

        await using var stranger = await Officer.AnonymousAsync(utopia, viewing);
        await stranger.GoAsync("/verify");
        await stranger.Page.Locator("main input[type=file]").First.SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "certificate.pdf", MimeType = "application/pdf", Buffer = pdf });
        await stranger.SubmitAsync();
        await stranger.PictureAsync("verify");
        Assert.Equal(1, await stranger.Page.Locator("main .govuk-tag--green").CountAsync() > 0 ? 1 : 0);
    }
}
