using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>The accounts of cases: counted in cases, balanced in every row, never added to persons.</summary>
public sealed class CaseAccountTests
{
    private static readonly string[] ByLevel = ["year", "coo", "dec_level"];

    [Fact]
    public async Task Years_that_end_before_they_begin_are_refused_in_words()
    {
        await using var test = await TestNode.StartAsync();
        foreach (var ask in new Action[]
        {
            () => test.Node.Statistics.Account("asylum_seeker", 2025, 2024, ByLevel), () => test.Node.Statistics.Table("asr-refugees", 2025, 2024),
            () => test.Node.Statistics.Table("asylum-decisions", 2025, 2024),
        })
            Assert.Equal("The last year, 2024, is before the first, 2025; give them in order.", Assert.Throws<RegisterException>(ask).Message);
    }

    [Fact]
    public async Task A_family_is_one_case_pending_from_its_lodging_until_the_decision_is_notified()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await FamilyAsync(test);
        var asylum = await test.OpenAsylumAsync(persons);
        Assert.Empty(Account(test, ByLevel).Rows);
        await test.ToAssessmentAsync(asylum, persons, "REJ-INC");
        Assert.Equal("""
            year,coo,dec_level,opening,in_application,closing
            2026,SYR,FI,0,1,1
            """, Csv(Account(test, ByLevel)));
        test.Clock.Set(new DateOnly(2027, 2, 1));
        await test.DecideAsync(asylum, persons, "REJ-INC");

