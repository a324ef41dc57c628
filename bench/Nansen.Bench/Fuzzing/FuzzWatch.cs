using System.Collections.Concurrent;
using System.Diagnostics;

namespace Nansen.Bench;

/// <summary>Ends the run, with the input, when one is read for longer than any may take: a parser that hangs never says so itself.</summary>
internal sealed class FuzzWatch : IDisposable
{
    // Looks, not hours: a run that was stopped for a while hangs in nothing.
    private const int Looks = 3;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Feeding, byte> feedings = new();

    private readonly Timer timer;

    public FuzzWatch() => timer = new Timer(_ => Look(), null, Between, Between);

    /// <summary>Watches the inputs that one thread makes in <paramref name="room"/>.</summary>
    public Feeding Over(FuzzTarget target, byte[] room)
    {
        var feeding = new Feeding(this, target, room);
        feedings.TryAdd(feeding, 0);
        return feeding;
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        foreach (var feeding in feedings.Keys)
        {
            if (feeding.SeenAgain() <= Looks) continue;
            Console.Error.WriteLine($"{feeding.Target.Name}: read for longer than {Looks * Between.TotalSeconds} seconds: {Convert.ToHexStringLower(feeding.Input)}");
            Environment.Exit(1);
        }
    }

    /// <summary>The input that a thread reads now, and since when.</summary>
    internal sealed class Feeding(FuzzWatch watch, FuzzTarget target, byte[] room) : IDisposable
    {
        private int length, seen;

        private long since = Stopwatch.GetTimestamp(), last;

        public FuzzTarget Target { get; } = target;

        public ReadOnlySpan<byte> Input => room.AsSpan(0, length);

        public void Begin(long at, int bytes)
        {
            length = bytes;
            Volatile.Write(ref since, at);
        }

        /// <summary>How often in a row this input was seen.</summary>
        public int SeenAgain()
        {
            var now = Volatile.Read(ref since);
            seen = now == last ? seen + 1 : 1;
            last = now;
            return seen;
        }

        public void Dispose() => watch.feedings.TryRemove(this, out _);
    }
}
