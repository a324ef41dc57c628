using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>Who may see what (domain, sections 4.1 and 4.5): DP-01, 02, 03, 05, 06, 07, 11, 12.</summary>
public class AccessInvariants
{
    private static readonly Pack Pack = RegisterNode.LoadPack(new NodeSettings("UTO", "UT", true));

    public static TheoryData<string> Roles => [.. Pack.Roles.Keys];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task DP01_DP12_What_the_matrix_does_not_grant_for_the_purpose_is_denied(string roleCode)
    {
        await using var test = await TestNode.StartAsync();
        var role = Pack.Roles[roleCode];
        var purposes = Pack.Records.Values.SelectMany(r => r.Fields.Values).SelectMany(f => f.Purposes).Append("LEA").Distinct().ToList();
        foreach (var type in Pack.Records.Values)
        {
            var opens = role.Records.Contains(type.Code) || role.Records.Contains("*");
            foreach (var purpose in purposes)
            {
                var access = test.Room.Gate.Blank(test.As(roleCode), type.Code, purpose);
                foreach (var field in type.Fields.Values)
                {
                    var granted = opens && role.Reads.TryGetValue(purpose, out var reads) && (field.Class <= reads || role.AlsoReads.Contains(field.Code));
                    var reason = $"{roleCode} {type.Code}.{field.Code} ({field.Class}) for {purpose}";
                    if (!granted || !field.Purposes.Contains(purpose) || role.Never.Contains(field.Code)) Assert.False(access.Sees(field), reason);
                    else if (!role.WriteOnly.Contains(field.Code) && !(role.Enforcement && field.Firewalled)) Assert.True(access.Sees(field), reason);
                    if (!opens || !role.Writes.TryGetValue(purpose, out var writes) || field.Class > writes || !field.Purposes.Contains(purpose)) Assert.False(access.Writes(field), reason);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task DP01_A_record_outside_her_office_and_assignment_stays_closed(string roleCode)
    {
        await using var test = await TestNode.StartAsync();
        var (group, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        var stranger = test.As(roleCode, 9) with { Offices = ["ELSEWHERE"] };
        foreach (var record in new[] { group, persons[0], asylum }) Assert.Null(await test.Room.OpenAsync(stranger, record, "page"));
        Assert.IsType<Outcome.Forbidden>(await test.RecordAsync(stranger, persons[0], FactValue.Of("phone", "+000")));
        Assert.Null(await test.Room.OpenAsync(stranger with { Role = "no_such_role" }, persons[0], "page"));
        Assert.Null(await test.Room.OpenAsync(test.As("reviewer"), persons[0], "page", "LEA"));
    }

    [Fact]
    public async Task DP01_Nobody_links_or_changes_what_she_may_not_open()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var before = (await test.GetAsync(persons[0])).Timeline.Count;
        foreach (var role in new[] { "administrator", "statistician", "border_guard", "focal_point" })
        {
            var draft = test.Room.Begin(test.As(role));
            await draft.LinkAsync(persons[0], LinkKinds.Guardian, persons[0]);
            await draft.NoteAsync(persons[0], "text", SensitivityClass.S1);
            await draft.AssignAsync(persons[0], "reviewer", null);
            Assert.IsType<Outcome.Forbidden>(await test.Room.CommitAsync(draft));
        }

        Assert.Equal(before, (await test.GetAsync(persons[0])).Timeline.Count);
    }

    [Fact]
    public async Task DP02_Each_opening_and_search_stands_in_the_access_book_a_denied_one_and_one_of_nothing_too()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var nothing = StreamId.New();
        await test.Room.OpenAsync(test.As("reviewer"), persons[0], "person_page");
        await test.Room.OpenAsync(test.As("administrator"), persons[0], "person_page");
        await test.Room.OpenAsync(test.As("reviewer"), nothing, "person_page");
        await test.Node.Duplicates.SearchAsync(test.As("reviewer"), new PersonQuery { Words = "Testova" });
        await test.Node.Duplicates.SearchAsync(test.As("border_guard"), new PersonQuery { Words = "Testova" });
        var log = (await test.Room.Rows.AccessesAsync(false, 10)).Select(a => (a.Role, a.What, a.Allowed, a.Results)).ToList();
        Assert.Contains(("reviewer", "person_page", true, 1), log);
        Assert.Contains(("administrator", "person_page", false, 0), log);
        Assert.Contains(("reviewer", "person_page", false, 0), log);
        Assert.Contains(("reviewer", "search", true, 1), log);
        Assert.Contains(("border_guard", "search", false, 0), log);
        Assert.Equal(5, log.Count);
        Assert.Equal(2, (await test.Room.Rows.AccessesOfAsync(persons[0], 10)).Count);
        Assert.True((await test.Room.Journal.VerifyAsync()).Ok);
    }

    [Fact]
    public async Task DP03_Breaking_the_glass_needs_a_reason_is_told_and_ends_after_four_hours()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var stranger = test.As("reviewer", 9) with { Offices = ["ELSEWHERE"] };
        Assert.Null(await test.Room.OpenAsync(stranger, persons[0], "page"));
        (await test.Room.BreakGlassAsync(stranger, persons[0], " ")).Refused("missing");
        Assert.IsType<Outcome.Forbidden>(await test.Room.BreakGlassAsync(test.As("registration_officer", 9) with { Offices = ["ELSEWHERE"] }, persons[0], "Urgent"));
        Assert.IsType<Outcome.Forbidden>(await test.Room.BreakGlassAsync(stranger, StreamId.New(), "Urgent"));

        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Room.BreakGlassAsync(stranger, persons[0], "Hospital asks who may decide for her")));
        Assert.NotNull(await test.Room.OpenAsync(stranger, persons[0], "page"));
        Assert.Null(await test.Room.OpenAsync(stranger with { Id = Guid.NewGuid() }, persons[0], "page"));
        var task = Assert.Single((await test.GetAsync(persons[0])).Tasks, t => t.Code == "review_break_glass");
        Assert.Equal("data_protection_officer", task.Role);
        Assert.Contains(await test.Room.Rows.AccessesOfAsync(persons[0], 10), a => a.What == "break_glass" && a.Allowed);
        test.Clock.Pass(TimeSpan.FromHours(3.9));
        Assert.NotNull(await test.Room.OpenAsync(stranger, persons[0], "page"));
        test.Clock.Pass(TimeSpan.FromHours(0.2));
        Assert.Null(await test.Room.OpenAsync(stranger, persons[0], "page"));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task DP05_The_view_holds_what_the_gate_lets_through_and_names_nothing_else(string roleCode)
    {
        await using var test = await TestNode.StartAsync();
        var needs = FactValue.OfJson("specific_needs", Journeys.Json("""[{"code":"child_parent","state":"confirmed"},{"code":"torture_survivor","state":"confirmed"}]"""));
        var sensitive = Pack.Codes["specific_needs"].Items.First(i => i.Class == SensitivityClass.S3).Code;
        needs = FactValue.OfJson("specific_needs", Journeys.Json(needs.Value.GetRawText().Replace("torture_survivor", sensitive, StringComparison.Ordinal)));
        var (_, persons) = await test.RegisterFamilyAsync(([.. Journeys.Person("Amina", "Testova", "1990-05-03", "F"), needs, FactValue.Of("phone", "+000 1"), FactValue.Of("safe_contact_rules", "Do not write")], "focal_point"));
        var person = await test.GetAsync(persons[0]);
        var access = test.Room.Gate.Blank(test.As(roleCode), "individual");
        var view = new RecordView(Pack, person, access);
        var fields = Pack.Records["individual"].Fields;
        Assert.All(view.Facts, f => Assert.True(access.Sees(f.Field)));
        Assert.All(view.Timeline.SelectMany(t => t.Fields), f => Assert.True(access.Sees(fields[f])));
        Assert.Equal(person.Facts.Count(f => access.Sees(fields[f.Key.Field])), view.Facts.Count);
        var text = string.Join('\n', view.Facts.Select(f => f.Value.Value.Value.GetRawText()));
        if (access.Ceiling < SensitivityClass.S3)
        {
            Assert.DoesNotContain("Do not write", text, StringComparison.Ordinal);
            Assert.DoesNotContain(sensitive, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task DP04_A_need_that_belongs_in_a_sealed_file_is_not_recorded_in_the_open_one()
    {
        await using var test = await TestNode.StartAsync();
        var (_, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var code = Pack.Codes["specific_needs"].Items.First(i => i.Class == SensitivityClass.S4).Code;
        (await test.RecordAsync(test.As("registration_officer"), persons[0], FactValue.OfJson("specific_needs", Journeys.Json($$"""[{"code":"{{code}}","state":"confirmed"}]""")))).Refused("needs_compartment");
    }

    [Fact]
    public async Task DP06_Enforcement_reads_and_writes_nothing_behind_the_firewall()
    {
        await using var test = await TestNode.StartAsync();
        var enforcement = Pack.Roles.Values.Where(r => r.Enforcement).ToList();
        Assert.Contains(enforcement, r => r.Code == "border_guard");
        foreach (var role in enforcement)
            foreach (var type in Pack.Records.Values)
                foreach (var field in type.Fields.Values.Where(f => f.Firewalled))
                    foreach (var purpose in field.Purposes)
                    {
                        var access = test.Room.Gate.Blank(test.As(role.Code), type.Code, purpose);
                        Assert.False(access.Sees(field) || access.Writes(field), $"{role.Code} {type.Code}.{field.Code}");
                    }
    }

    [Fact]
    public async Task DP07_The_administrator_opens_no_record_and_finds_nobody()
    {
        await using var test = await TestNode.StartAsync();
        var (group, persons) = await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var asylum = await test.OpenAsylumAsync(persons);
        var document = (await test.Room.Rows.DocumentsInAsync("proposed", 1))[0].Id;
        var administrator = test.As("administrator");
        foreach (var record in new[] { group, persons[0], asylum, document }) Assert.Null(await test.Room.OpenAsync(administrator, record, "page"));
        Assert.Empty(await test.Room.OpenManyAsync(administrator, [group, persons[0], asylum], "list"));
        Assert.Empty(await test.Node.Duplicates.SearchAsync(administrator, new PersonQuery { Words = "Testova" }));
        Assert.All(Pack.Records.Keys, type => Assert.False(test.Room.Gate.Blank(administrator, type).Allowed, type));
        Assert.IsType<Outcome.Forbidden>(await test.Room.BreakGlassAsync(administrator, persons[0], "Curious"));
    }

    [Fact]
    public void DP11_Every_field_has_a_purpose_and_a_retention_rule_or_the_pack_does_not_load()
    {
        Assert.All(Pack.Records.Values.SelectMany(r => r.Fields.Values), f => Assert.True(f.Purposes.Count > 0 && f.Retention.Length > 0, f.Code));
        var folder = Home.PathOf("packs", "model");
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText);
        foreach (var line in new[] { "    retention: protection_file\n", "    purposes: [REG, NAT, DET, APP]\n" })
        {
            var individual = files["records/individual.yaml"];
            var at = individual.IndexOf(line, StringComparison.Ordinal);
            var without = files.ToDictionary(f => f.Key, f => System.Text.Encoding.UTF8.GetBytes(f.Key == "records/individual.yaml" ? individual.Remove(at, line.Length) : f.Value));
            Assert.Null(PackLoader.Read(without).Pack);
        }
    }
}
