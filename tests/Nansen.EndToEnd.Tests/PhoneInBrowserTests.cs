using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Nansen.Documents;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.EndToEnd.Tests;

/// <summary>The phone's page verifies a photographed certificate with the network cut.</summary>
[Collection("browser")]
public sealed class PhoneInBrowserTests(Utopia utopia)
{
    [Fact]
    public async Task A_photographed_certificate_is_verified_without_a_network()
    {
        var (document, page) = await CertificateAsync();
        var genuine = Photograph.Of(PageDrawing.Png(page, 200));
        var forged = Photograph.Of(PageDrawing.Png(page with { Symbol = DataMatrix.Encode(await ForgedAsync(document)) }, 200));

        await using var phone = await PhoneAsync();
        var view = await phone.NewPageAsync();
        var problems = new List<string>();
        view.Console += (_, line) => { if (line.Type == "error") problems.Add(line.Text); };
        var now = await OpenAsync(view);
        Assert.Contains("Lists are fresh", await view.InnerTextAsync("#lists"), StringComparison.Ordinal);
        Assert.Empty((await view.RunAxe()).Violations);
        Assert.Empty(problems);

        await CutAsync(phone, view);
        Assert.Equal("Valid", await VerdictAsync(view, genuine));
        Assert.Contains("TESTOVA", await view.InnerTextAsync("#result"), StringComparison.Ordinal);
        Assert.Empty((await view.RunAxe()).Violations);
        await PictureAsync(view, "phone-valid");

        Assert.Equal("NotValid", await VerdictAsync(view, forged));
        Assert.Contains("The signature is wrong", await view.InnerTextAsync("#result"), StringComparison.Ordinal);
        await PictureAsync(view, "phone-not-valid");

        using var blank = new SkiaSharp.SKBitmap(600, 600);
        Assert.Equal("Unreadable", await VerdictAsync(view, blank.Encode(SkiaSharp.SKEncodedImageFormat.Png, 90).ToArray()));

        // After two months without new lists nobody says "valid".
        await view.Clock.SetFixedTimeAsync(now.AddDays(60));
        Assert.Equal("Stale", await VerdictAsync(view, genuine));
        Assert.Contains("Lists are too old", await view.InnerTextAsync("#lists"), StringComparison.Ordinal);
        await PictureAsync(view, "phone-stale");
        await view.Clock.SetFixedTimeAsync(now);

        // Void since: the phone knows as soon as it has the new list.
        await utopia.Node.Documents.VoidAsync(As("document_officer", 2), document, SubjectFacts.About(FactValue.Of("void_reason", "stolen"), FactValue.Of("void_reported_on", utopia.Node.Room.Today.ToString("yyyy-MM-dd", null))), "stolen", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("Valid", await VerdictAsync(view, genuine));
        await phone.SetOfflineAsync(false);
        Assert.Equal("NotValid", await VerdictAsync(view, genuine));
        Assert.Contains("reported stolen", await view.InnerTextAsync("#result"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photographed_QR_code_and_a_Brainpool_signature_are_verified_without_a_network()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (document, page) = await CertificateAsync();
        // A second signer of the State, on the curve that German documents are signed with.
        var keys = new KeyFolder(Path.Combine(Path.GetDirectoryName(utopia.Node.Documents.TrustFolder)!, "keys", "documents"), null);
        using var authority = keys.LoadAuthority("authority");
        using var signer = authority.IssueSigner("BP", 0xB1, utopia.Node.Room.Clock.GetUtcNow(), curve: "brainpoolP256r1");
        await File.WriteAllBytesAsync(Path.Combine(utopia.Node.Documents.TrustFolder, "signers", "brainpool.der"), signer.Certificate.RawData, cancellation);
        await utopia.Node.Documents.PublishVoidListAsync(cancellation);
        var today = utopia.Node.Room.Today;
        var seal = SealDraft.ArrivalAttestation("UTO", page.Zone, "UT0000000017", today, today).Sign(signer).Bytes;

        await using var phone = await PhoneAsync();
        var view = await phone.NewPageAsync();
        await OpenAsync(view);
        await CutAsync(phone, view);
        var record = await utopia.Node.Room.Begin(Actor.System).GetAsync(document, cancellation);
        byte[] Printed(SymbolGrid symbol) => Photograph.Of(PageDrawing.Png(page with { Symbol = symbol }, 200));
        Assert.Equal("Valid", await VerdictAsync(view, Printed(QrSymbol.Encode(Convert.FromHexString(record.Text("seal", record.Holder!.Value))))));
        Assert.Equal("Valid", await VerdictAsync(view, Printed(DataMatrix.Encode(seal.Span))));
        Assert.Equal("Valid", await VerdictAsync(view, Printed(QrSymbol.Encode(seal.Span))));
        Assert.Contains("TESTOVA", await view.InnerTextAsync("#result"), StringComparison.Ordinal);
        await PictureAsync(view, "phone-qr");

        var forged = seal.ToArray();
        forged[40] ^= 1;
        Assert.Equal("NotValid", await VerdictAsync(view, Printed(QrSymbol.Encode(forged))));
        Assert.Contains("The signature is wrong", await view.InnerTextAsync("#result"), StringComparison.Ordinal);
        Assert.Equal("NotValid", await VerdictAsync(view, Printed(QrSymbol.Encode(await ForgedAsync(document)))));
    }

    private async Task<IBrowserContext> PhoneAsync()
    {
        var phone = await utopia.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = utopia.Address, Locale = "en", ViewportSize = new ViewportSize { Width = 390, Height = 844 }, DeviceScaleFactor = 2, IsMobile = true });
        await phone.AddCookiesAsync([new Cookie { Name = "nansen-language", Value = "en", Url = utopia.Address }]);
        phone.SetDefaultTimeout(60_000);
        return phone;
    }

    // The phone lives on the office's day.
    private async Task<DateTime> OpenAsync(IPage view)
    {
        var now = utopia.Node.Room.Clock.GetUtcNow().UtcDateTime;
        await view.Clock.SetFixedTimeAsync(now);
        await view.GotoAsync("/verify/phone");
        await view.WaitForSelectorAsync("#phone[data-ready]");
        return now;
    }

    // From here on the page comes from the phone.
    private static async Task CutAsync(IBrowserContext phone, IPage view)
    {
        await phone.SetOfflineAsync(true);
        await view.ReloadAsync();
        await view.WaitForSelectorAsync("#phone[data-ready]");
        Assert.Equal("cut", await view.EvaluateAsync<string>("() => fetch('/verify').then(() => 'there', () => 'cut')"));
    }

    private static async Task<string> VerdictAsync(IPage view, byte[] picture)
    {
        await view.EvaluateAsync("() => { delete document.getElementById('result').dataset.result; document.getElementById('picture').value = ''; }");
        await view.SetInputFilesAsync("#picture", new FilePayload { Name = "certificate.jpg", MimeType = "image/jpeg", Buffer = picture });
        await view.WaitForSelectorAsync("#result[data-result]");
        return (await view.GetAttributeAsync("#result", "data-result"))!;
    }

    private static async Task PictureAsync(IPage view, string name) =>
        await view.ScreenshotAsync(new PageScreenshotOptions { Path = Home.PathOf("docs", "screens", $"en-{name}.png"), FullPage = true });

    private async Task<(StreamId Id, DocumentPage Page)> CertificateAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var draft = utopia.Node.Room.Begin(As("registration_officer"));
        var person = draft.Create("individual", Utopia.Office, SubjectFacts.About(
            FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of("Amina", "Testova")])),
            FactValue.Of("date_of_birth", "1990-05-03"), FactValue.Of("sex_recorded", "F")));
        Assert.IsType<Outcome.Done>(await utopia.Node.Room.CommitAsync(draft, cancellation));
        Assert.IsType<Outcome.Done>(await utopia.Node.Documents.ProposeAsync(As("registration_officer"), person, "DOC-REG", cancellation: cancellation));
        var document = (await utopia.Node.Room.Rows.DocumentsOfAsync(person, cancellation)).Single().Id;
        Assert.IsType<Outcome.Done>(await utopia.Node.Documents.IssueAsync(As("document_officer", 2), document, cancellation: cancellation));
        return (document, (await utopia.Node.Documents.DrawAsync(Actor.System, document, cancellation))!.Page);
    }

    // One letter of the name is another one.
    private async Task<byte[]> ForgedAsync(StreamId document)
    {
        var record = await utopia.Node.Room.Begin(Actor.System).GetAsync(document, TestContext.Current.CancellationToken);
        var seal = Convert.FromHexString(record.Text("seal", record.Holder!.Value));
        seal[30] ^= 4;
        return seal;
    }

    private static Actor As(string role, int number = 1) => new(new Guid(number, 7, 7, 1, 2, 3, 4, 5, 6, 7, (byte)role.Length), role + number, role, [Utopia.Office]);
}
