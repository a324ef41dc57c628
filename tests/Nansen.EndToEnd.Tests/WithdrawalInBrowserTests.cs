using Nansen.Journal;

namespace Nansen.EndToEnd.Tests;

/// <summary>A family withdraws its claim, informed and before two officers, and comes back within the window.</summary>
[Collection("browser")]
public class WithdrawalInBrowserTests(Utopia utopia)
{
    private static readonly Viewing English = Viewing.In("en");

    [Fact]
    public async Task A_claim_is_withdrawn_and_reopened()
    {
        var (_, persons) = await utopia.FamilyAsync("Thandiwe", "Sipho", "Nkosikhona", 1990);
        var asylum = (await utopia.LodgedAsync(persons)).ToString();
        await using (var officer = await Officer.SignInAsync(utopia, English, "case_officer"))
        {
            await CaseInBrowser.StepAsync(officer, asylum, "withdraw", persons, [[("about.withdrawal_how", "private_interpreter"), ("about.decision_level", "FI")]],
                ("withdrawal_informed", "yes"), ("withdrawal_words", "We wish to join my sister in another country."));
            await officer.HasAsync(".govuk-notification-banner a[href*='/proposal/']");
            await officer.PictureAsync("withdrawal-proposed");
        }

        Assert.NotEmpty((await utopia.RecordAsync(persons[0])).ActiveStatuses);
        await using (var reviewer = await Officer.SignInAsync(utopia, English, "reviewer"))
            await CaseInBrowser.ConfirmAsync(reviewer, asylum, "withdrawal-second-officer");
        Assert.Empty((await utopia.RecordAsync(persons[0])).ActiveStatuses);
        await using var again = await Officer.SignInAsync(utopia, English, "case_officer");
        await again.GoAsync($"/case/{asylum}");
        await again.PictureAsync("withdrawn");
        await again.FollowAsync("$='/step/reopen'");
        await again.FillAsync("about.reopening_reason", "The sister was sent back; the family asks to go on.");
        await again.DoneAsync();
        await again.HasAsync(".govuk-task-list a[href$='/step/schedule_interview']");
        await again.PictureAsync("reopened");
        Assert.Equal("asylum_seeker", Assert.Single((await utopia.RecordAsync(persons[0])).ActiveStatuses).Code);
    }
}
