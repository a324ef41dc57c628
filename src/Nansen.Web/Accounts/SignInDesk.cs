using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Nansen.Web;

/// <summary>How an attempt to sign in ended.</summary>
internal enum SignInOutcome
{
    In,
    NeedsCode,
    Wrong,
    Locked,

    /// <summary>Right secrets, but the register knows no such actor.</summary>
    NoRole,
}

/// <summary>Signs people in; the pages and the API come to the same desk.</summary>
internal sealed class SignInDesk(SignInManager<Account> signIn, UserManager<Account> users, IPasswordHasher<Account> hasher, IActorDirectory directory)
{
    /// <summary>RFC 8176: signed in with more than one factor.</summary>
    public static readonly Claim ManyFactors = new("amr", "mfa");

    // Verified for unknown names, so that the answer takes as long as for known ones.
    private static string? nobodysHash;

    public async Task<SignInOutcome> WithPasswordAsync(string userName, string password)
    {
        if (await FindAsync(userName, password) is not { } user) return SignInOutcome.Wrong;
        if (await directory.FindAsync(user.Id) is null) return await CheckedAsync(user, password, SignInOutcome.NoRole);
        return Outcome(await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true));
    }

    /// <summary>The second step, by the half-way ticket in the cookie. Wrong too when there is no ticket.</summary>
    public async Task<SignInOutcome> WithCodeAsync(string code)
    {
        var digits = Digits(code);
        // Six digits come from the device; anything longer is a recovery code.
        var result = digits.Length == 6 && digits.All(char.IsAsciiDigit)
            ? await signIn.TwoFactorAuthenticatorSignInAsync(digits, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(code.Trim());
        return Outcome(result);
    }

    /// <summary>Both steps at once, for programs.</summary>
    public async Task<SignInOutcome> AtOnceAsync(string userName, string password, string? code)
    {
        if (await FindAsync(userName, password) is not { } user) return SignInOutcome.Wrong;
        var outcome = await CheckedAsync(user, password, SignInOutcome.In);
        if (outcome != SignInOutcome.In) return outcome;
        if (await directory.FindAsync(user.Id) is null) return SignInOutcome.NoRole;
        if (!user.TwoFactorEnabled)
        {
            await signIn.SignInAsync(user, isPersistent: false);
            return SignInOutcome.In;
        }

        if (string.IsNullOrWhiteSpace(code)) return SignInOutcome.NeedsCode;
        if (!await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, Digits(code)))
        {
            await users.AccessFailedAsync(user);
            return SignInOutcome.Wrong;
        }

        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [ManyFactors]);
        return SignInOutcome.In;
    }

    /// <summary>A code without the spaces and hyphens people put in.</summary>
    public static string Digits(string code) => code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim();

    private async Task<Account?> FindAsync(string userName, string password)
    {
        var user = string.IsNullOrWhiteSpace(userName) ? null : await users.FindByNameAsync(userName.Trim());
        if (user is null)
        {
            var nobody = new Account();
            hasher.VerifyHashedPassword(nobody, nobodysHash ??= hasher.HashPassword(nobody, "nobody"), password);
        }

        return user;
    }

    private async Task<SignInOutcome> CheckedAsync(Account user, string password, SignInOutcome whenRight)
    {
        var outcome = Outcome(await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true));
        return outcome == SignInOutcome.In ? whenRight : outcome;
    }

    private static SignInOutcome Outcome(SignInResult result) =>
        result.Succeeded ? SignInOutcome.In
        : result.RequiresTwoFactor ? SignInOutcome.NeedsCode
        : result.IsLockedOut ? SignInOutcome.Locked
        : SignInOutcome.Wrong;
}
