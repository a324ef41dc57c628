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

        var asylum = new AsylumInBrowser(utopia, viewing, persons);
        await asylum.OpenAndRegisterAsync();
        await asylum.LodgeToAssessmentAsync("REC-CONV");
        await asylum.DecideAsync("REC-CONV");
        var state = await utopia.Node.Room.Begin(Actor.System).GetAsync(persons[0], TestContext.Current.CancellationToken);
        Assert.Equal("refugee_convention", Assert.Single(state.ActiveStatuses).Code);
    }
}
