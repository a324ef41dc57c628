using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Nansen.Register;

namespace Nansen.Web.Tests;

/// <summary>The keys of cookies, forms and drafts at rest.</summary>
public sealed class WebKeysTests
{
    [Fact]
    public async Task KeysOfCookies_LieSealed_AndOpenInTheNextProcess()
    {
        await using var host = await RegisterHost.StartAsync();
        await host.OfficerAsync("keeper", "reception");

        var files = Directory.GetFiles(Path.Combine(host.Node.Directory, "keys"), "key-*.xml");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.Contains("sealedKey", text, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", text, StringComparison.Ordinal);
        }

        var kept = Of(host.Node).Protect("typed so far");
        Assert.Equal("typed so far", Of(host.Node).Unprotect(kept));
    }

    [Fact]
    public async Task KeyOfAnotherNode_DoesNotOpen()
    {
        await using var host = await RegisterHost.StartAsync();
        await using var other = await RegisterHost.StartAsync();
        var wrapped = host.Node.Journal.SealSecret([1, 2, 3], "web-keys");

        Assert.Equal([1, 2, 3], host.Node.Journal.OpenSecret(wrapped, "web-keys"));
        Assert.Null(other.Node.Journal.OpenSecret(wrapped, "web-keys"));
        Assert.Null(host.Node.Journal.OpenSecret(wrapped, "something else"));
        wrapped[^1] ^= 1;
        Assert.Null(host.Node.Journal.OpenSecret(wrapped, "web-keys"));
    }

    /// <summary>As a process begins: nothing but the directory and the node.</summary>
    private static IDataProtector Of(RegisterNode node)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(node).AddNansenWeb(new WebOptions { DataDirectory = node.Directory, Demo = true });
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
