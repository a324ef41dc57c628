using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>What a person reads of her case: a decision whose letter leaves out reasons or remedy has not been notified (section 2.0.3).</summary>
public sealed class LetterTests
{
    [Fact]
    public async Task A_decisions_letter_says_what_was_decided_why_and_what_can_be_done()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await test.DecideAsync(asylum, persons, "REC-CONV");
        var letter = (await test.GetAsync(asylum)).Attachments.Last(a => a.Text is not null).Text!;
        foreach (var said in new[] { "Amina Testova", "Утопия", "2026-03-02", "1951 Convention art 1A(2)", "Appeal to the court within 30 days; you may stay.", "Decision maker 1", "организации, помогающие бесплатно" })
            Assert.Contains(said, letter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rus", "regular", "заканчивается 1 апреля 2026.")]
    [InlineData("rus", "accelerated", "заканчивается 17 марта 2026.")]
    [InlineData("prs", "regular", "ends on 1 April 2026.")]
    [InlineData("prs", "accelerated", "ends on 17 March 2026.")]
    public async Task A_decisions_letter_names_the_last_day_to_appeal_that_the_register_holds_to(string language, string channel, string says)
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync(([.. Journeys.Person("Amina", "Testova", "1990-05-03", "F").Where(f => f.Field != "languages"), FactValue.OfJson("languages", Journeys.Json($"[\"{language}\"]"))], "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REJ-CRED");
        var draft = test.Room.Begin(Actor.System);
        await draft.RecordFactsAsync(asylum, SubjectFacts.About(FactValue.Of("channel", channel)));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
        await test.DecideAsync(asylum, persons, "REJ-CRED");
        Assert.Contains(says, (await test.GetAsync(asylum)).Attachments.Last(a => a.Text is not null).Text!, StringComparison.Ordinal);

        // On that day she may still appeal; the day after it is late.
        var last = channel == "regular" ? new DateOnly(2026, 4, 1) : new DateOnly(2026, 3, 17);
        test.Clock.Set(last.AddDays(1));
        Assert.Contains("late appeal", (await LodgeAppealAsync(test, asylum)).Problems.Single().Text.In("en"), StringComparison.Ordinal);
        test.Clock.Set(last);
        await test.StepAsync("appeal_body", asylum, "lodge_appeal", Appeal).DoneAsync();
    }

    private static IReadOnlyList<SubjectFacts> Appeal => SubjectFacts.About(FactValue.Of("appeal_lodged_on", "2026-03-17"), FactValue.Of("appeal_type", "A"), FactValue.Of("appeal_level", "AR"), FactValue.Of("appeal_against", "whole"));

    private static async Task<Outcome.Refused> LodgeAppealAsync(TestNode test, StreamId asylum) => Assert.IsType<Outcome.Refused>(await test.StepAsync("appeal_body", asylum, "lodge_appeal", Appeal));
}
