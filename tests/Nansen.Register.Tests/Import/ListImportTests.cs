using Nansen.Records;

namespace Nansen.Register.Tests;

public class ListImportTests
{
    [Fact]
    public async Task A_clean_list_is_registered_group_by_group_and_searched_like_any_registration()
    {
        await using var test = await TestNode.StartAsync();
        var staging = await test.StageAsync(Lists.Csv(Lists.Family("1"), Lists.Person("2", "2-1", "focal_point", "Omid", "Exampleson", "1978", "M")));
        Assert.Empty(staging.Findings);
        Assert.Equal((3, 3, 0), (staging.People, staging.ToRegister, staging.HeldBack));
        Assert.Equal(0, await test.IndividualsAsync());

        var steps = new List<int>();
        var result = await test.Node.Imports.CommitAsync(test.As("registration_officer"), ImportStaging.FromJson(staging.ToJson()), new Steps(steps));
        Assert.Equal((2, 3, 0, false), (result!.Groups, result.Persons, result.Again, result.Stopped));
        Assert.Equal([1, 2], steps);
        var child = await test.GetAsync((await test.Node.Lists.RegisteredAsync("list", "1-2", default))!.Value);
        Assert.Equal("submitted", child.State);
        Assert.Equal("2015-01", child.Text("date_of_birth"));
        Assert.Contains(child.Timeline, t => t.Head.Type == EntryTypes.SearchRecorded);
        Assert.All(child.Timeline, t => Assert.Equal("import", t.Head.Source));
    }

    [Fact]
    public async Task Importing_again_adds_nothing_even_as_another_file_or_after_a_restart()
    {
        await using var test = await TestNode.StartAsync();
        var csv = Lists.Csv(Lists.Family("1"));
        await test.ImportAsync(csv);
        await test.ReopenAsync();
        test.Clock.Pass(30);
        var again = await test.ImportAsync(csv);
        Assert.Equal((0, 0, 2), (again.Groups, again.Persons, again.Again));
        var inWorkbook = await test.StageAsync(Lists.Workbook(Lists.Rows(csv)), "list.xlsx");
        Assert.Equal((0, 2), (inWorkbook.ToRegister, inWorkbook.Registered));
        Assert.Empty(inWorkbook.Findings);
        Assert.Equal(2, await test.IndividualsAsync());
    }

    [Fact]
    public async Task A_list_without_numbers_adds_the_same_rows_once()
    {
        await using var test = await TestNode.StartAsync();
        var csv = Lists.Csv(Lists.Person("1", "", "focal_point", "Amina", "Testova", "1990-05-03"));
        Assert.Equal(1, (await test.ImportAsync(csv)).Persons);
        Assert.Equal((0, 1), ((await test.ImportAsync(csv)) is var again ? again.Persons : -1, again.Again));
        Assert.Equal(1, await test.IndividualsAsync());
    }

    [Fact]
    public async Task A_newcomer_joins_the_group_her_family_is_registered_in()
    {
        await using var test = await TestNode.StartAsync();
        await test.ImportAsync(Lists.Csv(Lists.Family("1")));
        var result = await test.ImportAsync(Lists.Csv(Lists.Family("1"), Lists.Person("1", "1-3", "child", "Salma", "Testova", "2018", "F", "with_family")));
        Assert.Equal((1, 1, 2), (result.Groups, result.Persons, result.Again));
        Assert.Equal(1, (await test.Room.Rows.CountsAsync())["registration_group"]);
    }

    [Fact]
    public async Task A_bad_row_holds_its_group_back_and_spoils_no_other()
    {
        await using var test = await TestNode.StartAsync();
        var csv = Lists.Csv(Lists.Family("1").Replace("2015-01", "next year"), Lists.Person("2", "2-1", "focal_point", "Omid", "Exampleson", "1978", "M"), Lists.Person("2", "2-2", "spouse", "Leila", "Sampleh", "1981"));
        var staging = await test.StageAsync(csv);
        Assert.Equal(["held_back", "not_a_date"], staging.Findings.Select(f => f.Code).Order());
        var bad = staging.Findings.Single(f => f.Code == "not_a_date");
        Assert.Equal((3, "date_of_birth"), (bad.Row, bad.Column));
        Assert.Equal((2, 2), (staging.HeldBack, staging.ToRegister));
        await test.ImportAsync(csv);
        Assert.Equal(2, await test.IndividualsAsync());
    }

