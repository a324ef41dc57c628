using Nansen.Journal;
using Nansen.Records;
using Nansen.Register.Tests;

namespace Nansen.EndToEnd.Tests;

/// <summary>A paper that does not verify: the border guard reports it, its holder is heard, two officers find it false, and the holder's claim stays as it was.</summary>
[Collection("browser")]
public class ExaminationInBrowserTests(Utopia utopia)
{
    [Theory]
    [InlineData("en", "Marisol", "Quintero")]
    [InlineData("ru", "Anahit", "Petrosyan")]
    [InlineData("en-Arab", "Layla", "Haddad")]
    public async Task A_suspicion_is_reported_its_holder_heard_and_the_paper_found_false_by_two_officers(string language, string given, string family)
    {
        var viewing = new Viewing(language, true, language == "en-Arab" ? null : language);
        var person = await utopia.PersonAsync(given, family, "1984-07-21");
        var asylum = await utopia.Test.OpenAsylumAsync([person]);
        var document = (await utopia.Node.Room.Rows.DocumentsOfAsync(person, TestContext.Current.CancellationToken)).First(d => d is { Kind: "DOC-ASC", State: "proposed" });
        Assert.IsType<Outcome.Done>(Journeys.Explain(await utopia.Node.Documents.IssueAsync(utopia.Test.As("document_officer"), document.Id, cancellation: TestContext.Current.CancellationToken)));
        var before = (await utopia.RecordAsync(asylum)).State;

        var examination = await ReportAsync(viewing, await utopia.RecordAsync(document.Id), person);
        Assert.True(StreamId.TryParse(examination, out var id));
        await using (var examiner = await Officer.SignInAsync(utopia, viewing, "document_officer"))
        {
            await examiner.GoAsync("/examinations");
            await examiner.PictureAsync("examinations");
            await examiner.FollowAsync($"$='{examination}'");
            await examiner.FollowAsync("$='/step/examine'");
            await examiner.FillAsync(("about.specimen_reference", "UTO DOC-ASC 1"), ("about.examination_findings", "Under the microscope: one letter of the family name printed over another, in a second ink."));
            await examiner.PictureAsync("examination-report");
            await examiner.DoneAsync();
            // Nobody is found to bear a false paper without having been heard.
            await examiner.HasAsync($"main a[href$='{examination}/step/find_false']", 0);
            await examiner.FollowAsync("$='/step/hear_holder'");
            await examiner.TodayAsync("about.holder_told_on");
            await examiner.FillAsync("about.holder_said", "It was handed to me like this.");
            await examiner.DoneAsync();
            await examiner.FollowAsync("$='/step/find_false'");
            await examiner.DoneAsync();
            await examiner.HasAsync("main a[href*='/proposal/']");
            await examiner.PictureAsync("examination-proposed");
        }

        Assert.Equal("examined", (await utopia.RecordAsync(id)).State);
        await using var second = await Officer.SignInAsync(utopia, viewing, "document_officer", 2);
        await second.GoAsync($"/examinations/{examination}");
        await second.FollowAsync("*='/proposal/'");
        await second.SeesAsync("It was handed to me like this.");
        await second.PictureAsync("examination-second-officer");
        await second.DoneAsync("confirm");
        await second.HasAsync("main .govuk-tag--red");
        await second.PictureAsync("examination-false", "main h2");
        Assert.Equal("false", (await utopia.RecordAsync(id)).State);
        Assert.Equal(before, (await utopia.RecordAsync(asylum)).State);
        Assert.Equal("asylum_seeker", Assert.Single((await utopia.RecordAsync(person)).ActiveStatuses).Code);
    }

    // The seal and a zone with one letter changed: the verifier sees it, and hands over what it saw.
    private async Task<string> ReportAsync(Viewing viewing, RecordState document, StreamId person)
    {
        var zone = document.Text("mrz", person);
        var letter = zone.IndexOf("<<", StringComparison.Ordinal) - 1;
        await using var guard = await Officer.SignInAsync(utopia, viewing, "border_guard");
        await guard.GoAsync("/verify");
        await guard.FillAsync(("seal", document.Text("seal", person)), ("zone", $"{zone[..letter]}X{zone[(letter + 1)..]}".Replace('|', '\n')));
        await guard.SubmitAsync();
        await guard.FollowAsync("^='/examinations/new'");
        await guard.PictureAsync("examination-new");
        await guard.SubmitAsync();
        await guard.HasAsync(".govuk-error-summary");
        await guard.FillAsync("about.suspicions", "mismatch");
        await guard.FillAsync("about.suspicion_note", "The last letter of the family name stands over another.");
        await guard.DoneAsync();
        await guard.HasAsync("main .govuk-notification-banner--success");
        await guard.PictureAsync("examination-opened");
        return new Uri(guard.Page.Url).Segments[^1];
    }
}
