using System.Net;
using Nansen.Records;
using Nansen.Register;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

public sealed class ExaminationPagesTests
{
    [Fact]
    public async Task A_border_guard_who_verifies_reports_a_suspicion_and_an_examiner_takes_it_up()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        var record = await host.Test.GetAsync(issued.Id);
        var (seal, zone) = (record.Text("seal", issued.Person), record.Text("mrz", issued.Person).Replace("TESTOVA", "TESTORA", StringComparison.Ordinal));
        var (_, bella) = await host.OfficerAsync("bella", "border_guard");
        var (_, dora) = await host.OfficerAsync("dora", "document_officer");

        await bella.GetAsync("/verify");
        await bella.SubmitAsync("verify", ("seal", seal), ("zone", zone.Replace('|', '\n')));
        var link = System.Text.RegularExpressions.Regex.Match(bella.Html, "href=\"(/examinations/new[^\"]*)\"").Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        await bella.GetAsync(link);
        Assert.Contains($"value=\"{issued.Number}\"", bella.Html, StringComparison.Ordinal);
        Assert.Contains("SEAL_DOCUMENT_MISMATCH", bella.Html, StringComparison.Ordinal);
        await bella.SubmitAsync("examination");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bella.Status);
        await bella.SubmitAsync("examination", ("about.paper_number", issued.Number!), ("about.paper_issuer", "UTO"), ("about.suspicions", "mismatch"), ("about.suspicion_note", "The letter R is printed over"));
        Assert.Contains("An examiner will look at the paper", bella.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/documents/{issued.Id}", bella.Html, StringComparison.Ordinal);
        var examination = (await host.Node.Room.Rows.OfTypeAsync(ExaminationDesk.RecordType, 5)).Single().Id;

        Assert.Contains($"/examinations/{examination}", (await dora.GetAsync("/examinations")).Html, StringComparison.Ordinal);
        Assert.Contains($"/examinations/{examination}", (await dora.GetAsync($"/documents/{issued.Id}")).Html, StringComparison.Ordinal);
        Assert.Contains($"/documents/{issued.Id}", (await dora.GetAsync($"/examinations/{examination}")).Html, StringComparison.Ordinal);
        await dora.GetAsync($"/record/{examination}/step/examine");
        await dora.SubmitAsync("step", ("about.specimen_reference", "Specimen UTO-1"), ("about.examination_findings", "One letter printed over another"));
        Assert.Contains("Examined", dora.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("One letter printed over another", (await bella.GetAsync($"/examinations/{examination}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_an_account_or_the_role_is_offered_to_write_or_can()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        var seal = (await host.Test.GetAsync(issued.Id)).Text("seal", issued.Person);
        var checker = host.Browse("en");
        await checker.GetAsync("/verify");
        await checker.SubmitAsync("verify", ("seal", seal));
        Assert.DoesNotContain("/examinations", checker.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"about.suspicions\"", (await checker.GetAsync("/examinations/new")).Html, StringComparison.Ordinal);
        await checker.PostJsonAsync("/api/v1/examinations", new { facts = new[] { new { field = "paper_number", value = issued.Number } } });
        Assert.Equal(HttpStatusCode.Unauthorized, checker.Status);
        var (_, stella) = await host.OfficerAsync("stella", "statistician");
        await stella.GetAsync("/examinations/new");
        Assert.Equal(HttpStatusCode.Forbidden, stella.Status);
        Assert.Empty(await host.Node.Room.Rows.OfTypeAsync(ExaminationDesk.RecordType, 5));
    }

    [Fact]
    public async Task Programs_report_suspicions_and_ask_whether_a_document_is_in_force()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        var (_, bella) = await host.OfficerAsync("bella", "border_guard");
        var made = await bella.PostJsonAsync("/api/v1/examinations", new { facts = new object[] { new { field = "paper_number", value = issued.Number }, new { field = "paper_issuer", value = "UTO" }, new { field = "suspicions", value = new[] { "photo" } } } });
        Assert.Equal(HttpStatusCode.Created, bella.Status);
        var id = made.GetProperty("records")[0].GetProperty("id").GetString();
        Assert.Equal("opened", (await bella.GetJsonAsync($"/api/v1/examinations/{id}")).GetProperty("state").GetString());
        await bella.PostJsonAsync("/api/v1/examinations", new { facts = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bella.Status);

        var program = host.Browse("en");
        var code = host.Node.Pack.Documents[issued.Kind].MrzCode;
        Assert.Equal("valid", (await program.PostJsonAsync("/api/v1/documents/query", new { code, number = issued.Number, expires = issued.ExpiresOn })).GetProperty("answer").GetString());
        Assert.Equal("unknown", (await program.PostJsonAsync("/api/v1/documents/query", new { code, number = issued.Number })).GetProperty("answer").GetString());
        var refused = await program.PostJsonAsync("/api/v1/documents/query", new { code });
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (program.Status, program.Last.Content.Headers.ContentType!.MediaType));
        Assert.Equal(400, refused.GetProperty("status").GetInt32());
    }
}
