using System.Text;
using Nansen.Register.Tests;

namespace Nansen.EndToEnd.Tests;

/// <summary>The officer's desk: her role, her list, what she has begun; and the pages from right to left.</summary>
[Collection("browser")]
public class DeskInBrowserTests(Utopia utopia)
{
    private static readonly Viewing English = Viewing.In("en");

    [Fact]
    public async Task An_officer_with_two_roles_works_in_the_one_she_chooses()
    {
        await using var officer = await Officer.SignInAsAsync(utopia, English, "both1");
        await officer.GoAsync("/");
        await officer.SeesAsync("Registration officer");
        await officer.PictureAsync("two-roles");
        await officer.FillAsync("role", "document_officer");
        await officer.Page.Locator(".nansen-role button").ClickAsync();
        await officer.GoAsync("/documents");
        await officer.RefusedAsync("/register");
        await officer.GoAsync("/account/role");
        await officer.PictureAsync("role");
        await officer.FillAsync("role", "registration_officer");
        await officer.DoneAsync();
        await officer.GoAsync("/register");
    }

    [Fact]
    public async Task What_was_begun_is_found_again_after_the_session_and_lies_sealed_until_then()
    {
        await using (var officer = await Officer.SignInAsync(utopia, English, "registration_officer", 2))
        {
            await officer.GoAsync("/register");
            await officer.FillAsync(("members[0].names[0].given", "Wilhelmina"), ("members[0].names[0].family", "Oosterhuis"), ("members[0].date_of_birth.year", "1981"));
            await officer.SubmitAsync("add:members");
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(utopia.Test.DataDirectory, "drafts"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("Oosterhuis", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        await using (var colleague = await Officer.SignInAsync(utopia, English, "registration_officer"))
        {
            await colleague.GoAsync("/");
            Assert.DoesNotContain("Oosterhuis", await colleague.TextAsync(), StringComparison.Ordinal);
        }

        utopia.Sessions.TryRemove(Utopia.UserOf("registration_officer", 2), out _);
        await using var later = await Officer.SignInAsync(utopia, English, "registration_officer", 2);
        await later.GoAsync("/");
        await later.PictureAsync("draft");
        await later.FollowAsync("*='draft='");
        Assert.Equal("Oosterhuis", await later.Page.Locator("[name='members[0].names[0].family']").InputValueAsync());
        await later.PictureAsync("draft-resumed");
        await later.SubmitAsync("save");
        await later.HasAsync(".govuk-notification-banner--success");
        await later.FollowAsync("*='draft='");
        await later.SubmitAsync("discard");
        await later.HasAsync("main a[href*='draft=']", 0);
    }

    [Fact]
    public async Task A_long_list_says_how_much_waits_and_pages_on()
    {
        var names = new[] { "Abayomi", "Bronislava", "Casimiro", "Dagfinnur", "Eleutheria", "Fitzgerald", "Ghislaine" };
        foreach (var i in Enumerable.Range(0, 28))
            await utopia.Test.RegisterFamilyAsync((Journeys.Person(names[i % 7] + (char)('a' + (i / 7)), names[(i * 3 + 1) % 7] + names[(i + i / 7) % 7].ToLowerInvariant(), $"{1940 + 2 * i}-0{1 + i % 9}-1{i % 7}", i % 2 == 0 ? "F" : "M"), "focal_point"));
        await using var reviewer = await Officer.SignInAsync(utopia, English, "reviewer");
        await reviewer.GoAsync("/");
        var said = int.Parse((await reviewer.Page.Locator(".govuk-body-l").InnerTextAsync()).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(said >= 28);
        await reviewer.HasAsync("table:has(#worklist-caption) tbody tr", 25);
        await reviewer.PictureAsync("worklist-long", ".govuk-pagination");
        await reviewer.FollowAsync("$='page=2'");
        await reviewer.HasAsync("table:has(#worklist-caption) tbody tr", Math.Min(25, said - 25));
    }

    [Fact]
    public async Task Pages_stand_from_right_to_left()
    {
        var mirrored = Viewing.In("en-Arab");
        var (group, persons) = await utopia.FamilyAsync("Samira", "Yahya", "Alqaysi", 1987);
        var asylum = await utopia.LodgedAsync(persons);
        await using (var officer = await Officer.SignInAsync(utopia, mirrored, "registration_officer"))
        {
            foreach (var path in new[] { "/", "/search?q=Samira+Alqaysi", "/register", "/import", $"/group/{group}" }) await officer.GoAsync(path);
            await officer.GoAsync($"/person/{persons[0]}");
            Assert.Equal("rtl", await officer.Page.Locator("html").GetAttributeAsync("dir"));
            await officer.PictureAsync("person");
        }

        await using (var officer = await Officer.SignInAsync(utopia, mirrored, "case_officer"))
        {
            await officer.GoAsync($"/case/{asylum}");
            await officer.PictureAsync("case");
            await officer.GoAsync($"/record/{asylum}/step/withdraw");
        }

        await using var reader = await Officer.AnonymousAsync(utopia, mirrored);
        foreach (var path in new[] { "/verify", "/commitments", "/commitments/C16" }) await reader.GoAsync(path);
    }
}