    [Fact]
    public async Task A_child_needs_to_say_whom_she_is_with_and_a_group_its_focal_point()
    {
        await using var test = await TestNode.StartAsync();
        var staging = await test.StageAsync(Lists.Csv(
            Lists.Person("1", "a", "focal_point", "Amina", "Testova", "1990"), Lists.Person("1", "b", "child", "Karim", "Testov", "2015"),
            Lists.Person("2", "c", "spouse", "Omid", "Exampleson", "1978", "M"),
            Lists.Person("3", "d", "focal_point", "Leila", "Sampleh", "1978"), Lists.Person("3", "d", "focal_point", "Nasrin", "Probekar", "1960")));
        Assert.Equal(["duplicate_external_id", "held_back", "held_back", "missing", "no_focal_point", "two_focal_points"], staging.Findings.Select(f => f.Code).Order());
        Assert.Equal("unaccompanied_separated", staging.Findings.Single(f => f.Code == "missing").Column);
        Assert.Equal(0, staging.ToRegister);
    }

    [Fact]
    public async Task Likely_duplicates_are_shown_and_become_proposals_for_a_reviewer()
    {
        await using var test = await TestNode.StartAsync();
        await test.RegisterFamilyAsync((Journeys.Person("Amina", "Testova", "1990-05-03", "F"), "focal_point"));
        var csv = Lists.Csv(Lists.Person("1", "a", "focal_point", "Amina", "Testova", "1990-05-03"), Lists.Person("2", "b", "focal_point", "Omid", "Exampleson", "1978-02-11", "M"), Lists.Person("3", "c", "focal_point", "Omid", "Exampleson", "1978-02-11", "M"));
        var staging = await test.StageAsync(csv);
        Assert.Equal([(2, "possible_duplicate"), (4, "possible_duplicate_in_file")], staging.Findings.Select(f => (f.Row, f.Code)));
        Assert.Equal(3, staging.ToRegister);
        await test.ImportAsync(csv);
        var proposed = await test.GetAsync((await test.Node.Lists.RegisteredAsync("list", "a", default))!.Value);
        Assert.Single(proposed.Proposals, p => p.Open && p.Event == SamePerson.Event);
    }

    [Fact]
    public async Task Duplicates_are_found_across_scripts_in_the_file_and_in_the_register_and_a_brother_is_none()
    {
        await using var test = await TestNode.StartAsync();
        await test.RegisterFamilyAsync((Journeys.Person("Фаррух", "Экзамплов", "1971-04-11", "M"), "focal_point"));
        var staging = await test.StageAsync(Lists.Csv(
            Lists.Person("1", "a", "focal_point", "Farrukh", "Examplov", "1971-04-11", "M"),
            Lists.Person("1", "b", "sibling", "Shodmon", "Examplov", "1971-04-11", "M"),
            Lists.Person("2", "c", "focal_point", "Gulnora", "Testova", "1984-11-23"),
            Lists.Person("3", "d", "focal_point", "Гульнора", "Тестова", "1984-11-23")));
        Assert.Equal([(2, "possible_duplicate"), (5, "possible_duplicate_in_file")],
            staging.Findings.Where(f => f.Code.StartsWith("possible_", StringComparison.Ordinal)).Select(f => (f.Row, f.Code)));
    }

    [Fact]
    public async Task A_list_that_writes_a_registered_name_in_another_script_adds_nobody_twice()
    {
        await using var test = await TestNode.StartAsync();
        await test.ImportAsync(Lists.Csv(Lists.Person("1", "1", "focal_point", "Gulnora", "Testova", "1984-11-23")));
        var again = await test.StageAsync(Lists.Csv(Lists.Person("1", "1", "focal_point", "Гульнора", "Тестова", "1984")));
        Assert.Equal((0, 1), (again.ToRegister, again.Registered));
    }

