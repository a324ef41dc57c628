using Nansen.Journal;
using Nansen.Register.Tests;

namespace Nansen.EndToEnd.Tests;

/// <summary>Somebody met at the border asks for protection and is handed over; the guard records and judges nothing.</summary>
[Collection("browser")]
public class BorderInBrowserTests(Utopia utopia)
{
    private static readonly Viewing English = Viewing.In("en");

    [Fact]
    public async Task A_person_met_at_the_border_is_referred_and_the_hand_over_is_accepted()
    {
        var referral = await MeetAsync();
        var person = Assert.Single((await utopia.RecordAsync(referral)).Persons);
        await ReferAsync(referral.ToString(), person);
        await using var reception = await Officer.SignInAsync(utopia, English, "registration_officer");
        await reception.GoAsync("/");
        await reception.GoAsync($"/case/{referral}");
        await reception.PictureAsync("border-referred");
        await CaseInBrowser.StepAsync(reception, referral.ToString(), "accept_handover", [], [CaseInBrowser.Day("about.handed_over_on", utopia.Node.Room.Today)]);
        var state = await utopia.RecordAsync(person);
        Assert.Equal("asylum_seeker", Assert.Single(state.ActiveStatuses).Code);
        Assert.Equal("admitted_to_procedure", (await utopia.RecordAsync(referral)).State);
        Assert.Contains(await utopia.Node.Room.Rows.CasesOfAsync(person, TestContext.Current.CancellationToken), c => c is { Type: "asylum", Closed: false });
        await reception.GoAsync($"/person/{person}");
        await reception.PictureAsync("border-handed-over");
    }

    private async Task<StreamId> MeetAsync()
    {
        await using var guard = await Officer.SignInAsync(utopia, English, "border_guard");
        await guard.GoAsync("/");
        await guard.FollowAsync("='/border'");
        await guard.FillAsync(("person.names[0].given", "Ngozika"), ("person.names[0].family", "Umunnakwe"), ("person.date_of_birth.year", "1994"), ("person.sex_recorded", "F"), ("person.nationalities[0].state", "NGA"), ("person.languages[0].code", "eng"));
        await guard.SubmitAsync("check");
        await guard.HasAsync("#known-title");
        await guard.PictureAsync("border-check", "#known-title");
        await guard.TodayAsync("about.encountered_at");
        await guard.FillAsync(("about.encounter_place", "North gate"), ("about.encounter_kind", "crossing_point"), ("about.language_spoken[0].code", "eng"));
        await guard.DoneAsync("record");
        return StreamId.TryParse(guard.Page.Url.Split('/')[^1], out var id) ? id : default;
    }

    private async Task ReferAsync(string referral, StreamId person)
    {
        await using var guard = await Officer.SignInAsync(utopia, English, "border_guard");
        await CaseInBrowser.StepAsync(guard, referral, "screen", [person], null, ("questions_understood", "yes"), ("protection_wish", "yes"), ("wish_words", "I cannot go back, they would kill me."));
        await guard.HasAsync(".govuk-task-list__status--cannot-start-yet");
        await guard.PictureAsync("border-screened");
        await CaseInBrowser.StepAsync(guard, referral, "record_wish", [person], null, ("wish_words", "I cannot go back, they would kill me."), ("leaflet_given", "yes"));
        await CaseInBrowser.StepAsync(guard, referral, "refer", [], [[("about.handed_to", "Reception centre, Border Town")]]);
        // What she wrote down of the fear is not hers to read again.
        Assert.DoesNotContain("kill me", await guard.TextAsync(), StringComparison.Ordinal);
    }
}
