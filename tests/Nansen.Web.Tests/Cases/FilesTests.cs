using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Nansen.Records;
using Nansen.Register;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

/// <summary>Files attached to a person's record.</summary>
public sealed partial class FilesTests
{
    private static readonly byte[] Letter = Encoding.ASCII.GetBytes("%PDF-1.7 specimen letter of Utopia");

    [Fact]
    public async Task A_file_is_attached_listed_and_given_out_to_those_who_may_open_the_record_only()
    {
        await using var host = await RegisterHost.StartAsync();
        var person = (await host.ApplicantsAsync())[0];
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        await AttachAsync(registrar, $"/person/{person}", person.ToString(), Letter, "letter of the hospital.pdf");
        Assert.True(registrar.Status == HttpStatusCode.OK, registrar.Html);
        Assert.Contains("letter of the hospital.pdf", registrar.Html, StringComparison.Ordinal);
        var attached = Assert.Single((await host.Test.GetAsync(person)).Attachments, a => AttachedFile.Of(a.File) is not null);

        await registrar.GetAsync($"/record/{person}/file/{attached.Id}");
        Assert.Equal(Letter, await registrar.Last.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", registrar.Last.Content.Headers.ContentDisposition!.DispositionType);

        // Sealed: the words stand nowhere on the disk.
        foreach (var file in Directory.EnumerateFiles(host.Test.DataDirectory, "*", SearchOption.AllDirectories).Where(f => f.Contains("blobs", StringComparison.Ordinal)))
            Assert.DoesNotContain("specimen letter", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), StringComparison.Ordinal);

        var (_, administrator) = await host.OfficerAsync("ada", "administrator");
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync($"/record/{person}/file/{attached.Id}")).Status);
        Assert.Contains(await host.Node.Room.Rows.AccessesOfAsync(person, 50), a => a is { What: "file", Allowed: false });
    }

    [Fact]
    public async Task What_is_no_picture_and_no_PDF_is_refused_and_nothing_is_attached()
    {
        await using var host = await RegisterHost.StartAsync();
        var person = (await host.ApplicantsAsync())[0];
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        foreach (var content in new[] { Encoding.ASCII.GetBytes("<html><script>alert(1)</script>"), Encoding.ASCII.GetBytes("MZ program"), [] })
        {
            await AttachAsync(registrar, $"/person/{person}", person.ToString(), content, "picture.png");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, registrar.Status);
        }

        Assert.DoesNotContain((await host.Test.GetAsync(person)).Attachments, a => AttachedFile.Of(a.File) is not null);
    }

    [Fact]
    public async Task A_note_is_written_from_the_page_and_a_form_without_its_token_writes_none()
    {
        await using var host = await RegisterHost.StartAsync();
        var person = (await host.ApplicantsAsync())[0];
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        await registrar.GetAsync($"/person/{person}");
        var form = NoteForm().Match(registrar.Html).Value;
        var fields = Hidden().Matches(form).ToDictionary(h => h.Groups[1].Value, h => WebUtility.HtmlDecode(h.Groups[2].Value));
        using var forged = new FormUrlEncodedContent([new("text", "forged")]);
        await registrar.PostAsync($"/record/{person}/note", forged);
        Assert.Equal(HttpStatusCode.BadRequest, registrar.Status);
        using var meant = new FormUrlEncodedContent(fields.Append(new("text", "She asked for a woman interpreter.")));
        await registrar.PostAsync($"/record/{person}/note", meant);
        Assert.Contains("She asked for a woman interpreter.", registrar.Html, StringComparison.Ordinal);
        Assert.Single((await host.Test.GetAsync(person)).Notes);
    }

    private static async Task AttachAsync(Browser browser, string page, string record, byte[] content, string name)
    {
        await browser.GetAsync(page);
        var form = FilesForm().Match(browser.Html).Value;
        var fields = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        foreach (Match hidden in Hidden().Matches(form)) fields.Add(new StringContent(WebUtility.HtmlDecode(hidden.Groups[2].Value)), hidden.Groups[1].Value);
        await browser.PostAsync($"/record/{record}/file", fields);
    }

    [GeneratedRegex("<form method=\"post\" action=\"/record/[0-9a-f]+/file\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex FilesForm();

    [GeneratedRegex("<form method=\"post\" action=\"/record/[0-9a-f]+/note\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex NoteForm();

    [GeneratedRegex("<input type=\"hidden\" name=\"(.*?)\" value=\"(.*?)\"")]
    private static partial Regex Hidden();
}
