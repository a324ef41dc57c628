namespace Nansen.Web.Tests;

public sealed class AccountStoreTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("nansen-accounts-").FullName;

    [Fact]
    public async Task CreateUsersAsync_TwentyFiveDemoUsers_AreAllThere()
    {
        var store = AccountStore.Open(directory, demo: true);
        await store.CreateUsersAsync([.. Enumerable.Range(0, 25).Select(i => new NewAccount($"id{i}", $"user{i:D2}", "demo"))]);
        var reopened = await AccountStore.Open(directory, demo: true).ListAsync();
        Assert.Equal(25, reopened.Count);
        Assert.Equal(new AccountState("id0", "user00", false, false), reopened[0]);
    }

    [Fact]
    public async Task CreateUsersAsync_ANameTaken_AddsNone()
    {
        var store = AccountStore.Open(directory, demo: true);
        await store.CreateUserAsync("anna", "demo", "1");
        await Assert.ThrowsAsync<ArgumentException>(() => store.CreateUsersAsync([new NewAccount("2", "boris", "demo"), new NewAccount("3", "ANNA", "demo")]));
        Assert.Equal(["anna"], (await store.ListAsync()).Select(u => u.UserName));
    }

    [Fact]
    public async Task LockAsync_ThenSetPassword_LetsInAgain()
    {
        var store = AccountStore.Open(directory, demo: true);
        await store.CreateUserAsync("anna", "demo", "1");
        Assert.True(await store.LockAsync("1"));
        Assert.True((await store.FindAsync("1"))!.Locked);
        Assert.True(await store.SetPasswordAsync("1", "another"));
        Assert.False((await store.FindAsync("1"))!.Locked);
        Assert.False(await store.LockAsync("nobody"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }
}
