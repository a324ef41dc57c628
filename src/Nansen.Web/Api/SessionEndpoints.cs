using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Nansen.Web;

/// <summary>Signing in and out for programs: the answer's cookie is sent along with later requests.</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var session = v1.MapGroup("/session").WithTags("session");
        session.MapGet("", Who).WithSummary("Who is signed in");
        session.MapPost("", OpenAsync).WithSummary("Sign in").AllowAnonymous().RequireRateLimiting(NansenWeb.SignInLimit);
        session.MapDelete("", CloseAsync).WithSummary("Sign out");
    }

    private static Session Who(CurrentActor actor) => new(actor.Required.UserId, actor.Required.DisplayName, actor.Required.Roles);

    private static async Task<Results<NoContent, ProblemHttpResult>> OpenAsync(SignIn body, SignInDesk desk, Texts texts)
    {
        var outcome = await desk.AtOnceAsync(body.UserName ?? "", body.Password ?? "", body.Code);
        return outcome switch
        {
            SignInOutcome.In => TypedResults.NoContent(),
            SignInOutcome.NeedsCode => TypedResults.Problem(texts["signIn.codeWanted"], statusCode: StatusCodes.Status401Unauthorized),
            SignInOutcome.Locked => TypedResults.Problem(texts["signIn.locked"], statusCode: StatusCodes.Status403Forbidden),
            SignInOutcome.NoRole => TypedResults.Problem(texts["signIn.noRole"], statusCode: StatusCodes.Status403Forbidden),
            _ => TypedResults.Problem(texts["signIn.wrong"], statusCode: StatusCodes.Status401Unauthorized),
        };
    }

    private static async Task<NoContent> CloseAsync(SignInManager<Account> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }

    internal sealed record SignIn(string? UserName, string? Password, string? Code);

    internal sealed record Session(string UserId, string DisplayName, IReadOnlyList<string> Roles);
}
