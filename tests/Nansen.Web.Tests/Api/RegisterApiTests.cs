using System.Net;
using System.Text;
using System.Text.Json;
using Nansen.Records;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.Web.Tests;

public sealed class RegisterApiTests
{
    [Fact]
    public async Task A_family_is_registered_claims_and_is_documented_by_programs()
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        var (_, reviewer) = await host.OfficerAsync("rosa", "reviewer");
        var (_, documents) = await host.OfficerAsync("dora", "document_officer");
        var key = Guid.NewGuid().ToString();
        registrar.Headers["Idempotency-Key"] = key;
        var group = new
        {
            form = "registration_emergency",
            members = new[] { Member("focal_point", Journeys.Person("Amina", "Testova", "1990-05-03", "F")), Member("child", Journeys.Person("Karim", "Testov", "2015-01", "M", childSituation: "with_family")) },
        };
        var made = await registrar.PostJsonAsync("/api/v1/groups", group);
        Assert.True(registrar.Status == HttpStatusCode.Created, registrar.Html);
        var persons = made.GetProperty("records").EnumerateArray().Where(r => r.GetProperty("type").GetString() == "individual").Select(r => r.GetProperty("id").GetString()!).ToList();
        Assert.Equal(2, persons.Count);
        registrar.Headers.Remove("Idempotency-Key");

        var found = await registrar.GetJsonAsync("/api/v1/search?q=" + Uri.EscapeDataString("Амина Тестова"));
        Assert.Contains(found.EnumerateArray(), f => f.GetProperty("id").GetString() == persons[0]);
        foreach (var person in persons)
        {
            await reviewer.PostJsonAsync($"/api/v1/persons/{person}/steps/approve", new { });
            Assert.Equal(HttpStatusCode.OK, reviewer.Status);
        }

        made = await registrar.PostJsonAsync("/api/v1/cases", new
        {
            procedure = "asylum",
            persons,
            facts = new[] { Fact("made_how", "orally"), Fact("authority", "G"), Fact("application_type", "N"), Fact("application_level", "FI"), Fact("legal_aid_information", "yes") },
        });
        Assert.True(registrar.Status == HttpStatusCode.Created, registrar.Html);
        var asylum = made.GetProperty("records").EnumerateArray().First(r => r.GetProperty("type").GetString() == "asylum");
        var seen = await registrar.GetJsonAsync($"/api/v1/cases/{asylum.GetProperty("id").GetString()}");
        Assert.Contains(seen.GetProperty("steps").EnumerateArray(), s => s.GetProperty("event").GetString() == "register");
        Assert.Equal(2, seen.GetProperty("persons").GetArrayLength());

