using Microsoft.Extensions.Hosting;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Runs a duplicate sweep beside the pages. When the server stops, the sweep does too; the next one goes on where it was.</summary>
internal sealed class SweepRunner : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;

    /// <summary>
    /// Begins a sweep unless this server has one running, and comes back when it has said for the first time how far it is:
    /// the page that follows shows this sweep and not the one before.
    /// </summary>
    public Task BeginAsync(RegisterNode node, Records.Actor actor)
    {
        lock (_gate)
        {
            if (!_running.IsCompleted) return Task.CompletedTask;
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running = Task.Run(() => RunAsync(node, actor, () => begun.TrySetResult()));
            return begun.Task;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(RegisterNode node, Records.Actor actor, Action begun)
    {
        try
        {
            await node.Sweep.RunAsync(actor, _ => begun(), _stopping.Token);
        }
        catch (RegisterException)
        {
            // Another process began one in the same moment; its state is what the page shows.
        }
        finally
        {
            begun();
        }
    }
}
