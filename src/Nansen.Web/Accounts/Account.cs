using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Nansen.Web;

/// <summary>A user's sign-in secrets and nothing else: name, password hash, second factor, lockout. Roles are entries of the register.</summary>
public sealed class Account : IdentityUser
{
}

/// <summary><c>identity.db</c>: the one database that is not folded from the journal.</summary>
public sealed class AccountContext(DbContextOptions<AccountContext> options) : IdentityUserContext<Account>(options)
{
    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;
}
