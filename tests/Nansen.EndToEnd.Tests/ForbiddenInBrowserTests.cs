namespace Nansen.EndToEnd.Tests;

/// <summary>Who may not open a record learns nothing, and the attempt stands in the access book.</summary>
[Collection("browser")]
public class ForbiddenInBrowserTests(Utopia utopia)
{
    private static readonly Viewing English = Viewing.In("en");

    [Fact]
    public async Task An_administrator_opens_no_person_and_the_attempt_is_seen()
    {
        var person = await utopia.PersonAsync("Hyacinth", "Bellweather", "1958-06-30");
        await using (var administrator = await Officer.SignInAsync(utopia, English, "administrator"))
        {
            await administrator.GoAsync("/users");
            await administrator.PictureAsync("users");
            var real = await administrator.RefusedAsync($"/person/{person}");
            await administrator.PictureAsync("forbidden");
            Assert.DoesNotContain("Hyacinth", real, StringComparison.Ordinal);
            // Somebody there, nobody there, no id at all: the same page.
            foreach (var other in new[] { Guid.NewGuid().ToString("N"), "nonsense" })
                Assert.Equal(real, await administrator.RefusedAsync($"/person/{other}"));
        }

        await using var officer = await Officer.SignInAsync(utopia, English, "data_protection_officer");
        await officer.GoAsync("/access?denied=yes");
        await officer.HasAsync($"tr:has-text('Ada Rock'):has(a[href='/person/{person}/access'])");
        await officer.PictureAsync("access-refused");
        await officer.FollowAsync($"='/person/{person}/access'");
        await officer.SeesAsync("Ada Rock");
        Assert.DoesNotContain("Hyacinth", await officer.TextAsync(), StringComparison.Ordinal);
    }
}
