using Nansen.Journal;
using Nansen.Records;
using Nansen.Register;
using Nansen.Values;

namespace Nansen.EndToEnd.Tests;

/// <summary>A family's way through the register, as its officers see it.</summary>
[Collection("browser")]
public class FamilyInBrowserTests(Utopia utopia)
{
    [Theory]
    [InlineData("en", true)]
    [InlineData("ru", true)]
    [InlineData("en", false)]
    public async Task A_family_goes_from_reception_to_recognition(string language, bool javaScript)
    {
        var viewing = new Viewing(language, javaScript, javaScript ? language : null);
        var persons = await RegisterInBrowser.FamilyAsync(utopia, viewing);
        await using (var reviewer = await Officer.SignInAsync(utopia, viewing, "reviewer"))
        {
            await reviewer.GoAsync("/");
            await reviewer.PictureAsync("worklist");
            foreach (var person in persons)
            {
                await reviewer.GoAsync($"/record/{person}/step/approve");
                await reviewer.SubmitAsync();
                await reviewer.AcceptedAsync();
            }
        }

        await LooksRoundAsync(viewing, persons[0]);
        var asylum = new AsylumInBrowser(utopia, viewing, persons);
        await asylum.OpenAndRegisterAsync();
        await DocumentInBrowser.IssueAndVerifyAsync(utopia, viewing, persons[0]);
        await asylum.LodgeToAssessmentAsync("REC-CONV");
        await asylum.DecideAsync("REC-CONV");
        await VisitAsync(viewing, "statistician", "/statistics?status=asylum_cases&span=quarter&by=coo&by=channel&by=place", "account-of-cases");
        var state = await utopia.Node.Room.Begin(Actor.System).GetAsync(persons[0], TestContext.Current.CancellationToken);
        Assert.Equal("refugee_convention", Assert.Single(state.ActiveStatuses).Code);
    }

    // The pages beside the journey: correction, candidates, border, import, statistics, oversight, commitments.
    private async Task LooksRoundAsync(Viewing viewing, StreamId person)
    {
        await using (var officer = await Officer.SignInAsync(utopia, viewing, "registration_officer"))
        {
            await officer.GoAsync($"/person/{person}/correct/phone");
            await officer.FillAsync(("about.phone", "+999 55 0101"), ("reason", "She has a new number"));
            await officer.SubmitAsync();
            await officer.AcceptedAsync();
            Assert.Contains("+999 55 0101", await officer.TextAsync(), StringComparison.Ordinal);
            await officer.GoAsync($"/person/{person}/candidates");
            await officer.GoAsync("/import");
            await officer.GoAsync("/search?q=Ama");
            await officer.PictureAsync("search");
        }

        await VisitAsync(viewing, "border_guard", "/border");
        await VisitAsync(viewing, "reviewer", "/duplicates");
        await VisitAsync(viewing, "statistician", "/statistics", "statistics");
        await VisitAsync(viewing, "data_protection_officer", "/access", "access");
        await VisitAsync(viewing, "administrator", "/users");
        await using var reader = await Officer.AnonymousAsync(utopia, viewing);
        await reader.GoAsync("/commitments");
        await reader.GoAsync("/commitments/C16");
        await reader.PictureAsync("commitment");
    }

    private async Task VisitAsync(Viewing viewing, string role, string path, string? picture = null)
    {
        await using var officer = await Officer.SignInAsync(utopia, viewing, role);
        await officer.GoAsync(path);
        if (picture is not null) await officer.PictureAsync(picture);
    }
}
