using CsCheck;
using Nansen.Journal;
using Nansen.Register.Tests;

namespace Nansen.Cooperation.Tests;

/// <summary>An indicator by sex, age or origin, published beside its total: nobody may find a group of few persons in it.</summary>
public sealed class IndicatorGroupsTests
{
    private static readonly Gen<(string Code, long[] Counts)[]> Cells =
        Gen.Frequency((3, Gen.Long[0, 4]), (2, Gen.Long[5, 9]), (2, Gen.Long[10, 400])).Array[3].Array[1, 9]
            .Select(counts => counts.Select((c, i) => ($"C{i}", c)).ToArray());

    // Recognised ÷ recognised, other and rejected; and recognised or other ÷ the same.
    private static readonly (int[] Above, int[] Below)[] Indicators = [([0], [0, 1, 2]), ([0, 1], [0, 1, 2])];

    [Fact]
    public void No_group_that_is_shown_tells_of_few_persons_whichever_figures_are_put_together() => Cells.Sample(cells =>
    {
        var shown = Indicators.Select(i => IndicatorGroups.Publishable([.. cells.Select(c => (c.Code, c.Counts))], 5, i.Above, i.Below)).ToList();
        foreach (var (rate, total) in shown[0].Zip(shown[1]))
        {
            Assert.Equal((rate.Code, rate.Below), (total.Code, total.Below));
            foreach (var persons in new[] { rate.Above, total.Above - rate.Above, rate.Below - total.Above, rate.Below })
                Assert.True(persons is 0 or >= 5, $"{rate.Code}: {persons}");
        }
    });

    [Fact]
    public void The_groups_add_up_to_the_whole() => Cells.Sample(cells =>
    {
        var shown = IndicatorGroups.Publishable([.. cells.Select(c => (c.Code, c.Counts))], 5, [0], [0, 1, 2]);
        if (shown.Count > 0) Assert.Equal((cells.Sum(c => c.Counts[0]), cells.Sum(c => c.Counts.Sum())), (shown.Sum(s => s.Above), shown.Sum(s => s.Below)));
    });

    [Fact]
    public void One_small_group_takes_another_with_it()
    {
        (string, long[])[] cells = [("SYR", [20, 0, 30]), ("AFG", [8, 0, 9]), ("IRQ", [2, 0, 6])];
        Assert.Equal([("SYR", 20L, 50L), (IndicatorGroups.Others, 10L, 25L)], IndicatorGroups.Publishable(cells, 5, [0], [0, 1, 2]));
        Assert.Empty(IndicatorGroups.Publishable([("F", [8, 0, 9]), ("M", [2, 0, 6])], 5, [0], [0, 1, 2]));
    }

    [Fact]
    public async Task A_clock_is_told_by_age_on_the_day_it_stopped_where_enough_stand_apart()
    {
        await using var up = await FollowUp.StartAsync();
        var (old, oldCase) = await LodgedAsync(up, 6);
        await up.RegisterAsync(1);
        var (young, youngCase) = await LodgedAsync(up, 7);
        up.Test.Clock.Pass(10);
        await up.Test.DecideAsync(oldCase, old, "REC-CONV");
        up.Test.Clock.Pass(240);
        await up.Test.DecideAsync(youngCase, young, "REC-CONV");

        // All are women of one origin: only by age do enough stand apart.
        var reading = await up.ReadAsync("IND-07");
        Assert.Equal([("age", "18-59", 0L, 7L, 250, 250), ("age", "60+", 6L, 6L, 10, 10)],
            reading.Groups.Select(g => (g.Dimension, g.Code, g.Share.Numerator.Value!.Value, g.Share.Denominator.Value!.Value, g.MedianDays!.Value, g.NinetiethDays!.Value)));
        Assert.Equal(reading.Latest!.Share!.Value.Denominator.Value, reading.Groups.Sum(g => g.Share.Denominator.Value));
        Assert.Contains("\"medianDays\":250", FollowUpJson.WithGroups(reading)["groups"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"by\"", FollowUpJson.Of(reading).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal([("age", "18-59"), ("age", "60+")], (await up.ReadAsync("IND-04")).Groups.Select(g => (g.Dimension, g.Code)));
    }

    [Fact]
    public async Task A_clock_that_stopped_for_few_of_a_group_tells_of_no_group()
    {
        await using var up = await FollowUp.StartAsync();
        var (old, oldCase) = await LodgedAsync(up, 3);
        await up.RegisterAsync(1);
        var (young, youngCase) = await LodgedAsync(up, 7);
        up.Test.Clock.Pass(10);
        await up.Test.DecideAsync(oldCase, old, "REC-CONV");
        await up.Test.DecideAsync(youngCase, young, "REC-CONV");
        var reading = await up.ReadAsync("IND-07");
        Assert.Equal(10, reading.Latest!.Share!.Value.Denominator.Value);
        Assert.Empty(reading.Groups);
    }

    private static async Task<(IReadOnlyList<StreamId> Persons, StreamId Case)> LodgedAsync(FollowUp up, int persons)
    {
        var family = await up.RegisterAsync(persons);
        foreach (var person in family) await up.Test.StepAsync("reviewer", person, "approve").DoneAsync();
        var asylum = await up.Test.OpenAsylumAsync(family);
        await up.Test.ToAssessmentAsync(asylum, family, "REC-CONV");
        return (family, asylum);
    }

    [Fact]
    public async Task A_recognition_rate_is_told_by_age_where_enough_stand_apart()
    {
        await using var up = await FollowUp.StartAsync();
        await up.DecideForAndAgainstSixAsync();

        // All are women of one origin: only by age do enough stand apart.
        var reading = await up.ReadAsync("IND-08");
        Assert.Equal([("age", "18-59", 0L, 6L), ("age", "60+", 6L, 6L)],
            reading.Groups.Select(g => (g.Dimension, g.Code, g.Share.Numerator.Value!.Value, g.Share.Denominator.Value!.Value)));
        Assert.Contains("\"by\":\"age\"", FollowUpJson.WithGroups(reading).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"by\"", FollowUpJson.Of(reading).ToJsonString(), StringComparison.Ordinal);
    }
}
