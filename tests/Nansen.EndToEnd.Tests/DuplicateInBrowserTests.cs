using Nansen.Journal;
using Nansen.Records;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.EndToEnd.Tests;

/// <summary>Somebody known in Cyrillic comes again and is registered in Latin letters: one person or two?</summary>
[Collection("browser")]
public class DuplicateInBrowserTests(Utopia utopia)
{
    private static readonly Viewing English = Viewing.In("en");

    [Fact]
    public async Task A_person_known_in_another_script_is_linked_by_two_officers_and_unlinked_again()
    {
        var known = await KnownAsync("Муртаза", "Каримбеков", "1979-04-16");
        var again = await RegisterAsync("Murtaza", "Karimbekov", ("", "4", "1979"), "same", "register-candidate");
        await ConfirmAsync(again, "duplicate-pair");
        Assert.Equal(new[] { known, again }.Order(), (await utopia.Node.Identity.ClusterAsync(known, TestContext.Current.CancellationToken)).Order());
        await UndoAsync(again);
        Assert.Equal([again], await utopia.Node.Identity.ClusterAsync(again, TestContext.Current.CancellationToken));
        await RememberedAsync(again, "duplicate-remembered");
    }

    [Fact]
    public async Task Not_the_same_is_remembered_and_not_asked_again()
    {
        await KnownAsync("Шахло", "Давлатзода", "1984-11-02", "F");
        var other = await RegisterAsync("Shahlo", "Davlatzoda", ("2", "11", "1985"), "not_same", null, "F");
        Assert.DoesNotContain((await utopia.RecordAsync(other)).Proposals, p => p.Open);
        await RememberedAsync(other, null);
    }

    private async Task<StreamId> KnownAsync(string given, string family, string born, string sex = "M")
    {
        var facts = Journeys.Person(given, family, born, sex, origin: "UZB").Where(f => f.Field != "names")
            .Append(FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of(given, family)])));
        var (_, persons) = await utopia.Test.RegisterFamilyAsync(([.. facts], "focal_point"));
        await utopia.Test.StepAsync("reviewer", persons[0], "approve").DoneAsync();
        return persons[0];
    }

    // The search finds the earlier registration with its reasons; the officer must answer before she can register.
    private async Task<StreamId> RegisterAsync(string given, string family, (string, string, string) born, string verdict, string? picture, string sex = "M")
    {
        await using var officer = await Officer.SignInAsync(utopia, English, "registration_officer");
        await officer.GoAsync("/register");
        await RegisterInBrowser.PersonAsync(officer, 0, "focal_point", given, family, born, sex, null, "UZB");
        await officer.SubmitAsync("search");
        await officer.HasAsync("#candidates fieldset.nansen-row", 1);
        if (picture is not null) await officer.PictureAsync(picture, "#candidates");
        await officer.SubmitAsync("register");
        await officer.HasAsync(".govuk-error-summary");
        await officer.Page.Locator($"main input[type=radio][name$='.verdict'][value={verdict}]").CheckAsync();
        await officer.DoneAsync("register");
        var href = await officer.Page.Locator("main a[href^='/person/']").GetAttributeAsync("href");
        return StreamId.TryParse(href!.Split('/')[^1], out var id) ? id : default;
    }

    private async Task ConfirmAsync(StreamId again, string picture)
    {
        await using var reviewer = await Officer.SignInAsync(utopia, English, "reviewer");
        await reviewer.GoAsync("/duplicates");
        await reviewer.PictureAsync("duplicates");
        await reviewer.FollowAsync($"^='/duplicates/{again}'");
        await reviewer.SeesAsync("Муртаза Каримбеков");
        await reviewer.SeesAsync("Murtaza Karimbekov");
        await reviewer.PictureAsync(picture);
        await reviewer.DoneAsync("same");
        await reviewer.HasAsync(".govuk-notification-banner--success");
    }

    private async Task UndoAsync(StreamId person)
    {
        await using var reviewer = await Officer.SignInAsync(utopia, English, "reviewer", 2);
        await reviewer.GoAsync($"/person/{person}");
        await reviewer.HasAsync(".govuk-inset-text a[href^='/person/']");
        await reviewer.PictureAsync("duplicate-linked");
        await reviewer.FollowAsync("$='/candidates'");
        await reviewer.FollowAsync("$='/undo'");
        await reviewer.SubmitAsync();
        await reviewer.HasAsync(".govuk-error-summary");
        await reviewer.FillAsync("reason", "The fingerprints on the two files are of two men.");
        await reviewer.DoneAsync();
        await reviewer.HasAsync(".govuk-inset-text a[href^='/person/']", 0);
    }

    private async Task RememberedAsync(StreamId person, string? picture)
    {
        await using var officer = await Officer.SignInAsync(utopia, English, "reviewer", 2);
        await officer.GoAsync($"/person/{person}/candidates");
        await officer.SeesAsync("Judged before: not the same");
        if (picture is not null) await officer.PictureAsync(picture);
        await officer.GoAsync("/duplicates");
        await officer.HasAsync($"main a[href^='/duplicates/{person}']", 0);
    }
}
