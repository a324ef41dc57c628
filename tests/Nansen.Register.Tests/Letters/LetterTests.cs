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
}
