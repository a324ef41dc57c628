using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nansen.Journal;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>
/// Puts the pages and the API into a host: <c>builder.Services.AddNansenWeb(options)</c>, an <see cref="IActorDirectory"/>,
/// then <c>app.MapNansenWeb()</c>.
/// </summary>
public static class NansenWeb
{
    /// <summary>Name of the limit on attempts to sign in.</summary>
    public const string SignInLimit = "sign-in";

    /// <summary>Name of the limit on verifications, which need no account.</summary>
    public const string VerifyLimit = "verify";

    /// <summary>Adds what the pages need. The host adds an <see cref="IActorDirectory"/>.</summary>
    public static IServiceCollection AddNansenWeb(this IServiceCollection services, WebOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        // Letters of every script go out as they are: as entities a Russian page would be several times as long.
        services.AddWebEncoders(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<FormDrafts>();
        services.AddSingleton<SweepRunner>();
        services.AddHostedService(s => s.GetRequiredService<SweepRunner>());
        services.AddScoped(Speak);
        services.AddRazorComponents();
        services.AddOpenApi("v1");
        services.AddProblemDetails();
        AddAccounts(services, options);
        AddSafety(services, options);
        return services;
    }

    /// <summary>Lays the way of a request and maps the pages and the API.</summary>
    public static void MapNansenWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<WebOptions>();
        if (options.Proxies.Count > 0) app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorPages>();
        if (!options.Demo) app.UseHsts();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<SecondFactorRule>();
        app.UseAntiforgery();
        app.UseMiddleware<RequestGuard>();
        app.Use(HearOthersAsync);

        LookFiles.Map(app);
        LanguageChoice.Map(app, options);
        ApiRoutes.Map(app);
        RecordActions.Map(app);
        RecordFiles.Map(app);
        DocumentFiles.Map(app);
        PhoneFiles.Map(app);
        StatisticsFiles.Map(app);
        ObservatoryFiles.Map(app);
        app.MapRazorComponents<App>();
        // The first person to sign in should not wait for the account store to be woken.
        app.Lifetime.ApplicationStarted.Register(() => _ = Task.Run(app.Services.GetRequiredService<AccountStore>().ListAsync));
        app.Lifetime.ApplicationStarted.Register(() => _ = Task.Run(ObservatoryFiles.Prepare));
    }

    // What another process wrote a moment ago (an import from the command line, a second server) is on this page already.
    private static async Task HearOthersAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not null && http.RequestServices.GetService<RegisterNode>() is { } node)
        {
            try
            {
                await node.Room.FollowAsync(http.RequestAborted);
            }
            catch (JournalUnavailableException)
            {
                // The page itself says so when it needs the books.
            }
        }

        await next(http);
    }

    private static Texts Speak(IServiceProvider services)
    {
        var options = services.GetRequiredService<WebOptions>();
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext;
        return new Texts(http is null ? Language.English : LanguageChoice.Of(http, options), options.Zone);
    }

    private static void AddAccounts(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(_ => AccountStore.Open(options.DataDirectory, options.Demo));
        services.AddScoped(s => s.GetRequiredService<AccountStore>().Context());
        services.AddScoped<CurrentActor>();
        services.AddScoped<IClaimsTransformation, ActorClaims>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<ApiCall>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = AccountStore.IterationsOf(options.Demo));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<Account>(o =>
            {
                // Length instead of classes of signs (NIST SP 800-63B).
                o.Password.RequiredLength = 12;
                o.Password.RequiredUniqueChars = 4;
                o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                o.User.AllowedUserNameCharacters = "";
                o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddEntityFrameworkStores<AccountContext>().AddSignInManager().AddDefaultTokenProviders();
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.ConfigureApplicationCookie(o =>
        {
            // A browser takes __Host- only with Secure, from this very host and for all of it.
            o.Cookie.Name = options.Demo ? "nansen-session" : "__Host-nansen-session";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = SecurePolicy(options);
            o.ExpireTimeSpan = options.Session;
            o.SlidingExpiration = true;
            o.Events.OnRedirectToLogin = c => Answer(c.HttpContext, StatusCodes.Status401Unauthorized, "/sign-in" + QueryString.Create("to", c.Request.Path + c.Request.QueryString));
            // A valid cookie of somebody the register no longer knows (ActorClaims) is nobody's: sign in again.
            o.Events.OnRedirectToAccessDenied = c => c.HttpContext.User.Identity?.IsAuthenticated == true
                ? Answer(c.HttpContext, StatusCodes.Status403Forbidden, null)
                : o.Events.OnRedirectToLogin(c);
        });
        services.Configure<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, o =>
        {
            o.Cookie.Name = "nansen-half-way";
            o.Cookie.SecurePolicy = SecurePolicy(options);
            o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void AddSafety(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SealedWebKeys>();
        services.AddDataProtection().SetApplicationName("Nansen")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataDirectory, "keys")));
        services.AddAntiforgery(o =>
        {
            o.FormFieldName = FormInput.TokenField;
            o.Cookie.Name = "nansen-form";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            // "Always" would refuse every form on http://localhost, where browsers do take secure cookies.
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<KestrelServerOptions>(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = options.LargestUpload;
        });
        services.Configure<FormOptions>(o =>
        {
            // The server's own limit above already holds, and answers with the right status.
            o.MultipartBodyLengthLimit = long.MaxValue;
            o.ValueCountLimit = 4096;
            o.KeyLengthLimit = 256;
            o.ValueLengthLimit = 256 * 1024;
        });
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in options.Proxies) o.KnownProxies.Add(proxy);
        });
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(SignInLimit, http => PerMinute(http, options.SignInsPerMinute));
            o.AddPolicy(VerifyLimit, http => PerMinute(http, options.VerificationsPerMinute));
        });
    }

    private static RateLimitPartition<string> PerMinute(HttpContext http, int times) => HttpMethods.IsPost(http.Request.Method)
        ? RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = times, Window = TimeSpan.FromMinutes(1) })
        : RateLimitPartition.GetNoLimiter("");

    private static CookieSecurePolicy SecurePolicy(WebOptions options) => options.Demo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

    private static Task Answer(HttpContext http, int status, string? page)
    {
        if (page is null || ApiRoutes.Owns(http)) http.Response.StatusCode = status;
        else http.Response.Redirect(page);
        return Task.CompletedTask;
    }
}
