using Nansen.Journal;
using Nansen.Register.Tests;

namespace Nansen.EndToEnd.Tests;

/// <summary>A rejected family appeals in time; while the appeal is open nobody can order its removal.</summary>
[Collection("browser")]
public class AppealInBrowserTests(Utopia utopia)
{
    [Theory]
    [InlineData("en", "Zahra", "Farid", "Qaderi")]
    [InlineData("ru", "Nilufar", "Behzod", "Ismatova")]
    public async Task A_rejected_family_appeals_and_is_recognised(string language, string mother, string son, string family)
    {
        var viewing = Viewing.In(language);
        var (_, persons) = await utopia.FamilyAsync(mother, son, family, 1988);
        var asylum = await utopia.DecidedAsync(persons, "REJ-CRED");
        var removal = await utopia.Test.OpenRemovalAsync(persons[0]);
        await LodgeAsync(viewing, asylum.ToString());
        await RemovalIsLockedAsync(viewing, removal.ToString(), persons[0]);
        await DecideAsync(viewing, asylum.ToString(), persons);
        var state = await utopia.RecordAsync(persons[0]);
        Assert.Equal("refugee_convention", Assert.Single(state.ActiveStatuses).Code);
        await RemovalIsLockedAsync(viewing with { Screens = null }, removal.ToString(), persons[0]);
    }

    private async Task LodgeAsync(Viewing viewing, string asylum)
    {
        await using var officer = await Officer.SignInAsync(utopia, viewing, "appeal_body");
        await officer.GoAsync($"/case/{asylum}");
        await officer.HasAsync(Clock(viewing, "blue:has-text('30')"));
        // The shorter time of the accelerated channel is not hers.
        await officer.HasAsync("table:has(#clocks-caption) .govuk-tag--blue", 1);
        await officer.PictureAsync("appeal-clock");
        await officer.FollowAsync("$='/step/lodge_appeal'");
        await officer.TodayAsync("about.appeal_lodged_on");
        await officer.FillAsync(("about.appeal_type", "A"), ("about.appeal_level", "AR"), ("about.appeal_against", "whole"), ("about.appeal_grounds", "The finding on credibility passes over the hospital papers."), ("about.stay_requested", "yes"), ("about.counsel", "Legal Aid Centre of Utopia"));
        await officer.PictureAsync("appeal-form");
        await officer.DoneAsync();
        await officer.HasAsync(Clock(viewing, "green"));
        await CaseInBrowser.StepAsync(officer, asylum, "admit_appeal", []);
        await CaseInBrowser.StepAsync(officer, asylum, "hear_appeal", [], [CaseInBrowser.Day("about.hearing_on", utopia.Node.Room.Today)]);
    }

    private static string Clock(Viewing viewing, string tag) => $"tr:has(:text-is('{(viewing.Language == "ru" ? "Срок обжалования" : "Time to appeal")}')) .govuk-tag--{tag}";

    // SG-1: the lock is seen before anybody tries, and holds when somebody does.
    private async Task RemovalIsLockedAsync(Viewing viewing, string removal, StreamId person)
    {
        await using var officer = await Officer.SignInAsync(utopia, viewing, "return_officer");
        await officer.GoAsync($"/case/{removal}");
        await officer.HasAsync(".govuk-task-list .govuk-task-list__status--cannot-start-yet");
        await officer.HasAsync(".govuk-task-list a[href$='/step/order_removal']", 0);
        await officer.PictureAsync("removal-locked");
        await officer.GoAsync($"/record/{removal}/step/order_removal");
        await officer.FillAsync(("about.removal_ground", "Stay over the permitted time"), ("about.destination", "UTO"), ("about.removal_remedy", "Court, 30 days"),
            ($"p{person}.individual_examination", "Examined"), ($"p{person}.removal_reasons", "Reasons"));
        await officer.SubmitAsync();
        await officer.HasAsync(".govuk-error-summary");
        await officer.PictureAsync("removal-refused");
        var state = await utopia.RecordAsync(StreamId.TryParse(removal, out var id) ? id : default);
        Assert.Equal("considered", state.State);
        Assert.Empty(state.Proposals);
    }

    private async Task DecideAsync(Viewing viewing, string asylum, IReadOnlyList<StreamId> persons)
    {
        await using (var officer = await Officer.SignInAsync(utopia, viewing, "appeal_body"))
        {
            await CaseInBrowser.StepAsync(officer, asylum, "decide_appeal", persons, [[("about.appeal_result", "overturned"), ("about.remedy", "None is needed; the appeal is upheld in full.")]],
                ("appeal_outcome", "REC-CONV"), ("appeal_reasons", "The papers agree with the account."));
            // Her own proposal is not hers to confirm.
            await officer.FollowAsync("*='/proposal/'");
            await officer.SubmitAsync("confirm");
            await officer.HasAsync(".govuk-error-summary");
        }

        await using var second = await Officer.SignInAsync(utopia, viewing, "appeal_body", 2);
        await CaseInBrowser.ConfirmAsync(second, asylum, "appeal-second-officer");
        await CaseInBrowser.StepAsync(second, asylum, "notify_appeal", persons, null,
            [("appeal_notification_language[0].code", "rus"), .. CaseInBrowser.Day("appeal_service_date", utopia.Node.Room.Today), ("appeal_service_proof", "Signed receipt")]);
        await second.PictureAsync("appeal-final");
    }
}
