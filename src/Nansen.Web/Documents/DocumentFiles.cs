using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nansen.Documents;
using Nansen.Journal;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>The document itself as a file, drawn when it is asked for and kept nowhere.</summary>
internal static class DocumentFiles
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/documents/{id}/pdf", (string id, HttpContext http, CurrentActor actor, [FromServices] RegisterNode node) => DrawAsync(id, ActingOfficer.Of(http, actor.Required), node, http.RequestAborted))
            .ExcludeFromDescription();

    /// <summary>The page as PDF; 403 when it is not hers, not issued, or not there.</summary>
    public static async Task<IResult> DrawAsync(string id, Records.Actor actor, RegisterNode node, CancellationToken cancellation)
    {
        if (!StreamId.TryParse(id, out var document)) throw new PageProblemException(StatusCodes.Status403Forbidden);
        try
        {
            var drawn = await node.Documents.DrawAsync(actor, document, cancellation) ?? throw new PageProblemException(StatusCodes.Status403Forbidden);
            return Results.File(drawn.Pdf.ToArray(), "application/pdf", $"{drawn.Number}.pdf");
        }
        catch (DocumentException undrawable)
        {
            throw new PageProblemException(StatusCodes.Status422UnprocessableEntity, undrawable.Message);
        }
    }
}
