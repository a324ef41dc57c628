using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nansen.Web;

/// <summary>Turns every failure into a clear page, or into problem+json for programs. A stack trace goes to the log only.</summary>
internal sealed partial class ErrorPages(RequestDelegate next, ILogger<ErrorPages> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        string? reason = null;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (PageMovedException moved) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.Redirect(moved.Path);
            return;
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            var status = StatusOf(failure);
            if (status >= 500) LogFailure(log, failure, http.Request.Method, http.Request.Path, http.TraceIdentifier);
            http.Response.Clear();
            http.Response.StatusCode = status;
            reason = (failure as PageProblemException)?.Reason;
        }

        var response = http.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0)
            await WriteAsync(http, reason);
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        PageProblemException problem => problem.Status,
        BadHttpRequestException bad => bad.StatusCode,
        // The form reader's limits and a broken multipart body.
        InvalidDataException => StatusCodes.Status400BadRequest,
        UnauthorizedAccessException => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static async Task WriteAsync(HttpContext http, string? reason)
    {
        var status = http.Response.StatusCode;
        var texts = http.RequestServices.GetRequiredService<Texts>();
        if (ApiRoutes.Owns(http) || WantsJson(http.Request))
        {
            var problem = new ProblemDetails { Status = status, Title = Title(texts, status), Detail = reason, Instance = http.Request.Path };
            problem.Extensions["traceId"] = http.TraceIdentifier;
            await Results.Json(problem, contentType: "application/problem+json", statusCode: status).ExecuteAsync(http);
            return;
        }

        var page = new RazorComponentResult<ErrorPage>(new Dictionary<string, object?>
        {
            [nameof(ErrorPage.Status)] = status,
            [nameof(ErrorPage.Title)] = Title(texts, status),
            [nameof(ErrorPage.Reason)] = reason,
        })
        { StatusCode = status };
        // The failed page has used up this scope's renderer; the error page gets a scope of its own, and the same actor.
        await using var scope = http.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Profile = http.RequestServices.GetRequiredService<CurrentActor>().Profile;
        var before = http.RequestServices;
        http.RequestServices = scope.ServiceProvider;
        await page.ExecuteAsync(http);
        http.RequestServices = before;
    }

    private static string Title(Texts texts, int status)
    {
        var key = $"problem.{status.ToString(System.Globalization.CultureInfo.InvariantCulture)}.title";
        return texts.Has(key) ? texts[key] : texts[status >= 500 ? "problem.500.title" : "problem.400.title"];
    }

    private static bool WantsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed ({TraceId})")]
    private static partial void LogFailure(ILogger log, Exception failure, string method, string path, string traceId);
}
