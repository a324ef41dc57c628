using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Nansen.Web;

/// <summary>
/// Opens <c>identity.db</c> and does what an administrator (or the demo's maker) does to accounts, with or without a web
/// host around it. What a user does to her own account goes through the pages under <c>/account</c>.
/// </summary>
public sealed class AccountStore
{
    // OWASP's figure for PBKDF2 with SHA-512; a demo trades it for speed, its passwords are printed anyway.
    private const int Iterations = 210_000;
    private const int DemoIterations = 1_000;

    private readonly PasswordHasher<Account> hasher;
    private readonly UpperInvariantLookupNormalizer normalizer = new();

    private AccountStore(DbContextOptions<AccountContext> options, bool demo)
    {
        Options = options;
        hasher = new PasswordHasher<Account>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = IterationsOf(demo) }));
    }

    internal DbContextOptions<AccountContext> Options { get; }

    internal static int IterationsOf(bool demo) => demo ? DemoIterations : Iterations;

    /// <summary>Opens the store in a data directory and makes its database when there is none.</summary>
    public static AccountStore Open(string dataDirectory, bool demo = false)
    {
        Directory.CreateDirectory(dataDirectory);
        var path = Path.Combine(dataDirectory, "identity.db");
        var options = new DbContextOptionsBuilder<AccountContext>().UseSqlite($"Data Source={path}").Options;
        var store = new AccountStore(options, demo);
        // Asking the file and not the model keeps a normal start fast.
        if (!File.Exists(path))
            using (var context = store.Context())
                context.Database.EnsureCreated();
        return store;
    }

    /// <summary>Adds one user.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Task CreateUserAsync(string userName, string password, string id) => CreateUsersAsync([new NewAccount(id, userName, password)]);

    /// <summary>Adds users, all or none.</summary>
    /// <exception cref="ArgumentException">A name or an id is taken.</exception>
    public async Task CreateUsersAsync(IReadOnlyCollection<NewAccount> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        using var context = Context();
        context.Users.AddRange(users.Select(Make));
        try
        {
            await context.SaveChangesAsync().ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            throw new ArgumentException("A user of that name or id is there already.", nameof(users));
        }
    }

    /// <summary>All accounts by name.</summary>
    public async Task<IReadOnlyList<AccountState>> ListAsync()
    {
        using var context = Context();
        var users = await context.Users.AsNoTracking().OrderBy(u => u.UserName).ToListAsync().ConfigureAwait(false);
        return [.. users.Select(StateOf)];
    }

    /// <summary>One account, or null.</summary>
    public async Task<AccountState?> FindAsync(string id)
    {
        using var context = Context();
        return await context.Users.FindAsync(id).ConfigureAwait(false) is { } user ? StateOf(user) : null;
    }

    /// <summary>Sets a new password and ends the user's sessions; also unlocks. False when there is no such user.</summary>
    public Task<bool> SetPasswordAsync(string id, string password) => ChangeAsync(id, user =>
    {
        user.PasswordHash = hasher.HashPassword(user, password);
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
    });

    /// <summary>Forgets the second factor: the user sets up a new one at the next sign-in. False when there is no such user.</summary>
    public async Task<bool> ResetSecondFactorAsync(string id)
    {
        using var context = Context();
        await context.UserTokens.Where(t => t.UserId == id).ExecuteDeleteAsync().ConfigureAwait(false);
        return await ChangeAsync(id, user => user.TwoFactorEnabled = false).ConfigureAwait(false);
    }

    /// <summary>Keeps a user out until <see cref="SetPasswordAsync"/> or <see cref="UnlockAsync"/>, and ends her sessions. False when there is no such user.</summary>
    public Task<bool> LockAsync(string id) => ChangeAsync(id, user => user.LockoutEnd = DateTimeOffset.MaxValue);

    /// <summary>Lets a locked user in again. False when there is no such user.</summary>
    public Task<bool> UnlockAsync(string id) => ChangeAsync(id, user =>
    {
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
    });

    internal AccountContext Context() => new(Options);

    private Account Make(NewAccount wanted)
    {
        var user = new Account
        {
            Id = wanted.Id,
            UserName = wanted.UserName,
            NormalizedUserName = normalizer.NormalizeName(wanted.UserName),
            LockoutEnabled = true,
            SecurityStamp = NewStamp(),
        };
        user.PasswordHash = hasher.HashPassword(user, wanted.Password);
        return user;
    }

    private async Task<bool> ChangeAsync(string id, Action<Account> change)
    {
        using var context = Context();
        if (await context.Users.FindAsync(id).ConfigureAwait(false) is not { } user) return false;
        change(user);
        // A new stamp ends the sessions that were begun under the old one.
        user.SecurityStamp = NewStamp();
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        await context.SaveChangesAsync().ConfigureAwait(false);
        return true;
    }

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    private static AccountState StateOf(Account user) =>
        new(user.Id, user.UserName ?? "", user.TwoFactorEnabled, user.LockoutEnd > DateTimeOffset.UtcNow);
}

/// <summary>A user to be added.</summary>
/// <param name="Id">The actor's id in the register.</param>
/// <param name="UserName">The name typed at sign-in.</param>
/// <param name="Password">The first password.</param>
public sealed record NewAccount(string Id, string UserName, string Password);

/// <summary>What an administrator sees of an account.</summary>
/// <param name="Id">The actor's id in the register.</param>
/// <param name="UserName">The name typed at sign-in.</param>
/// <param name="HasSecondFactor">Whether a second factor is set up.</param>
/// <param name="Locked">Whether she is locked out now.</param>
public sealed record AccountState(string Id, string UserName, bool HasSecondFactor, bool Locked);
