using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Nansen.Web;

/// <summary>The HTTP API: <c>/api/v1</c>, described by <c>/api/openapi.json</c>; every error below <c>/api</c> is problem+json.</summary>
public static class ApiRoutes
{
    /// <summary>Whether a request is the API's.</summary>
    public static bool Owns(HttpContext http) => http.Request.Path.StartsWithSegments("/api");

    /// <summary>Maps the API; endpoints of a subject add themselves to the group here.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/openapi.json").AllowAnonymous();
        var v1 = routes.MapGroup("/api/v1").AddEndpointFilter(JsonOnlyAsync);
        SessionEndpoints.Map(v1);
        RecordEndpoints.Map(v1);
        DocumentEndpoints.Map(v1);
        ExaminationEndpoints.Map(v1);
        StatisticsEndpoints.Map(v1);
        CommitmentEndpoints.Map(v1);
    }

    // A page of another site can make a browser post a form, but not JSON: with the cookies' SameSite that is why the API
    // needs no form token.
    private static ValueTask<object?> JsonOnlyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return HttpMethods.IsPost(request.Method) && !request.HasJsonContentType()
            ? throw new PageProblemException(StatusCodes.Status415UnsupportedMediaType, context.HttpContext.RequestServices.GetRequiredService<Texts>()["api.jsonOnly"])
            : next(context);
    }
}
