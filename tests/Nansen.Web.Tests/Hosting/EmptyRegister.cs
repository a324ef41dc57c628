using Nansen.Register.Tests;
using Nansen.Web.Tests;

[assembly: AssemblyFixture(typeof(EmptyRegister))]

namespace Nansen.Web.Tests;

/// <summary>One register for all tests that put nothing into it: of sign-in, safety, texts and look.</summary>
public sealed class EmptyRegister : IAsyncDisposable
{
    private static readonly Lazy<Task<TestNode>> Made = new(() => TestNode.StartAsync());

    public static Task<TestNode> Value => Made.Value;

    public async ValueTask DisposeAsync()
    {
        if (Made.IsValueCreated) await (await Made.Value).DisposeAsync();
    }
}
