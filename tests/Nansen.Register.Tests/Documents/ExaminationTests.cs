using Nansen.Documents;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>A suspicion about a paper, from the checker to the examiner's finding (section 2(l)), and what it leaves alone (SG-13).</summary>
public sealed class ExaminationTests
{
    private static FactValue[] Suspicion(string number) =>
    [
        FactValue.Of("paper_number", number), FactValue.Of("paper_issuer", "UTO"), FactValue.OfJson("suspicions", Journeys.Json("""["photo","alteration"]""")),
        FactValue.Of("suspicion_note", "The photograph is pasted over"), FactValue.Of("verifier_said", "SEAL_DOCUMENT_MISMATCH"),
    ];

    private static IReadOnlyList<SubjectFacts> Facts(params (string Field, string Value)[] facts) => SubjectFacts.About([.. facts.Select(f => FactValue.Of(f.Field, f.Value))]);

    private static async Task<(StreamId Person, StreamId Asylum, DocumentRow Certificate)> CertificateAsync(TestNode test)
    {
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        var proposed = (await test.Room.Rows.DocumentsOfAsync(persons[0])).Single();
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.IssueAsync(test.As("document_officer"), proposed.Id)));
        return (persons[0], asylum, (await test.Room.Rows.DocumentsOfAsync(persons[0])).Single());
    }

    private static async Task<StreamId> OpenedAsync(TestNode test, Actor actor, string number)
    {
        var (outcome, id) = await test.Node.Examinations.OpenAsync(actor, Suspicion(number));
        Assert.IsType<Outcome.Done>(Journeys.Explain(outcome));
        return id;
    }

    [Fact]
    public async Task SG13_A_paper_found_false_changes_no_claim_status_document_or_clock()
    {
        await using var test = await TestNode.StartAsync();
        var (person, asylum, issued) = await CertificateAsync(test);
        await test.StepAsync("registration_officer", asylum, "register").DoneAsync();
        var before = await StandingAsync(test, person, asylum, issued.Id);

        var examination = await OpenedAsync(test, test.As("border_guard"), issued.Number!);
        (await test.StepAsync("document_officer", examination, "find_false")).Refused("wrong_state");
        await test.StepAsync("document_officer", examination, "examine", Facts(("specimen_reference", "Specimen UTO-1"), ("examination_findings", "Second photograph over the first"))).DoneAsync();
        // Nobody is found to show a false paper unheard, nor by one officer alone.
        (await test.StepAsync("document_officer", examination, "find_false")).Refused("guard");
        await test.StepAsync("document_officer", examination, "hear_holder", Facts(("holder_told_on", "2026-03-02"), ("holder_said", "The first one was torn"))).DoneAsync();
        await test.StepAsync("document_officer", examination, "find_false").DoneAsync();
        Assert.Equal("examined", (await test.GetAsync(examination)).State);
        (await test.ConfirmAsync(test.As("document_officer"), examination)).Refused("same_officer");
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.ConfirmAsync(test.As("document_officer", 2), examination)));
        Assert.Equal("false", (await test.GetAsync(examination)).State);

        Assert.Equal(before, await StandingAsync(test, person, asylum, issued.Id));
        // The claim goes on as if nothing had been.
        Assert.Contains(await test.Room.StepsAsync(test.As("case_officer"), await test.GetAsync(asylum)), s => s.Step.Event == "lodge" && s.Obstacles.Count == 0);
    }

    // Everything that an entry could change: each record's entries, state, statuses, clocks, and the void list.
    private static async Task<IReadOnlyList<string>> StandingAsync(TestNode test, params StreamId[] records)
    {
        var lines = new List<string>();
        foreach (var id in records)
        {
            var record = await test.GetAsync(id);
            lines.Add($"{record.Type} {record.State} {record.Timeline.Count} {string.Join(',', record.Heads)}");
            lines.AddRange(record.Statuses.Select(s => $"{s}"));
            lines.AddRange(test.Room.Clocks(record).Select(c => $"{c.Clock.Code} {c.Started} {c.Due} {c.Stopped} {c.Paused}"));
            lines.AddRange(record.Tasks.Select(t => $"{t.Code} {t.Done}"));
        }

        lines.Add($"{test.Node.Documents.Trust().VoidList!.List.Count}");
        return lines;
    }

    [Fact]
    public async Task No_pack_can_let_an_examination_touch_another_record()
    {
        await using var test = await TestNode.StartAsync();
        var rules = test.Node.Pack.RulesOf(ExaminationDesk.RecordType)!;
        Assert.All(rules.Transitions, t => Assert.Empty(t.Effects));
        Assert.Equal(["genuine", "false", "undetermined"], rules.States.Values.Where(s => s.Closed).Select(s => s.Code));
    }

    [Fact]
    public async Task Who_reported_follows_the_state_and_learns_neither_the_findings_nor_whose_paper_it_is()
    {
        await using var test = await TestNode.StartAsync();
        var (_, _, issued) = await CertificateAsync(test);
        var examination = await OpenedAsync(test, test.As("border_guard"), issued.Number!.ToLowerInvariant());
        await test.StepAsync("document_officer", examination, "examine", Facts(("specimen_reference", "Specimen UTO-1"), ("examination_findings", "Nothing wrong"))).DoneAsync();
        await test.StepAsync("document_officer", examination, "find_genuine").DoneAsync();

        var seen = await SeenAsync(test, test.As("border_guard"), examination);
        Assert.Equal("genuine", seen!.Record.State);
        Assert.Contains(seen.Facts, f => f.Field.Code == "suspicion_note");
        Assert.DoesNotContain(seen.Facts, f => f.Field.Code is "registered_document" or "examination_findings" or "holder_said");
        Assert.Null(await SeenAsync(test, test.As("border_guard", 2), examination));
        Assert.Null(await SeenAsync(test, test.As("case_officer"), examination));

        var examiner = await SeenAsync(test, test.As("document_officer"), examination);
        Assert.Equal(issued.Id.ToString(), examiner!.Facts.Single(f => f.Field.Code == "registered_document").Value.Value.Text);
        Assert.Equal(examination, Assert.Single(await test.Node.Examinations.OfDocumentAsync(test.As("document_officer"), issued.Id)).Id);
        Assert.Empty(await test.Node.Examinations.ListAsync(test.As("border_guard", 2)));
    }

    private static async Task<RecordView?> SeenAsync(TestNode test, Actor actor, StreamId record) =>
        await test.Room.OpenAsync(actor, record, "examination") is { } opened ? new RecordView(test.Node.Pack, opened.Record, opened.Access) : null;

    [Fact]
    public async Task Without_an_account_or_the_role_nobody_writes()
    {
        await using var test = await TestNode.StartAsync();
        foreach (var actor in new[] { DocumentDesk.PublicChecker, test.As("case_officer"), test.As("statistician") })
        {
            Assert.False(test.Node.Examinations.MayOpen(actor));
            Assert.IsType<Outcome.Forbidden>((await test.Node.Examinations.OpenAsync(actor, Suspicion("A00000017"))).Outcome);
        }

        Assert.IsType<Outcome.Forbidden>((await test.Node.Examinations.OpenAsync(test.As("border_guard"), [.. Suspicion("A00000017"), FactValue.Of("examination_findings", "False")])).Outcome);
        (await test.Node.Examinations.OpenAsync(test.As("border_guard"), [FactValue.Of("paper_number", "A1")])).Outcome.Refused("missing");
        Assert.Empty(await test.Room.Rows.OfTypeAsync(ExaminationDesk.RecordType, 10));
    }

    [Fact]
    public async Task A_query_is_answered_valid_void_or_unknown_and_tells_nothing_to_who_tries_numbers()
    {
        await using var test = await TestNode.StartAsync();
        var (_, _, issued) = await CertificateAsync(test);
        var (kind, until) = (test.Node.Pack.Documents[issued.Kind].MrzCode!, issued.ExpiresOn!.Value);
        ValueTask<DocumentAnswer> Ask(string code, string number, DateOnly? expires) => test.Node.Documents.QueryAsync(DocumentDesk.PublicChecker, code, number, expires);
        Assert.Equal(new("valid"), await Ask(kind, issued.Number!, until));
        Assert.Equal(new("unknown"), await Ask(kind, issued.Number!, until.AddDays(1)));
        Assert.Equal(new("unknown"), await Ask(kind, issued.Number!, null));
        Assert.Equal(new("unknown"), await Ask("PR", issued.Number!, until));
        Assert.Equal(new("unknown"), await Ask(kind, "U00000017", until));

        test.Clock.Set(until.AddDays(1));
        Assert.Equal(new("void", "expired"), await Ask(kind, issued.Number!, until));
        test.Clock.Set(until.AddDays(-1));
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.VoidAsync(test.As("document_officer"), issued.Id, Facts(("void_reason", "lost"), ("void_reported_on", "2026-03-03")), "lost")));
        Assert.Equal(new("void", "lost"), await Ask(kind, issued.Number!, null));

        // The log says that somebody asked and what was answered, neither what about nor about whom.
        var asked = (await test.Room.Rows.AccessesAsync(false, 100)).Where(a => a.What.StartsWith("document_query.", StringComparison.Ordinal)).ToList();
        Assert.Equal(7, asked.Count);
        Assert.All(asked, a => Assert.Null(a.Record));

        // And so it is counted for twelve months: by role and result.
        test.Clock.Set(until.AddDays(-60));
        await test.Node.Documents.LogVerdictAsync(test.As("border_guard"), test.Node.Documents.VerifySeal(new byte[3]));
        var counted = await test.Node.Documents.VerificationsAsync();
        Assert.Equal(8, counted.Sum(c => c.Count));
        Assert.Equal(4, counted.Where(c => c is { How: "document_query", Role: "public_reader", Result: "unknown" }).Sum(c => c.Count));
        Assert.Contains(counted, c => c is { How: "document_verified", Role: "border_guard", Result: "unreadable", Count: 1 });
    }
}
