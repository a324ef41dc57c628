using System.Net;
using System.Text;
using Nansen.Documents;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

public sealed class VerifyPageTests
{
    [Fact]
    public async Task A_checker_without_an_account_compares_seal_and_print()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        var record = await host.Test.GetAsync(issued.Id);
        var (seal, zone) = (record.Text("seal", issued.Person), record.Text("mrz", issued.Person));
        var checker = host.Browse("en");

        await checker.GetAsync("/verify");
        await checker.SubmitAsync("verify", ("seal", seal), ("zone", zone.Replace('|', '\n')));
        Assert.StartsWith("Valid", checker.Title, StringComparison.Ordinal);

        await checker.GetAsync("/verify");
        await checker.SubmitAsync("verify", ("seal", seal), ("zone", zone.Replace("900503", "910503", StringComparison.Ordinal)));
        Assert.StartsWith("Not valid", checker.Title, StringComparison.Ordinal);
        Assert.Contains("Seal and printed zone differ", checker.Html, StringComparison.Ordinal);

        await checker.GetAsync("/verify");
        await checker.SubmitAsync("verify", SymbolPicture.Png(DataMatrix.Encode(Convert.FromHexString(seal)), 4, 4));
        Assert.StartsWith("Valid", checker.Title, StringComparison.Ordinal);
        Assert.Contains("The lines printed at the foot of the paper", checker.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(await host.Node.Room.Rows.AccessesAsync(false, 100), a => a.Record == issued.Id && a.What.Contains("verify", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_apart_from_what_is_false()
    {
        await using var host = await RegisterHost.StartAsync();
        var checker = await host.Browse("ru").GetAsync("/verify");
        await checker.SubmitAsync("verify", Encoding.UTF8.GetBytes("only a text"));
        Assert.StartsWith("Прочитать нельзя", checker.Title, StringComparison.Ordinal);
        foreach (var fields in new[] { Array.Empty<(string, string)>(), [("seal", "XYZ")], [("seal", "ABC")] })
        {
            await checker.GetAsync("/verify");
            await checker.SubmitAsync("verify", fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, checker.Status);
        }
    }

    [Fact]
    public async Task Programs_verify_by_json_and_nobody_does_so_too_often()
    {
        await using var host = await RegisterHost.StartAsync(with: o => o with { VerificationsPerMinute = 6 });
        var issued = await host.CertificateAsync();
        var record = await host.Test.GetAsync(issued.Id);
        var seal = record.Text("seal", issued.Person);
        var program = host.Browse("en");
        var verdict = await program.PostJsonAsync("/api/v1/verify", new { seal, zone = record.Text("mrz", issued.Person).Split('|') });
        Assert.True(verdict.GetProperty("valid").GetBoolean());
        Assert.Equal("TESTOVA", verdict.GetProperty("sealedZone").GetProperty("primary").GetString());
        var drawn = (await host.Node.Documents.DrawAsync(Records.Actor.System, issued.Id))!;
        Assert.True((await program.PostJsonAsync("/api/v1/verify", new { file = Convert.ToBase64String(drawn.Pdf.Span) })).GetProperty("valid").GetBoolean());
        var broken = seal[..^2] + (seal.EndsWith("00", StringComparison.Ordinal) ? "01" : "00");
        Assert.Equal(["INVALID_SIGNATURE"], (await program.PostJsonAsync("/api/v1/verify", new { seal = broken })).GetProperty("status").EnumerateArray().Select(s => s.GetString()));
        await program.PostJsonAsync("/api/v1/verify", new { seal = "no" });
        Assert.Equal(HttpStatusCode.BadRequest, program.Status);
        await program.PostJsonAsync("/api/v1/verify", new { file = "%%%" });
        Assert.Equal(HttpStatusCode.BadRequest, program.Status);
        await program.SendAsync(HttpMethod.Post, "/api/v1/verify", new StringContent("{", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, program.Status);
        await program.PostJsonAsync("/api/v1/verify", new { seal });
        Assert.Equal(HttpStatusCode.TooManyRequests, program.Status);
    }
}
