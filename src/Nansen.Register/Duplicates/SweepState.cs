namespace Nansen.Register;

/// <summary>How far a sweep is. It holds no person and is shown on a page and a terminal.</summary>
public sealed record SweepState
{
    /// <summary>reading, linking, weighing; then done, stopped or failed.</summary>
    public string Phase { get; init; } = "";

    /// <summary>How much of the phase is done, 0 to 1.</summary>
    public double Part { get; init; }

    /// <summary>Who began it.</summary>
    public string By { get; init; } = "";

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it ended, was stopped or failed.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Registrations compared.</summary>
    public int Registrations { get; init; }

    /// <summary>Pairs that the linkage called the same or could not decide.</summary>
    public int Pairs { get; init; }

    /// <summary>Of these, pairs on which officers had decided before: not proposed again.</summary>
    public int Decided { get; init; }

    /// <summary>Pairs in the queue that no sweep had found before.</summary>
    public int Added { get; init; }

    /// <summary>Pairs in the queue.</summary>
    public int Queued { get; init; }

    /// <summary>Why it failed, in a sentence.</summary>
    public string? Failure { get; init; }

    /// <summary>It has come to an end, of whatever kind.</summary>
    public bool Over => Phase is "done" or "stopped" or "failed";
}

/// <summary>Pairs that a linkage found, kept until each has been weighed, so that a stopped sweep goes on where it was.</summary>
/// <param name="Head">Number of the last entry of the records book that the linkage knew.</param>
/// <param name="Rules">Digest of the rules and weights it used.</param>
/// <param name="Registrations">How many registrations it compared.</param>
/// <param name="Pairs">What it found.</param>
/// <param name="Weighed">How many of them have been weighed.</param>
/// <param name="Decided">How many of these had been decided before.</param>
/// <param name="Kept">Those that go into the queue.</param>
internal sealed record SweepWork(long Head, string Rules, int Registrations, IReadOnlyList<FoundPair> Pairs, int Weighed, int Decided, IReadOnlyList<QueuedPair> Kept);

/// <summary>Two cards and the probability that they are of one person.</summary>
internal sealed record FoundPair(Guid Left, Guid Right, double Probability);
