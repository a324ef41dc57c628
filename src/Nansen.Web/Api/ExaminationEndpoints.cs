using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Suspicions about papers for programs: reported, and followed as far as the reader's role shows.</summary>
internal static class ExaminationEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var examinations = v1.MapGroup("/examinations").WithTags("documents");
        examinations.MapPost("", OpenAsync).WithSummary("Report a suspicion about a paper: opens an examination and changes no claim").Produces<Changed>(StatusCodes.Status201Created);
        examinations.MapGet("/{id}", ReadAsync).WithSummary("An examination as you may see it, with the steps that are open to you").Produces<RecordJson>();
    }

    private static async Task<IResult> OpenAsync(ExaminationBody body, ApiCall call) =>
        await call.AnswerAsync((await call.Node.Examinations.OpenAsync(call.Me, FactBody.All(body.Facts), call.Token)).Outcome, made: true);

    private static async Task<IResult> ReadAsync(string id, ApiCall call)
    {
        var view = await call.OpenAsync(id, "examination");
        return view.Record.Type == ExaminationDesk.RecordType ? Results.Json(await RecordJson.OfAsync(call, view)) : throw new PageProblemException(StatusCodes.Status403Forbidden);
    }

    internal sealed record ExaminationBody(IReadOnlyList<FactBody>? Facts);
}
