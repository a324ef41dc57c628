namespace Nansen.Web;

/// <summary>
/// Who the people behind the accounts are. Roles and offices are entries of the register, so the pages ask for them at
/// every request: a role taken away has gone with the next click. The register's side implements it.
/// </summary>
public interface IActorDirectory
{
    /// <summary>The profile of a user, or null when the register knows no such actor (any more): the user then counts as not signed in.</summary>
    Task<ActorProfile?> FindAsync(string userId);
}

/// <summary>An actor as the pages need her.</summary>
/// <param name="UserId">The account's id.</param>
/// <param name="DisplayName">The name colleagues see.</param>
/// <param name="Roles">Codes of the roles held.</param>
/// <param name="Offices">Codes of the offices worked in.</param>
/// <param name="Language">Preferred language code, or null.</param>
public sealed record ActorProfile(string UserId, string DisplayName, IReadOnlyList<string> Roles, IReadOnlyList<string> Offices, string? Language)
{
    /// <summary>Whether she holds one of the roles.</summary>
    public bool HasAny(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
            if (Roles.Contains(role, StringComparer.Ordinal)) return true;
        return false;
    }
}

/// <summary>The actor of this request; empty when nobody is signed in.</summary>
public sealed class CurrentActor
{
    /// <summary>Her profile, or null.</summary>
    public ActorProfile? Profile { get; internal set; }

    /// <summary>Her profile on a page that only signed-in people reach.</summary>
    /// <exception cref="PageProblemException">Nobody is signed in.</exception>
    public ActorProfile Required => Profile ?? throw new PageProblemException(403);
}
