using Nansen.Records;

namespace Nansen.EndToEnd.Tests;

/// <summary>A child is born into a registered family, and a fact about the mother is corrected by two officers at once.</summary>
[Collection("browser")]
public class FamilyChangesInBrowserTests(Utopia utopia)
{
    private static readonly Viewing English = Viewing.In("en");

    [Fact]
    public async Task A_newborn_joins_the_family_with_what_its_parents_have()
    {
        var (group, persons) = await utopia.FamilyAsync("Ifunanya", "Obinna", "Ezechukwu", 1995);
        await using var officer = await Officer.SignInAsync(utopia, English, "registration_officer");
        await officer.GoAsync($"/group/{group}");
        await officer.PictureAsync("group");
        await officer.FollowAsync("$='/newborn'");
        Assert.Equal("Ezechukwu", await officer.Page.Locator("[name='members[0].mother_name[0].family']").InputValueAsync());
        await officer.PictureAsync("newborn");
        await officer.FillAsync(("members[0].names[0].given", "Adaeze"), ("members[0].names[0].family", "Ezechukwu"), ("members[0].date_of_birth.day", "26"), ("members[0].date_of_birth.month", "2"), ("members[0].date_of_birth.year", "2026"),
            ("members[0].sex_recorded", "F"), ("members[0].place_of_birth.text", "Border Town hospital"), ("members[0].birth_registered", "yes"));
        await officer.DoneAsync("search");
        foreach (var other in await officer.Page.Locator("main input[type=radio][name$='.verdict'][value=not_same]").AllAsync()) await other.CheckAsync();
        await officer.DoneAsync("register");
        Assert.EndsWith($"/group/{group}", officer.Page.Url, StringComparison.Ordinal);
        await officer.SeesAsync("Adaeze Ezechukwu");
        var newborn = (await utopia.Node.Room.Rows.MembersAsync(group, TestContext.Current.CancellationToken)).Single(m => m.Name.StartsWith("Adaeze", StringComparison.Ordinal));
        Assert.Contains((await utopia.RecordAsync(persons[0])).Links, l => l.Active && l.Kind == LinkKinds.ParentOf && l.Other == newborn.Id);
        Assert.Contains("SYR", (await utopia.RecordAsync(newborn.Id)).Fact("no_disclosure_to")!.Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_corrects_a_fact_that_changed_meanwhile_sees_what_changed_and_keeps_her_typing()
    {
        var person = await utopia.PersonAsync("Guadalupe", "Iturbide", "1969-08-14");
        await using var slow = await Officer.SignInAsync(utopia, English, "registration_officer");
        await slow.GoAsync($"/person/{person}");
        await slow.FollowAsync("$='/correct/date_of_birth'");
        await slow.FillAsync(("about.date_of_birth.day", "14"), ("about.date_of_birth.month", "9"), ("about.date_of_birth.year", "1969"), ("source", "document_original"), ("reason", "The passport says September."));
        await using (var quick = await Officer.SignInAsync(utopia, English, "registration_officer", 2))
        {
            await quick.GoAsync($"/person/{person}/correct/current_address");
            await quick.FillAsync(("about.current_address.text", "Harbour Street 7, Border Town"), ("reason", "She moved."));
            await quick.DoneAsync();
        }

        await slow.SubmitAsync();
        await slow.HasAsync(".nansen-meanwhile");
        await slow.SeesAsync("Harbour Street 7");
        await slow.SeesAsync("Ruth Bay");
        Assert.Equal("9", await slow.Page.Locator("[name='about.date_of_birth.month']").InputValueAsync());
        Assert.Equal("The passport says September.", await slow.Page.Locator("[name='reason']").InputValueAsync());
        await slow.PictureAsync("stale");
        await slow.DoneAsync();
        var state = await utopia.RecordAsync(person);
        Assert.Equal("1969-09-14", state.Text("date_of_birth"));
        await slow.PictureAsync("corrected");
    }
}
