using System.Text.RegularExpressions;
using Nansen.Register.Tests;

namespace Nansen.EndToEnd.Tests;

/// <summary>A list with good, bad and known people: the good ones are registered, and repeating adds nobody.</summary>
[Collection("browser")]
public class ImportInBrowserTests(Utopia utopia)
{
    [Theory]
    [InlineData("en", "Olena", "Bondarivna", "Tymofiy", "Anastazja", "Wrzesniewska")]
    [InlineData("ru", "Chinwendu", "Okonkwo", "Kelechi", "Xiadani", "Quetzalli")]
    public async Task The_good_rows_of_a_list_are_registered_once(string language, string mother, string family, string son, string knownGiven, string knownFamily)
    {
        var viewing = Viewing.In(language);
        await utopia.Test.RegisterFamilyAsync((Journeys.Person(knownGiven, knownFamily, "1966-10-21", "F"), "focal_point"));
        // Good: a family. Bad: a date that is none holds its whole group back. Known: registered before, by another officer.
        var list = Lists.Workbook(Lists.Rows(Lists.Csv(
            Lists.Person("F1", $"{language}-1", "focal_point", mother, family, "1991-07-09"), Lists.Person("F1", $"{language}-2", "child", son, family, "2016", "M", "with_family"),
            Lists.Person("F2", $"{language}-3", "focal_point", "Hyeon" + language, "Jeongdong", "next year", "M"), Lists.Person("F2", $"{language}-4", "spouse", "Mi" + language, "Jeongdong", "1983-02"),
            Lists.Person("F3", $"{language}-5", "focal_point", knownGiven, knownFamily, "1966-10-21"))));
        await using var officer = await Officer.SignInAsync(utopia, viewing, "registration_officer");
        var before = await utopia.Test.IndividualsAsync();
        await officer.GoAsync("/import");
        await officer.PictureAsync("import");
        await StageAsync(officer, list);
        await officer.SeesAsync("date_of_birth");
        await officer.HasAsync("table:has(#rows-caption) tbody tr", 3);
        await officer.PictureAsync("import-staged");
        Assert.Equal(before, await utopia.Test.IndividualsAsync());
        await officer.DoneAsync("commit");
        await officer.HasAsync(".govuk-panel");
        await officer.PictureAsync("import-done");
        Assert.Equal(before + 3, await utopia.Test.IndividualsAsync());

        await officer.GoAsync("/import");
        await StageAsync(officer, list);
        await officer.HasAsync("button[value='commit']", 0);
        await officer.PictureAsync("import-again");
        Assert.Equal(before + 3, await utopia.Test.IndividualsAsync());
    }

    [Fact]
    public async Task A_file_that_is_no_list_is_refused_in_words()
    {
        await using var officer = await Officer.SignInAsync(utopia, Viewing.In("en"), "registration_officer");
        await officer.GoAsync("/import");
        await StageAsync(officer, [1, 2, 3, 4]);
        await officer.HasAsync(".govuk-error-summary");
        Assert.DoesNotMatch(new Regex("Exception|   at "), await officer.TextAsync());
    }

    private static async Task StageAsync(Officer officer, byte[] list)
    {
        await officer.AttachAsync("arrivals.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", list);
        await officer.SubmitAsync("stage");
    }
}
