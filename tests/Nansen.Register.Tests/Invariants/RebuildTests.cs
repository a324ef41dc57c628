using CsCheck;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

public class RebuildTests
{
    private static readonly string[] Given = ["Amina", "Boris", "Chinara", "Davit", "Elnara", "Farid", "Gulnara", "Hasan"];
    private static readonly string[] Family = ["Testova", "Exampleson", "Specimen", "Sampleh", "Probekar"];

    [Fact]
    public Task Rows_rebuilt_from_the_books_equal_the_live_ones_after_any_journey() =>
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 7], Gen.Int[0, 4]).Array[3, 14].SampleAsync(async steps =>
        {
            await using var test = await TestNode.StartAsync();
            foreach (var (what, given, family) in steps)
            {
                await StepAsync(test, what, given, family);
                test.Clock.Pass(1 + given);
            }

            var rebuilt = await test.Room.Journal.RebuildAsync();
            Assert.Equal(rebuilt.DigestBefore, rebuilt.DigestAfter);
            Assert.True((await test.Room.Journal.VerifyAsync()).Ok);
            await SameAfterRestartAsync(test);
        }, iter: 8, threads: 1);

    // Whatever cannot be done just then is refused, and being refused must leave no trace.
    private static async Task StepAsync(TestNode test, int what, int given, int family)
    {
        var people = await test.Room.Rows.OfTypeAsync("individual", 50);
        var cases = await test.Room.Rows.OfTypeAsync("asylum", 50);
        var removals = await test.Room.Rows.OfTypeAsync("removal", 50);
        StreamId? person = people.Count > 0 ? people[given % people.Count].Id : null;
        StreamId? other = people.Count > 1 ? people[(given + 1) % people.Count].Id : null;
        if (what <= 1 || person is null)
        {
            await test.Node.Groups.RegisterAsync(new RegisterGroup(test.As("registration_officer"), "registration_emergency", TestNode.Office, [],
                [new NewMember(Journeys.Person(Given[given], Family[family], $"{1950 + 3 * given + family}-0{1 + family}", given % 2 == 0 ? "F" : "M"), "focal_point", [])])
            { QueueUnreviewed = true });
            return;
        }

        switch (what)
        {
            case 2: await test.StepAsync("reviewer", person.Value, "approve"); break;
            case 3: await test.RecordAsync(test.As("registration_officer"), person.Value, FactValue.Of("phone", $"+000 {given}{family}"), FactValue.Of("date_of_birth", $"{1950 + given}")); break;
            case 4: await OpenAsync(test, "registration_officer", "asylum", person.Value); break;
            case 5 when cases.Count > 0: await test.StepAsync(given % 2 == 0 ? "registration_officer" : "case_officer", cases[family % cases.Count].Id, given % 3 == 0 ? "lodge" : "register"); break;
            case 6 when other is { } twin:
                await test.Node.Identity.ProposeAsync(test.As("registration_officer"), person.Value, twin, 0.8);
                if ((await test.GetAsync(person.Value)).Proposals.LastOrDefault(p => p.Open && p.Event == SamePerson.Event) is { } proposal)
                    await test.Node.Identity.ConfirmAsync(test.As("reviewer"), person.Value, proposal.Id);
                break;
            case 7 when other is { } twin: await test.Node.Identity.UndoAsync(test.As("reviewer"), person.Value, twin, "Not the same"); break;
            case 8:
                foreach (var document in (await test.Room.Rows.DocumentsInAsync("proposed", 5)).Take(1)) await test.Node.Documents.IssueAsync(test.As("document_officer"), document.Id);
                break;
            case 9: await test.Room.BreakGlassAsync(test.As("case_officer", 7) with { Offices = ["ELSEWHERE"] }, person.Value, "Urgent"); break;
            case 10: await OpenAsync(test, "return_officer", "removal", person.Value); break;
            case 11 when removals.Count > 0: await test.StepAsync("return_officer", removals[family % removals.Count].Id, given % 2 == 0 ? "halt" : "reconsider"); break;
        }
    }

    private static async Task OpenAsync(TestNode test, string role, string procedure, StreamId person)
    {
        var draft = test.Room.Begin(test.As(role));
        await draft.OpenCaseAsync(procedure, TestNode.Office, [person], SubjectFacts.About(procedure == "removal" ? [FactValue.Of("removal_ground", "Stay")] :
            [FactValue.Of("made_how", "orally"), FactValue.Of("authority", "G"), FactValue.Of("application_type", "N"), FactValue.Of("application_level", "FI"), FactValue.Of("legal_aid_information", "yes")]));
        await test.Room.CommitAsync(draft);
    }

    // The index and the accounts kept up by commits are those read at start.
    private static async Task SameAfterRestartAsync(TestNode test)
    {
        string Account() => test.Node.Statistics.Periods.Account(Statistics.AccountQuery.Years(2026, 2026, "year", "coo", "sex", "age") with { Status = "asylum_seeker" }).ToCsv();
        var (count, account) = (test.Node.Search.Index.Count, Account());
        await test.ReopenAsync();
        Assert.Equal((count, account), (test.Node.Search.Index.Count, Account()));
    }
}
