using Nansen.Documents;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>A convention travel document from the request to its return (section 2(l)).</summary>
public sealed class DocumentStepsTests
{
    private const string Kind = "DOC-CTD51";

    private static IReadOnlyList<SubjectFacts> Facts(params (string Field, string Value)[] facts) => SubjectFacts.About([.. facts.Select(f => FactValue.Of(f.Field, f.Value))]);

    private static async Task<StreamId> RefugeeAsync(TestNode test)
    {
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await test.DecideAsync(asylum, persons, "REC-CONV");
        return persons[0];
    }

    private static async Task<DocumentRow> RequestedAsync(TestNode test, StreamId person, int officer = 1)
    {
        Done(await test.Node.Documents.ProposeAsync(test.As("document_officer", officer), person, Kind));
        return (await test.Room.Rows.DocumentsOfAsync(person)).Single(d => d.Kind == Kind && d.State == "proposed");
    }

    private static void Done(Outcome outcome) => Assert.IsType<Outcome.Done>(Journeys.Explain(outcome));

    private static Task<Outcome> Step(TestNode test, int officer, StreamId document, string step, params (string, string)[] facts) =>
        test.Node.Documents.StepAsync(test.As("document_officer", officer), document, step, facts.Length == 0 ? [] : Facts(facts)).AsTask();

    private static async Task CheckedAsync(TestNode test, StreamId document, string security = "none")
    {
        Done(await Step(test, 1, document, "check_entitlement", ("entitlement_basis", "Recognised by decision of 2 March 2026")));
        Done(await Step(test, 1, document, "check_identity", ("identity_basis", "photo_compared")));
        Done(await Step(test, 1, document, "check_security", ("security_result", security)));
    }

    private static async Task MadeAsync(TestNode test, StreamId document, string blank)
    {
        await CheckedAsync(test, document);
        Done(await Step(test, 2, document, "approve"));
        Done(await Step(test, 1, document, "personalise", ("blank_number", blank)));
    }

    private static async Task IssuedAsync(TestNode test, StreamId document, string blank)
    {
        await MadeAsync(test, document, blank);
        Done(await Step(test, 2, document, "pass_quality", ("quality_result", "good")));
        Done(await Step(test, 1, document, "hand_over", ("handed_over_on", "2026-03-02"), ("handed_over_to", "holder")));
    }

    private static async Task StockAsync(TestNode test, int count = 3) =>
        Done(await test.Node.Documents.ReceiveBlanksAsync(test.As("document_officer"), Kind, "UC0000001", count, "Delivery 1 of 2026"));

    [Fact]
    public async Task A_travel_document_goes_from_request_to_holder_on_a_numbered_blank()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        await MadeAsync(test, document, "UC0000002");

        // Made, and drawn for the quality check, but not issued yet.
        Assert.DoesNotContain(await test.Room.Rows.DocumentsInAsync("issued", 10), d => d.Kind == Kind);
        var drawn = (await test.Node.Documents.DrawAsync(test.As("document_officer"), document))!;
        Assert.Equal("UC0000002", drawn.Number);
        Assert.StartsWith("PRUTOTESTOVA<<AMINA", drawn.Page.Zone[0], StringComparison.Ordinal);
        Assert.StartsWith("UC0000002", drawn.Page.Zone[1], StringComparison.Ordinal);
        Assert.Contains("XXB9005031F", drawn.Page.Zone[1], StringComparison.Ordinal);

        // The seal holds the printed zone, so that a changed letter is seen.
        var (trust, now) = (test.Node.Documents.Trust(), test.Room.Clock.GetUtcNow());
        var pdf = PageDrawing.Pdf(drawn.Page);
        Assert.Equal(VerdictResult.Valid, Verifier.VerifyPage(pdf, trust, now).Result);
        Assert.Equal(["SEAL_DOCUMENT_MISMATCH"], Verifier.VerifyPage(pdf, trust, now, [drawn.Page.Zone[0].Replace("AMINA", "AMIRA", StringComparison.Ordinal), drawn.Page.Zone[1]]).Status);

