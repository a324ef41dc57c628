using Microsoft.AspNetCore.Http;

namespace Nansen.Web;

/// <summary>Outside a demo nobody works with a password alone: until a second factor is set up, every page leads there.</summary>
internal sealed class SecondFactorRule(RequestDelegate next, WebOptions options)
{
    private static readonly PathString[] Open = ["/account/second-factor", "/sign-out", "/sign-in", "/language", "/assets", "/api/v1/session"];

    public Task InvokeAsync(HttpContext http)
    {
        var user = http.User;
        if (options.Demo || user.Identity?.IsAuthenticated != true
            || user.HasClaim(SignInDesk.ManyFactors.Type, SignInDesk.ManyFactors.Value)
            || Open.Any(p => http.Request.Path.StartsWithSegments(p)))
            return next(http);
        if (ApiRoutes.Owns(http)) http.Response.StatusCode = StatusCodes.Status403Forbidden;
        else http.Response.Redirect("/account/second-factor");
        return Task.CompletedTask;
    }
}
