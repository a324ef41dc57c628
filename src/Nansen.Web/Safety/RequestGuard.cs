using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Nansen.Web;

/// <summary>
/// The one place where forged requests end. A form must carry its antiforgery token, whichever endpoint takes it; a
/// changing API request must not come from a page of another site (browsers say so themselves).
/// </summary>
internal sealed class RequestGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, Texts texts)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || http.GetEndpoint() is null)
            return next(http);
        if (ApiRoutes.Owns(http))
            return FromElsewhere(request) ? throw new PageProblemException(StatusCodes.Status403Forbidden, texts["problem.elsewhere"]) : next(http);
        var token = http.Features.Get<IAntiforgeryValidationFeature>();
        if (token is { IsValid: true }) return next(http);
        // The token is read from the form, so a form that is too large or broken shows up here first.
        if (token?.Error?.InnerException is IOException or InvalidDataException)
            throw token.Error.InnerException as BadHttpRequestException ?? new BadHttpRequestException("The form is broken.", StatusCodes.Status400BadRequest);
        throw new PageProblemException(StatusCodes.Status400BadRequest, texts["problem.token"]);
    }

    private static bool FromElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
