using System.Security.Cryptography;
using Nansen.Records;
using Nansen.Register;
using Nansen.Web;

namespace Nansen.Cli;

/// <summary>Sign-in accounts for officers: the register knows their roles, the account store their passwords.</summary>
internal static class NodeAccounts
{
    /// <summary>Password of every user of a demonstration; said on every page and printed at start.</summary>
    public const string DemoPassword = "utopia-demo-2026";

    /// <summary>Makes the first administrator with a password shown once.</summary>
    public static async Task<string> FirstAdministratorAsync(RegisterNode node, string name)
    {
        var (outcome, id) = await node.Officers.AddAsync(Records.Actor.System, name, "admin", ["administrator"], [], "en");
        if (outcome is not Outcome.Done) throw new RegisterException("The first administrator could not be recorded.");
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(10)).ToLowerInvariant();
        await AccountStore.Open(node.Directory, node.Settings.Demo).CreateUserAsync("admin", password, id.ToString());
        return password;
    }

    /// <summary>Makes accounts for all officers of a demonstration that have none yet.</summary>
    public static async Task ForDemoAsync(RegisterNode node)
    {
        var store = AccountStore.Open(node.Directory, true);
        if ((await store.ListAsync()).Count > 0) return;
        var officers = await node.Officers.ListAsync();
        await store.CreateUsersAsync([.. officers.Where(o => o.UserName.Length > 0).Select(o => new NewAccount(o.Id.ToString(), o.UserName, DemoPassword))]);
    }
}
