using Nansen.Journal;
using Nansen.Register.Tests;
using Nansen.Values;
using SkiaSharp;

namespace Nansen.EndToEnd.Tests;

/// <summary>The whole register is searched for double registrations; officers work the queue, two of them make a link, and it is undone.</summary>
[Collection("browser")]
public class SweepInBrowserTests(Utopia utopia)
{
    [Theory]
    [InlineData("en", "Mirzo", "Specimenov", "Мирзо", "Специменов", "1973-08-14")]
    [InlineData("ru", "Rajab", "Dummyev", "Раджаб", "Даммиев", "1968-10-09")]
    public async Task A_sweep_fills_the_queue_two_officers_link_the_pair_and_one_of_them_undoes_it(string language, string given, string family, string givenAgain, string familyAgain, string born)
    {
        var viewing = Viewing.In(language);
        var (first, again) = await TwiceAsync(given, family, givenAgain, familyAgain, born);
        foreach (var person in new[] { first, again }) await utopia.Test.OpenAsylumAsync([person]);

        await SweepAsync(viewing);
        await ProposeAsync(viewing, first, again);
        Assert.Single(await utopia.Node.Identity.ClusterAsync(first, TestContext.Current.CancellationToken));
        await ConfirmAsync(viewing, again);
        Assert.Equal(new[] { first, again }.Order(), (await utopia.Node.Identity.ClusterAsync(first, TestContext.Current.CancellationToken)).Order());
        await UndoAsync(viewing, again, first);
        Assert.Equal([again], await utopia.Node.Identity.ClusterAsync(again, TestContext.Current.CancellationToken));
        await MeasuredAsync(viewing, first, again);
    }

    private async Task SweepAsync(Viewing viewing)
    {
        await using var reviewer = await Officer.SignInAsync(utopia, viewing, "reviewer", 2);
        await reviewer.GoAsync("/duplicates/sweep");
        await reviewer.SubmitAsync("begin");
        // Nothing refreshes by itself; she looks again.
        for (var looks = 0; looks < 500 && await reviewer.Page.Locator("main progress").CountAsync() > 0; looks++) await reviewer.GoAsync("/duplicates/sweep");
        await reviewer.HasAsync("main .govuk-tag--green", 1);
        await reviewer.PictureAsync("sweep-done");
    }

    private async Task ProposeAsync(Viewing viewing, StreamId first, StreamId again)
    {
        await using var officer = await Officer.SignInAsync(utopia, viewing, "registration_officer");
        await officer.GoAsync("/duplicates/queue");
        await officer.PictureAsync("queue");
        await officer.FollowAsync($"='/duplicates/queue/{again}/{first}'");
        await officer.HasAsync("main img.nansen-photo", 2);
        await officer.PictureAsync("queue-pair");
        await officer.DoneAsync("same");
        await officer.HasAsync(".govuk-notification-banner--success");
        await officer.HasAsync($"main a[href='/duplicates/queue/{again}/{first}']", 0);
    }

    private async Task ConfirmAsync(Viewing viewing, StreamId again)
    {
        await using var reviewer = await Officer.SignInAsync(utopia, viewing, "reviewer");
        await reviewer.GoAsync("/duplicates");
        await reviewer.FollowAsync($"^='/duplicates/{again}'");
        await reviewer.PictureAsync("queue-second-officer");
        await reviewer.DoneAsync("same");
        await reviewer.HasAsync(".govuk-notification-banner--success");
    }

    private async Task UndoAsync(Viewing viewing, StreamId again, StreamId first)
    {
        await using var reviewer = await Officer.SignInAsync(utopia, viewing, "reviewer", 2);
        await reviewer.GoAsync($"/person/{again}/same-person/{first}/undo");
        await reviewer.FillAsync("reason", "Their fingerprints differ.");
        await reviewer.DoneAsync();
    }

    private async Task MeasuredAsync(Viewing viewing, StreamId first, StreamId again)
    {
        await using var reviewer = await Officer.SignInAsync(utopia, viewing, "reviewer");
        await reviewer.GoAsync("/duplicates/measured");
        await reviewer.HasAsync("#precision-caption");
        await reviewer.PictureAsync("duplicates-measured");
        // What two officers undid is not proposed again.
        await SweepAsync(viewing with { Screens = null });
        await reviewer.GoAsync("/duplicates/queue");
        await reviewer.HasAsync($"main a[href='/duplicates/queue/{again}/{first}']", 0);
    }

    private static IReadOnlyList<FactValue> Person(string given, string family, string born, string sex) =>
        [.. Journeys.Person(given, family, born, sex, origin: "TJK").Where(f => f.Field != "names"), FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of(given, family)]))];

    // The second registration was made under another name, so that the search before it found nobody; it was corrected later.
    private async Task<(StreamId First, StreamId Again)> TwiceAsync(string given, string family, string givenAgain, string familyAgain, string born)
    {
        var (_, first) = await utopia.Test.RegisterFamilyAsync((Person(given, family, born, "M"), "focal_point"), (Person("Sevara", family + "a", born[..4], "F"), "spouse"));
        var (_, again) = await utopia.Test.RegisterFamilyAsync((Person(given[..3] + "un", family + "berg", "1935", "M"), "focal_point"));
        await utopia.Test.RecordAsync(utopia.Test.As("registration_officer"), again[0], FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of(givenAgain, familyAgain)])), FactValue.Of("date_of_birth", born));
        for (var i = 0; i < 2; i++) await utopia.Test.RecordAsync(utopia.Test.As("registration_officer"), i == 0 ? first[0] : again[0], Face(i));
        return (first[0], again[0]);
    }

    // A shape where a face would be.
    private static FactValue Face(int number)
    {
        using var bitmap = new SKBitmap(105, 135);
        using (var canvas = new SKCanvas(bitmap))
        using (var ink = new SKPaint { Color = new SKColor(120, 140, 150), IsAntialias = true })
        {
            canvas.Clear(new SKColor(226, 234, 236));
            canvas.DrawOval(52, 52, 22 + number * 3, 28, ink);
            canvas.DrawOval(52, 140, 44, 48, ink);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return FactValue.OfJson("photo", Journeys.Json($$"""{"name":"photo.png","type":"image/png","inline":"{{Convert.ToBase64String(png.ToArray())}}"}"""), FactSource.Observed);
    }
}
