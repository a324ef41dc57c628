using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Small posts that need no page of their own: take a case, finish a task, write a note; and the photo.</summary>
internal static class RecordActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/record/{id}/take", TakeAsync);
        routes.MapPost("/record/{id}/task/{task}", FinishTaskAsync);
        routes.MapPost("/record/{id}/note", NoteAsync);
        routes.MapGet("/person/{id}/photo", PhotoAsync);
        routes.MapGet("/import/template.xlsx", (RegisterNode node) =>
        {
            using var file = new MemoryStream();
            ListTemplate.Write(file, node.Pack, "registration_emergency");
            return Results.File(file.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "registration-list.xlsx");
        });
    }

    private static Task<IResult> TakeAsync(string id, HttpContext http, [FromServices] RegisterNode node, CurrentActor actor) => ActAsync(id, http, node, actor,
        (draft, me, record) => draft.AssignAsync(record, me.Role, me.Key));

    private static Task<IResult> FinishTaskAsync(string id, string task, HttpContext http, [FromServices] RegisterNode node, CurrentActor actor) => ActAsync(id, http, node, actor,
        (draft, _, record) => EntryId.TryParse(task, out var entry) ? draft.FinishTaskAsync(record, entry) : ValueTask.CompletedTask);

    private static async Task<IResult> NoteAsync(string id, HttpContext http, [FromServices] RegisterNode node, CurrentActor actor)
    {
        var form = FormInput.From(await http.Request.ReadFormAsync());
        return await ActAsync(id, http, node, actor, (draft, me, record) =>
        {
            if (!node.Room.Gate.May(me, Actions.Note)) draft.Forbid("role");
            var text = form.Text("text");
            return text.Length is 0 or > 10_000 ? ValueTask.CompletedTask : draft.NoteAsync(record, text, SensitivityClass.S3);
        }, BatchId.TryParse(form.Text("token"), out var token) ? token : null);
    }

    private static async Task<IResult> ActAsync(string id, HttpContext http, RegisterNode node, CurrentActor actor, Func<Draft, Records.Actor, StreamId, ValueTask> act, BatchId? token = null)
    {
        if (!StreamId.TryParse(id, out var record)) throw new PageProblemException(403);
        var me = ActingOfficer.Of(http, actor.Required);
        var draft = node.Room.Begin(me, token);
        await act(draft, me, record);
        return await node.Room.CommitAsync(draft) switch
        {
            Outcome.Done => Results.Redirect((await node.Room.Rows.RecordAsync(record))?.Type == "individual" ? $"/person/{record}" : $"/case/{record}"),
            Outcome.Stale => throw new PageProblemException(409),
            Outcome.Unavailable unavailable => throw new PageProblemException(503, unavailable.Message),
            _ => throw new PageProblemException(403),
        };
    }

    private static async Task<IResult> PhotoAsync(string id, HttpContext http, [FromServices] RegisterNode node, CurrentActor actor)
    {
        var me = ActingOfficer.Of(http, actor.Required);
        if (!StreamId.TryParse(id, out var stream) || await node.Room.OpenAsync(me, stream, "photo") is not { } opened) return Results.StatusCode(403);
        if (new RecordView(node.Pack, opened.Record, opened.Access).Fact("photo") is not { HasValue: true } photo) return Results.NotFound();
        return await PhotoFile.ReadAsync(node.Journal, photo) is { } file ? Results.Bytes(file.Bytes, file.Type) : Results.NotFound();
    }
}
