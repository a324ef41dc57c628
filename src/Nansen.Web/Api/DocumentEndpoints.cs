using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nansen.Documents;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Documents for programs: issued, void, drawn, verified.</summary>
internal static class DocumentEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var documents = v1.MapGroup("").WithTags("documents");
        documents.MapGet("/documents/{id}", DocumentAsync).WithSummary("A document as you may see it").Produces<RecordJson>();
        documents.MapGet("/documents/{id}/pdf", (string id, ApiCall call) => DocumentFiles.DrawAsync(id, call.Me, call.Node, call.Http.RequestAborted)).WithSummary("An issued document drawn as PDF");
        documents.MapPost("/persons/{id}/documents", ProposeAsync).WithSummary("Propose a document for a person").Produces<Changed>(StatusCodes.Status201Created);
        documents.MapPost("/documents/{id}/issue", async (string id, ApiCall call) => await call.AnswerAsync(await call.Node.Documents.IssueAsync(call.Me, ApiCall.Id(id), call.Token))).WithSummary("Issue a document that a colleague proposed").Produces<Changed>();
        documents.MapPost("/documents/{id}/decline", async (string id, ApiCall call) => await call.AnswerAsync(await call.Node.Documents.DeclineAsync(call.Me, ApiCall.Id(id), call.Token))).WithSummary("Do not issue a document that a colleague proposed").Produces<Changed>();
        documents.MapPost("/documents/{id}/void", VoidAsync).WithSummary("Declare a document void and publish the new void list").Produces<Changed>();
        v1.MapPost("/documents/query", QueryAsync).WithTags("verification").WithSummary("Whether a document is in force: valid, void with the reason, or unknown; the last day printed on it shows that you hold it").AllowAnonymous().RequireRateLimiting(NansenWeb.VerifyLimit).Produces<DocumentAnswer>();
        v1.MapPost("/verify", VerifyAsync).WithTags("verification").WithSummary("Verify a document: a PDF or PNG in base64, or a seal in hexadecimal or as a barcode's text, with the printed zone when it was read; nothing is kept but that somebody verified, and the result").AllowAnonymous().RequireRateLimiting(NansenWeb.VerifyLimit);
    }

    private static async Task<IResult> DocumentAsync(string id, ApiCall call)
    {
        var view = await call.OpenAsync(id, "document");
        return view.Record.Type == "document" ? Results.Json(await RecordJson.OfAsync(call, view)) : throw new PageProblemException(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> ProposeAsync(string id, ProposeBody body, ApiCall call) =>
        await call.AnswerAsync(await call.Node.Documents.ProposeAsync(call.Me, ApiCall.Id(id), body.Kind ?? "", call.Token), made: true);

    private static async Task<IResult> VoidAsync(string id, VoidBody body, ApiCall call)
    {
        var facts = FactBody.ByPerson(body.Facts);
        var reason = facts.SelectMany(f => f.Facts).FirstOrDefault(f => f.Field == "void_reason")?.Text ?? "";
        return await call.AnswerAsync(await call.Node.Documents.VoidAsync(call.Me, ApiCall.Id(id), facts, reason, call.Token));
    }

    // Anonymous: they take the node and nothing of an actor but who is to be logged.
    private static async Task<IResult> QueryAsync(QueryBody body, Texts texts, HttpContext http, CurrentActor actor, [FromServices] RegisterNode node)
    {
        if (body is not { Code.Length: > 0 and <= 2, Number.Length: > 0 and <= 40 }) throw new PageProblemException(StatusCodes.Status400BadRequest, texts["verify.queryForm"]);
        return Results.Json(await node.Documents.QueryAsync(Checker(http, actor), body.Code, body.Number, body.Expires, http.RequestAborted));
    }

    private static async Task<IResult> VerifyAsync(VerifyBody body, Texts texts, HttpContext http, CurrentActor actor, [FromServices] RegisterNode node)
    {
        var verdict = await JudgedAsync(body, texts, node, http.RequestAborted);
        await node.Documents.LogVerdictAsync(Checker(http, actor), verdict, http.RequestAborted);
        return Answer(verdict);
    }

    /// <summary>Who verifies: the officer signed in, or somebody without an account.</summary>
    internal static Actor Checker(HttpContext http, CurrentActor actor) => actor.Profile is { } profile ? ActingOfficer.Of(http, profile) : DocumentDesk.PublicChecker;

    private static async ValueTask<Verdict> JudgedAsync(VerifyBody body, Texts texts, RegisterNode node, CancellationToken cancellation)
    {
        var printed = VerificationRequest.Zone(string.Join('\n', body.Zone ?? []));
        if (body.File is not null)
        {
            var file = new byte[body.File.Length];
            return Convert.TryFromBase64String(body.File, file, out var length) ? await node.Documents.VerifyPageAsync(file.AsMemory(0, length), printed, cancellation)
                : throw new PageProblemException(StatusCodes.Status400BadRequest, texts["verify.notBase64"]);
        }

        if (body.Seal is null) throw new PageProblemException(StatusCodes.Status400BadRequest, texts["verify.nothing"]);
        return VerificationRequest.Seal(body.Seal) is { } seal ? node.Documents.VerifySeal(seal, printed) : throw new PageProblemException(StatusCodes.Status400BadRequest, texts["verify.notHex"]);
    }

    // The same words as 'nansen verify' prints.
    private static IResult Answer(Verdict verdict) => Results.Json(new JsonObject
    {
        ["verdict"] = Camel(verdict.Result),
        ["valid"] = verdict.Result == VerdictResult.Valid,
        ["status"] = new JsonArray([.. verdict.Status.Select(s => (JsonNode)s)]),
        ["checks"] = new JsonArray([.. verdict.Checks.Select(c => new JsonObject { ["id"] = c.Id, ["outcome"] = Camel(c.Outcome), ["status"] = c.Status, ["message"] = c.Message })]),
        ["sealedZone"] = Zone(verdict.SealedZone),
        ["printedZone"] = Zone(verdict.PrintedZone),
        ["comparisons"] = new JsonArray([.. verdict.Comparisons.Select(c => new JsonObject { ["field"] = c.Field, ["sealed"] = c.Sealed, ["printed"] = c.Printed, ["equal"] = c.Equal })]),
        ["lists"] = new JsonArray([.. verdict.Lists.Select(l => new JsonObject { ["name"] = l.Name, ["issuedAt"] = l.IssuedAt, ["ageDays"] = l.AgeDays, ["stale"] = l.Stale })]),
        ["compareByEye"] = new JsonArray([.. verdict.CompareByEye.Select(e => (JsonNode)e)]),
    });

    private static JsonObject? Zone(MrzDocument? zone)
    {
        if (zone is null) return null;
        var fields = new JsonObject { ["format"] = zone.Format.ToString() };
        foreach (var name in MrzJson.Names(zone.Format)) fields[name] = MrzJson.Field(zone, name);
        return fields;
    }

    private static string Camel<T>(T word) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(word.ToString());

    internal sealed record ProposeBody(string? Kind);

    internal sealed record VoidBody(IReadOnlyList<FactBody>? Facts);

    internal sealed record QueryBody(string? Code, string? Number, DateOnly? Expires);

    internal sealed record VerifyBody(string? File, string? Seal, IReadOnlyList<string>? Zone);
}