        var waiting = (await documents.GetJsonAsync("/api/v1/worklist")).EnumerateArray().ToList();
        Assert.Equal(2, waiting.Count(w => w.GetProperty("type").GetString() == "document"));
        var document = waiting[0].GetProperty("record").GetString();
        await documents.PostJsonAsync($"/api/v1/documents/{document}/issue", new { });
        Assert.Equal(HttpStatusCode.OK, documents.Status);
        await documents.GetAsync($"/api/v1/documents/{document}/pdf");
        Assert.Equal("application/pdf", documents.Last.Content.Headers.ContentType!.MediaType);
        var refused = await documents.PostJsonAsync($"/api/v1/documents/{document}/void", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, documents.Status);
        Assert.True(refused.TryGetProperty("errors", out _), documents.Html);
        Assert.Contains(refused.GetProperty("errors").EnumerateArray(), e => e.GetProperty("field").GetString() == "void_reason" && e.GetProperty("code").GetString() == "missing");
        await documents.PostJsonAsync($"/api/v1/documents/{document}/void", new { facts = new[] { Fact("void_reason", "lost"), Fact("void_reported_on", "2026-03-02") } });
        Assert.Equal(HttpStatusCode.OK, documents.Status);
        Assert.Equal("void", (await documents.GetJsonAsync($"/api/v1/documents/{document}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_same_registration_sent_twice_is_carried_out_once_and_a_likely_double_is_asked_about()
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        var group = new { form = "registration_emergency", members = new[] { Member("focal_point", Journeys.Person("Amina", "Testova", "1990-05-03", "F")) } };
        await registrar.PostJsonAsync("/api/v1/groups", group);
        Assert.Equal(HttpStatusCode.Created, registrar.Status);
        var asked = await registrar.PostJsonAsync("/api/v1/groups", group);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, registrar.Status);
        Assert.Equal("search_first", asked.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(1, asked.GetProperty("candidates").GetArrayLength());

        var person = asked.GetProperty("candidates")[0].GetProperty("person").GetString();
        registrar.Headers["Idempotency-Key"] = Guid.NewGuid().ToString();
        var correction = new { facts = new[] { Fact("phone", "+995 555 000001") } };
        Assert.False((await registrar.PostJsonAsync($"/api/v1/persons/{person}/facts", correction)).GetProperty("again").GetBoolean());
        Assert.True((await registrar.PostJsonAsync($"/api/v1/persons/{person}/facts", correction)).GetProperty("again").GetBoolean());
        registrar.Headers["Idempotency-Key"] = "no uuid";
        await registrar.PostJsonAsync($"/api/v1/persons/{person}/facts", correction);
        Assert.Equal(HttpStatusCode.BadRequest, registrar.Status);
    }

    [Fact]
    public async Task A_request_sent_again_is_answered_as_the_first_time_whatever_moved_meanwhile()
    {
        await using var host = await RegisterHost.StartAsync();
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        var (_, colleague) = await host.OfficerAsync("ruth", "registration_officer");
        // Found by the search of the second sending: those whom the first one registered.
        registrar.Headers["Idempotency-Key"] = Guid.NewGuid().ToString();
        var group = new { form = "registration_emergency", members = new[] { Member("focal_point", Journeys.Person("Amina", "Testova", "1990-05-03", "F")) } };
        var made = await registrar.PostJsonAsync("/api/v1/groups", group);
        Assert.Equal(HttpStatusCode.Created, registrar.Status);
        var again = await registrar.PostJsonAsync("/api/v1/groups", group);
        Assert.True(again.GetProperty("again").GetBoolean());
        Assert.Equal(Ids(made), Ids(again));

        var person = made.GetProperty("records").EnumerateArray().First(r => r.GetProperty("type").GetString() == "individual").GetProperty("id").GetString();
        var path = $"/api/v1/persons/{person}/facts";
        var heads = (await registrar.GetJsonAsync($"/api/v1/persons/{person}")).GetProperty("heads").EnumerateArray().Select(h => h.GetString()).ToList();
        var key = Guid.NewGuid().ToString();
        registrar.Headers["Idempotency-Key"] = key;
        var mine = new { heads, facts = new[] { Fact("phone", "+995 555 000001") } };
        await registrar.PostJsonAsync(path, mine);
        Assert.Equal(HttpStatusCode.OK, registrar.Status);
        await colleague.PostJsonAsync(path, new { facts = new[] { Fact("phone", "+995 555 000002") } });
        Assert.True((await registrar.PostJsonAsync(path, mine)).GetProperty("again").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, registrar.Status);
        // Another's key is nothing to her: her own change is judged as it is, and stale.
        colleague.Headers["Idempotency-Key"] = key;
        await colleague.PostJsonAsync(path, new { heads, facts = new[] { Fact("phone", "+995 555 000003") } });
        Assert.Equal(HttpStatusCode.Conflict, colleague.Status);
        registrar.Headers["Idempotency-Key"] = Guid.NewGuid().ToString();
        await registrar.PostJsonAsync(path, mine);
        Assert.Equal(HttpStatusCode.Conflict, registrar.Status);
        Assert.Equal("+995 555 000002", (await registrar.GetJsonAsync($"/api/v1/persons/{person}")).GetProperty("facts").EnumerateArray().Single(f => f.GetProperty("field").GetString() == "phone").GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_step_sent_again_is_answered_although_the_case_has_gone_on()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        var asylum = (await host.Node.Room.Rows.CasesOfAsync(persons[0])).Single().Id;
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        registrar.Headers["Idempotency-Key"] = Guid.NewGuid().ToString();
        Assert.False((await registrar.PostJsonAsync($"/api/v1/cases/{asylum}/steps/register", new { })).GetProperty("again").GetBoolean());
        Assert.True((await registrar.PostJsonAsync($"/api/v1/cases/{asylum}/steps/register", new { })).GetProperty("again").GetBoolean());
        registrar.Headers["Idempotency-Key"] = Guid.NewGuid().ToString();
        await registrar.PostJsonAsync($"/api/v1/cases/{asylum}/steps/register", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, registrar.Status);
    }

    private static IEnumerable<string?> Ids(JsonElement changed) => changed.GetProperty("records").EnumerateArray().Select(r => r.GetProperty("id").GetString()).Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_stale_change_is_refused_with_what_changed()
    {
        await using var host = await RegisterHost.StartAsync();
        var person = (await host.ApplicantsAsync())[0];
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        var heads = (await registrar.GetJsonAsync($"/api/v1/persons/{person}")).GetProperty("heads").EnumerateArray().Select(h => h.GetString()).ToList();
        await registrar.PostJsonAsync($"/api/v1/persons/{person}/facts", new { heads, facts = new[] { Fact("phone", "+995 555 000001") } });
        Assert.Equal(HttpStatusCode.OK, registrar.Status);
        var stale = await registrar.PostJsonAsync($"/api/v1/persons/{person}/facts", new { heads, facts = new[] { Fact("phone", "+995 555 000002") } });
        Assert.Equal(HttpStatusCode.Conflict, registrar.Status);
        Assert.Equal("phone", stale.GetProperty("since")[0].GetProperty("fields")[0].GetString());
        Assert.NotEqual(heads[0], stale.GetProperty("record").GetProperty("heads")[0].GetString());
    }

    [Fact]
    public async Task DP05_A_program_sees_the_very_facts_that_the_gate_shows_its_role()
    {
        await using var host = await RegisterHost.StartAsync();
        var person = (await host.ApplicantsAsync())[0];
        foreach (var role in new[] { "registration_officer", "document_officer", "reception" })
        {
            var (id, browser) = await host.OfficerAsync(role, role);
            var actor = new Actor(id, role, role, [TestNode.Office]);
            var opened = (await host.Node.Room.OpenAsync(actor, person, "test"))!.Value;
            var expected = new RecordView(host.Node.Pack, opened.Record, opened.Access).Facts.Select(f => f.Field.Code).ToList();
            var seen = (await browser.GetJsonAsync($"/api/v1/persons/{person}")).GetProperty("facts").EnumerateArray().Select(f => f.GetProperty("field").GetString()!).ToList();
            Assert.Equal(expected, seen);
            Assert.NotEmpty(seen);
            Assert.Equal(role == "registration_officer", seen.Contains("no_disclosure_to"));
        }
    }

    [Fact]
    public async Task Malformed_foreign_and_forbidden_requests_are_told_apart()
    {
        await using var host = await RegisterHost.StartAsync();
        var person = (await host.ApplicantsAsync())[0];
        var (_, registrar) = await host.OfficerAsync("rita", "registration_officer");
        var path = $"/api/v1/persons/{person}/facts";
        await registrar.SendAsync(HttpMethod.Post, path, new StringContent("{\"facts\":[", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, registrar.Status);
        Assert.Equal("application/problem+json", registrar.Last.Content.Headers.ContentType!.MediaType);
        await registrar.SendAsync(HttpMethod.Post, path, new StringContent("facts=1", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, registrar.Status);
        await registrar.SendAsync(HttpMethod.Post, $"/api/v1/documents/{Guid.NewGuid():N}/issue", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, registrar.Status);
        await registrar.PostJsonAsync(path, new { facts = new[] { new { field = "sex_recorded", value = "F", source = "computed" } } });
        Assert.Equal(HttpStatusCode.BadRequest, registrar.Status);
        await registrar.PostJsonAsync(path, new { facts = new[] { new { value = "F" } } });
        Assert.Equal(HttpStatusCode.BadRequest, registrar.Status);
        var errors = (await registrar.PostJsonAsync(path, new { facts = new[] { Fact("sex_recorded", "none"), Fact("nonsense", "1") } })).GetProperty("errors");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, registrar.Status);
        Assert.Equal(["sex_recorded malformed", "nonsense unknown_field"], errors.EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        await registrar.PostJsonAsync("/api/v1/groups", new { form = "no_such_form", members = new object?[] { null } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, registrar.Status);
        await registrar.PostJsonAsync("/api/v1/cases", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, registrar.Status);

        var (_, elsewhere) = await host.OfficerOfAsync("olga", "UTO-SOUTH", "ru", "registration_officer");
        foreach (var id in new[] { person.ToString(), Guid.NewGuid().ToString("N"), "nonsense" })
        {
            var answer = await elsewhere.GetJsonAsync($"/api/v1/persons/{id}");
            Assert.Equal(HttpStatusCode.Forbidden, elsewhere.Status);
            Assert.Equal("Это действие вам недоступно", answer.GetProperty("title").GetString());
            await elsewhere.PostJsonAsync($"/api/v1/persons/{id}/facts", new { facts = new[] { Fact("phone", "1") } });
            Assert.Equal(HttpStatusCode.Forbidden, elsewhere.Status);
            await elsewhere.PostJsonAsync("/api/v1/cases", new { procedure = "asylum", persons = new[] { id } });
            Assert.Equal(HttpStatusCode.Forbidden, elsewhere.Status);
        }

        var nobody = host.Browse("en");
        foreach (var open in new[] { $"/api/v1/persons/{person}", "/api/v1/worklist", "/api/v1/statistics/account", "/api/v1/search?q=x" })
        {
            await nobody.SendAsync(HttpMethod.Get, open, null);
            Assert.Equal(HttpStatusCode.Unauthorized, nobody.Status);
        }
    }

    [Fact]
    public async Task A_decision_is_proposed_by_one_program_and_confirmed_by_anothers()
    {
        await using var host = await RegisterHost.StartAsync();
        var persons = await host.ApplicantsAsync();
        var asylum = (await host.Node.Room.Rows.CasesOfAsync(persons[0])).Single().Id;
        await host.Test.ToAssessmentAsync(asylum, persons, "REC-CONV");
        await host.Test.StepAsync("case_officer", asylum, "decide", AsylumSteps.Answers(persons,
            [FactValue.Of("decision_level", "FI"), FactValue.Of("decided_on", "2026-03-02"), FactValue.Of("deciding_officer", "Decision maker 1"), FactValue.Of("remedy", "Appeal within 30 days.")],
            FactValue.Of("outcome", "REC-CONV"), FactValue.Of("facts_accepted", "All"), FactValue.Of("law_applied", "1951 Convention art 1A(2)"), FactValue.Of("decision_reasons", "Reasons"))).DoneAsync();
        var (_, maker) = await host.OfficerAsync("mara", "decision_maker");
        var waiting = (await maker.GetJsonAsync("/api/v1/worklist")).EnumerateArray().Single(w => w.GetProperty("kind").GetString() == "proposal");
        var proposal = (await maker.GetJsonAsync($"/api/v1/cases/{asylum}")).GetProperty("proposals")[0].GetProperty("id").GetString();
        Assert.Equal(proposal, waiting.GetProperty("item").GetString());
        await maker.PostJsonAsync($"/api/v1/cases/{asylum}/proposals/{proposal}/decline", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, maker.Status);
        await maker.PostJsonAsync($"/api/v1/cases/{asylum}/proposals/{proposal}/confirm", new { });
        Assert.Equal(HttpStatusCode.OK, maker.Status);
        await maker.PostJsonAsync($"/api/v1/cases/{asylum}/proposals/{proposal}/confirm", new { });
        Assert.Equal("nothing_to_confirm", maker.Json().GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Figures_are_the_same_for_programs_and_everything_is_described()
    {
        await using var host = await RegisterHost.StartAsync();
        await host.ApplicantsAsync();
        var (_, browser) = await host.OfficerAsync("stas", "statistician");
        var account = await browser.GetJsonAsync("/api/v1/statistics/account?status=asylum_seeker&from=2026&to=2026&by=year");
        Assert.Equal(2, account.GetProperty("rows")[0].GetProperty("values").EnumerateArray().Last().GetDecimal());
        Assert.Equal("applied", (await browser.GetJsonAsync("/api/v1/tables/asylum-applications?from=2026&to=2026")).GetProperty("measures")[0].GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/api/v1/tables/nothing")).Status);
        var paths = (await browser.GetJsonAsync("/api/openapi.json")).GetProperty("paths");
        foreach (var operation in paths.EnumerateObject().Where(p => p.Name.StartsWith("/api/v1", StringComparison.Ordinal)).SelectMany(p => p.Value.EnumerateObject()))
            Assert.True(operation.Value.TryGetProperty("summary", out _), operation.Name);
        Assert.True(paths.EnumerateObject().Count() > 15);
    }

    private static object Fact(string field, string value) => new { field, value };

    private static object Member(string relationship, IReadOnlyList<FactValue> facts) => new
    {
        relationship,
        facts = facts.Select(f => new { field = f.Field, value = f.Value, certainty = JsonSerializer.SerializeToElement(f.Certainty) }),
    };
}
