using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>
/// Linking two registrations and unlinking them loses nothing and adds nothing, whatever points at the person: a record of
/// every type of the pack, by an entry of every type there is. A type that is added tomorrow is made and compared like the others.
/// </summary>
public class NothingLostTests
{
    // What a link writes, and nothing else: the proposal, its answer, the links, the memory of the judgement and the reviews.
    private static readonly string[] OfTheLink = ["record_links", "record_proposals", "identity_judgements", "pair_decisions", "record_tasks"];

    // Entries that the pack's steps make, with rules of their own; the journeys below make each of them.
    private static readonly string[] ByTheirOwnRules = [EntryTypes.Created, EntryTypes.FactsRecorded, EntryTypes.Transitioned, EntryTypes.Decided, EntryTypes.StatusOpened, EntryTypes.StatusEnded, EntryTypes.AccountEntered, EntryTypes.AccountLeft];

    [Fact]
    public async Task Linking_and_unlinking_lose_and_add_nothing_whatever_points_at_the_person()
    {
        await using var test = await TestNode.StartAsync();
        var (one, two) = await TwoWithEverythingAsync(test);
        await EveryTypeIsThereAsync(test, one);
        var (rows, records, account, index) = (await RowsAsync(test), await RecordsAsync(test), Account(test), test.Node.Search.Index.Count);

        await test.Node.Identity.ProposeAsync(test.As("registration_officer"), one, two, 0.9);
        var proposal = (await test.GetAsync(one)).Proposals.Last(p => p.Open && p.Event == SamePerson.Event && p.Actor == test.As("registration_officer").Key);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.ConfirmAsync(test.As("reviewer"), one, proposal.Id)));
        Unharmed(rows, await RowsAsync(test), "linked");
        Unharmed(records, await RecordsAsync(test), "linked");
        Assert.NotEqual(account, Account(test));

        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Identity.UndoAsync(test.As("reviewer"), one, two, "Different mothers")));
        Unharmed(rows, await RowsAsync(test), "unlinked");
        Unharmed(records, await RecordsAsync(test), "unlinked");
        Assert.Equal(account, Account(test));
        Assert.Equal(index, test.Node.Search.Index.Count);

        // And from the books alone.
        var rebuilt = await test.Room.Journal.RebuildAsync();
        Assert.Equal(rebuilt.DigestBefore, rebuilt.DigestAfter);
        await test.ReopenAsync();
        Unharmed(records, await RecordsAsync(test), "reopened");
        Assert.Equal(account, Account(test));
    }

    [Fact]
    public void The_comparison_sees_what_is_lost_and_what_is_added()
    {
        var before = new HashSet<string> { "record_documents a", "record_links b" };
        Assert.ThrowsAny<Exception>(() => Unharmed(before, ["record_links b"], "x"));
        Assert.ThrowsAny<Exception>(() => Unharmed(before, [.. before, "record_statuses c"], "x"));
        Unharmed(before, [.. before, "record_links c"], "x");
    }

    private static async Task<(StreamId One, StreamId Two)> TwoWithEverythingAsync(TestNode test)
    {
        var one = (await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"))).Persons[0];
        var two = (await test.RegisterFamilyAsync((Journeys.Person("Omid", "Exampleson", "1975", "M"), "focal_point"))).Persons[0];
        foreach (var person in new[] { one, two })
        {
            Assert.IsType<Outcome.Done>(Journeys.Explain(await test.RecordAsync(test.As("registration_officer"), person, FactValue.Of("phone", "+000 555"))));
            var asylum = await test.OpenAsylumAsync([person]);
            await test.ToAssessmentAsync(asylum, [person], "REC-CONV");
            await test.DecideAsync(asylum, [person], "REC-CONV");
            foreach (var document in (await test.Room.Rows.DocumentsOfAsync(person)).Where(d => d.State == "proposed").Take(1))
                await test.Node.Documents.IssueAsync(test.As("document_officer"), document.Id);
            foreach (var type in test.Node.Pack.Records.Values) await PointAsync(test, type, person);
            await PointAsync(test, person, person);
            test.Clock.Pass(1);
        }

        return (one, two);
    }

    // A record of a type, pointing at the person in every way an entry can.
    private static async Task PointAsync(TestNode test, RecordType type, StreamId person)
    {
        var draft = test.Room.Begin(Actor.System);
        var kind = type.Kind switch { RecordKind.Case => LinkKinds.Participant, RecordKind.Document => LinkKinds.Holder, RecordKind.Group => LinkKinds.Member, _ => "about" };
        var record = draft.Create(type.Code, TestNode.Office, [], other: type.Kind == RecordKind.Document ? person : null);
        await draft.LinkAsync(record, kind, person, "main");
        await PointAsync(draft, record, person);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
    }

    private static async Task PointAsync(TestNode test, StreamId record, StreamId person)
    {
        var draft = test.Room.Begin(Actor.System);
        await PointAsync(draft, record, person);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.CommitAsync(draft)));
    }

    private static async Task PointAsync(Draft draft, StreamId record, StreamId person)
    {
        foreach (var type in EntryTypesThereAre().Except(ByTheirOwnRules))
            await draft.EntryAsync(record, h => h with
            {
                Type = type,
                Code = "anything",
                Event = "anything",
                Other = person.ToString(),
                With = new Dictionary<string, string> { ["role"] = "reviewer", ["expires"] = "0" },
            }, [new ClassedPart(new KeyScope(person, KeyClass.Ordinary), new PartBody { Of = person.ToString(), Text = type, Facts = [FactValue.Of("remark", type)] })]);
    }

    private static async Task EveryTypeIsThereAsync(TestNode test, StreamId person)
    {
        var (recordTypes, entryTypes) = (new HashSet<string>(), new HashSet<string>());
        foreach (var id in await IdsAsync(test))
        {
            var state = await test.GetAsync(id);
            var pointing = state.Timeline.Where(t => id == person || t.Head.Other == person.ToString() || state.Links.Any(l => l.Other == person)).ToList();
            if (pointing.Count > 0) recordTypes.Add(state.Type);
            entryTypes.UnionWith(pointing.Select(t => t.Head.Type));
        }

        Assert.Equal(test.Node.Pack.Records.Keys.Order(), recordTypes.Order());
        // A status ends when another replaces it; the entry that says so stands on the person.
        Assert.Equal(EntryTypesThereAre().Order(), entryTypes.Order());
    }

    private static IEnumerable<string> EntryTypesThereAre() => typeof(EntryTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!)
        // Accesses stand in a book of their own and point at no more than was looked at.
        .Where(t => t != EntryTypes.Accessed);

    private static void Unharmed(HashSet<string> before, HashSet<string> after, string when)
    {
        var lost = before.Except(after).ToList();
        var added = after.Except(before).Where(l => !OfTheLink.Contains(l.Split(' ')[0])).ToList();
        Assert.True(lost.Count == 0 && added.Count == 0, $"{when}: lost {string.Join('\n', lost.Take(5))}\nadded {string.Join('\n', added.Take(5))}");
    }

    // All rows as lines; how often and when a record last changed is no fact of it.
    private static async Task<HashSet<string>> RowsAsync(TestNode test)
    {
        var lines = new HashSet<string>();
        foreach (var table in RegisterNode.Rows(test.Node.Pack).Tables.Where(t => t != "record_accesses"))
            await test.Room.Rows.ReadAsync($"select * from {table}", r => lines.Add(table + " " + string.Join('|', Enumerable.Range(0, r.FieldCount)
                .Where(i => r.GetName(i) is not ("changed_at" or "entries"))
                .Select(i => r.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(r.GetValue(i), CultureInfo.InvariantCulture)))), TestContext.Current.CancellationToken);
        return lines;
    }

    // All records as their folds show them, a line for each thing that stands in them.
    private static async Task<HashSet<string>> RecordsAsync(TestNode test)
    {
        var lines = new HashSet<string>();
        foreach (var id in await IdsAsync(test))
        {
            var s = await test.GetAsync(id);
            void Add(string what, object? said) => lines.Add($"{what} {id} {JsonSerializer.Serialize(said)}");
            Add("record", new { s.Type, s.Number, s.Office, s.State, s.CreatedOn, s.Code, s.Holder, s.Label, s.Assignments });
            foreach (var fact in s.Facts) Add("fact", new { fact.Key.Field, fact.Key.Of, fact.Value });
            foreach (var link in s.Links) Add(link.Kind == LinkKinds.SamePerson ? "record_links" : "link", link);
            foreach (var status in s.Statuses) Add("status", status);
            foreach (var note in s.Notes) Add("note", note);
            foreach (var file in s.Attachments) Add("attachment", file);
            foreach (var task in s.Tasks) Add(task.Code == "review_decision_after_unlink" ? "record_tasks" : "task", task);
            foreach (var proposal in s.Proposals) Add(proposal.Event == SamePerson.Event ? "record_proposals" : "proposal", new { proposal.Id, proposal.Event, proposal.Outcome });
        }

        return lines;
    }

    private static async Task<IReadOnlyList<StreamId>> IdsAsync(TestNode test)
    {
        var ids = new List<StreamId>();
        await test.Room.Rows.ReadAsync("select id from records order by number", r => ids.Add(RowQueries.StreamOf(r, 0)), TestContext.Current.CancellationToken);
        return ids;
    }

    private static string Account(TestNode test) =>
        test.Node.Statistics.Periods.Account(AccountQuery.Years(2026, 2026, "year", "coo", "sex", "age") with { Status = "refugee_convention" }).ToCsv();
}
