using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Nansen.Web;

/// <summary>
/// The one place where forged requests end. A form must carry its antiforgery token, whichever endpoint takes it; a
/// changing API request must not come from a page of another site (browsers say so themselves).
/// </summary>
internal sealed class RequestGuard(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Texts texts, IAntiforgery antiforgery)
    {
        var request = http.Request;
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method) && http.GetEndpoint() is not null;
        if (changes && ApiRoutes.Owns(http))
        {
            if (FromElsewhere(request)) throw new PageProblemException(StatusCodes.Status403Forbidden, texts["problem.elsewhere"]);
        }
        else if (changes && !await HasTokenAsync(http, antiforgery)) throw new PageProblemException(StatusCodes.Status400BadRequest, texts["problem.token"]);

        await next(http);
    }

    // Pages' forms were looked at already; the small posts that have no page of their own are looked at here.
    private static async Task<bool> HasTokenAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { } token) return await antiforgery.IsRequestValidAsync(http);
        // The token is read from the form, so a form that is too large or broken shows up here first.
        if (token.Error?.InnerException is IOException or InvalidDataException)
            throw token.Error.InnerException as BadHttpRequestException ?? new BadHttpRequestException("The form is broken.", StatusCodes.Status400BadRequest);
        return token.IsValid;
    }

    private static bool FromElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
