using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

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
        var v1 = routes.MapGroup("/api/v1");
        SessionEndpoints.Map(v1);
        CommitmentEndpoints.Map(v1);
    }
}
