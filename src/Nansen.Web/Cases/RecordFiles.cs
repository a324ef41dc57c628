using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Files attached to a person or a case: put, and given out again, each through the gate.</summary>
internal static class RecordFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/record/{id}/file", PutAsync);
        routes.MapGet("/record/{id}/file/{entry}", GetAsync);
    }

    private static async Task<IResult> PutAsync(string id, HttpContext http, [FromServices] RegisterNode node, CurrentActor actor, Texts texts)
    {
        var me = ActingOfficer.Of(http, actor.Required);
        if (!StreamId.TryParse(id, out var record) || !node.Room.Gate.May(me, Actions.Note)) throw new PageProblemException(403);
        // Asked before anything is sealed: nobody puts files beside a record that is not hers.
        if (await node.Room.OpenAsync(me, record, "file") is not { } opened) throw new PageProblemException(403);
        var form = await http.Request.ReadFormAsync();
        if (form.Files["file"] is not { Length: > 0 } file) throw new PageProblemException(422, texts["files.none"]);
        if (file.Length > AttachedFile.MostBytes) throw new PageProblemException(422, texts["files.large"]);
        using var content = new MemoryStream();
        await file.CopyToAsync(content);
        if (await AttachedFile.PutAsync(node.Journal, record, file.FileName, content.ToArray()) is not { } fact) throw new PageProblemException(422, texts["files.kind"]);
        var draft = node.Room.Begin(me, BatchId.TryParse(form["token"].ToString(), out var token) ? token : null);
        await draft.AttachAsync(record, AttachedFile.Kind, fact, SensitivityClass.S3);
        return await node.Room.CommitAsync(draft) switch
        {
            Outcome.Done => Results.Redirect((opened.Record.Type == "individual" ? $"/person/{record}" : $"/case/{record}") + "#files"),
            Outcome.Stale => throw new PageProblemException(409),
            Outcome.Unavailable unavailable => throw new PageProblemException(503, unavailable.Message),
            _ => throw new PageProblemException(403),
        };
    }

    private static async Task<IResult> GetAsync(string id, string entry, HttpContext http, [FromServices] RegisterNode node, CurrentActor actor)
    {
        var me = ActingOfficer.Of(http, actor.Required);
        if (!StreamId.TryParse(id, out var record) || await node.Room.OpenAsync(me, record, "file") is not { } opened) throw new PageProblemException(403);
        var found = new RecordView(node.Pack, opened.Record, opened.Access).Attachments.FirstOrDefault(a => a.Id.ToString() == entry);
        if (AttachedFile.Of(found?.File) is not { } file || await file.ReadAsync(node.Journal) is not { } content) throw new PageProblemException(404);
        // Saved and not shown: what a stranger put into a file does not run in the register's own pages.
        return Results.File(content, file.Type, file.Name);
    }
}
