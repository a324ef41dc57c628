using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Nansen.Web;

/// <summary>Adds the register's roles to the signed-in user at every request; the cookie never holds them.</summary>
internal sealed class ActorClaims(IActorDirectory directory, CurrentActor current) : IClaimsTransformation
{
    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        // The half-way ticket between password and code is no signed-in user.
        if (principal.Identity is not ClaimsIdentity { IsAuthenticated: true } identity || identity.AuthenticationType != IdentityConstants.ApplicationScheme)
            return principal;
        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        if (id is null || await directory.FindAsync(id).ConfigureAwait(false) is not { } profile) return new ClaimsPrincipal(new ClaimsIdentity());
        current.Profile = profile;
        var roles = new ClaimsIdentity(profile.Roles.Select(r => new Claim(ClaimTypes.Role, r)));
        return new ClaimsPrincipal([identity, roles]);
    }
}