    [Fact]
    public async Task A_number_that_belongs_to_somebody_else_is_not_taken_for_her()
    {
        await using var test = await TestNode.StartAsync();
        await test.ImportAsync(Lists.Csv(Lists.Person("1", "1", "focal_point", "Amina", "Testova", "1990-05-03")));
        var other = await test.StageAsync(Lists.Csv(Lists.Person("1", "1", "focal_point", "Omid", "Exampleson", "1978", "M")));
        Assert.Equal(["external_id_taken"], other.Findings.Select(f => f.Code));
        Assert.Equal((1, 0), (other.HeldBack, other.Registered));
    }

    [Fact]
    public async Task A_stopped_import_goes_on_where_it_stopped()
    {
        await using var test = await TestNode.StartAsync();
        var staging = await test.StageAsync(Lists.Csv([.. Enumerable.Range(1, 5).Select(i => Lists.Person($"{i}", $"{i}", "focal_point", Names[i], "Testova" + Names[i], $"{1950 + 7 * i}"))]));
        using var stop = new CancellationTokenSource();
        var first = await test.Node.Imports.CommitAsync(test.As("registration_officer"), staging, new Stop(2, stop), stop.Token);
        Assert.Equal((2, true), (first!.Persons, first.Stopped));
        var second = await test.Node.Imports.CommitAsync(test.As("registration_officer"), staging);
        Assert.Equal((3, 2, false), (second!.Persons, second.Again, second.Stopped));
        Assert.Equal(5, await test.IndividualsAsync());
    }

    [Fact]
    public async Task Only_a_role_that_imports_and_only_for_her_office()
    {
        await using var test = await TestNode.StartAsync();
        foreach (var role in test.Node.Pack.Roles.Values.Where(r => !r.Actions.Contains("import")))
        {
            using var list = new MemoryStream(Lists.Utf8(Lists.Csv(Lists.Family())));
            Assert.Null(await test.Node.Lists.StageAsync(list, "list.csv", new ListToImport(test.As(role.Code), TestNode.Office)));
        }

        using var elsewhere = new MemoryStream(Lists.Utf8(Lists.Csv(Lists.Family())));
        Assert.Null(await test.Node.Lists.StageAsync(elsewhere, "list.csv", new ListToImport(test.As("registration_officer"), "OTHER")));
        var staging = await test.StageAsync(Lists.Csv(Lists.Family()));
        Assert.Null(await test.Node.Imports.CommitAsync(test.As("case_officer"), staging));
        Assert.Equal(0, await test.IndividualsAsync());
        Assert.NotEmpty(await test.Room.Rows.AccessesAsync(true, 5));
    }

    [Fact]
    public async Task The_template_imports_as_it_is()
    {
        await using var test = await TestNode.StartAsync();
        foreach (var form in new[] { "registration_emergency", "registration_basic", "registration_comprehensive" })
        {
            using MemoryStream workbook = new(), text = new();
            ListTemplate.Write(workbook, test.Node.Pack, form);
            ListTemplate.WriteCsv(text, test.Node.Pack, form);
            foreach (var (content, name) in new[] { (workbook, "template.xlsx"), (text, "template.csv") })
            {
                var staging = await test.StageAsync(content.ToArray(), name, form);
                Assert.Empty(staging.Findings.Select(f => $"{f.Column} {f.Code} {f.Message}"));
                Assert.Equal(1, staging.ToRegister);
            }
        }
    }

    private static readonly string[] Names = ["", "Amina", "Boris", "Chinara", "Davit", "Elnara"];

    private sealed class Steps(List<int> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen.Add(value.Done);
    }

    private sealed class Stop(int after, CancellationTokenSource source) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Done == after) source.Cancel();
        }
    }
}