        (await Step(test, 1, document, "pass_quality", ("quality_result", "good"))).Refused("same_officer");
        Done(await Step(test, 2, document, "pass_quality", ("quality_result", "good")));
        Done(await Step(test, 1, document, "hand_over", ("handed_over_on", "2026-03-02"), ("handed_over_to", "holder")));
        var issued = Assert.Single(await test.Room.Rows.DocumentsInAsync("issued", 10), d => d.Kind == Kind);
        Assert.Equal(("UC0000002", new DateOnly(2028, 3, 2)), (issued.Number, issued.ExpiresOn));
        Assert.Equal(PageDrawing.Pdf(drawn.Page), (await test.Node.Documents.DrawAsync(test.As("document_officer"), document))!.Pdf.ToArray());
        Assert.Equal([("stored", 2), ("used", 1)], (await test.Node.Documents.StockAsync()).Select(l => (l.State, l.Count)));
    }

    [Fact]
    public async Task No_step_is_left_out_and_no_path_leads_around_them()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        (await test.Node.Documents.IssueAsync(test.As("document_officer", 2), document)).Refused("guard");
        (await Step(test, 2, document, "approve")).Refused("wrong_state");
        await CheckedAsync(test, document);
        // Neither who checked nor who asked for it approves.
        (await Step(test, 1, document, "approve")).Refused("same_officer");
        Done(await Step(test, 2, document, "approve"));
        (await Step(test, 1, document, "personalise", ("blank_number", "UC9999999"))).Refused("blank");
        (await Step(test, 1, document, "personalise")).Refused("blank");
        (await Step(test, 1, document, "hand_over", ("handed_over_on", "2026-03-02"), ("handed_over_to", "holder"))).Refused("wrong_state");
        Assert.Null(await test.Node.Documents.DrawAsync(test.As("document_officer"), document));
    }

    [Fact]
    public async Task Only_compelling_reasons_refuse_and_two_officers_say_so()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        var clean = (await RequestedAsync(test, person)).Id;
        await CheckedAsync(test, clean);
        (await Step(test, 2, clean, "refuse", ("refusal_reasons", "Too many applications"))).Refused("guard");
        Done(await Step(test, 1, clean, "check_again"));
        Done(await Step(test, 1, clean, "check_security", ("security_result", "compelling")));
        (await Step(test, 2, clean, "approve")).Refused("guard");
        Done(await Step(test, 1, clean, "refuse", ("refusal_reasons", "As stated in the file")));
        Assert.Equal("security_checked", (await test.GetAsync(clean)).State);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.ConfirmAsync(test.As("document_officer", 2), clean)));
        Assert.Equal("refused", (await test.GetAsync(clean)).State);
    }

    [Fact]
    public async Task A_spoiled_document_is_made_anew_and_its_blank_destroyed_before_two_witnesses_stands_on_the_void_list()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        await MadeAsync(test, document, "UC0000001");
        Done(await Step(test, 2, document, "spoil", ("spoiled_reason", "misprint")));
        (await Step(test, 1, document, "personalise", ("blank_number", "UC0000001"))).Refused("blank");
        Done(await Step(test, 1, document, "personalise", ("blank_number", "UC0000002")));

        var blank = (await test.Node.Documents.BlankAsync("UC0000001"))!.Id;
        Done(await test.Node.Documents.BlankStepAsync(test.As("document_officer"), blank, "destroy", Facts(("end_reason", "misprint"), ("end_note", "Shredded in the store"))));
        var proposal = (await test.GetAsync(blank)).Proposals.Single().Id;
        (await test.Node.Documents.ConfirmBlankAsync(test.As("document_officer"), blank, proposal)).Refused("same_officer");
        Assert.Null(Listed(test, "UC0000001"));
        Done(await test.Node.Documents.ConfirmBlankAsync(test.As("document_officer", 2), blank, proposal));
        Assert.Equal(VoidReason.UnissuedBlank, Listed(test, "UC0000001"));

        Done(await test.Node.Documents.BlankStepAsync(test.As("document_officer"), (await test.Node.Documents.BlankAsync("UC0000003"))!.Id, "report_missing", Facts(("end_note", "Not found at the count"))));
        Assert.Equal(VoidReason.UnissuedBlank, Listed(test, "UC0000003"));
        Assert.Null(Listed(test, "UC0000002"));
    }

    private static VoidReason? Listed(TestNode test, string number) => test.Node.Documents.Trust().VoidList!.List.Find(new DocumentReference("UTO", "PR", number));

    [Fact]
    public async Task A_renewed_document_makes_the_old_one_void_when_it_is_handed_over()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var old = (await RequestedAsync(test, person)).Id;
        await IssuedAsync(test, old, "UC0000001");
        (await test.Node.Documents.ProposeAsync(test.As("document_officer"), person, Kind)).Refused("already_documented");
        Done(await test.Node.Documents.RenewAsync(test.As("document_officer"), old));
        (await test.Node.Documents.RenewAsync(test.As("document_officer"), old)).Refused("already_documented");
        var renewed = (await test.Room.Rows.DocumentsOfAsync(person)).Single(d => d is { Kind: Kind, State: "proposed" });
        await MadeAsync(test, renewed.Id, "UC0000002");
        Assert.Equal("issued", (await test.GetAsync(old)).State);
        Done(await Step(test, 2, renewed.Id, "pass_quality", ("quality_result", "good")));
        Done(await Step(test, 1, renewed.Id, "hand_over", ("handed_over_on", "2026-03-02"), ("handed_over_to", "holder")));
        Assert.Equal(("void", "issued"), ((await test.GetAsync(old)).State, (await test.GetAsync(renewed.Id)).State));
        Assert.Equal(VoidReason.Replaced, Listed(test, "UC0000001"));
        // What comes back stays void.
        Done(await Step(test, 1, old, "take_back", ("returned_from", "Holder")));
        Assert.Equal("void", (await test.GetAsync(old)).State);
    }

    // Schedules, paragraphs 11 to 13: the new State of residence sends the document back; who stays is taken back for two years.
    [Fact]
    public async Task A_document_returned_by_the_new_State_is_void_and_says_who_sent_it()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        await IssuedAsync(test, document, "UC0000001");
        var record = await test.GetAsync(document);
        var (issued, expires, back) = (PartialDate.Parse(record.Text("issued_on", person)).Earliest, PartialDate.Parse(record.Text("valid_until", person)).Earliest, PartialDate.Parse(record.Text("return_until", person)).Earliest);
        Assert.Equal(new[] { expires, issued.AddMonths(test.Node.Pack.Parameters["ctd.return_clause.months"].Number) }.Min(), back);
        Assert.True(back >= issued.AddMonths(3));

        Assert.IsNotType<Outcome.Done>(await Step(test, 1, document, "returned_to_issuer", ("returned_on", "2026-03-02")));
        Assert.IsNotType<Outcome.Done>(await Step(test, 1, document, "void", ("void_reason", "returned_to_issuer"), ("void_reported_on", "2026-03-02")));
        Assert.Equal("issued", (await test.GetAsync(document)).State);
        Done(await Step(test, 1, document, "returned_to_issuer", ("returned_by_state", "DEU"), ("returned_on", "2026-03-02")));
        var returned = await test.GetAsync(document);
        Assert.Equal(("void", "DEU"), (returned.State, returned.Text("returned_by_state")));
        Assert.Equal(VoidReason.Replaced, Listed(test, "UC0000001"));
        Assert.NotEmpty((await test.GetAsync(person)).ActiveStatuses);
    }

    // Schedules, paragraph 6(2): a mission extends by six months at most, once; who asks with either day is told that it is valid.
    [Fact]
    public async Task A_mission_extends_a_travel_document_once_by_six_months_at_most()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        await IssuedAsync(test, document, "UC0000001");
        var printed = new DateOnly(2028, 3, 2);
        Task<Outcome> Extend(string until) => Step(test, 1, document, "extend", ("extended_by", "Embassy in Northland"), ("extended_on", "2028-02-20"), ("extended_until", until));
        (await Extend("2028-09-03")).Refused("extension");
        (await Extend("2028-03-02")).Refused("extension");
        Done(await Extend("2028-09-02"));
        (await Extend("2028-09-02")).Refused("extension");
        var row = Assert.Single(await test.Room.Rows.DocumentsInAsync("issued", 10), d => d.Kind == Kind);
        Assert.Equal(new DateOnly(2028, 9, 2), row.ExpiresOn);
        using var csv = new StringWriter();
        test.Node.Statistics.Table("travel-documents", 2026, 2026, null)!.WriteCsv(csv);
        var lines = csv.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim().Split(',')).ToList();
        int Counted(string measure) => lines.Skip(1).Sum(l => int.Parse(l[Array.IndexOf(lines[0], measure)], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((1, 1, 0), (Counted("refugees_1951"), Counted("extended"), Counted("lost")));

        test.Clock.Set(printed.AddDays(30));
        ValueTask<DocumentAnswer> Ask(DateOnly day) => test.Node.Documents.QueryAsync(DocumentDesk.PublicChecker, "PR", "UC0000001", day);
        Assert.Equal([new("valid"), new("valid"), new("unknown")], new[] { await Ask(printed), await Ask(row.ExpiresOn!.Value), await Ask(printed.AddDays(1)) });
        test.Clock.Set(row.ExpiresOn.Value.AddDays(1));
        Assert.Equal(new("void", "expired"), await Ask(printed));
        // What is printed does not change.
        Assert.Contains("280302", (await test.GetAsync(document)).Text("mrz", person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixty_days_before_it_expires_the_holder_is_reminded_until_a_new_one_is_asked_for()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        await IssuedAsync(test, document, "UC0000001");
        async Task<IEnumerable<StreamId>> Due() => (await test.Room.Rows.ExpiringDocumentsAsync(test.Node.Documents.RenewalsBy, [TestNode.Office], 0, 50)).Documents.Select(d => d.Id);
        test.Clock.Set(new DateOnly(2028, 3, 2).AddDays(-61));
        Assert.DoesNotContain(document, await Due());
        test.Clock.Set(new DateOnly(2028, 3, 2).AddDays(-60));
        Assert.Contains(document, await Due());
        Done(await Step(test, 1, document, "remind_holder"));
        var letter = Assert.Single((await test.GetAsync(document)).Attachments, a => a.Text is not null);
        Assert.Contains("UC0000001 действителен до 2028-03-02", letter.Text, StringComparison.Ordinal);
        Done(await test.Node.Documents.RenewAsync(test.As("document_officer"), document));
        Assert.DoesNotContain(document, await Due());
    }

    // Schedules, paragraph 13: not less than three months.
    [Fact]
    public async Task The_time_to_return_is_limited_by_two_officers_with_reasons_and_never_below_three_months()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        await CheckedAsync(test, document);
        async Task LimitAsync(string until)
        {
            Done(await Step(test, 1, document, "limit_return", ("return_limited_until", until), ("return_limit_reasons", "Her stay is for one term of study; appeal to the court within 30 days")));
            Done(await test.Node.Documents.ConfirmAsync(test.As("document_officer", 2), document, (await test.GetAsync(document)).Proposals.Single(p => p.Open).Id));
        }

        await LimitAsync("2026-06-01");
        Done(await Step(test, 2, document, "approve"));
        (await Step(test, 1, document, "personalise", ("blank_number", "UC0000001"))).Refused("return_limit");
        await LimitAsync("2026-06-02");
        Done(await Step(test, 1, document, "personalise", ("blank_number", "UC0000001")));
        var made = await test.GetAsync(document);
        Assert.Equal("2026-06-02", made.Text("return_until", person));
        Assert.Contains("вернуться в эту страну до 2026-06-02", made.Attachments.Last(a => a.Text is not null).Text, StringComparison.Ordinal);
    }

    // A letter that no font has would be a box. In the name's second writing it is left out; elsewhere the officer is told before a blank is used.
    [Fact]
    public async Task A_letter_that_cannot_be_printed_is_named_before_the_document_is_made()
    {
        await using var test = await TestNode.StartAsync();
        var names = PersonNameJson.Write([PersonName.Of("Sara", "Testova"), PersonName.Of("ሳራ", "ተስፋዬ")]);
        FactValue[] facts = [.. Journeys.Person("Sara", "Testova", "1990-05-03", "F").Where(f => f.Field != "names"), FactValue.OfJson("names", names)];
        var (_, persons) = await test.RegisterFamilyAsync((facts, "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        await test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await test.DecideAsync(asylum, persons, "REC-CONV");
        async Task BornInAsync(string place)
        {
            var draft = test.Room.Begin(test.As("registration_officer"));
            await draft.RecordFactsAsync(persons[0], SubjectFacts.About(FactValue.OfJson("place_of_birth", Journeys.Json($$"""{"name":"{{place}}","country":"ETH"}"""))), "As she writes it");
            Done(await test.Room.CommitAsync(draft));
        }

        await BornInAsync("አዲስ አበባ");
        await StockAsync(test);
        var document = (await RequestedAsync(test, persons[0])).Id;
        await CheckedAsync(test, document);
        Done(await Step(test, 2, document, "approve"));
        var refused = Assert.IsType<Outcome.Refused>(await Step(test, 1, document, "personalise", ("blank_number", "UC0000001")));
        Assert.Contains("The letter 'አ' (U+12A0)", Assert.Single(refused.Problems).Text.In("en"), StringComparison.Ordinal);
        Assert.Equal("stored", (await test.Node.Documents.BlankAsync("UC0000001"))!.State);

        await BornInAsync("Addis Ababa");
        Done(await Step(test, 1, document, "personalise", ("blank_number", "UC0000001")));
        var page = (await test.Node.Documents.DrawAsync(test.As("document_officer"), document))!.Page;
        Assert.Null(page.Fields.Single(f => f.Label == "Family name").SecondValue);
        Assert.Equal("Testova", page.Fields.Single(f => f.Label == "Family name").Value);
    }

    [Fact]
    public async Task Without_a_name_in_letters_of_the_zone_nothing_is_made()
    {
        await using var test = await TestNode.StartAsync();
        FactValue[] facts = [.. Journeys.Person("Sara", "Testova", "1990-05-03", "F").Where(f => f.Field != "names"), FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of("ሳራ", "ተስፋዬ")]))];
        var (_, persons) = await test.RegisterFamilyAsync((facts, "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        var certificate = (await test.Room.Rows.DocumentsOfAsync(persons[0])).First(d => d.State == "proposed");
        var refused = Assert.IsType<Outcome.Refused>(await test.Node.Documents.IssueAsync(test.As("document_officer"), certificate.Id));
        Assert.Contains("Record the name in Latin letters", Assert.Single(refused.Problems).Text.In("en"), StringComparison.Ordinal);
        Assert.NotEqual(default, asylum);
    }

    [Fact]
    public async Task An_urgent_request_is_due_in_five_days()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        (await Step(test, 1, document, "mark_urgent")).Refused("missing");
        Done(await Step(test, 1, document, "mark_urgent", ("urgency_reason", "Her mother is dying in Northland")));
        var clock = ClockRules.Read(test.Node.Pack, await test.GetAsync(document), test.Room.Today).Single(c => c.Clock.Code == "document_urgent");
        Assert.Equal(test.Room.Today.AddDays(5), clock.Due);
    }

    [Fact]
    public async Task A_lost_document_is_void_at_once_and_without_a_status_there_is_none()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        await IssuedAsync(test, document, "UC0000001");
        Done(await Step(test, 1, document, "void", ("void_reason", "stolen"), ("void_reported_on", "2026-03-02")));
        Assert.Equal(VoidReason.Stolen, Listed(test, "UC0000001"));
        (await test.Node.Documents.ProposeAsync(test.As("document_officer"), person, "DOC-CTD54")).Refused("not_entitled");
    }

    [Fact]
    public async Task A_document_is_withdrawn_for_compelling_reasons_by_two_officers_and_is_listed_from_then_on()
    {
        await using var test = await TestNode.StartAsync();
        var person = await RefugeeAsync(test);
        await StockAsync(test);
        var document = (await RequestedAsync(test, person)).Id;
        await IssuedAsync(test, document, "UC0000001");
        (await Step(test, 1, document, "void", ("void_reason", "withdrawn"), ("void_reported_on", "2026-03-02"))).Refused("withdrawal");
        (await Step(test, 1, document, "withdraw")).Refused("missing");
        Done(await Step(test, 1, document, "withdraw", ("withdrawal_reasons", "As stated in the file; appeal to the court within 30 days")));
        Assert.Equal(("issued", (VoidReason?)null), ((await test.GetAsync(document)).State, Listed(test, "UC0000001")));
        var proposal = (await test.GetAsync(document)).Proposals.Single(p => p.Open).Id;
        (await test.Node.Documents.ConfirmAsync(test.As("document_officer"), document, proposal)).Refused("same_officer");
        Done(await test.Node.Documents.ConfirmAsync(test.As("document_officer", 2), document, proposal));
        Assert.Equal(("void", (VoidReason?)VoidReason.Withdrawn), ((await test.GetAsync(document)).State, Listed(test, "UC0000001")));
        var letter = Assert.Single((await test.GetAsync(document)).Attachments, a => a.Text is not null);
        Assert.Contains("appeal to the court within 30 days", letter.Text, StringComparison.Ordinal);
        // The status stays: a document is not the protection it shows.
        Assert.Contains((await test.GetAsync(person)).ActiveStatuses, s => s.Code == "refugee_convention");
    }

    [Theory]
    [InlineData("1234567", 2)]
    [InlineData("UC", 2)]
    [InlineData("UC00000012345", 2)]
    [InlineData("UC9", 2)]
    [InlineData("UC0000001", 0)]
    [InlineData("UC0000001", 501)]
    public async Task Numbers_that_cannot_be_are_not_taken_in(string first, int count)
    {
        await using var test = await TestNode.StartAsync();
        (await test.Node.Documents.ReceiveBlanksAsync(test.As("document_officer"), Kind, first, count, "Delivery")).Refused("number");
    }

    [Fact]
    public async Task The_same_blanks_are_taken_in_once_and_only_by_who_keeps_them()
    {
        await using var test = await TestNode.StartAsync();
        await StockAsync(test);
        (await test.Node.Documents.ReceiveBlanksAsync(test.As("document_officer"), Kind, "UC0000003", 2, "Delivery 2")).Refused("twice");
        (await test.Node.Documents.ReceiveBlanksAsync(test.As("document_officer"), "DOC-ASC", "UA0000003", 2, "Delivery 2")).Refused("kind");
        Assert.IsType<Outcome.Forbidden>(await test.Node.Documents.ReceiveBlanksAsync(test.As("case_officer"), Kind, "UC0000009", 2, "Delivery 2"));
    }
}
