using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nansen.Cooperation;

namespace Nansen.Web;

/// <summary>The follow-up of commitments for programs: public, without persons.</summary>
internal static class CommitmentEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var commitments = v1.MapGroup("/commitments").WithTags("commitments").AllowAnonymous();
        commitments.MapGet("", ListAsync).WithSummary("All commitments and what there is to each");
        commitments.MapGet("/{code}", OpenAsync).WithSummary("What was promised, done and counted under a commitment, and what is missing");
    }

    private static async Task<Ok<JsonObject>> ListAsync([FromServices] CommitmentDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(FollowUpJson.Of(await desk.SummaryAsync(cancellation)));

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> OpenAsync(string code, [FromServices] CommitmentDesk desk, [FromServices] TreatyRegister treaties, Texts texts, CancellationToken cancellation) =>
        await desk.OpenAsync(code, cancellation) is { } file
            ? TypedResults.Ok(FollowUpJson.Of(file, treaties))
            : TypedResults.Problem(texts["commitments.unknown"], statusCode: StatusCodes.Status404NotFound);
}