        Assert.Equal("""
            year,coo,dec_level,opening,in_application,out_rejected,closing
            2026,SYR,FI,0,1,0,1
            2027,SYR,FI,1,0,1,0
            """, Csv(Account(test, ByLevel)));
        Assert.Equal(2, test.Node.Statistics.Periods.Stock("asylum_seeker", new DateOnly(2026, 12, 31)));
    }

    [Fact]
    public async Task The_tables_of_the_pack_say_it_in_their_columns_and_what_comes_and_goes_is_what_the_flow_tables_count()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await FamilyAsync(test);
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await test.DecideAsync(asylum, persons, "REC-CONV");

        var account = test.Node.Statistics.Table("asylum-cases", 2026, 2026)!;
        Assert.Equal("""
            year,coo,coa,procedure_type,dec_level,opening,lodged,appealed,reopened,other_in,recognised,complementary,rejected,withdrawn,closed,other_out,closing
            2026,SYR,UTO,G,FI,0,1,0,0,0,1,0,0,0,0,0,0
            """, Csv(account));
        Assert.Equal(Total(test, "asylum-applications-cases", "applied"), Total(test, "asylum-cases", "lodged"));
        Assert.Equal(Total(test, "asylum-decisions-cases", "dec_recognized"), Total(test, "asylum-cases", "recognised"));
        Assert.Equal(["2026-03"], test.Node.Statistics.Table("cases-pending", 2026, 2026)!.Rows.Select(r => r.Keys[0]).Distinct());
    }

    [Fact]
    public async Task An_appeal_brings_the_case_in_again_before_another_body_and_a_withdrawal_takes_it_out()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await FamilyAsync(test);
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REJ-INC");
        await test.DecideAsync(asylum, persons, "REJ-INC");
        await AppealAsync(test, asylum, persons);
        await WithdrawAsync(test, asylum, persons);

        Assert.Equal("""
            year,coo,dec_level,opening,in_appeal,in_application,out_rejected,out_withdrawn,closing
            2026,SYR,AR,0,1,0,0,1,0
            2026,SYR,FI,0,0,1,1,0,0
            """, Csv(Account(test, ByLevel)));
    }

    [Fact]
    public async Task A_case_withdrawn_before_it_was_lodged_was_never_pending_and_a_reopened_one_is()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await FamilyAsync(test);
        var asylum = await test.OpenAsylumAsync(persons);
        await WithdrawAsync(test, asylum, persons);
        Assert.Empty(Account(test, ByLevel).Rows);
        await test.StepAsync("case_officer", asylum, "reopen", SubjectFacts.About(FactValue.Of("reopening_reason", "She came back"))).DoneAsync();
        Assert.Equal("in_reopened", Account(test, ByLevel).Measures[1]);
        Assert.Equal(1, Assert.Single(Account(test, ByLevel).Rows).Values[^1]);
    }

    [Fact]
    public async Task A_change_of_channel_or_of_the_principals_area_is_a_reclassification_and_a_wrong_origin_restates()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await FamilyAsync(test, FactValue.Of("place_of_stay", "UT-BOR"));
        var asylum = await test.OpenAsylumAsync(persons);
        test.Clock.Set(new DateOnly(2026, 4, 1));
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        test.Clock.Set(new DateOnly(2026, 8, 1));
        await RecordAsync(test, persons[0], new DateOnly(2026, 7, 20), FactValue.Of("place_of_stay", "UT-CAP"));
        var then = test.Clock.GetUtcNow();
        test.Clock.Set(new DateOnly(2026, 8, 5));
        await RecordAsync(test, persons[0], null, FactValue.Of("country_of_origin", "AFG"));
        // The child's area is not the case's.
        await RecordAsync(test, persons[1], new DateOnly(2026, 8, 2), FactValue.Of("place_of_stay", "UT-NOR"));

        Assert.Equal("""
            quarter,place,coo,opening,in_application,reclassified_in,reclassified_out,closing
            2026-Q2,UT-BOR,AFG,0,1,0,0,1
            2026-Q3,UT-BOR,AFG,1,0,0,1,0
            2026-Q3,UT-CAP,AFG,0,0,1,0,1
            """, Csv(Account(test, ["quarter", "place", "coo"])));
        Assert.Equal(["SYR"], test.Node.Statistics.Account("asylum_cases", 2026, 2026, ["year", "coo"], then).Rows.Select(r => r.Keys[1]));
        // Lodged without a channel; the regular one was chosen on the same day.
        Assert.Equal(["regular"], Account(test, ["year", "channel"]).Rows.Where(r => r.Values[^1] > 0).Select(r => r.Keys[1]));
    }

    [Fact]
    public async Task A_figure_of_cases_leads_to_the_case()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await FamilyAsync(test);
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        var query = test.Node.Statistics.TableQuery("asylum-cases", 2026, 2026)!;
        var behind = await new FigureTrace(test.Node).BehindAsync(test.As("case_officer"), query, ["2026", "SYR", "UTO", "G", "FI"], "lodged");
        Assert.Equal(1, behind.Periods);
        Assert.Contains(behind.Records, r => r.Id == asylum);
        Assert.Contains(new FigureTrace(test.Node).Touched(behind.Entries[0]), t => t is { Table: "asylum-cases", Cell: { Measure: "lodged", Before: 0, After: 1 } });
    }

    [Fact]
    public async Task Accounts_of_cases_and_of_persons_are_offered_apart()
    {
        await using var test = await TestNode.StartAsync();
        var persons = await FamilyAsync(test);
        await test.ToAssessmentAsync(await test.OpenAsylumAsync(persons), persons, "REC-CONV");
        Assert.Equal(["asylum_cases"], test.Node.Statistics.Account(AccountKeys.Cases, 2026, 2026, ["year", "status"]).Rows.Select(r => r.Keys[1]));
        Assert.Equal(["2026,asylum_seeker"], test.Node.Statistics.Account(AccountKeys.Persons, 2026, 2026, ["year"]).Rows.Select(r => string.Join(',', r.Keys)));
        Assert.DoesNotContain("sex", AccountKeys.Of(test.Node.Pack, "asylum_cases"));
        Assert.Contains("channel", AccountKeys.Of(test.Node.Pack, "asylum_cases"));
        Assert.Contains("basis", AccountKeys.Of(test.Node.Pack, "refugee_convention"));
        Assert.Equal(AccountKeyFault.Unknown, AccountKeys.Wrong(test.Node.Pack, AccountKeys.Cases, ["year", "age"])!.Value.Fault);
        Assert.Equal(AccountKeyFault.TwoSpans, AccountKeys.Wrong(test.Node.Pack, "asylum_cases", ["year", "month"])!.Value.Fault);
    }

    private static FigureTable Account(TestNode test, IReadOnlyList<string> by)
    {
        var account = test.Node.Statistics.Account("asylum_cases", 2026, 2027, by);
        Assert.All(account.Rows, r => Assert.Equal(0, account.Measures.Select((m, i) => r.Values[i]!.Value * (m == "opening" || m.StartsWith("in_", StringComparison.Ordinal) || m == "reclassified_in" ? 1 : -1)).Sum()));
        return account;
    }

    private static string Csv(FigureTable table) => table.ToCsv().TrimEnd('\n').ReplaceLineEndings();

    private static decimal Total(TestNode test, string code, string measure)
    {
        var table = test.Node.Statistics.Table(code, 2026, 2026)!;
        return table.Rows.Sum(r => table.Value(r, measure) ?? 0);
    }

    private static async Task<IReadOnlyList<StreamId>> FamilyAsync(TestNode test, params FactValue[] ofPrincipal)
    {
        var (_, persons) = await test.RegisterFamilyAsync(
            ([.. Journeys.Person("Amina", "Testova", "1995-05-03", "F"), .. ofPrincipal], "focal_point"),
            (Journeys.Person("Karim", "Testov", "2015-01", "M", childSituation: "with_family"), "child"));
        foreach (var person in persons) await test.StepAsync("reviewer", person, "approve").DoneAsync();
        return persons;
    }

    private static async Task AppealAsync(TestNode test, StreamId asylum, IReadOnlyList<StreamId> persons) =>
        await test.StepAsync("appeal_body", asylum, "lodge_appeal", AsylumSteps.Answers(persons,
            [FactValue.Of("appeal_lodged_on", "2026-03-02"), FactValue.Of("appeal_type", "A"), FactValue.Of("appeal_level", "AR"), FactValue.Of("appeal_against", "refugee_part")])).DoneAsync();

    private static async Task WithdrawAsync(TestNode test, StreamId asylum, IReadOnlyList<StreamId> persons)
    {
        await test.StepAsync("case_officer", asylum, "withdraw", AsylumSteps.Answers(persons, [FactValue.Of("withdrawal_how", "private"), FactValue.Of("decision_level", "FI")],
            FactValue.Of("withdrawal_words", "I go home"), FactValue.Of("withdrawal_informed", "yes"))).DoneAsync();
        var draft = test.Room.Begin(test.As("reviewer"));
        await draft.ConfirmAsync(asylum, (await test.GetAsync(asylum)).Proposals.Single(p => p.Open).Id);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
    }

    private static async Task RecordAsync(TestNode test, StreamId person, DateOnly? changedOn, FactValue fact)
    {
        var draft = test.Room.Begin(test.As("registration_officer"));
        await draft.RecordFactsAsync(person, SubjectFacts.About(fact), "seen", changedOn);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
    }
}
