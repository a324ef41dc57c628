using Nansen.Records;

namespace Nansen.Register.Tests;

/// <summary>From a figure to what was recorded: everybody sees the entries, which hold no person; the records are opened through the gate.</summary>
public sealed class FigureTraceTests
{
    [Theory]
    [InlineData("registration_officer", true)]
    [InlineData("reviewer", true)]
    [InlineData("document_officer", true)]
    [InlineData("statistician", false)]
    [InlineData("focal_point", false)]
    [InlineData("data_protection_officer", false)]
    [InlineData("administrator", false)]
    [InlineData("return_officer", false)]
    public async Task Who_may_open_the_records_is_led_to_them_and_others_to_their_number(string role, bool opens)
    {
        await using var test = await TestNode.StartAsync();
        var persons = await test.ApplicantsAsync();
        var traced = await BehindAsync(test, test.As(role));

        Assert.Equal(2, traced.Periods);
        Assert.NotEmpty(traced.Entries);
        Assert.Equal(opens, persons.All(p => traced.Records.Any(r => r.Id == p)));
        if (!opens) Assert.Empty(traced.Records);
        var everything = await BehindAsync(test, test.As("registration_officer"));
        Assert.Equal(everything.Records.Count + everything.Hidden, traced.Records.Count + traced.Hidden);
        Assert.Equal(everything.Entries, traced.Entries);
    }

    [Fact]
    public async Task An_officer_of_another_place_is_told_how_many_there_are()
    {
        await using var test = await TestNode.StartAsync();
        await test.ApplicantsAsync();
        var traced = await BehindAsync(test, new Actor(Guid.NewGuid(), "elsewhere", "registration_officer", ["UTO-NORTH"]));
        Assert.Empty(traced.Records);
        Assert.True(traced.Hidden >= 2);
    }

    [Fact]
    public async Task Erased_persons_lead_nowhere_and_stay_counted()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await test.ApplicantsAsync();
        foreach (var person in persons) await test.Node.Journal.EraseAsync(person);
        await test.ReopenAsync();
        var traced = await BehindAsync(test, test.As("registration_officer"));
        Assert.Equal(2, traced.Periods);
        Assert.DoesNotContain(traced.Records, r => r.Number.Length > 0 && persons.Contains(r.Id) && r.Fact("names") is not null);
    }

    private static async Task<TracedFigure> BehindAsync(TestNode test, Actor actor)
    {
        var query = test.Node.Statistics.TableQuery("asr-rsd", 2026, 2026)!;
        return await new FigureTrace(test.Node).BehindAsync(actor, query, ["2026", "UTO", "SYR"], "ASYAPP");
    }
}
