using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>People of whom only a number is known are counted until they are registered one by one, and never twice.</summary>
public sealed class GroupAccountTests
{
    [Fact]
    public async Task Who_is_recorded_in_a_group_only_is_counted_until_she_is_registered_herself()
    {
        await using var test = await TestNode.StartAsync();
        var group = await PreRegisterAsync(test, 7);
        Assert.Equal("2026,SYR,0,6,0,0,0,6", Rows(test, 2026, 2026).Single());

        await JoinAsync(test, group, "Karim", "Testov", "1980");
        Assert.Equal("2026,SYR,0,6,0,1,0,5", Rows(test, 2026, 2026).Single());
        Assert.Equal(6, test.Node.Statistics.Account("recorded_in_groups", 2026, 2026, ["month", "sex", "age"]).Rows.Sum(r => r.Values[1]));

        // The next year nobody else has come.
        test.Clock.Set(new DateOnly(2027, 2, 1));
        await test.StepAsync("registration_officer", group, "register_members").DoneAsync();
        Assert.Equal(["2026,SYR,0,6,0,1,0,5", "2027,SYR,5,0,0,0,5,0"], Rows(test, 2026, 2027));
        await test.ReopenAsync();
        Assert.Equal(["2026,SYR,0,6,0,1,0,5", "2027,SYR,5,0,0,0,5,0"], Rows(test, 2026, 2027));
    }

    [Fact]
    public async Task A_group_that_is_registered_whole_or_declares_too_few_leaves_nobody_and_a_dissolved_one_neither()
    {
        await using var test = await TestNode.StartAsync();
        var whole = await PreRegisterAsync(test, 2);
        await JoinAsync(test, whole, "Karim", "Testov", "1980");
        await JoinAsync(test, whole, "Rahima", "Testova", "1955");
        await test.StepAsync("registration_officer", whole, "register_members").DoneAsync();
        Assert.Equal("2026,SYR,0,1,0,1,0,0", Rows(test, 2026, 2026).Single());
        // Pre-registered once more, it has more members than it declares.
        await test.StepAsync("registration_officer", whole, "pre_register", PreRegistration(2)).DoneAsync();
        Assert.Equal("2026,SYR,0,1,0,1,0,0", Rows(test, 2026, 2026).Single());
        await test.StepAsync("registration_officer", whole, "dissolve").DoneAsync();
        Assert.Equal("2026,SYR,0,1,0,1,0,0", Rows(test, 2026, 2026).Single());
    }

    [Fact]
    public async Task A_slip_of_the_pen_is_no_group()
    {
        await using var test = await TestNode.StartAsync();
        var (group, _) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var refused = Assert.IsType<Outcome.Refused>(await test.StepAsync("registration_officer", group, "pre_register", PreRegistration(70_000)));
        Assert.Contains("in parts", refused.Problems.Single().Text.In("en"), StringComparison.Ordinal);
        Assert.Empty(Rows(test, 2026, 2026));
        await test.StepAsync("registration_officer", group, "pre_register", PreRegistration(5)).DoneAsync();
        Assert.Equal("2026,SYR,0,4,0,0,0,4", Rows(test, 2026, 2026).Single());
    }

    [Fact]
    public async Task They_are_persons_and_stand_in_no_account_of_statuses_or_cases()
    {
        await using var test = await TestNode.StartAsync();
        await PreRegisterAsync(test, 7);
        Assert.Empty(test.Node.Statistics.Account(AccountKeys.Cases, 2026, 2026, ["year"]).Rows);
        Assert.Empty(test.Node.Statistics.Account(AccountKeys.Persons, 2026, 2026, ["year"]).Rows);
        Assert.False(AccountKeys.IsOfCases(test.Node.Pack, "recorded_in_groups"));
        Assert.True(AccountKeys.IsOfCases(test.Node.Pack, "asylum_cases"));
    }

    private static IReadOnlyList<string> Rows(TestNode test, int from, int to) =>
        [.. test.Node.Statistics.Table("recorded-in-groups", from, to)!.Rows.Select(r => string.Join(',', r.Keys.Concat(r.Values.Select(v => $"{v}"))))];

    private static IReadOnlyList<SubjectFacts> PreRegistration(int declared) => SubjectFacts.About(
        FactValue.OfJson("focal_point_name", PersonNameJson.Write([PersonName.Of("Amina", "Testova")])), FactValue.Of("group_size_declared", $"{declared}"), FactValue.Of("group_origin", "SYR"), FactValue.Of("token_number", "17"));

    private static async Task<StreamId> PreRegisterAsync(TestNode test, int declared)
    {
        var (group, _) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        await test.StepAsync("registration_officer", group, "pre_register", PreRegistration(declared)).DoneAsync();
        return group;
    }

    private static async Task JoinAsync(TestNode test, StreamId group, string given, string family, string born)
    {
        var result = await test.Node.Groups.RegisterAsync(new RegisterGroup(test.As("registration_officer"), "registration_emergency", TestNode.Office, [],
            [new NewMember(Journeys.Person(given, family, born, "M"), "other_relative", [])])
        { Group = group });
        Assert.IsType<Outcome.Done>(Journeys.Explain(result.Outcome));
    }
}
