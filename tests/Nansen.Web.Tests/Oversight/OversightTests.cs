using System.Net;
using System.Text.RegularExpressions;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

public sealed partial class OversightTests
{
    [Fact]
    public async Task The_data_protection_officer_sees_who_opened_what_and_no_content()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        var (_, officer) = await host.OfficerAsync("dora", "document_officer");
        await officer.GetAsync($"/documents/{issued.Id}");
        var (_, guard) = await host.OfficerAsync("gleb", "border_guard");
        await guard.GetAsync($"/documents/{issued.Id}");
        var (_, dpo) = await host.OfficerAsync("dina", "data_protection_officer");

        await dpo.GetAsync("/access");
        Assert.Contains("dora Sample", dpo.Html, StringComparison.Ordinal);
        Assert.Contains("gleb Sample", dpo.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Testova", dpo.Html, StringComparison.Ordinal);
        await dpo.GetAsync("/access?denied=yes");
        Assert.DoesNotContain("dora Sample", dpo.Html, StringComparison.Ordinal);
        Assert.Contains("gleb Sample", dpo.Html, StringComparison.Ordinal);
        await dpo.GetAsync($"/person/{issued.Person}/access");
        Assert.Contains("dora Sample", dpo.Html, StringComparison.Ordinal);
        Assert.Contains((await host.Test.GetAsync(issued.Person)).Number, dpo.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Testova", dpo.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await dpo.GetAsync($"/documents/{issued.Id}")).Status);
        foreach (var path in new[] { "/access", $"/person/{issued.Person}/access" })
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync(path)).Status);
    }

    [Fact]
    public async Task An_administrator_adds_a_user_changes_her_and_sees_no_case()
    {
        await using var host = await RegisterHost.StartAsync();
        var issued = await host.CertificateAsync();
        var (own, admin) = await host.OfficerAsync("ada", "administrator");
        await admin.GetAsync("/users/new");
        await admin.SubmitAsync("user", ("name", ""), ("userName", "ada"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        Assert.Contains("That user name is taken", admin.Html, StringComparison.Ordinal);
        Assert.Contains("Choose at least one role", admin.Html, StringComparison.Ordinal);
        await admin.SubmitAsync("user", ("name", "Nora Sample"), ("userName", "nora"), ("roles", "document_officer"), ("roles", "case_officer"), ("offices", TestNode.Office), ("language", "en"));
        Assert.Contains("Nora Sample is added", admin.Html, StringComparison.Ordinal);
        var password = Password().Match(admin.Html).Value;

        var nora = await host.Browse("en").SignInAsync("nora", password);
        Assert.Equal(HttpStatusCode.OK, (await nora.GetAsync("/account/role")).Status);
        await nora.SubmitAsync("role", ("role", "reviewer"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nora.Status);
        await nora.SubmitAsync("role", ("role", "case_officer"));
        Assert.Equal("case_officer", nora.Cookies[ActingOfficer.RoleCookie]);
        Assert.Equal(HttpStatusCode.Forbidden, (await nora.GetAsync("/documents")).Status);
        await nora.GetAsync("/account/role");
        await nora.SubmitAsync("role", ("role", "document_officer"), ("to", "/documents"));
        Assert.Equal(HttpStatusCode.OK, (await nora.GetAsync($"/documents/{issued.Id}")).Status);

        var id = (await host.Node.Officers.ListAsync()).Single(o => o.UserName == "nora").Id;
        await admin.GetAsync("/users");
        Assert.DoesNotContain(password, admin.Html, StringComparison.Ordinal);
        await admin.GetAsync($"/users/{id:N}");
        await admin.SubmitAsync("user", ("_action", "save"), ("roles", "statistician"), ("offices", TestNode.Office), ("active", "yes"));
        Assert.Contains("The changes are saved", admin.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await nora.GetAsync("/documents")).Status);
        Assert.Equal(HttpStatusCode.OK, (await nora.GetAsync("/statistics")).Status);
        await admin.SubmitAsync("user", ("_action", "save"), ("roles", "statistician"), ("offices", TestNode.Office), ("active", "no"));
        await nora.GetAsync("/statistics");
        Assert.StartsWith("/sign-in", nora.Path, StringComparison.Ordinal);

        await admin.GetAsync($"/users/{own:N}");
        Assert.Contains("Nobody changes her own roles", admin.Html, StringComparison.Ordinal);
        await admin.SubmitAsync("user", ("_action", "save"), ("roles", "case_officer"), ("offices", TestNode.Office), ("active", "yes"));
        Assert.Equal(HttpStatusCode.Forbidden, admin.Status);
        foreach (var path in new[] { $"/documents/{issued.Id}", $"/person/{issued.Person}/documents", $"/api/v1/persons/{issued.Person}", "/access" })
            Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_new_password_is_shown_once_and_ends_the_old_one()
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, admin) = await host.OfficerAsync("ada", "administrator");
        var (id, _) = await host.OfficerAsync("stas", "statistician");
        await admin.GetAsync($"/users/{id:N}");
        await admin.SubmitAsync("user", ("_action", "password"));
        var password = Password().Match(admin.Html).Value;
        Assert.Equal("/sign-in", (await host.Browse().SignInAsync("stas")).Path);
        Assert.NotEqual("/sign-in", (await host.Browse().SignInAsync("stas", password)).Path);
        Assert.Contains(await host.Node.Room.Rows.AccessesAsync(false, 20), a => a.What == "new_password");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.Browse().SignInAsync("stas", password)).GetAsync("/users")).Status);
    }

    [GeneratedRegex("[2-9a-z]{5}(-[2-9a-z]{5}){3}")]
    private static partial Regex Password();
}
