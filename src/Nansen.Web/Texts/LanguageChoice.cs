using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StringWithQualityHeaderValue = Microsoft.Net.Http.Headers.StringWithQualityHeaderValue;

namespace Nansen.Web;

/// <summary>Which language a request is answered in: the person's own choice, else her profile's, else the browser's, else English.</summary>
internal static class LanguageChoice
{
    private const string CookieName = "nansen-language";

    public static Language Of(HttpContext http, WebOptions options) =>
        Allowed(Language.Find(http.Request.Cookies[CookieName]), options)
        ?? Allowed(Language.Find(http.RequestServicesOrNull<CurrentActor>()?.Profile?.Language), options)
        ?? OfBrowser(http)
        ?? Language.English;

    /// <summary>The link of the language switch: it keeps the choice in a cookie and goes back to the page.</summary>
    public static void Map(IEndpointRouteBuilder routes, WebOptions options) =>
        routes.MapGet("/language/{code}", (string code, string? to, HttpContext http) =>
        {
            if (Allowed(Language.Find(code), options) is not { } language) return Results.NotFound();
            http.Response.Cookies.Append(CookieName, language.Code, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            });
            return Results.LocalRedirect(LocalPath.OrHome(to));
        }).AllowAnonymous().ExcludeFromDescription();

    private static Language? Allowed(Language? language, WebOptions options) =>
        language is null || (language == Language.Mirrored && !options.Demo) ? null : language;

    private static Language? OfBrowser(HttpContext http) =>
        StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var wanted)
            ? wanted.OrderByDescending(w => w.Quality ?? 1).Select(w => Language.Find(w.Value.Value)).FirstOrDefault(l => l is not null && l != Language.Mirrored)
            : null;

    private static T? RequestServicesOrNull<T>(this HttpContext http) where T : class => http.RequestServices?.GetService(typeof(T)) as T;
}
