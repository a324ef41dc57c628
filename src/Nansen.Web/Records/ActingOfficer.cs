using Microsoft.AspNetCore.Http;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>The officer of a request acting in one of her roles; the choice stays in a cookie and is checked at each request.</summary>
public static class ActingOfficer
{
    /// <summary>Name of the cookie.</summary>
    public const string RoleCookie = "nansen-role";

    /// <summary>The role she acts in: the one chosen when she still holds it, else her first.</summary>
    public static string RoleOf(HttpContext http, ActorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(profile);
        var chosen = http.Request.Cookies[RoleCookie];
        return chosen is not null && profile.Roles.Contains(chosen) ? chosen : profile.Roles.FirstOrDefault() ?? "";
    }

    /// <summary>Her as the gate knows her.</summary>
    public static Records.Actor Of(HttpContext http, ActorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new Records.Actor(Guid.Parse(profile.UserId), profile.DisplayName, RoleOf(http, profile), profile.Offices);
    }
}

/// <summary>Tells the sign-in who the officers are: their roles are entries of the register.</summary>
public sealed class NodeActors(RegisterNode node) : IActorDirectory
{
    /// <inheritdoc/>
    public async Task<ActorProfile?> FindAsync(string userId) =>
        Guid.TryParse(userId, out var id) && await node.Officers.FindAsync(id) is { Active: true } officer
            ? new ActorProfile(userId, officer.Name, officer.Roles, officer.Offices, officer.Language.Length > 0 ? officer.Language : null)
            : null;
}
