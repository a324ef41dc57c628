using Nansen.Journal;
using Nansen.Records;

namespace Nansen.EndToEnd.Tests;

/// <summary>A mother and her son are registered in the browser: the search comes first, then the registration.</summary>
public static class RegisterInBrowser
{
    private static readonly string[] Syllables = ["Ban", "Dor", "Kel", "Mir", "Sul", "Tav", "Zen", "Rok"];
    private static int _families;

    public static async Task<IReadOnlyList<StreamId>> FamilyAsync(Utopia utopia, Viewing viewing)
    {
        var n = Interlocked.Increment(ref _families);
        // Invented, and unlike the family of the test before: the search must find nobody.
        var family = Syllables[n % 8] + (Syllables[(n * 3 + 1) % 8] + Syllables[(n * 5 + 2) % 8]).ToLowerInvariant();
        await using var officer = await Officer.SignInAsync(utopia, viewing, "registration_officer");
        await officer.GoAsync("/register");
        await officer.SubmitAsync("add:members");
        await PersonAsync(officer, 0, "focal_point", "Ama" + Syllables[(n + 3) % 8].ToLowerInvariant(), family, ("3", "5", "1990"), "F", null);
        await PersonAsync(officer, 1, "child", "Kar" + Syllables[(n + 6) % 8].ToLowerInvariant(), family, ("", "1", "2015"), "M", "with_family");
        await officer.PictureAsync("register");
        await officer.SubmitAsync("search");
        await officer.AcceptedAsync();
        await officer.PictureAsync("register-searched");
        // Mother and son, or a family of an earlier test, may be like each other; whoever is found is answered for.
        foreach (var other in await officer.Page.Locator("main input[type=radio][name$='.verdict'][value=not_same]").AllAsync()) await other.CheckAsync();
        await officer.SubmitAsync("register");
        await officer.AcceptedAsync();
        await officer.PictureAsync("registered");
        var links = await officer.Page.Locator("main a[href^='/person/']").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        Assert.Equal(2, links.Length);
        var persons = links.Select(l => StreamId.TryParse(l.Split('/')[^1], out var id) ? id : default).ToList();
        var first = await utopia.Node.Room.Begin(Actor.System).GetAsync(persons[0]);
        return first.Text("sex_recorded") == "F" ? persons : [persons[1], persons[0]];
    }

    internal static async Task PersonAsync(Officer officer, int n, string relationship, string given, string family, (string Day, string Month, string Year) born, string sex, string? childSituation, string origin = "SYR")
    {
        await officer.FillAsync(
            ($"members[{n}].relationship", relationship),
            ($"members[{n}].information_notice[0].language", "rus"), ($"members[{n}].information_notice[0].method", "oral"),
            ($"members[{n}].names[0].given", given), ($"members[{n}].names[0].family", family),
            ($"members[{n}].date_of_birth.day", born.Day), ($"members[{n}].date_of_birth.month", born.Month), ($"members[{n}].date_of_birth.year", born.Year),
            ($"members[{n}].sex_recorded", sex),
            ($"members[{n}].nationalities[0].state", origin), ($"members[{n}].country_of_origin", origin),
            ($"members[{n}].population_group", "asylum_seeker"), ($"members[{n}].languages[0].code", "rus"),
            ($"members[{n}].arrival_date.month", "11"), ($"members[{n}].arrival_date.year", "2025"),
            ($"members[{n}].current_address.text", "Reception centre, Border Town"),
            ($"members[{n}].no_disclosure_to", origin), ($"members[{n}].fear_of_return", "yes"));
        if (childSituation is not null) await officer.FillAsync($"members[{n}].unaccompanied_separated", childSituation);
    }
}
